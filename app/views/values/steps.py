"""Values in for a step of a run; drawn by templates/step and step-body."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.views.values.common import Mark
from app.views.values.kept import Kept
from app.views.values.step_parts import Case, Matrix, StepAsks, Tick

StepState = Literal["open", "done", "skipped", "problem", "blocked", "later", "left-out", "aside"]


@dataclass(frozen=True, slots=True)
class Command:
    """`text` is what Copy takes (prompt and comments stripped, fields filled); `missing` names fields still empty.

    `needs` are the names that the shell must know and the command does not set: "DATABASE_URL"; `secrets` are blanks
    that ask for a secret: they are never filled in here. `destroys` are the words of it that destroy something, on
    `target`. `lines` are its commands one by one, where there are several. `expect` is what its output is compared with.
    `name` is what the author calls it, or "".
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
    name: str = ""


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
