"""Values in for occurrences in lists, and for what is due on Now: schedule-parts, now-schedule, now-reviews; in ms UTC."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.views.values.common import Mark

OccurrenceState = Literal["later", "due", "overdue", "done", "ended", "missed", "skipped", "off"]


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
    `left`: the run that did it was finished with steps not done ("1 of 3"); "ended" with none done at all ("0 of 3").
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
    left: str = ""

    @property
    def id(self) -> str:
        return f"at-{self.schedule}-{self.key}".replace(":", "")


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
