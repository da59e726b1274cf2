"""A command about a schedule, or a start for one of its occurrences, in; the events of the schedule's stream out."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from app.documents.model import Procedure
from app.documents.state import Revision
from app.records.act import Act, Proposed
from app.runs.commands import StartRun
from app.runs.start import asked as blanks_of
from app.runs.start import named
from app.runs.surroundings import surroundings
from app.schedule.commands import (
    AddHolidays,
    BeginEmergency,
    ResumeSchedule,
    ScheduleCommand,
    SetSchedule,
    SkipOccurrences,
    StopSchedule,
)
from app.schedule.decide import decide as decide_schedule
from app.schedule.events import OccurrenceStarted, ScheduleSet
from app.schedule.holidays import holidays
from app.schedule.plan import local
from app.schedule.state import Schedule
from app.workbench.agenda import agenda, bases
from app.workbench.engine import Engine
from app.workbench.routes import ID, place

Bound = tuple[str, str]
# So many holidays that could not be followed are named.
MOST_NAMED = 3
SAID: Mapping[type, str] = {
    SetSchedule: "The schedule is kept.",
    StopSchedule: "The schedule is stopped.",
    ResumeSchedule: "The schedule goes on.",
    SkipOccurrences: "Skipped, with its reason.",
    AddHolidays: "The days off are added.",
    BeginEmergency: "The emergency window is open.",
}


def schedule_acts(
    engine: Engine, stream: str, command: ScheduleCommand, act: Act
) -> tuple[tuple[Proposed[Any], ...], str, str]:
    """The events, the route to see them on, and what is read out."""
    state, id_ = engine.state(stream), stream.partition("/")[2]
    if not isinstance(state, Schedule):
        raise TypeError(f"{stream} is no schedule")
    done = _done(engine, id_) if isinstance(command, SkipOccurrences) else frozenset[str]()
    events = decide_schedule(state, command, act, bases(engine.model).get(id_), done)
    said = f"{SAID.get(type(command), 'Recorded.')}{_from(events, act)}" if events else "Nothing changed."
    if isinstance(command, AddHolidays):
        plan = state.plan or bases(engine.model).get(id_)
        said += _unread(command.text, plan.zone if plan else "UTC", act.at)
    return events, f"#/schedule/{id_}" if isinstance(command, SetSchedule) else "", said


def _done(engine: Engine, id_: str) -> frozenset[str]:
    """The occurrences whose run was finished."""
    runs = agenda(engine.model, id_).runs.get(id_, ())
    return frozenset(one.occurrence for one in runs if one.finished is not None)


def _from(events: tuple[Proposed[Any], ...], act: Act) -> str:
    """That a change waits for another day, where what stands today stays."""
    for one in events:
        if (
            isinstance(one.event, ScheduleSet)
            and one.event.since[:10] > f"{local(act.at, one.event.plan.zone):%Y-%m-%d}"
        ):
            return f" It holds from {one.event.since[:10]} on; what stands today stays as it was planned."
    return ""


def _unread(text: str, zone: str, now: int) -> str:
    """Of which holidays only the first day was read, and why."""
    unread = holidays(text, zone, now).unread
    if not unread:
        return ""
    more = f" And {len(unread) - MOST_NAMED} more." if len(unread) > MOST_NAMED else ""
    return f" Only the first day is read of {' '.join(unread[:MOST_NAMED])}{more}"


def bound_to(asked: Mapping[str, Any]) -> Bound | None:
    """The stream of the schedule, and the occurrence, for which a run is started: told by the button, or by the page."""
    found = [asked["args"], place(str(asked.get("route", ""))).query]
    for told in found:
        schedule, occurrence = told.get("schedule"), told.get("occurrence")
        if isinstance(schedule, str) and ID.fullmatch(schedule) and isinstance(occurrence, str):
            return (f"schedule/{schedule}", occurrence) if 0 < len(occurrence) <= 32 else None
    return None


def start_screen(command: StartRun, source: Revision, stream: str, occurrence: str) -> str:
    """Where to fill in and confirm what the run asks, when it was started without; "" when it asks nothing or was answered."""
    procedure = named(source.document, command.procedure)
    if command.asked or command.fields or not _asks(source, procedure):
        return ""
    query = {"schedule": stream.partition("/")[2], "occurrence": occurrence}
    if command.procedure is not None:
        query = {"procedure": command.procedure, **query}
    return f"#/library/{command.document}/start?{urlencode(query, quote_via=quote)}"


def _asks(source: Revision, procedure: Procedure | None) -> bool:
    """Blanks to fill in, prerequisites to confirm, or what must be read before anything is done."""
    if blanks_of(source.document, procedure):
        return True
    near = surroundings(source, procedure)
    return bool(near.prerequisites or near.memory or near.stops)


def started_for(engine: Engine, run: str, bound: Bound) -> tuple[tuple[str, Proposed[Any]], ...]:
    stream, occurrence = bound
    state = engine.state(stream)
    if not isinstance(state, Schedule) or state.newer:
        return ()
    return ((stream, Proposed(OccurrenceStarted(occurrence, run.partition("/")[2]))),)
