"""The built site in, a table of how long it takes beside plain rivals out: `python -m bench`."""
