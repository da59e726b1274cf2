"""Values in for the library: its rows, a page of them; drawn by templates/library, library-head, library-results."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.views.values.common import Tone

Readiness = Literal["ready", "review", "untested", "incomplete", "unreadable"]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One line of the library. `kind` is a word ("Runbook"); `status` is its stage or the author's own word.

    `unreadable`: its page cannot be shown, and of the rest only the title is certain.
    `apart` is a file name or whatever else sets it apart from another document of its title.
    """

    id: str
    title: str
    kind: str
    readiness: Readiness
    steps: int
    procedures: int
    changed: int
    status: str = ""
    owner: str = ""
    last_run: int | None = None
    open_runs: int = 0
    heads: int = 1
    unreadable: bool = False
    apart: str = ""
    tone: Tone = "neutral"


@dataclass(frozen=True, slots=True)
class LibrarySkeleton:
    """The library always has the same slots: lib-head, lib-filters, lib-results."""


@dataclass(frozen=True, slots=True)
class LibraryHead:
    region: ClassVar[str] = "lib-head"
    query: str = ""


@dataclass(frozen=True, slots=True)
class LibraryResults:
    """A page of the library: `total` counts all documents, `matching` those that pass the filters.

    `more` is the route that shows more of them, or "".
    """

    region: ClassVar[str] = "lib-results"
    total: int
    matching: int
    rows: tuple[DocumentRow, ...]
    more: str = ""
