"""What a person can ask of a run: the arguments of each command, as values that state the wanted result."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.documents.state import Revision
from app.runs.crew.commands import CrewCommand
from app.runs.evidence.commands import EvidenceCommand
from app.runs.rollback import RollbackCommand
from app.runs.setup import Setup


@dataclass(frozen=True, slots=True)
class StartRun:
    """`procedure` None is the whole document.

    `asked`: the prerequisites were shown, so they are confirmed or there is a reason.
    `source` is the revision's text and `stage` how far it had come out, both looked up before deciding.
    """

    document: str
    revision: str
    procedure: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    source: Revision | None = None
    stage: str = ""
    setup: Setup = field(default_factory=Setup)
    asked: bool = False


@dataclass(frozen=True, slots=True)
class CheckStep:
    step: str
    done: bool = True


@dataclass(frozen=True, slots=True)
class SkipStep:
    step: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReportProblem:
    step: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class BlockStep:
    step: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UnblockStep:
    step: str


@dataclass(frozen=True, slots=True)
class DeferStep:
    """To come back to it later, with a reason or none; CheckStep with `done` False takes it up again."""

    step: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TickCheck:
    """A small tick inside a step."""

    step: str
    check: str
    done: bool = True


@dataclass(frozen=True, slots=True)
class AnswerCondition:
    """Of a step, or of the tick `check` in it."""

    step: str
    applies: bool
    check: str = ""


@dataclass(frozen=True, slots=True)
class StartWait:
    """`seconds` 0 is the time that the author says; `stage` is a share of a rollout, or ""."""

    step: str
    stage: str = ""
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class AnswerGate:
    """A value to be measured against the limit, or where there is none whether it passed, with words if any."""

    step: str
    stage: str = ""
    value: str = ""
    passed: bool | None = None


@dataclass(frozen=True, slots=True)
class PickRow:
    """`step` "" is the matrix for rolling back."""

    step: str
    row: str


@dataclass(frozen=True, slots=True)
class OverrideChecks:
    step: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ApproveStep:
    """`person` signs, beside who did the step."""

    step: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class ClearAnswer:
    """Open a value of the step again: `part` as in the events ("gate", "wait p1", "condition")."""

    step: str
    part: str


AnswerCommand = (
    TickCheck
    | AnswerCondition
    | StartWait
    | AnswerGate
    | PickRow
    | OverrideChecks
    | ApproveStep
    | ClearAnswer
)


@dataclass(frozen=True, slots=True)
class AddNote:
    """`step` None is a note on the whole run."""

    text: str
    step: str | None = None


@dataclass(frozen=True, slots=True)
class FinishRun:
    """`met` are the success criteria that hold; `asked`: the person was shown what is to come back to."""

    met: tuple[str, ...] = ()
    reason: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class ReopenRun:
    pass


@dataclass(frozen=True, slots=True)
class Undo:
    """Reverse what the named command set, while it still holds."""

    command: str


MarkCommand = CheckStep | SkipStep | ReportProblem | BlockStep | UnblockStep | DeferStep
RunAct = StartRun | MarkCommand | AddNote | FinishRun | ReopenRun | RollbackCommand | Undo
RunCommand = RunAct | AnswerCommand | EvidenceCommand | CrewCommand
