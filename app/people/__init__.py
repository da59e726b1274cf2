"""Commands and events about people and devices in, names out."""
