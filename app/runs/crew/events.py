"""What can happen around the steps of a run: past-tense facts, read from and written to the log.

`step` None is the whole run. `undoes` is the id of the event that an undo takes back, "" when it takes back none.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WorkAssigned:
    """`to` is a person or a role in people's own words; "" is nobody."""

    step: str | None
    to: str
    undoes: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class DueSet:
    """Due `minutes` after the start of the run, or after the step `after` was done; None takes it away."""

    step: str | None
    minutes: int | None
    after: str = ""
    undoes: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class RunPaused:
    reason: str = ""
    undoes: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class RunResumed:
    undoes: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class HandOverWritten:
    """A card for whoever takes the run over; `to` may be "", `text` is the state in a paragraph."""

    to: str
    text: str


@dataclass(frozen=True, slots=True)
class HandOverTaken:
    """ "I have it": who says so, and when, is in the event's stamp. `card` is the id of what was read, or ""."""

    card: str = ""


Pause = RunPaused | RunResumed
CrewEvent = WorkAssigned | DueSet | Pause | HandOverWritten | HandOverTaken
