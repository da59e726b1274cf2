"""A change of plan and a moment in, the local time from which it holds out: what stands by then stays as it was planned.

What was done, begun, skipped or missed is no longer changed. What is open and nobody has begun moves with the change
where that plans the same day and can still be done by it; else it stays to be done or skipped. Nothing is missed by a
plan that was made after it had closed.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from app.schedule.plan import DAY, Occurrence, Plan, local, moment, occurrences
from app.schedule.standing import MARGIN, met_by
from app.schedule.state import Schedule, Version
from app.schedule.times import HORIZON

DAY_MS = DAY * 60_000
# A change that is taken back after more than a year holds from then on.
FURTHEST = timedelta(days=400)


def holds_from(
    versions: Sequence[Version], touched: frozenset[str], now: int, floor: str, zone: str, plan: Plan | None
) -> str:
    """From `floor`, a local day or minute of `zone`, or from after the last that stands; `plan` None is a stop."""
    first = _day(floor)
    if first is None:
        return floor
    furthest = local(now, zone) - FURTHEST
    if first < furthest:
        first, floor = furthest, max(floor, furthest.date().isoformat())
    low = moment(first - MARGIN, zone)
    stood = [one for _, one in met_by(versions, low, now + DAY_MS) if one.key >= floor]
    after, before = first - MARGIN, local(now, zone) + MARGIN
    planned = {one.key: one for one in occurrences(plan, after, before) if one.key >= floor} if plan else {}
    kept = [*_staying(stood, planned, touched, now), *_too_late(stood, planned, touched, now)]
    return max(floor, _after(max(kept))) if kept else floor


def _staying(
    stood: Sequence[Occurrence], planned: dict[str, Occurrence], touched: frozenset[str], now: int
) -> Iterator[str]:
    for one in stood:
        again = planned.get(one.key)
        can_move = again is not None and again.closes > now
        if one.key in touched or (one.opens <= now and not one.off and (one.closes <= now or not can_move)):
            yield one.key


def _too_late(
    stood: Sequence[Occurrence], planned: dict[str, Occurrence], touched: frozenset[str], now: int
) -> Iterator[str]:
    """What would be missed as soon as it is planned."""
    known = {one.key for one in stood if one.opens <= now} | touched
    return (key for key, one in planned.items() if one.closes <= now and not one.off and key not in known)


def touched(schedule: Schedule) -> frozenset[str]:
    """The occurrences that somebody worked on or skipped; a part before or after a window counts for the window."""
    return frozenset(schedule.skipped()) | {key.partition(" ")[0] for key in schedule.started}


def _day(text: str) -> datetime | None:
    """None of what is neither a day nor a minute: events of others may hold anything."""
    try:
        found = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return datetime(1970, 1, 2) if not text else None
    return min(max(found, datetime(1970, 1, 5)), HORIZON)


def _after(key: str) -> str:
    """The next day, or the next minute."""
    if len(key) == len("2026-11-27"):
        return (date.fromisoformat(key) + timedelta(days=1)).isoformat()
    return (datetime.fromisoformat(key) + timedelta(minutes=1)).isoformat(timespec="minutes")
