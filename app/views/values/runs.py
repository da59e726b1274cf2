"""Values in for Runs and a run around its steps; drawn by templates/run-list, run-head, run-actions, run-record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from app.views.values.common import Mark
from app.views.values.frame import Card


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run in a list; `current` is the text of its current step, "" when there is none.

    `unreadable`: its page cannot be shown, and of the rest only the title is certain.
    """

    id: str
    title: str
    started: Mark
    last: Mark
    done: int
    total: int
    current: str = ""
    current_number: int = 0
    finished: Mark | None = None
    skipped: int = 0
    problems: int = 0
    unreadable: bool = False
    drill: bool = False
    subject: str = ""
    holder: str = ""
    paused: int = 0
    back: int = 0


@dataclass(frozen=True, slots=True)
class RunsSkeleton:
    """Slot: run-list."""


@dataclass(frozen=True, slots=True)
class RunList:
    """Active first (latest act first), then a page of the finished (latest first), then what cannot be shown."""

    region: ClassVar[str] = "run-list"
    active: tuple[RunRow, ...]
    finished: tuple[RunRow, ...]
    documents: int = 0
    unreadable: tuple[RunRow, ...] = ()
    open_total: int = 0
    finished_total: int = 0
    page: int = 1
    is_last: bool = True


@dataclass(frozen=True, slots=True)
class RunSkeleton:
    """Slots: run-head, run-guard, one per step in order ("step-" + id), run-actions, run-back, run-kept, run-record.

    `names` are the steps' own words, in the same order; `confirms`: the list is worked first and confirmed after.
    """

    id: str
    steps: tuple[str, ...]
    names: tuple[str, ...] = ()
    confirms: bool = False


@dataclass(frozen=True, slots=True)
class RunHead:
    """`document` is "" when this browser does not hold it; `newer` says the document changed since the start.

    `since` is when it would have begun had it never rested (ms UTC): its clock counts from there. `holder` took the
    run over; None while it is with whoever started it. `card` waits to be taken. `seconds` is how long it was
    expected to take, 0 when that was not said. `unconfirmed` counts the prerequisites that nobody confirmed,
    `begun_without` says why.
    """

    region: ClassVar[str] = "run-head"
    id: str
    title: str
    document: str
    document_title: str
    started: Mark
    done: int
    skipped: int
    problems: int
    total: int
    left_out: int = 0
    blocked: int = 0
    finished: Mark | None = None
    newer: bool = False
    read_only: str = ""
    values: tuple[tuple[str, str], ...] = ()
    stage: str = ""
    mode: str = ""
    drill: bool = False
    subject: str = ""
    seconds: int = 0
    unconfirmed: int = 0
    holder: Mark | None = None
    since: int = 0
    paused: Mark | None = None
    pause_reason: str = ""
    card: Card | None = None
    rollback: Mark | None = None
    begun_without: str = ""
    later: int = 0

    @property
    def filled(self) -> int:
        """How many of the values were given."""
        return sum(1 for _, value in self.values if value)


@dataclass(frozen=True, slots=True)
class RunActions:
    """The action bar. `step` None = no step is left. `asks`: Finish has something to ask first.

    `closing`: the step is done, and so many things in it are open. `undo` is the command id that Undo reverses,
    `undo_what` names it. `deferred`: it was left for later already. `otherwise`: what its author says to do if it fails;
    `leads`: the id and words of the step that this leads to. `rolling`: somebody began the rollback. `way_back`: this stands on
    the screen of the way back.
    """

    region: ClassVar[str] = "run-actions"
    run: str
    step: str | None
    step_text: str = ""
    step_number: int = 0
    over: tuple[str, ...] = ()
    left: int = 0
    undo: str = ""
    undo_what: str = ""
    closing: int = 0
    deferred: bool = False
    finished: bool = False
    read_only: str = ""
    asks: bool = False
    rollback: bool = False
    rolling: bool = False
    way_back: bool = False
    paused: bool = False
    otherwise: str = ""
    leads: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the record, `what` is a past-tense verb phrase ("Done", "Reopened", "Skipped", "Problem", "Note", "Finished").

    `step` is "" for the whole run; `text` the note, reason or problem; `strange` marks an event a newer Sophie wrote.
    """

    id: str
    what: str
    mark: Mark
    step: str = ""
    number: int = 0
    text: str = ""
    late: bool = False
    strange: bool = False


@dataclass(frozen=True, slots=True)
class RunRecord:
    """The latest entries, newest first (send at most 12: it is drawn at every tick); `more` counts the older ones."""

    region: ClassVar[str] = "run-record"
    run: str
    entries: tuple[Entry, ...]
    more: int = 0

    @property
    def inner(self) -> Mapping[str, Entry]:
        return {f"entry-{entry.id}": entry for entry in self.entries}
