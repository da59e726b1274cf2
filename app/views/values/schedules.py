"""Values in for Schedule: today, the week, the month, what was missed, all schedules. Moments are ms UTC."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.views.values.occurrences import OccurrenceRow

View = Literal["today", "week", "month"]


@dataclass(frozen=True, slots=True)
class ScheduleSkeleton:
    """Slots: schedule-head, schedule-panel, schedule-missed, schedule-all."""


@dataclass(frozen=True, slots=True)
class ScheduleHead:
    """`next` is when anything here stands otherwise. `clock` says what is odd about this device's clock, or ""."""

    region: ClassVar[str] = "schedule-head"
    view: View
    next: int | None = None
    clock: str = ""
    total: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading; `quiet` groups are folded away. `share` says how they stand, in words, or ""."""

    title: str
    rows: tuple[OccurrenceRow, ...]
    quiet: bool = False
    share: str = ""


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the month: `done` of `total`. `level` 0 to 4 is how full, -1 when nothing was to be done.

    `ended` were finished with nothing done; where nothing was missed beside them, that is no level 0.
    """

    day: int
    date: str
    done: int = 0
    total: int = 0
    missed: int = 0
    level: int = -1
    outside: bool = False
    today: bool = False
    coming: int = 0
    ended: int = 0


@dataclass(frozen=True, slots=True)
class SchedulePanel:
    """`weeks` only in the month; `before` and `after` are the routes of the spans beside it."""

    region: ClassVar[str] = "schedule-panel"
    view: View
    title: str
    groups: tuple[Group, ...] = ()
    weeks: tuple[tuple[DayCell, ...], ...] = ()
    before: str = ""
    after: str = ""
    empty: str = ""
    share: str = ""

    @property
    def ended(self) -> bool:
        return any(cell.ended for week in self.weeks for cell in week)


@dataclass(frozen=True, slots=True)
class ScheduleMissed:
    """The ledger: all that was not done in time, latest first. `more` counts what is not listed here."""

    region: ClassVar[str] = "schedule-missed"
    rows: tuple[OccurrenceRow, ...]
    more: int = 0
    is_cut: bool = False
    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """`next` is when it opens next, by its own clock, "" when nothing more comes. `is_cut`: more may have been missed."""

    id: str
    title: str
    says: str
    owner: str = ""
    document_title: str = ""
    next: str = ""
    stopped: bool = False
    missed: int = 0
    maintenance: bool = False
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class ScheduleAll:
    """`documents`: whether there is a document to schedule; `unreadable` names streams that cannot be shown."""

    region: ClassVar[str] = "schedule-all"
    rows: tuple[ScheduleRow, ...]
    documents: int = 0
    unreadable: tuple[tuple[str, str], ...] = ()
