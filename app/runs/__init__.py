"""Commands and events of a run in, the run out."""
