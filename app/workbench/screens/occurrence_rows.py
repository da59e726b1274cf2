"""Standings of occurrences in, rows of lists out, with the words that say when and the buttons that can be pressed."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from app.schedule.plan import Plan, local
from app.schedule.standing import Book, Standing, told_by
from app.views.values import Mark, OccurrenceRow, Start
from app.workbench import questions
from app.workbench.agenda import Agenda
from app.workbench.readmodel import ReadModel
from app.workbench.rows import Row
from app.workbench.screens.schedule_words import MONTHS

OPEN = ("due", "overdue", "missed")
BEFORE, AFTER = "before", "after"


def rows_of(
    model: ReadModel, agenda: Agenda, found: Iterable[Standing], tz: str
) -> tuple[OccurrenceRow, ...]:
    shown = tuple(found)
    documents = {row.id: row for row in questions.documents_of(model, {one.plan.document for one in shown})}
    books = {book.id: book for book in agenda.books}
    latest = latest_missed(shown)
    return tuple(
        _row(one, books[one.schedule], documents.get(one.plan.document), tz, latest.get(one.schedule, ""))
        for one in shown
    )


def latest_missed(found: Iterable[Standing]) -> Mapping[str, str]:
    """The last missed occurrence of each schedule: with the policy "latest" the only one to be done."""
    latest: dict[str, tuple[int, str]] = {}
    for one in found:
        if one.state == "missed":
            latest[one.schedule] = max(latest.get(one.schedule, (0, "")), (one.occurrence.closes, one.key))
    return {schedule: key for schedule, (_, key) in latest.items()}


def _row(one: Standing, book: Book, document: Row | None, tz: str, latest: str) -> OccurrenceRow:
    plan = one.plan
    reason = one.skip.reason if one.skip else one.occurrence.off
    return OccurrenceRow(
        schedule=one.schedule,
        key=one.key,
        title=plan.title,
        window=window(plan, one),
        state=one.state,
        document=document.id if document else "",
        document_title=document.title if document else "",
        revision=document.runnable if document else "",
        owner=plan.owner,
        zone="" if plan.zone == tz else plan.zone,
        here=_here(plan, one, tz),
        run=one.run,
        running=one.running,
        late=one.late,
        left=one.left,
        reason=reason,
        mark=Mark(one.skip.by, one.skip.at) if one.skip else None,
        urgent=one.urgent,
        maintenance=plan.kind == "maintenance",
        told=book.notices.get(one.key),
        tell_by=told_by(one) if _is_untold(one, book) else 0,
        tell=_words(plan, one, book) if plan.kind == "maintenance" else "",
        starts=_starts(one, latest) if document else (),
        skippable=one.state in OPEN,
        policy=_policy(one, latest),
    )


def _words(plan: Plan, one: Standing, book: Book) -> str:
    """What an emergency says itself, else the plan's template, with the times put in."""
    said = (urgent.notice for urgent in book.urgent if urgent.occurrence == one.key)
    return filled(next(filter(None, said), plan.notice), plan, one)


def _is_untold(one: Standing, book: Book) -> bool:
    plan = one.plan
    return (
        plan.kind == "maintenance" and plan.ahead > 0 and one.state == "later" and one.key not in book.notices
    )


def _here(plan: Plan, one: Standing, tz: str) -> str:
    """The same by the reader's clock, where that shows another time."""
    here = span(one.occurrence.opens, one.occurrence.due, tz)
    return "" if here == window(plan, one) else here


def _starts(one: Standing, latest: str) -> tuple[Start, ...]:
    plan, before = one.plan, f"{one.key} {BEFORE}"
    if one.state == "later" and plan.kind == "maintenance" and plan.before:
        return (Start("Start: Before", plan.before, before),)
    if one.state not in OPEN or (one.running and one.run):
        return ()
    if one.state == "missed" and (
        one.plan.catch_up == "skip" or (one.plan.catch_up == "latest" and latest and one.key != latest)
    ):
        return ()
    parts = [Start("Start", plan.procedure, one.key)]
    if plan.kind == "maintenance":
        parts = [
            *([Start("Start: Before", plan.before, before)] if plan.before else []),
            *parts,
            *([Start("Start: After", plan.after, f"{one.key} {AFTER}")] if plan.after else []),
        ]
    return tuple(parts)


def _policy(one: Standing, latest: str) -> str:
    if one.state != "missed":
        return ""
    if one.plan.catch_up == "skip":
        return "Not made up for: skip it with a reason."
    if one.plan.catch_up == "latest" and latest and one.key != latest:
        return "Only the latest is made up for: skip this one with a reason."
    return ""


def window(plan: Plan, one: Standing) -> str:
    return span(one.occurrence.opens, one.occurrence.due, plan.zone)


def span(opens: int, due: int, zone: str) -> str:
    """ "Fri 27 Nov, 06:00 to 10:00"; midnight is the end of its day."""
    first, last = local(opens, zone), local(due, zone)
    if last.time() == datetime.min.time() and last > first:
        day, end = last - timedelta(days=1), "24:00"
    else:
        day, end = last, f"{last:%H:%M}"
    begin = f"{date(first)}, {first:%H:%M}"
    return f"{begin} to {end}" if day.date() == first.date() else f"{begin} to {date(day)}, {end}"


def date(day: datetime) -> str:
    """In English whatever the machine speaks: strftime's names would follow its locale."""
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return f"{names[day.weekday()]} {day.day} {MONTHS[day.month - 1][:3]}"


def filled(words: str, plan: Plan, one: Standing) -> str:
    """What to tell customers; of no words the usual ones."""
    opens, due = local(one.occurrence.opens, plan.zone), local(one.occurrence.due, plan.zone)
    words = words or "Planned maintenance of {title} from {start} to {end}."
    for name, value in (
        ("title", plan.title),
        ("start", f"{date(opens)} {opens.year}, {opens:%H:%M} {plan.zone}"),
        ("end", f"{date(due)} {due.year}, {due:%H:%M} {plan.zone}"),
        ("reason", one.urgent),
    ):
        words = words.replace("{" + name + "}", value)
    return words
