"""Values in for a document's versions: their list, two compared, two merged; drawn by versions, compare, merge."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.views.values.common import Mark
from app.views.values.life import OtherVersion, StageMark


@dataclass(frozen=True, slots=True)
class VersionsSkeleton:
    """Slot: doc-versions."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """`parent` is the id of the version it was made from, ""; `how` is Imported or Written.

    `stage` only where somebody set one; `condemned` says that it is to be erased and its text is still here.
    `alike` are the ids of all versions with this very text, its own among them: they are erased together.
    `goes` says in sentences what else goes with them.
    """

    id: str
    name: str
    mark: Mark
    size: int
    how: str
    summary: str = ""
    parent: str = ""
    stage: StageMark | None = None
    head: bool = False
    condemned: bool = False
    alike: tuple[str, ...] = ()
    goes: str = ""


@dataclass(frozen=True, slots=True)
class Versions:
    """Newest first; `gone` are versions whose text is erased or missing, `more` counts those not listed.

    `over` names the versions that stand, `texts` all that are held, `goes` says what else goes when all are erased.
    `left` counts what is still held of versions whose own text is gone here, `erased` their ids; `used` counts what
    was taken into use from them and is erased too.
    """

    region: ClassVar[str] = "doc-versions"
    id: str
    title: str
    rows: tuple[VersionRow, ...]
    gone: tuple[Mark, ...] = ()
    more: int = 0
    over: tuple[str, ...] = ()
    standing: int = 1
    latest: str = ""
    texts: tuple[str, ...] = ()
    goes: str = ""
    left: int = 0
    erased: tuple[str, ...] = ()
    used: int = 0
    read_only: str = ""


@dataclass(frozen=True, slots=True)
class CompareSkeleton:
    """Slot: doc-compare."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of equal lines (`same`, the middle of it folded away: `folded` lines), or a change from old to new.

    `old` and `new` are (text, is changed) pairs; `cut` counts characters left out of a very long change.
    """

    before: int
    after: int
    same: str = ""
    folded: int = 0
    tail: str = ""
    old: tuple[tuple[str, bool], ...] = ()
    new: tuple[tuple[str, bool], ...] = ()
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Compare:
    """`pieces` None: too long to compare; `changes` counts all, also those that are not shown."""

    region: ClassVar[str] = "doc-compare"
    id: str
    title: str
    earlier: OtherVersion
    later: OtherVersion
    side: bool
    pieces: tuple[Stretch, ...] | None
    changes: int = 0
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class MergeSkeleton:
    """Slot: doc-merge."""


@dataclass(frozen=True, slots=True)
class MergePlace:
    """Where the two differ: taken from one of them, changed alike in both, or a choice (`number` from 0)."""

    kind: Literal["first", "second", "alike", "choice"]
    number: int
    base: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Merge:
    """`first` None: there is nothing to merge any more. `common` says that both came from one text held here."""

    region: ClassVar[str] = "doc-merge"
    id: str
    title: str
    first: OtherVersion | None = None
    second: OtherVersion | None = None
    common: bool = True
    choices: int = 0
    places: tuple[MergePlace, ...] = ()
    hidden: int = 0
    standing: int = 2
    read_only: str = ""
