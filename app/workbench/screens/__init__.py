"""A place and what the engine knows in, the screen's page values out: the table from areas to screens."""
