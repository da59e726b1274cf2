"""Values in for Import: what a look at each file says; drawn by templates/import, import-check."""

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class ImportSkeleton:
    """The form and the list of results (the page draws it) are fixed; slot: import-check."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One file as Check sees it, nothing stored yet; `document` is the id of the one it would revise or equals."""

    name: str
    outcome: Literal["new", "revision", "same", "refused"]
    sentence: str
    title: str = ""
    kind: str = ""
    steps: int = 0
    commands: int = 0
    fields: int = 0
    problems: int = 0
    document: str = ""
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportResults:
    region: ClassVar[str] = "import-check"
    rows: tuple[ImportRow, ...] = ()
