"""Values in for what is left where words were erased; drawn by erased-document, erased-run and now-erased."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from app.views.values.common import Mark
from app.views.values.runs import Entry


@dataclass(frozen=True, slots=True)
class ErasedSkeleton:
    """Slot: the one it names."""

    slot: Literal["erased-document", "erased-run"]


@dataclass(frozen=True, slots=True)
class ErasedDocument:
    """`erased` says who erased and when; `left` counts places here that still repeat words of `texts`."""

    region: ClassVar[str] = "erased-document"
    id: str
    erased: tuple[Mark, ...]
    texts: tuple[str, ...] = ()
    left: int = 0


@dataclass(frozen=True, slots=True)
class ErasedRun:
    """The whole record, newest first: numbers of steps, no words of theirs."""

    region: ClassVar[str] = "erased-run"
    id: str
    entries: tuple[Entry, ...]
    finished: Mark | None = None

    @property
    def inner(self) -> Mapping[str, Entry]:
        return {f"entry-{entry.id}": entry for entry in self.entries}


@dataclass(frozen=True, slots=True)
class ErasedRow:
    """A document of which erased words are here; `title` is "" when all of its texts are gone."""

    id: str
    title: str
    places: int


@dataclass(frozen=True, slots=True)
class NowErased:
    """What somebody erased and this browser still holds, or holds again since a snapshot came."""

    region: ClassVar[str] = "now-erased"
    rows: tuple[ErasedRow, ...]
