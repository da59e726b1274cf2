"""What a person can ask of a schedule: the arguments of each command, as values that state the wanted result."""

from dataclasses import dataclass

from app.schedule.plan import Plan


@dataclass(frozen=True, slots=True)
class SetSchedule:
    """Follow this from now on. `fault` is why the answers of the form make no plan, then `plan` is None."""

    plan: Plan | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class StopSchedule:
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ResumeSchedule:
    pass


@dataclass(frozen=True, slots=True)
class SkipOccurrences:
    occurrences: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ReopenOccurrences:
    occurrences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SendNotice:
    occurrence: str
    text: str


@dataclass(frozen=True, slots=True)
class BeginEmergency:
    minutes: int
    reason: str
    notice: str = ""


@dataclass(frozen=True, slots=True)
class AddHolidays:
    """The text of a calendar file, whose days become days off."""

    text: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Bring back what the named command replaced."""

    command: str


ScheduleCommand = (
    SetSchedule
    | StopSchedule
    | ResumeSchedule
    | SkipOccurrences
    | ReopenOccurrences
    | SendNotice
    | BeginEmergency
    | AddHolidays
    | Undo
)
