"""Values in for Runs, Run and Report; drawn by templates/runs, run, step, report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from app.records.zone import Zone
from app.views.values.common import Mark
from app.views.values.frame import Card
from app.views.values.step_parts import Case, Matrix, StepAsks, Tick

StepState = Literal["open", "done", "skipped", "problem", "blocked", "later", "left-out", "aside"]
# What is shown as a picture; anything else, drawings in SVG too, is a file to take out.
PICTURES = frozenset(("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp"))


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run in a list; `current` is the text of its current step, "" when there is none.

    `unreadable`: its page cannot be shown, and of the rest only the title is certain.
    """

    id: str
    title: str
    started: Mark
    last: Mark
    done: int
    total: int
    current: str = ""
    current_number: int = 0
    finished: Mark | None = None
    skipped: int = 0
    problems: int = 0
    unreadable: bool = False
    drill: bool = False
    subject: str = ""
    holder: str = ""
    paused: int = 0
    back: int = 0


@dataclass(frozen=True, slots=True)
class RunsSkeleton:
    """Slot: run-list."""


@dataclass(frozen=True, slots=True)
class RunList:
    """Active first (latest act first), then a page of the finished (latest first), then what cannot be shown."""

    region: ClassVar[str] = "run-list"
    active: tuple[RunRow, ...]
    finished: tuple[RunRow, ...]
    documents: int = 0
    unreadable: tuple[RunRow, ...] = ()
    open_total: int = 0
    finished_total: int = 0
    page: int = 1
    is_last: bool = True


@dataclass(frozen=True, slots=True)
class RunSkeleton:
    """Slots: run-head, run-guard, one per step in order ("step-" + id), run-actions, run-back, run-record.

    `names` are the steps' own words, in the same order; `confirms`: the list is worked first and confirmed after.
    """

    id: str
    steps: tuple[str, ...]
    names: tuple[str, ...] = ()
    confirms: bool = False


@dataclass(frozen=True, slots=True)
class RunHead:
    """`document` is "" when this browser does not hold it; `newer` says the document changed since the start.

    `since` is when it would have begun had it never rested (ms UTC): its clock counts from there. `holder` took the
    run over; None while it is with whoever started it. `card` waits to be taken. `seconds` is how long it was
    expected to take, 0 when that was not said. `unconfirmed` counts the prerequisites that nobody confirmed,
    `begun_without` says why.
    """

    region: ClassVar[str] = "run-head"
    id: str
    title: str
    document: str
    document_title: str
    started: Mark
    done: int
    skipped: int
    problems: int
    total: int
    left_out: int = 0
    blocked: int = 0
    finished: Mark | None = None
    newer: bool = False
    read_only: str = ""
    values: tuple[tuple[str, str], ...] = ()
    stage: str = ""
    mode: str = ""
    drill: bool = False
    subject: str = ""
    seconds: int = 0
    unconfirmed: int = 0
    holder: Mark | None = None
    since: int = 0
    paused: Mark | None = None
    pause_reason: str = ""
    card: Card | None = None
    rollback: Mark | None = None
    begun_without: str = ""
    later: int = 0

    @property
    def filled(self) -> int:
        """How many of the values were given."""
        return sum(1 for _, value in self.values if value)


@dataclass(frozen=True, slots=True)
class Command:
    """`text` is what Copy takes (prompt and comments stripped, fields filled); `missing` names fields still empty.

    `needs` are the names that the shell must know and the command does not set: "DATABASE_URL"; `secrets` are blanks
    that ask for a secret: they are never filled in here. `destroys` are the words of it that destroy something, on
    `target`. `lines` are its commands one by one, where there are several. `expect` is what its output is compared with.
    """

    language: str
    text: str
    output: str | None = None
    missing: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    destroys: str = ""
    target: str = ""
    lines: tuple[str, ...] = ()
    expect: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """The same step set by somebody who had not seen this: shown beside, never hidden."""

    state: StepState
    mark: Mark


@dataclass(frozen=True, slots=True)
class Remark:
    """A note, or the words of a problem; `late` = recorded after the run was finished."""

    id: str
    text: str
    mark: Mark
    late: bool = False
    problem: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of a comparison: "missing" was expected and did not come, "extra" came unexpected, "same" is around them."""

    kind: Literal["same", "missing", "extra"]
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Evidence. An output has `text`, `command`, and where it was compared `how` and `fits`, with the lines that differ.

    A file has `name`, `sha`, `type` and `size` (bytes); a link `url` and `text`.
    """

    id: str
    kind: Literal["output", "file", "link"]
    mark: Mark
    late: bool = False
    text: str = ""
    command: str = ""
    how: str = ""
    fits: bool = False
    differences: tuple[Difference, ...] = ()
    more: int = 0
    name: str = ""
    sha: str = ""
    type: str = ""
    size: int = 0
    url: str = ""

    @property
    def is_picture(self) -> bool:
        return self.type in PICTURES


@dataclass(frozen=True, slots=True)
class StepBody:
    """What the author wrote below a step's first line: the same before and after a tick."""

    run: str
    id: str
    number: int
    detail: str
    commands: tuple[Command, ...]
    expect: str
    otherwise: str
    stop: str
    ticks: tuple[Tick, ...] = ()
    matrix: Matrix = field(default_factory=Matrix)
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `phase` is set on the first step of a phase only. `over` = the ids a new tick replaces.

    `detail` is the author's Markdown below the step's first line; its top-level fences are drawn as `commands`, one by one.
    Without a detail the slots are drawn: Do = `commands`, Expect = `expect`, If not = `otherwise`, Stop if = `stop`.
    `mark` is who set the state (None when untouched). `case` says in which case it is done; `ticks` and `matrix` are
    drawn where the author has them, `asks` below. `since`: when it became the current one (ms UTC, else 0), with
    the `seconds` it is expected to take; `due` in ms UTC, or `due_after` a step's number is done. `folded`: the current
    step is drawn like the others.
    """

    run: str
    id: str
    number: int
    text: str
    state: StepState = "open"
    current: bool = False
    phase: str = ""
    detail: str = ""
    commands: tuple[Command, ...] = ()
    expect: str = ""
    otherwise: str = ""
    stop: str = ""
    mark: Mark | None = None
    reason: str = ""
    late: bool = False
    also: tuple[Other, ...] = ()
    remarks: tuple[Remark, ...] = ()
    kept: tuple[Kept, ...] = ()
    copied: Mark | None = None
    over: tuple[str, ...] = ()
    read_only: bool = False
    case: Case | None = None
    ticks: tuple[Tick, ...] = ()
    matrix: Matrix = field(default_factory=Matrix)
    asks: StepAsks | None = None
    since: int = 0
    seconds: int = 0
    assigned: str = ""
    due: int = 0
    due_after: int = 0
    folded: bool = False

    @property
    def region(self) -> str:
        return f"step-{self.id}"

    @property
    def open_checks(self) -> int:
        """How many things must still be done in it."""
        return len(self.asks.left) if self.asks else 0

    @property
    def inner(self) -> Mapping[str, StepBody | StepAsks]:
        slots = (self.expect, self.otherwise, self.stop)
        held = (self.ticks, self.matrix, self.read_only)
        found: dict[str, StepBody | StepAsks] = {}
        if self.detail or self.commands or self.ticks or self.matrix.rows or any(slots):
            body = StepBody(self.run, self.id, self.number, self.detail, self.commands, *slots, *held)
            found[f"body-{self.id}"] = body
        if self.asks:
            found[f"asks-{self.id}"] = self.asks
        return found


@dataclass(frozen=True, slots=True)
class RunActions:
    """The action bar. `step` None = no step is left. `asks`: Finish has something to ask first.

    `closing`: the step is done, and so many things in it are open. `undo` is the command id that Undo reverses,
    `undo_what` names it. `deferred`: it was left for later already.
    """

    region: ClassVar[str] = "run-actions"
    run: str
    step: str | None
    step_text: str = ""
    step_number: int = 0
    over: tuple[str, ...] = ()
    left: int = 0
    undo: str = ""
    undo_what: str = ""
    closing: int = 0
    deferred: bool = False
    finished: bool = False
    read_only: str = ""
    asks: bool = False
    rollback: bool = False
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the record, `what` is a past-tense verb phrase ("Done", "Reopened", "Skipped", "Problem", "Note", "Finished").

    `step` is "" for the whole run; `text` the note, reason or problem; `strange` marks an event a newer Sophie wrote.
    """

    id: str
    what: str
    mark: Mark
    step: str = ""
    number: int = 0
    text: str = ""
    late: bool = False
    strange: bool = False


@dataclass(frozen=True, slots=True)
class RunRecord:
    """The latest entries, newest first (send at most 12: it is drawn at every tick); `more` counts the older ones."""

    region: ClassVar[str] = "run-record"
    run: str
    entries: tuple[Entry, ...]
    more: int = 0

    @property
    def inner(self) -> Mapping[str, Entry]:
        return {f"entry-{entry.id}": entry for entry in self.entries}


@dataclass(frozen=True, slots=True)
class ReportSkeleton:
    """Slot: run-report."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where the run departed from its runbook; `number` 0 is the whole run, `text` a reason or what was reported."""

    number: int
    what: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """What somebody set inside a step, in words: "Gate passed", "240 ms"."""

    what: str
    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class ReportStep:
    """`took` in ms, None where the step was not settled."""

    step: Step
    took: int | None = None
    answers: tuple[ReportAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class RunReport:
    """The whole record, oldest first; `steps` with their state, without details. `took` in ms without the time that it was
    `paused` (ms), None while it is open.
    """

    region: ClassVar[str] = "run-report"
    head: RunHead
    steps: tuple[ReportStep, ...]
    entries: tuple[Entry, ...]
    people: tuple[str, ...] = ()
    revision: str = ""
    took: int | None = None
    paused: int = 0
    deviations: tuple[Deviation, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """The same as a page of its own, for anybody's browser."""

    report: RunReport
    zone: Zone
