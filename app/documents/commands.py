"""What a person can ask of a document: the arguments of each command, as values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportDocument:
    """Keep this text as a document, or as the next revision of the document it is decided on."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class WriteRevision:
    """Keep this text, written here from the revisions the act has seen; `name` "" keeps the file's name."""

    text: str
    name: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Undo:
    """Bring back what the named command replaced."""

    command: str


DocumentCommand = ImportDocument | WriteRevision | Undo
