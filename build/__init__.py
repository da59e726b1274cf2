"""The source tree and the locked packages in, the static site in dist/ out."""
