"""What a person can ask around the steps of a run: the arguments of each command, as values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AssignWork:
    """`step` None is the whole run; `to` "" takes the assignment away."""

    to: str
    step: str | None = None


@dataclass(frozen=True, slots=True)
class SetDue:
    """`minutes` is as it was typed: digits, or "" to take the due time away. `after` is a step, "" the start."""

    minutes: str
    step: str | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class PauseRun:
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ResumeRun:
    pass


@dataclass(frozen=True, slots=True)
class HandOver:
    text: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class TakeOver:
    """`card` is the id of the hand-over that was read, "" when there was none."""

    card: str = ""


CrewCommand = AssignWork | SetDue | PauseRun | ResumeRun | HandOver | TakeOver
