"""What is kept with a step beside its mark: copied commands, outputs, files and links."""
