"""What can happen to a run: past-tense facts, read from and written to the log.

`undoes` of a mark or an end is the id of the event that it takes back, "" when it takes back none. Undo writes
the mark that stood before with all its words: the words are then not told a second time. Two marks that differ
in `undoes` alone say the same about the step.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.records.codec import SPARSE, Unfit
from app.records.latest import of_latest
from app.runs.answers import Answer
from app.runs.crew.events import CrewEvent
from app.runs.evidence.events import EvidenceEvent
from app.runs.frozen import Approval, Check, Choice, Condition, Gate, Item, Stage, Wait
from app.runs.rollback import RollbackEvent
from app.runs.setup import Setup

# Step ids become parts of ids in the page. We write "s" and a number; other programs have room for their own.
STEP_ID = re.compile("[a-z0-9-]{1,32}")


@dataclass(frozen=True, slots=True)
class StepCommand:
    """A command block of a step; `output` is what the author says it prints, `name` what its author calls it."""

    language: str
    text: str
    output: str | None = None
    name: str = field(default="", metadata=SPARSE)


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it was when the run started; `detail` is Markdown, `line` the line in the document.

    `blanks`: a text to fill in ("[Host]") -> the key of its answer in RunStarted.fields ("Host").
    `decision` is a matrix to pick a row of, `stages` the shares of a rollout, `seconds` how long the author says
    it takes (0: not said). What came after `blanks` is empty in records from before it was kept.
    """

    id: str
    text: str
    line: int
    phase: str = ""
    detail: str = ""
    commands: tuple[StepCommand, ...] = ()
    expect: str | None = None
    otherwise: str | None = None
    stop: str | None = None
    blanks: Mapping[str, str] = field(default_factory=dict)
    checks: tuple[Check, ...] = field(default=(), metadata=SPARSE)
    condition: Condition | None = field(default=None, metadata=SPARSE)
    wait: Wait | None = field(default=None, metadata=SPARSE)
    gate: Gate | None = field(default=None, metadata=SPARSE)
    approval: Approval | None = field(default=None, metadata=SPARSE)
    decision: tuple[Choice, ...] = field(default=(), metadata=SPARSE)
    stages: tuple[Stage, ...] = field(default=(), metadata=SPARSE)
    seconds: int = field(default=0, metadata=SPARSE)

    @property
    def holds(self) -> bool:
        """There is more to it than its words."""
        return self.asks or self.condition is not None or self.wait is not None

    @property
    def asks(self) -> bool:
        """Being done is not all that it wants."""
        return bool(self.checks or self.gate or self.stages or self.decision or self.approval)


@dataclass(frozen=True, slots=True)
class RunStarted:
    """Steps are frozen here, so no later parser can move a tick.

    `revision` is an event id; `procedure` None is the whole document; a field left empty is "".
    `stage` is what the text was then, in words ("Draft", "Approved"); "" in records that did not say.
    `prerequisites` are confirmed before the run begins, `criteria` (of success) before it is finished;
    `memory` items are done at once, from memory; `stops` say when to stop and escalate. `seconds` is the expected
    time of all, 0 when nobody said. `triggers` say when to roll back, `matrix` what to do then. `rollback` are the
    ids of the steps of the way back, in order: some of `steps`, or of `branch`, which holds those that are not. Of
    them, `aside` are steps of a rollback procedure that stands among `steps`: they count once somebody rolls back.
    Records from before it was kept have none, and count them as they did.
    """

    title: str
    document: str
    revision: str
    procedure: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    stage: str = ""
    prerequisites: tuple[Item, ...] = field(default=(), metadata=SPARSE)
    criteria: tuple[Item, ...] = field(default=(), metadata=SPARSE)
    memory: tuple[Item, ...] = field(default=(), metadata=SPARSE)
    stops: tuple[Item, ...] = field(default=(), metadata=SPARSE)
    triggers: tuple[Item, ...] = field(default=(), metadata=SPARSE)
    matrix: tuple[Choice, ...] = field(default=(), metadata=SPARSE)
    rollback: tuple[str, ...] = field(default=(), metadata=SPARSE)
    branch: tuple[Step, ...] = field(default=(), metadata=SPARSE)
    seconds: int = field(default=0, metadata=SPARSE)
    aside: tuple[str, ...] = field(default=(), metadata=SPARSE)
    setup: Setup = field(default_factory=Setup, metadata=SPARSE)

    def __post_init__(self) -> None:
        steps = (*self.steps, *self.branch)
        ids = {step.id for step in steps}
        if not all(map(STEP_ID.fullmatch, ids)):
            raise Unfit("A step's id is not 1 to 32 small letters, digits and hyphens.")
        if len(ids) < len(steps):
            raise Unfit("Two of its steps have the same id.")
        lists = (self.prerequisites, self.criteria, self.memory, self.stops, self.triggers, self.matrix)
        parts = (part for step in steps for part in (step.checks, step.decision, step.stages))
        if not all(map(_are_named, (*lists, *parts))):
            raise Unfit("The parts of a step, or of a list of the run, do not have an id each.")

    @property
    def every(self) -> tuple[Step, ...]:
        """Its own steps, then those of the way back that stand apart from them."""
        return (*self.steps, *self.branch)

    @property
    def has_way_back(self) -> bool:
        return bool(self.rollback or self.triggers or self.matrix)

    def find(self, step: str | None) -> Step | None:
        """The step of this id, also one of the way back."""
        number = self.number(step)
        return (
            self.steps[number - 1] if number else next((one for one in self.branch if one.id == step), None)
        )

    def place(self, step: str | None) -> int:
        """The number that people know it by, also one of the way back, which goes on counting; 0 when there is none."""
        return _places(self).get(step, 0)

    def number(self, step: str | None) -> int:
        """The place of the step of this id among the run's own, from 1; 0 when the run has no such step."""
        place = self.place(step)
        return place if place <= len(self.steps) else 0


@of_latest
def _places(start: RunStarted) -> dict[str | None, int]:
    """A tick asks for many steps' places, all of one run."""
    return {step.id: place for place, step in enumerate(start.every, 1)}


def _are_named(parts: Sequence[Check | Choice | Stage | Item]) -> bool:
    """Each has an id of its own, fit for the page."""
    ids = {part.id for part in parts}
    return len(ids) == len(parts) and all(map(STEP_ID.fullmatch, ids))


@dataclass(frozen=True, slots=True)
class StepDone:
    step: str
    undoes: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class StepReopened:
    step: str
    undoes: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class StepSkipped:
    step: str
    reason: str
    undoes: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ProblemReported:
    """With `undoes`, the problem stands again: its words are with the event that reported it."""

    step: str
    text: str
    undoes: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class StepBlocked:
    """It cannot go on until something else happens: `reason` says what."""

    step: str
    reason: str
    undoes: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class StepUnblocked:
    step: str
    undoes: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class StepDeferred:
    """Left for later: neither done nor skipped, and to come back to before the end. `reason` "" is none given."""

    step: str
    undoes: str = field(default="", compare=False)
    reason: str = field(default="", metadata=SPARSE)


@dataclass(frozen=True, slots=True)
class NoteAdded:
    """`step` None is a note on the whole run."""

    step: str | None
    text: str


@dataclass(frozen=True, slots=True)
class RunFinished:
    """`met` are the ids of the success criteria that were confirmed, `left` counts the steps that were still open.

    `reason` is why it was finished without the others.
    """

    undoes: str = field(default="", compare=False)
    met: tuple[str, ...] = field(default=(), metadata=SPARSE)
    reason: str = field(default="", metadata=SPARSE)
    left: int = field(default=0, metadata=SPARSE)


@dataclass(frozen=True, slots=True)
class RunReopened:
    undoes: str = field(default="", compare=False)


StepMark = (
    StepDone | StepReopened | StepSkipped | ProblemReported | StepBlocked | StepUnblocked | StepDeferred
)
RunEnd = RunFinished | RunReopened
RunEvent = RunStarted | StepMark | Answer | NoteAdded | RunEnd | EvidenceEvent | CrewEvent | RollbackEvent
