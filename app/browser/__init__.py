"""Calls from the page in, the workbench's answers out: the only room that imports the browser."""
