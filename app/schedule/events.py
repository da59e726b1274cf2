"""What can happen to a schedule: past-tense facts, read from and written to the log."""

from dataclasses import dataclass

from app.records.codec import Unfit
from app.schedule.plan import MOST_MINUTES, Plan

LONGEST = 20_000
MOST = 10_000


@dataclass(frozen=True, slots=True)
class ScheduleSet:
    """Somebody sets what is to be done when. It holds for occurrences from `since` on, a local time of the plan's zone.

    What came before stays as it was planned then: a change never rewrites what was done or missed. `since` "" is for ever.
    """

    plan: Plan
    since: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleStopped:
    """Nothing comes from `since` on, a local time as in ScheduleSet, until it is set again."""

    since: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OccurrencesSkipped:
    """These will not be done. `reason` is never empty in what Sophie writes."""

    occurrences: tuple[str, ...]
    reason: str

    def __post_init__(self) -> None:
        if len(self.occurrences) > MOST:
            raise Unfit("It skips more occurrences than can be read.")


@dataclass(frozen=True, slots=True)
class OccurrencesReopened:
    """These are to be done after all."""

    occurrences: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.occurrences) > MOST:
            raise Unfit("It reopens more occurrences than can be read.")


@dataclass(frozen=True, slots=True)
class OccurrenceStarted:
    """A run was started for it: `run` is the run's id. Whether it is done, the run tells."""

    occurrence: str
    run: str


@dataclass(frozen=True, slots=True)
class NoticeSent:
    """Customers were told of a maintenance window, in these words."""

    occurrence: str
    text: str


@dataclass(frozen=True, slots=True)
class EmergencyBegun:
    """A window that no rule foresaw, from `at` (ms UTC) for `minutes`.

    `occurrence` is its local minute and a part of the command's id, in older records the minute alone.
    """

    occurrence: str
    at: int
    minutes: int
    reason: str
    notice: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.minutes <= MOST_MINUTES or not 0 <= self.at < 2**52:
            raise Unfit("Its length or its time is out of reach.")


PlanEvent = ScheduleSet | ScheduleStopped
MarkEvent = OccurrencesSkipped | OccurrencesReopened
ScheduleEvent = PlanEvent | MarkEvent | OccurrenceStarted | NoticeSent | EmergencyBegun
