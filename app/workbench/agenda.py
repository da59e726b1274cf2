"""The read model and a moment in, all schedules with their runs out: what is due, what was missed, what comes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from app.documents.facts.model import Schedule as Fact
from app.schedule.book import read_book
from app.schedule.defaults import default_plan
from app.schedule.export import Exported, calendar
from app.schedule.identity import schedule_id
from app.schedule.ledger import Ledger, together
from app.schedule.plan import DAY, Plan, local
from app.schedule.standing import (
    LEAD,
    Book,
    Standing,
    Worked,
    next_change,
    standings,
    told_by,
    untold,
)
from app.schedule.state import Version, with_base
from app.schedule.zones import zone
from app.workbench import questions
from app.workbench.readmodel import ReadModel
from app.workbench.used import UsedOffer

DAY_MS = DAY * 60_000
MOST_REMINDED = 50


@dataclass(frozen=True, slots=True)
class Agenda:
    """Every schedule that can be followed, and the runs that were started for each."""

    books: tuple[Book, ...]
    runs: Mapping[str, tuple[Worked, ...]]

    def between(self, now: int, first: int, last: int) -> tuple[Standing, ...]:
        found = [one for book in self.books for one in standings(book, self.runs[book.id], now, first, last)]
        return tuple(
            sorted(found, key=lambda one: (one.occurrence.opens, one.plan.title, one.schedule, one.key))
        )

    def untold(self, now: int) -> tuple[tuple[Standing, ...], int | None]:
        """The maintenance windows of which customers are to be told within a day, and when there will be another."""
        found = [one for book in self.books for one in untold(book, self.runs[book.id], now)]
        at_hand = [one for one in found if told_by(one) - LEAD <= now]
        later = [told_by(one) - LEAD for one in found if told_by(one) - LEAD > now]
        ordered = sorted(at_hand, key=lambda one: (one.occurrence.opens, one.plan.title, one.key))
        return tuple(ordered), min(later, default=None)

    def ledger(self, now: int, most: int) -> Ledger:
        """What was missed in all of them, latest first."""
        return together(((book, self.runs[book.id]) for book in self.books), now, most)


def agenda(model: ReadModel, only: str = "") -> Agenda:
    """All schedules, or the one of this id."""
    found = tuple(one for one in books(model) if not only or one.id == only)
    return Agenda(found, worked(model, found))


def books(model: ReadModel) -> tuple[Book, ...]:
    offered = bases(model)
    kept = {row.id: read_book(row.id, row.book) for row in questions.schedules(model)}
    joined = {
        id_: replace(book, versions=with_base(book.versions, offered.get(id_))) for id_, book in kept.items()
    }
    fresh = {id_: Book(id_, (Version("", plan),)) for id_, plan in offered.items() if id_ not in kept}
    found = [book for book in (joined | fresh).values() if book.plan]
    return tuple(sorted(found, key=lambda book: (book.plan.title.casefold() if book.plan else "", book.id)))


def bases(model: ReadModel) -> dict[str, Plan]:
    """What the offers in use plan, by the id of the schedule that each of them makes."""
    found: dict[str, Plan] = {}
    for offer in questions.used_offers(model, "schedule"):
        fact = offer.fact
        if isinstance(fact, Fact):
            found[schedule_id(offer.document, offer.key)] = _base(offer, fact)
    return found


def _base(offer: UsedOffer, fact: Fact) -> Plan:
    """It begins on the day, and in the zone, in which somebody took it into use."""
    place = offer.tz if zone(offer.tz) else "UTC"
    return default(fact, offer.document, offer.key, place, offer.at)


@lru_cache(maxsize=512)
def default(fact: Fact, document: str, key: str, place: str, at: int) -> Plan:
    day = local(at, place).date().isoformat()
    return default_plan(fact, document, f"{document}/{key}", place, day)


def worked(model: ReadModel, found: Iterable[Book]) -> dict[str, tuple[Worked, ...]]:
    shelf = tuple(found)
    ids = [run for book in shelf for runs in book.started.values() for run in runs]
    rows = questions.run_times(model, ids) if ids else {}
    return {
        book.id: tuple(
            Worked(run, key, *rows[run]) for key, runs in book.started.items() for run in runs if run in rows
        )
        for book in shelf
    }


def reminders(model: ReadModel, now: int) -> dict[str, Any]:
    """What is open to be done at this moment, and when that changes next (ms UTC, None when not within a day)."""
    if not now:
        return {"due": [], "next": None}
    all_ = agenda(model)
    around = all_.between(now, now, now + DAY_MS)
    due = [_reminder(one) for one in around if one.state in ("due", "overdue")]
    untold, another = all_.untold(now)
    limits = [told_by(one) for one in untold if told_by(one) > now]
    changes = [at for at in (next_change(around, now), another, *limits) if at is not None]
    tell = [_telling(one, now) for one in untold]
    return {"due": [*due, *tell][:MOST_REMINDED], "next": min(changes, default=None)}


def _telling(one: Standing, now: int) -> dict[str, Any]:
    """Customers are to be told of a maintenance window, or should have been."""
    state, due = "tell" if now < told_by(one) else "untold", told_by(one)
    return {
        "id": f"{one.schedule} {one.key} notice",
        "title": one.plan.title,
        "state": state,
        "due": due,
        "running": False,
    }


def _reminder(one: Standing) -> dict[str, Any]:
    return {
        "id": f"{one.schedule} {one.key}",
        "title": one.plan.title,
        "state": one.state,
        "due": one.occurrence.due,
        "running": one.running,
    }


def calendar_of(model: ReadModel, now: int, only: str = "") -> str:
    """With the time of their last change; of those that are stopped, what was planned until then."""
    rows = {row.id: row for row in questions.schedules(model)}
    found = agenda(model, only).books
    return calendar((Exported(book, rows[book.id].changed if book.id in rows else 0) for book in found), now)
