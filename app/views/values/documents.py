"""Values in for Library, Document, Run start and Import; drawn by templates/library, document, start, import."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.views.values.common import Chip, Mark, Tone
from app.views.values.life import OtherVersion, StageMark
from app.views.values.runs import RunRow

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


@dataclass(frozen=True, slots=True)
class DocumentSkeleton:
    """Slots: head, stage, repair, outline, offers, prose, health, life, runs, history, each as doc-NAME; with `plan` doc-plan."""

    id: str
    plan: bool = False


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """`revision` is the event id of the revision shown; `heads` > 1 says that two were saved apart."""

    region: ClassVar[str] = "doc-head"
    id: str
    title: str
    kind: str
    revision: str
    file_name: str
    chips: tuple[Chip, ...] = ()
    procedures: tuple[str, ...] = ()
    heads: int = 1
    startable: bool = True
    open_run: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    line: int
    severity: Literal["error", "warning", "info"]
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """What costs `points` of a hundred; `line` is where it stands in the text, 0 when it stands nowhere."""

    text: str
    line: int = 0
    points: int = 0


@dataclass(frozen=True, slots=True)
class DocumentHealth:
    """Why it is or is not ready; `score` 0 to 100, or None when nothing is known yet."""

    region: ClassVar[str] = "doc-health"
    readiness: Readiness
    score: int | None
    reasons: tuple[Reason, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlinePhase:
    """`name` may be ""; `steps` are the step texts (inline Markdown) in order, `start` the number of the first.

    `lines` are where they begin in the text, for a step that can be fixed alone.
    """

    name: str
    start: int
    steps: tuple[str, ...]
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentOutline:
    region: ClassVar[str] = "doc-outline"
    phases: tuple[OutlinePhase, ...]
    total: int
    document: str = ""


@dataclass(frozen=True, slots=True)
class DocumentProse:
    """The revision's Markdown as it was imported; a first heading equal to `title` is not drawn twice."""

    region: ClassVar[str] = "doc-prose"
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """`id` is the event id; `head` says no later revision replaces it, `shown` that the page shows this one."""

    id: str
    name: str
    mark: Mark
    size: int
    head: bool
    shown: bool
    summary: str = ""


@dataclass(frozen=True, slots=True)
class DocumentHistory:
    region: ClassVar[str] = "doc-history"
    id: str
    revisions: tuple[RevisionRow, ...]


@dataclass(frozen=True, slots=True)
class DocumentRuns:
    region: ClassVar[str] = "doc-runs"
    rows: tuple[RunRow, ...]


@dataclass(frozen=True, slots=True)
class StartSkeleton:
    """Slot: run-start."""


@dataclass(frozen=True, slots=True)
class FieldInput:
    """`text` is what the input is called: the field as written ("[Feature Name]"), with "label: " where it repeats.

    The answer's key is `name`, or `text`. `kind` (text, date, time, link, number, person, command, choice) picks the
    input, `label` is a hint beside it; `open` says that other words than the options may be given; `value` is what
    an alert already says.
    """

    text: str
    kind: str = "text"
    line: int = 0
    label: str = ""
    name: str = ""
    options: tuple[str, ...] = ()
    open: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True)
class RunStart:
    """`procedure` None is the whole document; `stage` is that of the version to work.

    `other` is the approved version when this one is not, else the later draft if there is one.
    """

    region: ClassVar[str] = "run-start"
    document: str
    revision: str
    title: str
    procedure: str | None
    steps: int
    fields: tuple[FieldInput, ...] = ()
    chips: tuple[Chip, ...] = ()
    stage: StageMark | None = None
    is_approved: bool = False
    other: OtherVersion | None = None


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


@dataclass(frozen=True, slots=True)
class ImportResults:
    region: ClassVar[str] = "import-check"
    rows: tuple[ImportRow, ...] = ()
