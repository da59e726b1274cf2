"""What people answer inside a step of a run: past-tense facts, read from and written to the log.

Each belongs to one value of the step, named by its `part`: a register of its own. `undoes` as in events.py.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CheckDone:
    """A small tick inside the step; `check` is its id."""

    step: str
    check: str
    undoes: str = field(default="", compare=False)

    @property
    def part(self) -> str:
        return f"check {self.check}"


@dataclass(frozen=True, slots=True)
class CheckReopened:
    step: str
    check: str
    undoes: str = field(default="", compare=False)

    @property
    def part(self) -> str:
        return f"check {self.check}"


@dataclass(frozen=True, slots=True)
class ConditionAnswered:
    """Whether the step is done in this run, or with `check` that tick of it."""

    step: str
    applies: bool
    check: str = ""
    undoes: str = field(default="", compare=False)

    @property
    def part(self) -> str:
        return f"condition {self.check}".strip()


@dataclass(frozen=True, slots=True)
class WaitStarted:
    """`seconds` from `at` (ms UTC) on, as whoever started it wanted; `stage` names a share of a rollout, or ""."""

    step: str
    seconds: int
    at: int
    stage: str = ""
    undoes: str = field(default="", compare=False)

    @property
    def part(self) -> str:
        return f"wait {self.stage}".strip()


@dataclass(frozen=True, slots=True)
class GateAnswered:
    """`value` is what was read or said, `passed` what came of it then, whatever a later text makes the limit."""

    step: str
    value: str
    passed: bool
    stage: str = ""
    undoes: str = field(default="", compare=False)

    @property
    def part(self) -> str:
        return f"gate {self.stage}".strip()


@dataclass(frozen=True, slots=True)
class DecisionPicked:
    """The row of the matrix that holds; with `step` "" of the matrix for rolling back."""

    step: str
    row: str
    undoes: str = field(default="", compare=False)

    @property
    def part(self) -> str:
        return "decision"


@dataclass(frozen=True, slots=True)
class ChecksOverridden:
    """What the step still asks for is given up, for a reason."""

    step: str
    reason: str
    undoes: str = field(default="", compare=False)

    @property
    def part(self) -> str:
        return "override"


@dataclass(frozen=True, slots=True)
class StepApproved:
    """`person` answers for the step with a name, beside who did it."""

    step: str
    person: str
    undoes: str = field(default="", compare=False)

    @property
    def part(self) -> str:
        return "approval"


@dataclass(frozen=True, slots=True)
class AnswerCleared:
    """The value `part` of the step is open again."""

    step: str
    part: str
    undoes: str = field(default="", compare=False)


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
