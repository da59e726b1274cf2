"""What leaves in other programs' forms; imported only when somebody asks for such a file."""
