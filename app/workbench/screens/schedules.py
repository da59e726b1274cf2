"""The agenda in, the Schedule screen out: today, the week, the month, what was missed, and all schedules."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from app.schedule.ledger import Ledger, ledger
from app.schedule.plan import DAY, local, moment
from app.schedule.standing import Book, Standing, next_change, next_opening
from app.views.values import (
    DayCell,
    Group,
    OccurrenceRow,
    ScheduleAll,
    ScheduleHead,
    ScheduleMissed,
    SchedulePanel,
    ScheduleRow,
    ScheduleSkeleton,
    Screen,
    screen,
)
from app.views.values.schedules import View
from app.workbench import questions
from app.workbench.agenda import Agenda, agenda
from app.workbench.engine import Engine
from app.workbench.readmodel import ReadModel
from app.workbench.routes import Place
from app.workbench.screens import occurrence_rows as drawn
from app.workbench.screens.schedule_words import MONTHS, says

MOST_MISSED = 20
# Of one schedule, and of all together: nobody reads a longer list, and each further year costs a start its time.
MOST_LEDGER = 10_000
MOST_TOGETHER = 1_000
MOST_EACH = 100
# With more in a week, the other days are folded.
MOST_WEEK = 14
DAY_MS = DAY * 60_000
BEHIND = 5 * 60_000


def schedules(engine: Engine, place: Place) -> Screen:
    model, all_ = engine.model, agenda(engine.model)
    view: View = (
        "week"
        if place.query.get("view") == "week"
        else "month"
        if place.query.get("view") == "month"
        else "today"
    )
    panel = PANELS[view](model, all_, place)
    missed = missed_region(model, all_, place)
    around = all_.between(place.now, place.now, place.now + DAY_MS) if place.now else ()
    head = ScheduleHead(view, next_change(around, place.now), clock(model, place), len(all_.books))
    return screen(place.route, "Schedule", ScheduleSkeleton(), head, panel, missed, _all(model, all_, place))


def clock(model: ReadModel, place: Place) -> str:
    """What is odd about this device's clock, judged by the record alone."""
    latest = questions.latest_change(model)
    if not place.now or latest <= place.now + BEHIND:
        return ""
    minutes = (latest - place.now) // 60_000
    ahead = f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
    return (
        f"The record holds an act made {ahead} after what this device's clock shows now. One of the clocks is wrong. What is "
        "due is judged by this device's clock; nothing is lost or doubled, for an occurrence is named by its own day and time."
    )


def missed_region(model: ReadModel, all_: Agenda, place: Place) -> ScheduleMissed:
    if not place.now:
        return ScheduleMissed(())
    most = MOST_LEDGER if len(all_.books) == 1 else MOST_TOGETHER
    found = all_.ledger(place.now, most)
    rows = drawn.rows_of(model, all_, found.missed[:MOST_MISSED], place.tz)
    keys: dict[str, list[str]] = {}
    for one in found.missed:
        keys.setdefault(one.schedule, []).append(one.key)
    titles = {book.id: book.plan.title for book in all_.books if book.plan}
    several = tuple((f"{id_} {titles[id_]}", tuple(each)) for id_, each in keys.items() if len(each) > 1)
    return ScheduleMissed(rows, len(found.missed) - len(rows), found.is_cut, several)


def _today(model: ReadModel, all_: Agenda, place: Place) -> SchedulePanel:
    day = local(place.now, place.tz).date()
    first, last = _bounds(day, day + timedelta(days=1), place.tz)
    met = [one for one in all_.between(place.now, first, last) if one.state != "missed"]
    rows = drawn.rows_of(model, all_, met, place.tz)
    groups = (
        Group("Due now", _with(rows, "due", "overdue")),
        Group("Later today", _with(rows, "later")),
        Group("Ended with nothing done", _with(rows, "ended")),
        Group("Done and skipped", _with(rows, "done", "skipped", "off"), quiet=True),
    )
    shown = tuple(one for one in groups if one.rows)
    empty = "" if shown else "Nothing is to be done today."
    return SchedulePanel("today", f"Today, {_day(day)}", shown, empty=empty)


def _week(model: ReadModel, all_: Agenda, place: Place) -> SchedulePanel:
    asked = _asked(place)
    monday = asked - timedelta(days=asked.weekday())
    first, last = _bounds(monday, monday + timedelta(days=7), place.tz)
    met = [one for one in all_.between(place.now, first, last) if first <= one.occurrence.opens < last]
    rows = dict(zip(met, drawn.rows_of(model, all_, met, place.tz), strict=True))
    today = local(place.now, place.tz).date()
    by_day = {monday + timedelta(days=number): list[OccurrenceRow]() for number in range(7)}
    for one, row in rows.items():
        by_day[local(one.occurrence.opens, place.tz).date()].append(row)
    folds = len(rows) > MOST_WEEK
    shown = tuple(
        Group(_day(day), tuple(found), quiet=folds and day not in (today, asked), share=_share(found))
        for day, found in by_day.items()
        if found
    )
    title = f"{_day(monday)} to {_day(monday + timedelta(days=6))}"
    before, after = (f"#/schedule?view=week&at={monday + timedelta(days=by)}" for by in (-7, 7))
    return SchedulePanel(
        "week", title, shown, (), before, after, "" if shown else "Nothing opens in this week."
    )


def _share(rows: Sequence[OccurrenceRow]) -> str:
    """ "3 of 5 done, 2 missed"; of a day that comes, how many there are."""
    counted = [row.state for row in rows if row.state not in ("off", "later")]
    if not counted:
        return f"{len(rows)} to come"
    missed, coming = counted.count("missed"), sum(row.state == "later" for row in rows)
    words = [
        f"{counted.count('done')} of {len(counted)} done",
        f"{ended} ended with nothing done" if (ended := counted.count("ended")) else "",
        f"{missed} missed" if missed else "",
        f"{coming} to come" if coming else "",
    ]
    return ", ".join(filter(None, words))


def _month(model: ReadModel, all_: Agenda, place: Place) -> SchedulePanel:
    _ = model
    asked = _asked(place).replace(day=1)
    length = monthrange(asked.year, asked.month)[1]
    begin = asked - timedelta(days=asked.weekday())
    end = asked + timedelta(days=length)
    end += timedelta(days=-end.weekday() % 7)
    first, last = _bounds(begin, end, place.tz)
    met = [one for one in all_.between(place.now, first, last) if first <= one.occurrence.opens < last]
    by_day: dict[date, list[Standing]] = {}
    for one in met:
        by_day.setdefault(local(one.occurrence.opens, place.tz).date(), []).append(one)
    today = local(place.now, place.tz).date()
    days = [begin + timedelta(days=number) for number in range((end - begin).days)]
    cells = [_cell(day, by_day.get(day, []), today, outside=day.month != asked.month) for day in days]
    weeks = tuple(tuple(cells[number : number + 7]) for number in range(0, len(cells), 7))
    inside = [cell for cell in cells if not cell.outside]
    done, total = sum(cell.done for cell in inside), sum(cell.total for cell in inside)
    title = f"{MONTHS[asked.month - 1]} {asked.year}"
    before, after = _month_route(asked - timedelta(days=1)), _month_route(asked + timedelta(days=length))
    ended, missed = sum(cell.ended for cell in inside), sum(cell.missed for cell in inside)
    nothing = f", {ended} ended with nothing done" if ended else ""
    share = f"{done} of {total} done{nothing}, {missed} missed" if total else ""
    return SchedulePanel("month", title, (), weeks, before, after, share=share)


def _month_route(day: date) -> str:
    return f"#/schedule?view=month&at={day.replace(day=1)}"


def _cell(day: date, met: Sequence[Standing], today: date, *, outside: bool) -> DayCell:
    """Numbers of what was to be done by now; what comes is counted apart."""
    counted = [one for one in met if one.state not in ("off", "later")]
    done = sum(one.state == "done" for one in counted)
    ended = sum(one.state == "ended" for one in counted)
    missed = sum(one.state == "missed" for one in counted)
    total = len(counted)
    # What may still be done is no fault of its day yet.
    over = total - sum(one.state in ("due", "overdue") for one in counted)
    level = -1 if not over else 4 if done == over else done * 4 // over
    if ended and not missed:
        level = max(level, 1)
    coming = sum(one.state == "later" for one in met)
    return DayCell(
        day.day,
        day.isoformat(),
        done,
        total,
        missed,
        level,
        outside=outside,
        today=day == today,
        coming=coming,
        ended=ended,
    )


def _all(model: ReadModel, all_: Agenda, place: Place) -> ScheduleAll:
    documents = {
        row.id: row.title for row in questions.documents_of(model, {_document(book) for book in all_.books})
    }
    rows = tuple(_schedule(book, all_, documents.get(_document(book), ""), place) for book in all_.books)
    unreadable = tuple((row.id, row.title) for row in questions.unreadable_schedules(model))
    return ScheduleAll(rows, questions.count_documents(model), unreadable)


def _schedule(book: Book, all_: Agenda, document: str, place: Place) -> ScheduleRow:
    plan = book.plan
    assert plan is not None  # noqa: S101  books without a plan are not in an agenda
    opens = next_opening(book, place.now) if place.now else None
    missed = ledger(book, all_.runs[book.id], place.now, MOST_EACH) if place.now else Ledger(())
    return ScheduleRow(
        id=book.id,
        title=plan.title,
        says=says(plan),
        owner=plan.owner,
        document_title=document,
        next="" if opens is None else _moment(local(opens, plan.zone), local(place.now, plan.zone)),
        stopped=book.is_stopped,
        missed=len(missed.missed),
        is_cut=missed.is_cut,
        maintenance=plan.kind == "maintenance",
    )


def _document(book: Book) -> str:
    return book.plan.document if book.plan else ""


def _with(rows: Sequence[OccurrenceRow], *states: str) -> tuple[OccurrenceRow, ...]:
    return tuple(row for row in rows if row.state in states)


def _asked(place: Place) -> date:
    """The day that the route names, or today; a day out of reach is today."""
    try:
        asked = date.fromisoformat(place.query.get("at", ""))
    except ValueError:
        asked = local(place.now, place.tz).date()
    return asked if 1971 <= asked.year <= 2190 else local(place.now, place.tz).date()


def _bounds(first: date, last: date, tz: str) -> tuple[int, int]:
    begin, end = (datetime.combine(day, datetime.min.time()) for day in (first, last))
    return moment(begin, tz), moment(end, tz)


def _moment(when: datetime, now: datetime) -> str:
    year = "" if when.year == now.year else f" {when.year}"
    return f"{drawn.date(when)}{year}, {when:%H:%M}"


def _day(day: date) -> str:
    return f"{drawn.date(datetime.combine(day, datetime.min.time()))} {day.year}"


PANELS = {"today": _today, "week": _week, "month": _month}
