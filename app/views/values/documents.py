"""Values in for a document's page, region by region; drawn by the templates document-NAME."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.views.values.common import Chip, Mark
from app.views.values.library import Readiness
from app.views.values.runs import RunRow


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
