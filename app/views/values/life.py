"""Values in for a document's life: its stage, reviews, readers, shelf; drawn by document-stage, document-life."""

from dataclasses import dataclass
from typing import ClassVar

from app.views.values.common import Mark, Tone


@dataclass(frozen=True, slots=True)
class StageMark:
    """A stage in words ("Approved") and who set it; `mark` None when the text says it, or nothing does."""

    label: str
    tone: Tone
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """A version beside the one shown: its event id, its stage in words, who brought it."""

    id: str
    label: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class DocumentStage:
    """The stage of the version shown; `name` is draft, review, approved, active, or "" for an author's own word.

    `acts` are the commands offered, `over` what they replace; `runs` is the version that runs start from and
    `newer` the latest one, each only when it is not the one shown; `undo` is the command that Undo takes back.
    `condemned` counts what is still held here of texts that somebody erased: versions, things in use, runs.
    `says` is the status that the text tells where it is another than the stage somebody set, "" else; `version` is
    offered for the text that says it right, `told` names what else of it would change.
    """

    region: ClassVar[str] = "doc-stage"
    id: str
    revision: str
    name: str
    stage: StageMark
    acts: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    beside: tuple[StageMark, ...] = ()
    runs: OtherVersion | None = None
    newer: OtherVersion | None = None
    archived: Mark | None = None
    shelf_over: tuple[str, ...] = ()
    undo: str = ""
    undo_what: str = ""
    condemned: int = 0
    says: str = ""
    version: str = ""
    told: tuple[str, ...] = ()
    read_only: str = ""


@dataclass(frozen=True, slots=True)
class DocumentLife:
    """Reviews and readers; `unread` are the people of the team who have not read `reading`, the approved version.

    `reading` is "" when none is approved; `next` a day ("2027-01-31") or ""; `done` the latest acts, newest first.
    """

    region: ClassVar[str] = "doc-life"
    id: str
    reviewed: Mark | None = None
    next: str = ""
    over: tuple[str, ...] = ()
    reading: str = ""
    read: tuple[Mark, ...] = ()
    unread: tuple[str, ...] = ()
    done: tuple[tuple[str, Mark], ...] = ()
    archived: bool = False
    shelf_over: tuple[str, ...] = ()
    read_only: str = ""
