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


@dataclass(frozen=True, slots=True)
class RevisionWritten:
    """A text written here, the first or a later one; the revisions it was written from are its parents.

    `summary` says in one line what changed, "" when its author did not say.
    """

    name: str
    text: str
    summary: str = ""


RevisionEvent = DocumentImported | RevisionImported | RevisionWritten
DocumentEvent = RevisionEvent
