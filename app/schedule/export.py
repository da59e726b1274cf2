"""Schedules in, the text of a calendar file (RFC 5545) out, for reminders while Sophie is closed.

A schedule keeps its UID for ever, and its SEQUENCE grows with each change: importing the file again updates what the
calendar has.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from app.schedule.plan import Occurrence, Plan, is_timed, local, moment, occurrence_at, rule_of
from app.schedule.plan import begin as begin_of
from app.schedule.rule import later, times
from app.schedule.zones import zone

PRODUCT = "-//Sophie//Schedules//EN"
WIDEST = 75
# How far days off and changes of the clock are written down.
YEARS = 10
MOST_OFF = 1_000
Lines = Iterator[str]


@dataclass(frozen=True, slots=True)
class Exported:
    """`changed` is ms UTC of its last change, `sequence` how often it was changed."""

    id: str
    plan: Plan
    changed: int
    sequence: int


def calendar(schedules: Iterable[Exported]) -> str:
    shown = [one for one in schedules if first_of(one.plan)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for name in sorted({one.plan.zone for one in shown}):
        starts = [found.opens for one in shown if one.plan.zone == name and (found := first_of(one.plan))]
        lines += _timezone(name, min(starts))
    for one in shown:
        lines += _event(one)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def uid(schedule: str) -> str:
    return f"{schedule}@schedules.sophie.invalid"


def first_of(plan: Plan) -> Occurrence | None:
    """The first that the rule gives, also on a day off: the rule is counted from it."""
    start = begin_of(plan)
    found = next(times(rule_of(plan), start, start, later(start, YEARS * 4)), None)
    return occurrence_at(plan, found, timed=is_timed(plan)) if found else None


def _event(one: Exported) -> Lines:
    plan, first = one.plan, first_of(one.plan)
    if first is None:
        return
    minutes = max(1, (first.due - first.opens) // 60_000)
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(one.id)}"
    yield f"DTSTAMP:{_utc(one.changed)}"
    yield f"LAST-MODIFIED:{_utc(one.changed)}"
    yield f"SEQUENCE:{one.sequence}"
    yield f"DTSTART;TZID={plan.zone}:{_local(first.opens, plan.zone)}"
    yield f"DURATION:PT{minutes}M"
    yield f"RRULE:{_rule(plan)}"
    yield from _exceptions(plan)
    yield f"SUMMARY:{_text(plan.title)}"
    yield f"DESCRIPTION:{_text(_described(plan))}"
    yield f"CATEGORIES:{'Maintenance' if plan.kind == 'maintenance' else 'Checklist'}"
    yield "TRANSP:TRANSPARENT"
    for trigger in _triggers(plan, minutes):
        yield from (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_text(plan.title)}",
            trigger,
            "END:VALARM",
        )
    yield "END:VEVENT"


def _triggers(plan: Plan, minutes: int) -> Lines:
    if plan.kind == "maintenance" and plan.ahead:
        yield f"TRIGGER:-PT{plan.ahead}M"
    yield "TRIGGER:PT0M"
    # A last call, where there is time for one.
    if minutes > 120:
        yield "TRIGGER;RELATED=END:-PT60M"


def _rule(plan: Plan) -> str:
    """The rule with its end in UTC, as an event with a zone asks for."""
    rule = rule_of(plan)
    parts = [part for part in rule.text.split(";") if not part.startswith("UNTIL=")]
    if rule.until:
        # The whole last day; an occurrence opens later than its day begins.
        at = rule.until if rule.is_timed else datetime.combine(rule.until.date(), datetime.max.time())
        parts.append(f"UNTIL={_utc(moment(at.replace(microsecond=0), plan.zone))}")
    return ";".join(parts)


def _exceptions(plan: Plan) -> Lines:
    if not plan.off:
        return
    start, timed = begin_of(plan), is_timed(plan)
    found = times(rule_of(plan), start, start, later(start, YEARS))
    off = (one for each in found if (one := occurrence_at(plan, each, timed=timed)).off)
    for one in islice(off, MOST_OFF):
        yield f"EXDATE;TZID={plan.zone}:{_local(one.opens, plan.zone)}"


def _described(plan: Plan) -> str:
    words = [f"Owner: {plan.owner}" if plan.owner else "", "Open Sophie to work it."]
    if plan.kind == "maintenance" and plan.notice:
        words.insert(0, f"Tell customers: {plan.notice}")
    return "\n".join(filter(None, words))


def _timezone(name: str, first: int) -> Lines:
    """The zone's clock changes from a year before, one by one: no program has to know the rules of that country."""
    yield from ("BEGIN:VTIMEZONE", f"TZID:{name}")
    for begins, before, after, short, is_summer in _changes(name, first - 366 * 86_400_000):
        kind = "DAYLIGHT" if is_summer else "STANDARD"
        yield f"BEGIN:{kind}"
        yield f"DTSTART:{begins:%Y%m%dT%H%M%S}"
        yield f"TZOFFSETFROM:{_offset(before)}"
        yield f"TZOFFSETTO:{_offset(after)}"
        yield f"TZNAME:{short}"
        yield f"END:{kind}"
    yield "END:VTIMEZONE"


Change = tuple[datetime, timedelta, timedelta, str, bool]


def _changes(name: str, first: int) -> Iterator[Change]:
    """Local time before the change, the offset before and after it, its short name, whether it is summer time."""
    place = zone(name)
    at = datetime.fromtimestamp(max(first, 0) // 3_600_000 * 3_600, UTC)
    now = at.astimezone(place)
    offset = now.utcoffset() or timedelta()
    yield now.replace(tzinfo=None), offset, offset, now.tzname() or name, bool(now.dst())
    day = timedelta(days=1)
    for _ in range((YEARS + 2) * 366):
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


def _local(at: int, name: str) -> str:
    return local(at, name).strftime("%Y%m%dT%H%M%S")


def _utc(at: int) -> str:
    return local(at, "UTC").strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    kept = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(kept.splitlines())


def _folded(line: str) -> Sequence[str]:
    """No line is longer than 75 bytes, and no sign is cut in two."""
    pieces, piece, width = [], "", 0
    for sign in line:
        bytes_ = len(sign.encode())
        if width + bytes_ > WIDEST:
            pieces.append(piece)
            piece, width = " ", 1
        piece, width = piece + sign, width + bytes_
    return [*pieces, piece]
