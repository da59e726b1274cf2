"""A schedule's events in, in any order; the schedule out: its plans one after another, what was skipped, its windows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.records.codec import Strange
from app.records.envelope import Stamp
from app.records.registers import Register, Write
from app.schedule.events import (
    EmergencyBegun,
    MarkEvent,
    NoticeSent,
    OccurrencesReopened,
    OccurrencesSkipped,
    OccurrenceStarted,
    PlanEvent,
    ScheduleEvent,
    ScheduleSet,
    ScheduleStopped,
)
from app.schedule.plan import Plan

SET_ANEW = "Make a new schedule in its place; what is recorded of this one stays."


@dataclass(frozen=True, slots=True)
class Version:
    """What holds from `since` on: a plan, or nothing."""

    since: str
    plan: Plan | None


@dataclass(frozen=True, slots=True)
class Entry:
    stamp: Stamp
    event: ScheduleEvent | Strange


@dataclass(frozen=True, slots=True)
class Schedule:
    """`told` holds every plan ever set, by event id; `marks` what stands of each occurrence, `started` its runs."""

    plans: Register[PlanEvent] = field(default_factory=Register)
    told: Mapping[str, Write[PlanEvent]] = field(default_factory=dict)
    marks: Mapping[str, Register[MarkEvent]] = field(default_factory=dict)
    started: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notices: Mapping[str, Write[NoticeSent]] = field(default_factory=dict)
    emergencies: tuple[Write[EmergencyBegun], ...] = ()
    record: tuple[Entry, ...] = ()
    newer: str = ""
    fault: str = ""

    @property
    def plan(self) -> Plan | None:
        """The plan as it was last set, also when the schedule is stopped."""
        winner = self.plans.winner
        if winner is None:
            return None
        chain = [write.value for write in self.chain() if isinstance(write.value, ScheduleSet)]
        return chain[-1].plan if chain else None

    @property
    def is_stopped(self) -> bool:
        winner = self.plans.winner
        return winner is not None and isinstance(winner.value, ScheduleStopped)

    def chain(self) -> tuple[Write[PlanEvent], ...]:
        """What stands and all that it was made from, oldest first. What was set beside it is shown, not followed."""
        winner = self.plans.winner
        found: dict[str, Write[PlanEvent]] = {}
        left = [winner.stamp.id] if winner else []
        while left:
            id_ = left.pop()
            write = self.told.get(id_)
            if write is None or id_ in found:
                continue
            found[id_] = write
            left.extend(write.stamp.over)
        before = sorted(found.values(), key=lambda write: write.stamp.order)
        # Causality beats clocks: what stands comes last, whatever its clock said.
        return tuple([one for one in before if one is not winner] + ([winner] if winner else []))

    def versions(self) -> tuple[Version, ...]:
        return tuple(_version(write.value) for write in self.chain())

    @property
    def changes(self) -> int:
        """How often it was changed: it only grows."""
        return sum(1 for one in self.record if isinstance(one.event, PlanEvent | MarkEvent | EmergencyBegun))

    def reopened(self) -> tuple[str, ...]:
        """The occurrences that were skipped and are not any more."""
        winners = ((key, register.winner) for key, register in self.marks.items())
        return tuple(
            sorted(key for key, one in winners if one and isinstance(one.value, OccurrencesReopened))
        )

    def skipped(self) -> dict[str, Write[MarkEvent]]:
        """By occurrence, the act that skips it, while it holds."""
        winners = {key: register.winner for key, register in self.marks.items()}
        return {
            key: write
            for key, write in winners.items()
            if write and isinstance(write.value, OccurrencesSkipped)
        }


def with_base(versions: Sequence[Version], base: Plan | None) -> tuple[Version, ...]:
    """With what an offer planned before anybody set it otherwise."""
    is_whole = any(one.plan and not one.since for one in versions)
    return tuple(versions) if base is None or is_whole else (Version("", base), *versions)


def evolve(schedule: Schedule, stamp: Stamp, event: ScheduleEvent | Strange) -> Schedule:
    schedule = replace(schedule, record=(*schedule.record, Entry(stamp, event)))
    match event:
        case ScheduleSet() | ScheduleStopped():
            write: Write[PlanEvent] = Write(stamp, event)
            told = {**schedule.told, stamp.id: write}
            return replace(schedule, plans=schedule.plans.written(write), told=told)
        case OccurrencesSkipped() | OccurrencesReopened():
            return _marked(schedule, stamp, event)
        case OccurrenceStarted(occurrence, run):
            runs = tuple(sorted({*schedule.started.get(occurrence, ()), run}))
            return replace(schedule, started={**schedule.started, occurrence: runs})
        case NoticeSent(occurrence):
            before = schedule.notices.get(occurrence)
            if before and before.stamp.order < stamp.order:
                return schedule
            return replace(schedule, notices={**schedule.notices, occurrence: Write(stamp, event)})
        case EmergencyBegun():
            begun = sorted((*schedule.emergencies, Write(stamp, event)), key=lambda one: one.stamp.order)
            return replace(schedule, emergencies=tuple(begun))
        case Strange(type, why, newer):
            is_plan = type == ScheduleSet.__name__ and not newer
            fault = schedule.fault or (f"{why} {SET_ANEW}" if is_plan else "")
            return replace(schedule, newer=schedule.newer or (type if newer else ""), fault=fault)


def _version(event: PlanEvent) -> Version:
    match event:
        case ScheduleSet(plan, since):
            return Version(since, plan)
        case ScheduleStopped(since):
            return Version(since, None)


def _marked(schedule: Schedule, stamp: Stamp, event: MarkEvent) -> Schedule:
    marks = dict(schedule.marks)
    empty: Register[MarkEvent] = Register()
    for key in event.occurrences:
        marks[key] = marks.get(key, empty).written(Write(stamp, event))
    return replace(schedule, marks=marks)
