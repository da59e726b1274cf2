"""A recurrence rule in, the local times at which it comes true out, in a bounded time. No zone, no clock."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice
from math import gcd
from typing import Any

from dateutil.rrule import rrule, weekday

from app.schedule.rule import FREQUENCIES, Rule

# Where to look for the first time: a leap day on one weekday comes every 28 years, or 40 around 2100.
YEARS = 41
YEARS_OF_HOURS = 2
# Where a number of times is given up: no start lies beyond 2200.
HORIZON = datetime(2250, 1, 1)
BY_THE_HOUR = ("HOURLY", "MINUTELY")
NAMED_DAYS = ("byweekno", "byyearday", "bymonthday", "byweekday")
DAY = 24 * 60


def times(rule: Rule, start: datetime, after: datetime, before: datetime) -> Iterator[datetime]:
    """The local times from `after` on and before `before`, in order. Costs what lies between, not what came earlier."""
    until = before - timedelta(microseconds=1)
    if rule.until and not rule.until_utc:
        until = min(until, rule.until)
    if rule.count:
        until = min(until, _last(rule, start))
    yield from _from(rule, start, max(start, after), until)


def never(rule: Rule, start: datetime) -> str:
    """Why it comes true never; "" when it does."""
    years = YEARS_OF_HOURS if rule.frequency in BY_THE_HOUR else YEARS
    found = next(times(rule, start, start, later(start, years)), None)
    return "" if found else f"It never comes true in the {years} years after it starts."


def unmet(rule: Rule, start: datetime) -> str:
    """Why steps of hours or minutes pass over every time of the day that the rule names; "" when they do not."""
    if rule.frequency not in BY_THE_HOUR:
        return ""
    by_hour, named = rule.frequency == "HOURLY", dict(rule.parts)
    step, first = rule.interval * (60 if by_hour else 1), start.hour * 60 + start.minute
    met = {(first + number * step) % DAY for number in range(DAY // gcd(step, DAY))}
    hours, minutes = named.get("byhour"), None if by_hour else named.get("byminute")
    if any((not hours or one // 60 in hours) and (not minutes or one % 60 in minutes) for one in met):
        return ""
    unit = "hour" if by_hour else "minute"
    each = f"every {unit}" if rule.interval == 1 else f"every {rule.interval} {unit}s"
    return f"It steps {each} from {start:%H:%M} on, which never meets a time that it names."


def later(moment: datetime, years: int) -> datetime:
    return datetime.max if moment.year + years > 9998 else moment.replace(year=moment.year + years, day=1)


@lru_cache(maxsize=256)
def _last(rule: Rule, start: datetime) -> datetime:
    """The end of a rule that ends after so many times: worked out once, so that each look need not count from its start."""
    found = list(islice(_from(rule, start, start, HORIZON), rule.count))
    return found[-1] if len(found) == rule.count else HORIZON


def _from(rule: Rule, start: datetime, after: datetime, until: datetime) -> Iterator[datetime]:
    begin = _near(rule, start, after)
    if begin > until:
        return
    try:
        for found in _Bounded(rule, start, begin, until):
            if found > until:
                return
            if found >= after:
                yield found
    except (_Past, *UNREADY):
        return


class _Past(Exception):
    """The end was passed and nothing was found."""


# What dateutil raises for combinations that it does not foresee: nothing comes of them.
UNREADY = (ValueError, IndexError, TypeError, OverflowError)


class _Bounded(rrule):  # type: ignore[misc]  # dateutil ships no types
    """A rule that is given up past its end: dateutil looks for a 30 February until the year 9999, which takes seconds.

    It asks for the days around Easter, which RFC 5545 does not know, once at first and once for each month or year it
    comes to, so that is where the months are counted that it went on.
    """

    def __init__(self, rule: Rule, start: datetime, begin: datetime, until: datetime) -> None:
        self.stride = _stride(rule)
        self.left = (until.year - begin.year) * 12 + until.month - begin.month + 3 * self.stride + 1
        parts = _explicit(rule, start)
        super().__init__(
            FREQUENCIES[rule.frequency], dtstart=begin, interval=rule.interval, until=until, **parts
        )

    @property
    def _byeaster(self) -> None:
        self.left -= self.stride
        if self.left < 0:
            raise _Past

    @_byeaster.setter
    def _byeaster(self, _: None) -> None:
        """There is none."""


def _stride(rule: Rule) -> int:
    """How many months one step passes at least, and 1 where several are made within a month."""
    match rule.frequency:
        case "YEARLY":
            return 12 * rule.interval
        case "MONTHLY":
            return rule.interval
        case "WEEKLY":
            return max(1, rule.interval * 7 // 31)
        case "DAILY":
            return max(1, rule.interval // 31)
        case _:
            return 1


def _explicit(rule: Rule, start: datetime) -> dict[str, Any]:
    """With what a rule that does not say it takes from its start, so that the walk can begin at another day."""
    parts = dict(rule.parts)
    if not any(name in parts for name in NAMED_DAYS):
        match rule.frequency:
            case "YEARLY":
                parts.setdefault("bymonth", (start.month,))
                parts["bymonthday"] = (start.day,)
            case "MONTHLY":
                parts["bymonthday"] = (start.day,)
            case "WEEKLY":
                parts["byweekday"] = (weekday(start.weekday()),)
    if rule.frequency not in BY_THE_HOUR:
        parts.setdefault("byhour", (start.hour,))
    if rule.frequency != "MINUTELY":
        parts.setdefault("byminute", (start.minute,))
    return parts | {"bysecond": (0,)}


def _near(rule: Rule, start: datetime, after: datetime) -> datetime:
    """Where a walk may begin that is to find all from `after` on: whole steps after the start."""
    if rule.frequency == "YEARLY":
        years = max(0, after.year - start.year) // rule.interval * rule.interval
        return datetime(start.year + years, 1, 1)
    if rule.frequency == "MONTHLY":
        first = start.year * 12 + start.month - 1
        first += max(0, after.year * 12 + after.month - 1 - first) // rule.interval * rule.interval
        return datetime(first // 12, first % 12 + 1, 1)
    step = {
        "MINUTELY": timedelta(minutes=rule.interval),
        "HOURLY": timedelta(hours=rule.interval),
        "DAILY": timedelta(days=rule.interval),
        "WEEKLY": timedelta(weeks=rule.interval),
    }[rule.frequency]
    # A walk that begins within a week finds only the rest of it.
    gap = after - start - timedelta(weeks=1)
    return start + (gap // step) * step if gap > step else start
