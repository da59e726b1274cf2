"""Words or a pasted alert in, the sections of documents that answer them out, best first."""
