"""Values in for Schedule and one schedule's page; drawn by the templates schedule-*. Moments are ms UTC."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from app.views.values.common import Mark

OccurrenceState = Literal["later", "due", "overdue", "done", "missed", "skipped", "off"]
View = Literal["today", "week", "month"]


@dataclass(frozen=True, slots=True)
class Start:
    """One button that starts a run: `label` tells it apart ("Start", "Start: Before")."""

    label: str
    procedure: str | None
    occurrence: str


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """One occurrence in a list. `window` says when by the schedule's own clock, `zone` which clock, "" when it is the reader's.

    `run` did it or is doing it. `starts` is empty when there is nothing to start. `reason` is why it was skipped or is off.
    `told`: when customers were told of a maintenance, `tell` the words for it, `tell_by` when they should be, else 0.
    """

    schedule: str
    key: str
    title: str
    window: str
    state: OccurrenceState
    document: str = ""
    document_title: str = ""
    revision: str = ""
    owner: str = ""
    zone: str = ""
    here: str = ""
    run: str = ""
    running: bool = False
    late: bool = False
    reason: str = ""
    mark: Mark | None = None
    urgent: str = ""
    maintenance: bool = False
    told: int | None = None
    tell: str = ""
    starts: tuple[Start, ...] = ()
    skippable: bool = False
    policy: str = ""
    tell_by: int = 0

    @property
    def id(self) -> str:
        return f"at-{self.schedule}-{self.key}".replace(":", "")


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
    """Rows under one heading; `quiet` groups are folded away."""

    title: str
    rows: tuple[OccurrenceRow, ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the month: `done` of `total`. `level` 0 to 4 is how full, -1 when nothing was to be done."""

    day: int
    date: str
    done: int = 0
    total: int = 0
    missed: int = 0
    level: int = -1
    outside: bool = False
    today: bool = False
    coming: int = 0


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
    """`next` is when it opens next, by its own clock, "" when nothing more comes."""

    id: str
    title: str
    says: str
    owner: str = ""
    document_title: str = ""
    next: str = ""
    stopped: bool = False
    missed: int = 0
    maintenance: bool = False


@dataclass(frozen=True, slots=True)
class ScheduleAll:
    """`documents`: whether there is a document to schedule; `unreadable` names streams that cannot be shown."""

    region: ClassVar[str] = "schedule-all"
    rows: tuple[ScheduleRow, ...]
    documents: int = 0
    unreadable: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ScheduleNewSkeleton:
    """Slot: schedule-new."""


@dataclass(frozen=True, slots=True)
class ScheduleNew:
    """Which document to schedule: id and title of each."""

    region: ClassVar[str] = "schedule-new"
    documents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ScheduleEditSkeleton:
    """Slots: schedule-top, schedule-form; with `is_kept` also schedule-next, schedule-missed, schedule-tools."""

    is_kept: bool


@dataclass(frozen=True, slots=True)
class ScheduleTop:
    region: ClassVar[str] = "schedule-top"
    id: str
    title: str
    says: str = ""
    stopped: bool = False
    is_kept: bool = False
    is_default: bool = False
    mark: Mark | None = None
    beside: tuple[Mark, ...] = ()
    next: int | None = None
    read_only: str = ""
    document: str = ""
    document_title: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleNext:
    region: ClassVar[str] = "schedule-next"
    rows: tuple[OccurrenceRow, ...]


@dataclass(frozen=True, slots=True)
class ScheduleForm:
    """The plan as a form: times as "06:00", hours as "14". `id` "" mints one. `over` are the ids a change replaces."""

    region: ClassVar[str] = "schedule-form"
    id: str
    document: str
    title: str
    procedure: str
    procedures: tuple[str, ...]
    rule: str
    day: str
    first: str
    zone: str
    opens: str
    due: str
    days: int
    by: str
    grace: str
    owner: str
    catch_up: str
    off: str
    kind: str
    before: str
    after: str
    notice: str
    ahead: str
    source: str
    over: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    is_new: bool = False
    read_only: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleTools:
    region: ClassVar[str] = "schedule-tools"
    id: str
    stopped: bool = False
    maintenance: bool = False
    notice: str = ""
    undo: str = ""
    undo_what: str = ""
    record: tuple[tuple[str, Mark], ...] = field(default=())
    read_only: str = ""


@dataclass(frozen=True, slots=True)
class NowSchedule:
    """What is open now, and how much was missed; `next` is when that changes. `tell`: customers are to be told of these."""

    region: ClassVar[str] = "now-schedule"
    rows: tuple[OccurrenceRow, ...]
    missed: int = 0
    more: int = 0
    is_cut: bool = False
    next: int | None = None
    tell: tuple[OccurrenceRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewRow:
    id: str
    title: str
    review: str


@dataclass(frozen=True, slots=True)
class NowReviews:
    region: ClassVar[str] = "now-reviews"
    rows: tuple[ReviewRow, ...]
