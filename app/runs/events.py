"""What can happen to a run: past-tense facts, read from and written to the log.

`undoes` of a mark or an end is the id of the event that it takes back, "" when it takes back none. Undo writes
the mark that stood before with all its words: the words are then not told a second time. Two marks that differ
in `undoes` alone say the same about the step.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.records.codec import Unfit
from app.runs.evidence.events import EvidenceEvent

# Step ids become parts of ids in the page. We write "s" and a number; other programs have room for their own.
STEP_ID = re.compile("[a-z0-9-]{1,32}")


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
    `stage` is what the text was then, in words ("Draft", "Approved"); "" in records that did not say.
    """

    title: str
    document: str
    revision: str
    procedure: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    stage: str = ""

    def __post_init__(self) -> None:
        ids = {step.id for step in self.steps}
        if not all(map(STEP_ID.fullmatch, ids)):
            raise Unfit("A step's id is not 1 to 32 small letters, digits and hyphens.")
        if len(ids) < len(self.steps):
            raise Unfit("Two of its steps have the same id.")

    def number(self, step: str | None) -> int:
        """The place of the step of this id, from 1; 0 when the run has no such step."""
        # Ids are "s" and the place in the list we write; other programs' lists are searched.
        place = int(step[1:]) if step and len(step) <= 32 and step[1:].isdecimal() else 0
        if 0 < place <= len(self.steps) and self.steps[place - 1].id == step:
            return place
        return next((number for number, one in enumerate(self.steps, 1) if one.id == step), 0)


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
class NoteAdded:
    """`step` None is a note on the whole run."""

    step: str | None
    text: str


@dataclass(frozen=True, slots=True)
class RunFinished:
    undoes: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class RunReopened:
    undoes: str = field(default="", compare=False)


StepMark = StepDone | StepReopened | StepSkipped | ProblemReported
RunEnd = RunFinished | RunReopened
RunEvent = RunStarted | StepMark | NoteAdded | RunEnd | EvidenceEvent
