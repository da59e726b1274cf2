"""A schedule's versions, marks and runs, and a moment in; how each occurrence stands then out. Nothing is remembered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Literal

from app.schedule.plan import DAY, MOST_MINUTES, Occurrence, Plan, begin, local, moment, names, occurrences
from app.schedule.state import Version
from app.schedule.times import YEARS, later

State = Literal["later", "due", "overdue", "done", "ended", "missed", "skipped", "off"]
# How many missed occurrences a ledger lists.
MOST = 10_000
MONTH_SPAN = 31
# Wall clocks differ by at most 26 hours; windows last at most a year.
MARGIN = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Worked:
    """A run of an occurrence; `finished` in ms UTC, None while it is open. `done` are its steps done of `total`, then."""

    run: str
    occurrence: str
    started: int
    finished: int | None
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Skip:
    reason: str
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class Urgent:
    """A window that was opened without a rule; `notice` are the words for customers, or ""."""

    occurrence: str
    at: int
    minutes: int
    reason: str
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """All that is known of one schedule. `started`: an occurrence's runs; `notices`: when customers were told of it.

    `changes` counts what was set, skipped and reopened; `reopened` are skipped no more.
    """

    id: str
    versions: tuple[Version, ...]
    skips: Mapping[str, Skip] = field(default_factory=dict)
    started: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    urgent: tuple[Urgent, ...] = ()
    notices: Mapping[str, int] = field(default_factory=dict)
    is_stopped: bool = False
    changes: int = 0
    reopened: tuple[str, ...] = ()

    @property
    def plan(self) -> Plan | None:
        return next((one.plan for one in reversed(self.versions) if one.plan), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """`run` is the run that did it or is doing it; `late`: it was done after it had closed.

    "ended" is an occurrence whose run was finished with nothing done: neither done nor missed.

    `left`: that run was finished with steps not done, "0 of 3"; "" when all were.
    """

    schedule: str
    plan: Plan
    occurrence: Occurrence
    state: State
    run: str = ""
    running: bool = False
    late: bool = False
    skip: Skip | None = None
    urgent: str = ""
    left: str = ""

    @property
    def key(self) -> str:
        return self.occurrence.key


def standings(book: Book, runs: Sequence[Worked], now: int, first: int, last: int) -> tuple[Standing, ...]:
    """The occurrences whose window meets the time from `first` to before `last` (ms UTC), in order of opening."""
    return stood(book, by_occurrence(runs), now, first, last)


def stood(
    book: Book,
    by_key: Mapping[str, tuple[Worked, ...]],
    now: int,
    first: int,
    last: int,
    settled: frozenset[str] = frozenset(),
) -> tuple[Standing, ...]:
    met = [
        stand(book, plan, one, by_key.get(one.key, ()), now)
        for plan, one in met_by(book.versions, first, last, settled)
    ]
    urgent = [
        stand(
            book,
            plan,
            Occurrence(one.occurrence, one.at, end, end),
            by_key.get(one.occurrence, ()),
            now,
            one.reason,
        )
        for one in book.urgent
        if (plan := book.plan) and (end := one.at + one.minutes * 60_000) and one.at < last and end > first
    ]
    # A rule may come true at the very minute of a window that was opened by hand: one name, one occurrence.
    named = {one.key for one in urgent}
    return tuple(sorted([one for one in met if one.key not in named] + urgent, key=_opening))


def met_by(
    versions: Sequence[Version], first: int, last: int, settled: frozenset[str] = frozenset()
) -> Iterator[tuple[Plan, Occurrence]]:
    """Each with the plan that held for it. Keys and `since` are wall clock times written so that texts compare as times.

    Months all of whose keys are `settled` may be left out.
    """
    for number, version in enumerate(versions):
        plan, until = version.plan, min((one.since for one in versions[number + 1 :]), default=None)
        for one in _near(plan, first, last, settled) if plan else ():
            is_held = one.key >= version.since and (until is None or one.key < until)
            if plan and is_held and one.opens < last and one.closes > first:
                yield plan, one


def _near(plan: Plan, first: int, last: int, settled: frozenset[str]) -> Iterator[Occurrence]:
    reach = timedelta(minutes=longest(plan)) + MARGIN
    after, before = _floor(local(first, plan.zone) - reach), local(last, plan.zone) + MARGIN
    month = after
    while month < before:
        following = month + timedelta(days=MONTH_SPAN)
        if not settled or not settled.issuperset(_named(plan, month, following)):
            yield from within(plan, month, following)
        month = following


def longest(plan: Plan) -> int:
    """An upper bound of an occurrence's window in minutes."""
    by = {"": plan.due, "week": 7 * DAY, "month": 31 * DAY, "quarter": 92 * DAY, "year": 366 * DAY}[plan.by]
    return min(by, MOST_MINUTES) + plan.grace


@lru_cache(maxsize=512)
def within(plan: Plan, after: datetime, before: datetime) -> tuple[Occurrence, ...]:
    """A month of a plan never changes, so it is worked out once."""
    return tuple(occurrences(plan, after, before))


@lru_cache(maxsize=512)
def _named(plan: Plan, after: datetime, before: datetime) -> tuple[str, ...]:
    return tuple(names(plan, after, before))


def _floor(moment_: datetime) -> datetime:
    """The begin of a month-long piece, the same for all moments in it, so that pieces are found again."""
    days = max((moment_ - datetime(1970, 1, 1)).days, 0)
    return datetime(1970, 1, 1) + timedelta(days=days // MONTH_SPAN * MONTH_SPAN)


def by_occurrence(runs: Sequence[Worked]) -> dict[str, tuple[Worked, ...]]:
    found: dict[str, tuple[Worked, ...]] = {}
    for one in runs:
        found[one.occurrence] = (*found.get(one.occurrence, ()), one)
    return found


def stand(
    book: Book, plan: Plan, one: Occurrence, runs: Sequence[Worked], now: int, urgent: str = ""
) -> Standing:
    finished = [run for run in runs if run.finished is not None]
    if finished:
        # One that did something counts before one that did nothing.
        did = min(finished, key=lambda run: (_did_nothing(run), run.finished or 0, run.run))
        late = (did.finished or 0) > one.closes
        left = f"{did.done} of {did.total}" if did.done < did.total else ""
        state: State = "ended" if _did_nothing(did) else "done"
        return Standing(book.id, plan, one, state, did.run, late=late, urgent=urgent, left=left)
    still = max(runs, key=lambda run: (run.started, run.run), default=None)
    run, running = (still.run, True) if still else ("", False)
    skip = book.skips.get(one.key)
    if skip:
        return Standing(book.id, plan, one, "skipped", run, running, skip=skip, urgent=urgent)
    if one.off and not running:
        return Standing(book.id, plan, one, "off", urgent=urgent)
    return Standing(book.id, plan, one, _by_the_clock(one, now), run, running, urgent=urgent)


def _did_nothing(run: Worked) -> bool:
    return run.done == 0 < run.total


def _by_the_clock(one: Occurrence, now: int) -> State:
    if now < one.opens:
        return "later"
    if now < one.due:
        return "due"
    return "overdue" if now < one.closes else "missed"


def first_moment(book: Book) -> int:
    """Before this moment the schedule had nothing to do, ms UTC."""
    starts = [moment(begin(one.plan), one.plan.zone) for one in book.versions if one.plan]
    return min([*starts, *(one.at for one in book.urgent)], default=2**52) - 60_000


# So long before customers are to be told, it is said.
LEAD = DAY * 60_000


def untold(book: Book, runs: Sequence[Worked], now: int) -> tuple[Standing, ...]:
    """The windows of a maintenance of which customers were not told, from two days before that is due, the soonest first."""
    plan = book.plan
    if plan is None or plan.kind != "maintenance" or not plan.ahead or book.is_stopped:
        return ()
    coming = standings(book, runs, now, now, now + plan.ahead * 60_000 + 2 * LEAD)
    return tuple(one for one in coming if one.state == "later" and one.key not in book.notices)


def told_by(one: Standing) -> int:
    """When customers are to be told of it at the latest (ms UTC)."""
    return one.occurrence.opens - one.plan.ahead * 60_000


def next_change(found: Sequence[Standing], now: int) -> int | None:
    """The next moment at which one of these stands otherwise."""
    moments = [
        at
        for one in found
        if one.state in ("later", "due", "overdue")
        for at in (one.occurrence.opens, one.occurrence.due, one.occurrence.closes)
        if at > now
    ]
    return min(moments, default=None)


def next_opening(book: Book, now: int) -> int | None:
    """When what is followed now opens next (ms UTC), however far off; days off and what was skipped are passed over."""
    followed = book.versions[-1] if book.versions else None
    plan = followed.plan if followed else None
    if followed is None or plan is None:
        return None
    after = local(now, plan.zone) - timedelta(days=1)
    found = occurrences(plan, after, later(max(after, begin(plan)), YEARS))
    return next(
        (
            one.opens
            for one in islice(found, MOST)
            if one.opens > now and one.key >= followed.since and not one.off and one.key not in book.skips
        ),
        None,
    )


def _opening(one: Standing) -> tuple[int, str, str]:
    return one.occurrence.opens, one.plan.title, one.key
