"""What a person can ask of a document: the arguments of each command, as values."""

from collections.abc import Mapping
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
class RestoreRevision:
    """Keep an older text as a new revision over those the act has seen."""

    revision: str


@dataclass(frozen=True, slots=True)
class SetStage:
    """Move one revision along; `stage` is draft, review, approved or active."""

    revision: str
    stage: str


@dataclass(frozen=True, slots=True)
class WriteStage:
    """Let a revision's own text say the stage it has; `version` may be "", `date` is the writer's day ("2026-11-27")."""

    revision: str
    version: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class MarkReviewed:
    """The text was read through and is still true; `next` is the ISO day to look again, or ""."""

    next: str = ""


@dataclass(frozen=True, slots=True)
class MarkRead:
    """The person who acts has read this revision."""

    revision: str


@dataclass(frozen=True, slots=True)
class Archive:
    """Put the document away, or with `done` false bring it back."""

    done: bool = True


@dataclass(frozen=True, slots=True)
class MapStatus:
    """Say what an author's own word for a status means here."""

    words: str
    stage: str


@dataclass(frozen=True, slots=True)
class EraseTexts:
    """Remove these revisions' texts for good; `title` is typed to confirm when all of them go."""

    texts: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class MergeVersions:
    """Make one text of two that stand; `choices` says first, second or both for each place, from "0"."""

    versions: tuple[str, ...]
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SetPlan:
    """Who writes what is missing, by when ("2026-11-27" or ""), how urgent it is, what stands in the way."""

    assignee: str = ""
    target: str = ""
    priority: str = ""
    blockers: str = ""


@dataclass(frozen=True, slots=True)
class BeginRunbook:
    """Begin the document that another one promises; the workbench looks up that one's `name` and `text`."""

    document: str
    revision: str
    name: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Undo:
    """Bring back what the named command replaced."""

    command: str


@dataclass(frozen=True, slots=True)
class FinishDraft:
    """Keep what stands in the editor's text box, as a revision of what the act has seen.

    `version` and `summary` may be ""; `date` is the writer's own day ("2026-11-27").
    """

    text: str
    version: str = ""
    summary: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class FillFields:
    """Put these answers in the place of their blanks; keys as `filling.key_of` makes them."""

    answers: dict[str, str]


@dataclass(frozen=True, slots=True)
class RenameDocument:
    """Another title, another file name, or both; "" keeps the one that is."""

    title: str
    name: str


@dataclass(frozen=True, slots=True)
class FixStep:
    """Other lines in the place of those from `first` to `last`."""

    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class DuplicateDocument:
    """Begin a document from a revision of another; the workbench looks up its `name` and `text`."""

    document: str
    revision: str
    name: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class UseOffers:
    """Take into use what these keys name in the text of this revision."""

    revision: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopOffers:
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RepairText:
    """Mend these wrongly decoded lines of this revision."""

    revision: str
    lines: tuple[int, ...]


Taking = UseOffers | StopOffers | RepairText
Planning = SetPlan | BeginRunbook
Authoring = WriteStage | FinishDraft | FillFields | RenameDocument | FixStep | DuplicateDocument
LifeCommand = SetStage | MarkReviewed | MarkRead | Archive | MapStatus
DocumentCommand = (
    ImportDocument
    | WriteRevision
    | RestoreRevision
    | Authoring
    | LifeCommand
    | Planning
    | MergeVersions
    | EraseTexts
    | Taking
    | Undo
)
