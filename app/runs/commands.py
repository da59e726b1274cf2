"""What a person can ask of a run: the arguments of each command, as values that state the wanted result."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.documents.state import Revision
from app.runs.evidence.commands import EvidenceCommand


@dataclass(frozen=True, slots=True)
class StartRun:
    """`procedure` None is the whole document.

    `source` is the revision's text and `stage` how far it had come out, both looked up before deciding.
    """

    document: str
    revision: str
    procedure: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    source: Revision | None = None
    stage: str = ""


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
class AddNote:
    """`step` None is a note on the whole run."""

    text: str
    step: str | None = None


@dataclass(frozen=True, slots=True)
class FinishRun:
    pass


@dataclass(frozen=True, slots=True)
class ReopenRun:
    pass


@dataclass(frozen=True, slots=True)
class Undo:
    """Reverse what the named command set, while it still holds."""

    command: str


RunCommand = (
    StartRun | CheckStep | SkipStep | ReportProblem | AddNote | FinishRun | ReopenRun | Undo | EvidenceCommand
)
