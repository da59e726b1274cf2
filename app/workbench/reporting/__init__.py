"""A run's report as a file: Markdown, one HTML page, JSON Lines."""
