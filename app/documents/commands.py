"""What a person can ask of a document: the arguments of each command, as values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportDocument:
    """Keep this text as a document, or as the next revision of the document it is decided on."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class UndoImport:
    """Bring back the text that the named command replaced."""

    command: str


DocumentCommand = ImportDocument | UndoImport
