"""What can happen to a run: past-tense facts, read from and written to the log."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StepCommand:
    """A command block of a step; `output` is what the author says it prints."""

    language: str
    text: str
    output: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it was when the run started; `detail` is Markdown, `line` the line in the document.

    `blanks`: a text to fill in ("[Host]") -> the key of its answer in RunStarted.fields ("Host").
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


@dataclass(frozen=True, slots=True)
class RunStarted:
    """Steps are frozen here, so no later parser can move a tick.

    `revision` is an event id; `procedure` None is the whole document; a field left empty is "".
    """

    title: str
    document: str
    revision: str
    procedure: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()

    def number(self, step: str | None) -> int:
        """The place of the step of this id, from 1; 0 when the run has no such step."""
        # Ids are "s" and the place in the list we write; other programs' lists are searched.
        place = int(step[1:]) if step and step[1:].isdecimal() else 0
        if 0 < place <= len(self.steps) and self.steps[place - 1].id == step:
            return place
        return next((number for number, one in enumerate(self.steps, 1) if one.id == step), 0)


@dataclass(frozen=True, slots=True)
class StepDone:
    step: str


@dataclass(frozen=True, slots=True)
class StepReopened:
    step: str


@dataclass(frozen=True, slots=True)
class StepSkipped:
    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProblemReported:
    step: str
    text: str


@dataclass(frozen=True, slots=True)
class NoteAdded:
    """`step` None is a note on the whole run."""

    step: str | None
    text: str


@dataclass(frozen=True, slots=True)
class RunFinished:
    pass


@dataclass(frozen=True, slots=True)
class RunReopened:
    pass


StepMark = StepDone | StepReopened | StepSkipped | ProblemReported
RunEnd = RunFinished | RunReopened
RunEvent = RunStarted | StepMark | NoteAdded | RunEnd
