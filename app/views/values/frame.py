"""Values in for what stands around a run's steps: finishing, people and times, hand-over, the way back, what is mine."""

from dataclasses import dataclass
from typing import ClassVar

from app.views.values.common import Mark


@dataclass(frozen=True, slots=True)
class Named:
    """One step to choose, or one line to confirm: its id and its words."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class BackRow:
    """A step to come back to; `state` is "skipped", "blocked", "later", "problem" or "unclosed".

    `reason` is what was written with it, or of one that is unclosed (done) what is still open in it.
    `over` are the marks that a reason for leaving it for later replaces; () where none can be given.
    `is_apart`: it is worked on the screen of the way back.
    """

    step: str
    number: int
    text: str
    state: str
    reason: str = ""
    over: tuple[str, ...] = ()
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class RunBack:
    """The "Come back" list; drawn empty, it holds its place. `more` counts those that are not in it."""

    region: ClassVar[str] = "run-back"
    run: str
    rows: tuple[BackRow, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class RunGuard:
    """What stands above the steps of a run and never changes: when to stop, what to do first."""

    region: ClassVar[str] = "run-guard"
    run: str
    stops: tuple[str, ...] = ()
    memory: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FinishSkeleton:
    """Slot: run-finish."""


@dataclass(frozen=True, slots=True)
class FinishForm:
    """What Finish asks: `criteria` to confirm, `back` to come back to, `left` open steps that nobody touched."""

    region: ClassVar[str] = "run-finish"
    run: str
    title: str
    criteria: tuple[Named, ...] = ()
    back: tuple[BackRow, ...] = ()
    left: int = 0
    refused: str = ""

    @property
    def wants_why(self) -> str:
        """Why the end wants a reason: a step was done and still asks for something; "" when it wants none."""
        return "A step still asks for something." if any(row.state == "unclosed" for row in self.back) else ""


@dataclass(frozen=True, slots=True)
class CrewSkeleton:
    """Slot: run-crew."""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """What is assigned or due; `step` "" is the whole run. `due` in ms UTC, 0 when there is none.

    `after` is the number of the step that must be done before the time runs; `title` the run's, where rows of several
    runs stand together; `words` tells the due time as it was set. `over_*` are the ids that a change replaces.
    `back`: it is a step of a rollback that stands apart from the run's own.
    """

    run: str
    step: str
    number: int
    text: str
    to: str = ""
    due: int = 0
    after: int = 0
    title: str = ""
    words: str = ""
    drill: bool = False
    back: bool = False
    over_to: tuple[str, ...] = ()
    over_due: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CrewForm:
    """Who does what until when; `chosen` is the step that the forms begin with, "" the whole run."""

    region: ClassVar[str] = "run-crew"
    run: str
    title: str
    steps: tuple[Named, ...]
    chosen: str = ""
    people: tuple[str, ...] = ()
    rows: tuple[DutyRow, ...] = ()
    read_only: str = ""


@dataclass(frozen=True, slots=True)
class HandOverSkeleton:
    """Slot: run-handover."""


@dataclass(frozen=True, slots=True)
class Card:
    """A hand-over that was written; `id` is its event's."""

    id: str
    text: str
    mark: Mark
    to: str = ""


@dataclass(frozen=True, slots=True)
class HandOverForm:
    """`text` is the state in a paragraph to begin with; `card` waits for somebody who says that they have it."""

    region: ClassVar[str] = "run-handover"
    run: str
    title: str
    holder: Mark
    text: str
    people: tuple[str, ...] = ()
    card: Card | None = None
    actions: tuple[DutyRow, ...] = ()
    read_only: str = ""


@dataclass(frozen=True, slots=True)
class Mine:
    """`rows` are assigned to whoever works here, `open` are due or for a role: anybody may take them."""

    region: ClassVar[str] = "mine"
    rows: tuple[DutyRow, ...] = ()
    open: tuple[DutyRow, ...] = ()
    me: str = ""


@dataclass(frozen=True, slots=True)
class RollbackSkeleton:
    """Slots: rollback-head, one per step of the way back in order ("step-" + id), and run-actions while it `is_worked`."""

    run: str
    steps: tuple[str, ...]
    is_worked: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A row of a decision matrix."""

    condition: str
    action: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class RollbackHead:
    """`step` is where the run was left, "" for its own current step; `number` from 1, or 0.

    `begun`: by whom and when the way back was begun, None while nobody began it.
    """

    region: ClassVar[str] = "rollback-head"
    run: str
    title: str
    step: str = ""
    number: int = 0
    triggers: tuple[str, ...] = ()
    matrix: tuple[When, ...] = ()
    begun: Mark | None = None
    closed: bool = False
