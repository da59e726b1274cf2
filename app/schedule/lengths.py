"""A series and a moment in, what a calendar cannot work out itself: which days are off, and which lengths are unusual."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from app.schedule.plan import Occurrence, Plan, local, off_by_day, wall
from app.schedule.series import YEARS, Series, within
from app.schedule.standing import longest

MOST_OFF = 1_000
# So many are looked at to find the usual length, and so many unusual ones are told.
MOST_LENGTHS = 1_000
MOST_UNUSUAL = 200
YEAR = timedelta(days=366)


def length(plan: Plan, one: Occurrence) -> int:
    """Minutes by the wall clock."""
    opens, due = wall(plan, one)
    return max(1, (due - opens) // timedelta(minutes=1))


def lengths(part: Series, now: int) -> tuple[int, tuple[Occurrence, ...]]:
    """The usual length in minutes, and those that are still to be done and last otherwise: months have 28 to 31 days."""
    plan, first = part.plan, part.first
    if first is None or not plan.by:
        return length(plan, first) if first else 0, ()
    today = local(now, plan.zone)
    near = within(
        plan, part.since, part.until, today - timedelta(minutes=longest(plan)), today + YEARS * YEAR
    )
    coming = [one for one in islice(near, MOST_LENGTHS) if one.closes > now and not one.off]
    counted = Counter(length(plan, one) for one in coming)
    if not counted:
        return length(plan, first), ()
    usual = min(counted, key=lambda minutes: (-counted[minutes], minutes))
    if counted.total() - counted[usual] > MOST_UNUSUAL:
        # Where not all can be told, a last call comes too soon rather than too late.
        usual = min(counted)
    return usual, tuple(one for one in coming if length(plan, one) != usual)[:MOST_UNUSUAL]


def days_off(part: Series, now: int) -> list[Occurrence]:
    """From a year ago on for ten years, and what was off before that."""
    today = local(now, part.plan.zone)
    recent, last = today - YEAR, today + YEARS * YEAR
    earlier = islice(_off(part, datetime.min, recent), MOST_OFF)
    return [*earlier, *islice(_off(part, recent, last), MOST_OFF)]


def _off(part: Series, low: datetime, high: datetime) -> Iterator[Occurrence]:
    for first, after in _spans(part.plan):
        for one in within(part.plan, part.since, part.until, max(first, low), min(after, high)):
            if one.off:
                yield one


def _spans(plan: Plan) -> list[tuple[datetime, datetime]]:
    """Days off in order: from the first midnight to the one after the last."""
    found: list[tuple[datetime, datetime]] = []
    for text in sorted(off_by_day(plan)):
        day = datetime.fromisoformat(text)
        first = found.pop()[0] if found and found[-1][1] == day else day
        found.append((first, day + timedelta(days=1)))
    return found
