"""A Document and its text come in, the typed facts it tells go out: the package's public names."""

from app.documents.facts.kinds import KINDS, Fact, Found
from app.documents.facts.read import facts

__all__ = ["KINDS", "Fact", "Found", "facts"]
