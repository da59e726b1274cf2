"""Values in for one schedule's page and its form: the templates schedule-new, -top, -next, -form, -tools. Moments are ms UTC."""

from dataclasses import dataclass, field
from typing import ClassVar

from app.views.values.common import Mark
from app.views.values.occurrences import OccurrenceRow


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
