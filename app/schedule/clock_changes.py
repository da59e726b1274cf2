"""A zone's name and a moment in, the VTIMEZONE of a calendar file (RFC 5545) out: every change of its clock, one by one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from app.schedule.plan import END
from app.schedule.zones import zone

# How far changes are written down.
AHEAD = timedelta(days=12 * 366)


def timezone(name: str, first: int, last: int) -> Iterator[str]:
    """The zone's clock changes from a year before `first` until years after `last` (ms UTC), one by one.

    No program has to know the rules of that country.
    """
    yield from ("BEGIN:VTIMEZONE", f"TZID:{name}")
    for begins, before, after, short, is_summer in _changes(name, first - 366 * 86_400_000, last):
        kind = "DAYLIGHT" if is_summer else "STANDARD"
        yield f"BEGIN:{kind}"
        yield f"DTSTART:{begins:%Y%m%dT%H%M%S}"
        yield f"TZOFFSETFROM:{_offset(before)}"
        yield f"TZOFFSETTO:{_offset(after)}"
        yield f"TZNAME:{short}"
        yield f"END:{kind}"
    yield "END:VTIMEZONE"


Change = tuple[datetime, timedelta, timedelta, str, bool]


def _changes(name: str, first: int, last: int) -> Iterator[Change]:
    """Local time before the change, the offset before and after it, its short name, whether it is summer time."""
    place = zone(name)
    at = datetime.fromtimestamp(max(first, 0) // 3_600_000 * 3_600, UTC)
    now = at.astimezone(place)
    offset = now.utcoffset() or timedelta()
    yield now.replace(tzinfo=None), offset, offset, now.tzname() or name, bool(now.dst())
    day, end = timedelta(days=1), datetime.fromtimestamp(min(max(last, 0), END) / 1000, UTC) + AHEAD
    while at < end:
        following = (at + day).astimezone(place).utcoffset() or timedelta()
        if following != offset:
            change = _between(at, at + day, name, offset)
            then = change.astimezone(place)
            new = then.utcoffset() or timedelta()
            yield (change + offset).replace(tzinfo=None), offset, new, then.tzname() or name, bool(then.dst())
            offset = new
        at += day


def _between(low: datetime, high: datetime, name: str, offset: timedelta) -> datetime:
    """The minute from which the offset is another."""
    place = zone(name)
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        middle = middle.replace(second=0, microsecond=0)
        if middle in (low, high):
            break
        if middle.astimezone(place).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return high


def _offset(delta: timedelta) -> str:
    seconds = round(delta.total_seconds())
    sign, rest = "-" if seconds < 0 else "+", abs(seconds)
    text = f"{sign}{rest // 3600:02}{rest // 60 % 60:02}"
    return f"{text}{rest % 60:02}" if rest % 60 else text
