"""What people answer inside a step of a run: past-tense facts, read from and written to the log.

Each belongs to one value of the step, named by its `part`: a register of its own. `undoes` as in events.py.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class _Said:
    """Of which step; the value it belongs to is named by its kind, and by what it is about where there are several."""

    step: str
    undoes: str = field(default="", compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class _OfCheck(_Said):
    """About a small tick inside the step: `check` is its id."""

    check: str

    @property
    def part(self) -> str:
        return f"check {self.check}"


@dataclass(frozen=True, slots=True)
class CheckDone(_OfCheck):
    pass


@dataclass(frozen=True, slots=True)
class CheckReopened(_OfCheck):
    pass


@dataclass(frozen=True, slots=True)
class ConditionAnswered(_Said):
    """Whether the step is done in this run, or with `check` that tick of it."""

    applies: bool
    check: str = ""

    @property
    def part(self) -> str:
        return f"condition {self.check}".strip()


@dataclass(frozen=True, slots=True)
class WaitStarted(_Said):
    """`seconds` from `at` (ms UTC) on, as whoever started it wanted; `stage` names a share of a rollout, or ""."""

    seconds: int
    at: int
    stage: str = ""

    @property
    def part(self) -> str:
        return f"wait {self.stage}".strip()


@dataclass(frozen=True, slots=True)
class GateAnswered(_Said):
    """`value` is what was read or said, `passed` what came of it then, whatever a later text makes the limit."""

    value: str
    passed: bool
    stage: str = ""

    @property
    def part(self) -> str:
        return f"gate {self.stage}".strip()


@dataclass(frozen=True, slots=True)
class DecisionPicked(_Said):
    """The row of the matrix that holds; with `step` "" of the matrix for rolling back."""

    row: str

    @property
    def part(self) -> str:
        return "decision"


@dataclass(frozen=True, slots=True)
class ChecksOverridden(_Said):
    """What the step still asks for is given up, for a reason."""

    reason: str

    @property
    def part(self) -> str:
        return "override"


@dataclass(frozen=True, slots=True)
class StepApproved(_Said):
    """`person` answers for the step with a name, beside who did it."""

    person: str

    @property
    def part(self) -> str:
        return "approval"


@dataclass(frozen=True, slots=True)
class AnswerCleared(_Said):
    """The value `part` of the step is open again."""

    part: str


Answer = (
    CheckDone
    | CheckReopened
    | ConditionAnswered
    | WaitStarted
    | GateAnswered
    | DecisionPicked
    | ChecksOverridden
    | StepApproved
    | AnswerCleared
)
