"""Sophie: Markdown, commands and envelopes in; events, screens and a read model out."""
