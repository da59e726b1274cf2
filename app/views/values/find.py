"""Values in for what was searched, filtered and pasted; drawn by templates/library-found, library-filters, alert."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.views.values.common import Chip
from app.views.values.library import DocumentRow


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `hit` says that it is what was looked for."""

    text: str
    hit: bool = False


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SectionHit:
    """A section that answers. `path` is what it stands in; `start` names what would be run, `fill` is a query's tail."""

    id: str
    document: str
    title: Pieces
    anchor: str = ""
    path: str = ""
    excerpt: Pieces = ()
    procedure: str = ""
    start: str = ""
    fill: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document with its best sections; `title` is its row's title, marked."""

    row: DocumentRow
    title: Pieces
    hits: tuple[SectionHit, ...]


@dataclass(frozen=True, slots=True)
class LibraryFound:
    """What answers a search. `kind`: "all" words are in each section, "near" ones are, only "some" are, or "none" is.

    `bent` tells which words were read as which; `more` is the route that shows more, or "".
    """

    region: ClassVar[str] = "lib-results"
    query: str
    kind: Literal["all", "near", "some", "none"]
    documents: tuple[FoundDocument, ...]
    bent: tuple[tuple[str, str], ...] = ()
    total: int = 0
    filtered: bool = False
    more: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing to filter by; its first choice is "any"."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class LibraryFilters:
    """`active` are the choices made, in words; without filters there is nothing to filter."""

    region: ClassVar[str] = "lib-filters"
    filters: tuple[Filter, ...] = ()
    active: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AlertSkeleton:
    """Slots: alert-form, alert-answers."""


@dataclass(frozen=True, slots=True)
class AlertForm:
    """Where an alert is pasted: drawn once, never again under the hand."""

    region: ClassVar[str] = "alert-form"


@dataclass(frozen=True, slots=True)
class AlertAnswers:
    """What the alert was read as, and the sections that answer it; `cut` says what was not read."""

    region: ClassVar[str] = "alert-answers"
    asked: bool = False
    title: str = ""
    read: tuple[Chip, ...] = ()
    hits: tuple[SectionHit, ...] = ()
    total: int = 0
    cut: str = ""
