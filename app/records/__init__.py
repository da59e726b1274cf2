"""Envelopes from the log in; typed events, registers and a verdict on the chain out."""
