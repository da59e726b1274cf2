"""What a schedule says in, its occurrences within a span out, with the moments at which each opens, is due and closes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from app.records.codec import Unfit
from app.schedule.rule import Misread, Rule, read
from app.schedule.times import times, unmet
from app.schedule.zones import zone

DAY = 24 * 60
MOST_MINUTES = 366 * DAY
MOST_DAYS = 5_000
# How many days of one span, and of all, are days off.
MOST_SPAN, MOST_EACH = 3_661, 30_000
EARLIEST, LATEST = "1970-01-01", "2200-01-01"
# Beyond, the moment is the last that can be written.
END = 7_258_118_400_000
Period = Literal["", "week", "month", "quarter", "year"]
_MINUTE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d", re.ASCII)
CATCH_UP = ("all", "latest", "skip")
KINDS = ("checklist", "maintenance")


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day, or the days from `first` to `last`, without occurrences; `name` such as "Christmas Day" or ""."""

    first: str
    last: str
    name: str = ""

    def __post_init__(self) -> None:
        if not EARLIEST <= _iso(self.first) <= _iso(self.last) <= LATEST:
            raise Unfit(f"The days off from {self.first[:20]} to {self.last[:20]} are not a span of days.")


@dataclass(frozen=True, slots=True)
class Plan:
    """`rule` is RFC 5545 text, `start` a local day or minute ("2026-11-27", "2026-11-27T14:30") of `zone`.

    `opens`, `due` are minutes by the wall clock after an occurrence begins; with `by` it is due at the end of its
    week, month, quarter or year instead. `grace` are the minutes it stays open after that; then it is missed.
    `procedure` None is the whole document. A maintenance window has parts of the document to work `before` and
    `after` it, and a `notice` to customers that should be sent `ahead` minutes before it opens.
    `source` is the offer that it came from: "document id/offer key", or "".
    """

    title: str
    document: str
    rule: str
    start: str
    zone: str
    procedure: str | None = None
    opens: int = 0
    due: int = DAY
    by: Period = ""
    grace: int = 0
    owner: str = ""
    catch_up: str = "all"
    # Thousands of days are no part of what a plan is looked up by.
    off: tuple[DayOff, ...] = field(default=(), hash=False)
    kind: str = "checklist"
    before: str = ""
    after: str = ""
    notice: str = ""
    ahead: int = 0
    source: str = ""

    def __post_init__(self) -> None:
        fault = fault_of(self)
        if fault:
            raise Unfit(fault)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """`key` is the local day, or minute, at which the rule comes true: the same on every device, for ever.

    The moments are ms UTC. `off` is why it does not take place, "" when it does.
    """

    key: str
    opens: int
    due: int
    closes: int
    off: str = ""


def fault_of(plan: Plan) -> str:
    """Why this cannot be followed, as a sentence; "" when it can. Whether the rule ever comes true is not looked at."""
    try:
        rule, start = read(plan.rule), local_start(plan)
    except Misread as error:
        return str(error)
    except ValueError:
        return f"{plan.start[:30]} is not a day, nor a day and a time, from {EARLIEST} on."
    if zone(plan.zone) is None:
        return f"{plan.zone[:60] or 'Nothing'} is not a time zone Sophie knows."
    window = _fault_of_window(plan, is_timed=rule.is_timed)
    return unmet(rule, start) or window or _fault_of_words(plan)


def _fault_of_window(plan: Plan, *, is_timed: bool) -> str:
    if not 0 <= plan.opens < DAY:
        return "It opens at a time of the day on which it comes."
    if is_timed and plan.opens:
        return "Its rule names the hours, so it opens at those hours and not later."
    if plan.by not in ("", "week", "month", "quarter", "year"):
        return f"It cannot be due by the end of a {plan.by[:20]}."
    if not plan.by and plan.due <= plan.opens:
        return "It ends before it starts: what is due must be due after it opens."
    if not plan.by and plan.due > MOST_MINUTES:
        return "It is due more than a year after it comes; a year is the most."
    if is_timed and not plan.by and plan.due + plan.grace > 31 * DAY:
        return "What comes by the hour is due, and closes, within a month."
    if not 0 <= plan.grace <= MOST_MINUTES or not 0 <= plan.ahead <= MOST_MINUTES:
        return "It stays open after it is due for 0 minutes to a year."
    return ""


def _fault_of_words(plan: Plan) -> str:
    if not plan.title.strip() or len(plan.title) > 300:
        return "It needs a title of 1 to 300 characters."
    if plan.catch_up not in CATCH_UP or plan.kind not in KINDS:
        return "It was written by a newer Sophie."
    if len(plan.off) > MOST_DAYS:
        return f"It has more than {MOST_DAYS:,} days off."
    if len(plan.notice) > 20_000 or max(map(len, (plan.owner, plan.before, plan.after, plan.source))) > 1_000:
        return "One of its texts is too long."
    return ""


def local_start(plan: Plan) -> datetime:
    """When the rule begins, by the schedule's own wall clock. Raises ValueError."""
    if not EARLIEST <= plan.start <= LATEST:
        raise ValueError(plan.start)
    if len(plan.start) == len(EARLIEST):
        return datetime.combine(date.fromisoformat(plan.start), datetime.min.time())
    if not _MINUTE.fullmatch(plan.start):
        raise ValueError(plan.start)
    return datetime.fromisoformat(plan.start)


def is_timed(plan: Plan) -> bool:
    return read(plan.rule).is_timed


def begin(plan: Plan) -> datetime:
    """Where the rule is counted from: days begin at midnight, whatever hour the start was written with."""
    start = local_start(plan)
    return start if is_timed(plan) else datetime.combine(start.date(), datetime.min.time())


def rule_of(plan: Plan) -> Rule:
    """The plan's rule, with its end by the plan's own wall clock."""
    rule = read(plan.rule)
    if not rule.until or not rule.until_utc:
        return rule
    local = rule.until.replace(tzinfo=UTC).astimezone(zone(plan.zone)).replace(tzinfo=None)
    return replace(rule, until=local, until_utc=False)


def occurrences(plan: Plan, after: datetime, before: datetime) -> Iterator[Occurrence]:
    """Those whose rule comes true from `after` on and before `before`, local times, in order."""
    yield from at_times(plan, times(rule_of(plan), begin(plan), after, before))


def at_times(plan: Plan, found: Iterable[datetime]) -> Iterator[Occurrence]:
    """Those at these local times. The days off are looked up once, for a plan may have thousands."""
    timed, off = is_timed(plan), off_by_day(plan)
    return (_occurrence(plan, one, timed=timed, off=off.get(one.date().isoformat(), "")) for one in found)


def names(plan: Plan, after: datetime, before: datetime) -> Iterator[str]:
    """The keys of those occurrences alone: a third of the work."""
    timed = is_timed(plan)
    return (_key(found, timed=timed) for found in times(rule_of(plan), begin(plan), after, before))


def _key(found: datetime, *, timed: bool) -> str:
    return found.isoformat(timespec="minutes") if timed else found.date().isoformat()


def _occurrence(plan: Plan, found: datetime, *, timed: bool, off: str) -> Occurrence:
    key, due = _key(found, timed=timed), due_at(plan, found)
    closes = due + timedelta(minutes=plan.grace)
    opens = moment(found + timedelta(minutes=plan.opens), plan.zone)
    ends = moment(due, plan.zone)
    if ends <= opens:
        # It begins in the hour that the clock leaves out: it lasts as long as on other days.
        ends = opens + max(1, plan.due - plan.opens) * 60_000
        closes_at = ends + plan.grace * 60_000
        return Occurrence(key, opens, ends, closes_at, off)
    return Occurrence(key, opens, ends, max(ends, moment(closes, plan.zone)), off)


def due_at(plan: Plan, found: datetime) -> datetime:
    """When what comes true at `found` is due, by the wall clock."""
    return _end_of(plan.by, found) if plan.by else found + timedelta(minutes=plan.due)


def wall(plan: Plan, one: Occurrence) -> tuple[datetime, datetime]:
    """When it opens and is due by the wall clock, also where the clock leaves that hour out."""
    found = datetime.fromisoformat(one.key)
    return found + timedelta(minutes=plan.opens), due_at(plan, found)


def moment(local: datetime, name: str) -> int:
    """A wall clock's time as ms UTC. A time that comes twice is its first, one that is left out is as long after the gap."""
    # That is what RFC 5545 asks for (3.3.5), and what a fold of 0 gives.
    return round(local.replace(tzinfo=zone(name), fold=0).timestamp() * 1000)


def local(at: int, name: str) -> datetime:
    """The wall clock of a zone at this moment, without the zone."""
    inside = min(max(at, 0), END) / 1000
    return datetime.fromtimestamp(inside, zone(name) or UTC).replace(tzinfo=None)


def _end_of(by: Period, found: datetime) -> datetime:
    day = datetime.combine(found.date(), datetime.min.time())
    if by == "week":
        return day + timedelta(days=7 - day.weekday())
    months = {"month": 1, "quarter": 3, "year": 12}[by]
    last = (day.month - 1) // months * months + months
    return day.replace(year=day.year + last // 12, month=last % 12 + 1, day=1)


@lru_cache(maxsize=64)
def off_by_day(plan: Plan) -> dict[str, str]:
    """Each day off, and why."""
    found: dict[str, str] = {}
    left = MOST_EACH
    for one in plan.off:
        day, last = date.fromisoformat(one.first), date.fromisoformat(one.last)
        # A span of centuries is no holiday, nor are many of decades; what is left out of them is worked, not lost.
        length = min((last - day).days + 1, MOST_SPAN, left)
        for number in range(length):
            found.setdefault((day + timedelta(days=number)).isoformat(), one.name or "Day off")
        left -= length
    return found


def _iso(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Unfit(f"{text[:20]} is not a day.") from None
