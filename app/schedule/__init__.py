"""Commands and events of a schedule in, its occurrences and how each of them stands out."""
