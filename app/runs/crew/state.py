"""Events around the steps of a run in, who has what until when out, in any order."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.records.envelope import Stamp
from app.records.registers import Register, Write
from app.runs.crew.events import (
    CrewEvent,
    DueSet,
    HandOverTaken,
    HandOverWritten,
    Pause,
    RunPaused,
    RunResumed,
    WorkAssigned,
)

# A year: what is due later than that was mistyped.
LONGEST = 366 * 24 * 60
MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Crew:
    """`assigned` and `due` are kept by step id, "" for the whole run; `cards` oldest first."""

    assigned: Mapping[str, Register[WorkAssigned]] = field(default_factory=dict)
    due: Mapping[str, Register[DueSet]] = field(default_factory=dict)
    pauses: Register[Pause] = field(default_factory=Register)
    takes: Register[HandOverTaken] = field(default_factory=Register)
    cards: tuple[Write[HandOverWritten], ...] = ()

    @property
    def paused(self) -> Write[Pause] | None:
        """The event that paused the run, while it holds."""
        last = self.pauses.winner
        return last if last and isinstance(last.value, RunPaused) else None

    @property
    def holder(self) -> Write[HandOverTaken] | None:
        """Who took the run over last; None while it is with whoever started it."""
        return self.takes.winner

    @property
    def card(self) -> Write[HandOverWritten] | None:
        """The last card, while nobody has taken it."""
        last = self.cards[-1] if self.cards else None
        if last is None:
            return None
        is_taken = any(
            take.value.card == last.stamp.id or take.stamp.order > last.stamp.order
            for take in self.takes.heads
        )
        return None if is_taken else last

    def assignments(self, step: str | None) -> Register[WorkAssigned]:
        return self.assigned.get(step or "") or Register()

    def due_times(self, step: str | None) -> Register[DueSet]:
        return self.due.get(step or "") or Register()

    def to(self, step: str = "") -> str:
        """Whom this step, or the whole run, is assigned to; "" is nobody."""
        last = self.assignments(step).winner
        return last.value.to if last else ""

    def deadline(self, step: str = "") -> DueSet | None:
        """When this step, or the whole run, is due, if it can be: a hostile number is none."""
        last = self.due_times(step).winner
        value = last.value if last else None
        minutes = value.minutes if value else None
        return value if minutes is not None and 0 < minutes <= LONGEST else None


NOBODY = Crew()


def evolve_crew(crew: Crew, stamp: Stamp, event: CrewEvent) -> Crew:
    match event:
        case WorkAssigned(step):
            at = step or ""
            register = crew.assignments(step).written(Write(stamp, event))
            return replace(crew, assigned={**crew.assigned, at: register})
        case DueSet(step):
            at = step or ""
            set_ = crew.due_times(step).written(Write(stamp, event))
            return replace(crew, due={**crew.due, at: set_})
        case RunPaused() | RunResumed():
            return replace(crew, pauses=crew.pauses.written(Write(stamp, event)))
        case HandOverTaken():
            return replace(crew, takes=crew.takes.written(Write(stamp, event)))
        case HandOverWritten():
            return replace(crew, cards=(*crew.cards, Write(stamp, event)))
