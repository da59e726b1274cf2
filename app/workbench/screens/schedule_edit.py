"""One schedule in, its page out: what it plans as a form, what comes next, what was missed, and its record."""

from collections.abc import Sequence
from dataclasses import replace

from app.documents import offers
from app.documents.stages import runnable
from app.documents.state import DocumentHistory
from app.records.codec import Strange
from app.records.envelope import Stamp
from app.schedule.defaults import default_plan
from app.schedule.events import (
    EmergencyBegun,
    NoticeSent,
    OccurrencesReopened,
    OccurrencesSkipped,
    OccurrenceStarted,
    ScheduleEvent,
    ScheduleSet,
    ScheduleStopped,
)
from app.schedule.identity import schedule_id
from app.schedule.plan import DAY, Plan, local
from app.schedule.standing import next_change, standings
from app.schedule.state import Schedule
from app.schedule.zones import names
from app.views.values import (
    Mark,
    ScheduleEditSkeleton,
    ScheduleForm,
    ScheduleNew,
    ScheduleNewSkeleton,
    ScheduleNext,
    ScheduleTools,
    ScheduleTop,
    Screen,
    screen,
)
from app.workbench import questions
from app.workbench.agenda import agenda, bases
from app.workbench.engine import Engine
from app.workbench.routes import ID, Place
from app.workbench.screens import occurrence_rows as drawn
from app.workbench.screens.marks import Devices, mark
from app.workbench.screens.schedule_words import clock, says
from app.workbench.screens.schedules import DAY_MS, missed_region

READ_ONLY = (
    "A newer version of Sophie wrote in this schedule. It can be read here, and changed after an update."
)
MOST_NEXT = 5
MOST_LINES = 12
FAR = 400


def new(engine: Engine, place: Place) -> Screen | None:
    """Which document, then a form that begins with every day; the procedure may be named in the route."""
    document = place.query.get("document", "")
    if not ID.fullmatch(document):
        listed = tuple((row.id, row.title) for row in questions.documents(engine.model) if row.revision)
        return screen(place.route, "New schedule", ScheduleNewSkeleton(), ScheduleNew(listed))
    history = engine.state(f"document/{document}")
    if not isinstance(history, DocumentHistory) or not history.current:
        return None
    procedure = place.query.get("procedure") or None
    title = procedure or history.current.document.title
    plan = Plan(title[:300] or "Checklist", document, "FREQ=DAILY", _today(place), place.tz, procedure)
    top = ScheduleTop("", "New schedule", document=document, document_title=history.current.document.title)
    form = _form(engine, "", plan, history, is_new=True)
    return screen(place.route, "New schedule", ScheduleEditSkeleton(is_kept=False), top, form)


def schedule(engine: Engine, place: Place, state: Schedule) -> Screen | None:
    """None when nothing is known of it: no plan, and no offer that makes one."""
    plan, base = state.plan, bases(engine.model).get(place.id)
    is_kept = plan is not None or base is not None
    plan = plan or base or _offered(engine, place)
    if plan is None:
        return None
    document = engine.model.row(f"document/{plan.document}")
    history = engine.state(document.stream) if document and document.state == "open" else None
    held = history if isinstance(history, DocumentHistory) else None
    all_ = agenda(engine.model, place.id)
    span = (
        standings(all_.books[0], all_.runs[place.id], place.now, place.now, place.now + FAR * DAY_MS)
        if all_.books
        else ()
    )
    winner = state.plans.winner
    read_only = READ_ONLY if state.newer else ""
    top = ScheduleTop(
        id=place.id,
        title=plan.title,
        says=says(plan),
        stopped=state.is_stopped,
        is_kept=is_kept,
        is_default=state.plan is None,
        mark=mark(winner.stamp, engine.devices) if winner else None,
        beside=tuple(mark(one.stamp, engine.devices) for one in state.plans.losers),
        next=next_change(span[:200], place.now),
        read_only=read_only,
        document=document.id if document else "",
        document_title=document.title if document else "",
    )
    over = tuple(head.stamp.id for head in state.plans.heads)
    form = replace(_form(engine, place.id, plan, held, is_new=not is_kept), over=over, read_only=read_only)
    if not is_kept:
        return screen(place.route, plan.title, ScheduleEditSkeleton(is_kept=False), top, form)
    coming = [one for one in span if one.state in ("later", "due", "overdue", "off")][:MOST_NEXT]
    rows = ScheduleNext(drawn.rows_of(engine.model, all_, coming, place.tz))
    missed = missed_region(engine.model, all_, place)
    tools = _tools(place.id, state, plan, base, engine, read_only)
    return screen(place.route, plan.title, ScheduleEditSkeleton(is_kept=True), top, rows, missed, form, tools)


def _offered(engine: Engine, place: Place) -> Plan | None:
    """What an offer that nobody uses yet would plan, so that it can be changed first."""
    document, key = place.query.get("document", ""), place.query.get("offer", "")
    if not ID.fullmatch(document) or schedule_id(document, key) != place.id:
        return None
    history = engine.state(f"document/{document}")
    revision = runnable(history) or history.current if isinstance(history, DocumentHistory) else None
    found = next((one for one in offers.offered(revision) if one.key == key), None) if revision else None
    if found is None or found.kind != "schedule":
        return None
    return default_plan(found.fact, document, f"{document}/{key}", place.tz, _today(place))  # type: ignore[arg-type]


def _form(
    engine: Engine, id_: str, plan: Plan, history: DocumentHistory | None, *, is_new: bool
) -> ScheduleForm:
    revision = history.current if history else None
    procedures = tuple(dict.fromkeys(one.name for one in revision.document.procedures)) if revision else ()
    if plan.procedure and plan.procedure not in procedures:
        procedures = (plan.procedure, *procedures)
    days, due = divmod(plan.due, DAY)
    return ScheduleForm(
        id=id_,
        document=plan.document,
        title=plan.title,
        procedure=plan.procedure or "",
        procedures=procedures,
        rule=plan.rule,
        day=plan.start[:10],
        first=plan.start[11:] or "00:00",
        zone=plan.zone,
        opens=clock(plan.opens),
        due=clock(due),
        days=days,
        by=plan.by,
        grace=_hours(plan.grace),
        owner=plan.owner,
        catch_up=plan.catch_up,
        off="\n".join(_off(one.first, one.last, one.name) for one in plan.off),
        kind=plan.kind,
        before=plan.before,
        after=plan.after,
        notice=plan.notice,
        ahead=_hours(plan.ahead),
        source=plan.source,
        zones=names(),
        people=questions.people(engine.model),
        is_new=is_new,
    )


def _tools(
    id_: str, state: Schedule, plan: Plan, base: Plan | None, engine: Engine, read_only: str
) -> ScheduleTools:
    last = _undoable(state, engine.dev, base)
    return ScheduleTools(
        id=id_,
        stopped=state.is_stopped,
        maintenance=plan.kind == "maintenance",
        notice=plan.notice,
        undo=last[0],
        undo_what=last[1],
        record=_record(state, engine.devices),
        read_only=read_only,
    )


def _undoable(state: Schedule, dev: str, base: Plan | None) -> tuple[str, str]:
    """The last act of this device that can be taken back: its command, and words for it. `base` is what an offer plans."""
    winner = state.plans.winner
    skips = [write for write in state.skipped().values() if write.stamp.dev == dev]
    latest = max(skips, key=lambda write: write.stamp.order, default=None)
    own = winner if winner and winner.stamp.dev == dev else None
    can_plan = own and (any(id_ in state.told for id_ in own.stamp.over) or (base and own.value.since))
    if own and can_plan and (latest is None or latest.stamp.order < own.stamp.order):
        return own.stamp.cmd, words(own.value)
    return (latest.stamp.cmd, words(latest.value)) if latest else ("", "")


def _record(state: Schedule, devices: Devices) -> tuple[tuple[str, Mark], ...]:
    latest: Sequence[tuple[Stamp, ScheduleEvent | Strange]] = [
        (entry.stamp, entry.event) for entry in state.record[-MOST_LINES:]
    ]
    return tuple((words(event), mark(stamp, devices)) for stamp, event in reversed(latest))


def words(event: ScheduleEvent | Strange) -> str:
    match event:
        case ScheduleSet():
            return f"Set: {says(event.plan)}"
        case ScheduleStopped(_, reason):
            return f"Stopped: {reason}" if reason else "Stopped"
        case OccurrencesSkipped() | OccurrencesReopened():
            return _marked(event)
        case Strange(type, why):
            return f"{type}: {why}"
        case _:
            return _happened(event)


def _marked(event: OccurrencesSkipped | OccurrencesReopened) -> str:
    keys = event.occurrences
    which = keys[0] if len(keys) == 1 else f"{len(keys)} occurrences"
    if isinstance(event, OccurrencesSkipped):
        return f"Skipped {which}: {event.reason}"
    return f"To be done after all: {which}"


def _happened(event: OccurrenceStarted | NoticeSent | EmergencyBegun) -> str:
    match event:
        case OccurrenceStarted(key):
            return f"Started {key}"
        case NoticeSent(key):
            return f"Notice sent for {key}"
        case EmergencyBegun(key, _, minutes, reason):
            return f"Emergency window at {key} for {minutes} min: {reason}"


def _off(first: str, last: str, name: str) -> str:
    span = first if first == last else f"{first} to {last}"
    return f"{span} {name}".strip()


def _hours(minutes: int) -> str:
    return f"{minutes / 60:g}" if minutes else ""


def _today(place: Place) -> str:
    return local(place.now, place.tz).date().isoformat()
