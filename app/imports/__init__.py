"""Commands and events about what was imported from elsewhere in, the events that no longer count out."""
