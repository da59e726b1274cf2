"""Who works a run, until when, in whose hands it is, and whether it rests."""
