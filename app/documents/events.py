"""What can happen to a document: past-tense facts, read from and written to the log."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentImported:
    """The first text of a document; `name` is the file's name."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class RevisionImported:
    """A later text of the same document; the events it replaces are its parents."""

    name: str
    text: str


DocumentEvent = DocumentImported | RevisionImported
