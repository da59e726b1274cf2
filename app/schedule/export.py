"""Schedules in, the text of a calendar file (RFC 5545) out, for reminders while Sophie is closed.

What was planned before a change stays as it was planned then: each version of a plan is a series of its own, which
ends where the next begins. A series keeps its UID for ever, named by the day from which it holds, and its SEQUENCE
grows with each change, so importing the file again updates what the calendar has. What is taken back (a version that
was replaced on its first day, a skipped occurrence) is told as cancelled: what a file leaves out, a calendar keeps.
Times are those of the wall clock, also the ones that a change of the clock leaves out: each program moves them as
RFC 5545 asks, and on that day alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.schedule.clock_changes import timezone
from app.schedule.lengths import days_off, length, lengths
from app.schedule.plan import DAY, Occurrence, Plan, local, moment, rule_of, wall
from app.schedule.series import Series, first_of, named_by, opening, series
from app.schedule.standing import Book, Urgent

PRODUCT = "-//Sophie//Schedules//EN"
WIDEST = 75
Lines = Iterator[str]
# Those that end a line for Python end one here.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Exported:
    """`changed` is ms UTC of its last change."""

    book: Book
    changed: int


def calendar(schedules: Iterable[Exported], now: int) -> str:
    """`now` (ms UTC) is from where days off, lengths and clock changes are looked for in the years to come."""
    shown = [(one, series(one.book.versions)) for one in schedules]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    begins: dict[str, int] = {}
    for one, each in shown:
        opened = [(part.plan.zone, opening(part)) for part in each]
        opened += [(one.book.plan.zone, urgent.at) for urgent in one.book.urgent if one.book.plan]
        for name, at in opened:
            begins[name] = min(at, begins.get(name, at))
    for name, first in sorted(begins.items()):
        lines += timezone(name, first, max(first, now))
    for one, each in shown:
        lines += _events(one, each, now)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def uid(schedule: str, since: str = "", mark: str = "", own: str = "") -> str:
    """Of the version that holds from `since` on; the first has no day. `mark` is what is no version, `own` tells two apart."""
    return f"{schedule}{f'.{mark}{_plain(since)}{own}' if since else ''}@schedules.sophie.invalid"


def _events(one: Exported, each: Sequence[Series], now: int) -> Lines:
    for part in each:
        usual, others = lengths(part, now)
        yield from _event(one, part, usual, now) if part.first else _cancelled(one, part)
        yield from _exceptions(one, part, others)
    for urgent in one.book.urgent:
        if one.book.plan:
            yield from _emergency(one, one.book.plan, urgent)


def _named(one: Exported, id_: str) -> Lines:
    yield "BEGIN:VEVENT"
    yield f"UID:{id_}"
    yield f"DTSTAMP:{_utc(one.changed)}"
    yield f"LAST-MODIFIED:{_utc(one.changed)}"
    yield f"SEQUENCE:{one.book.changes}"


def _event(one: Exported, part: Series, minutes: int, now: int) -> Lines:
    plan, first = part.plan, part.first
    if first is None:
        return
    yield from _named(one, uid(one.book.id, part.since))
    yield f"DTSTART;TZID={plan.zone}:{_wall(plan, first)}"
    yield f"DURATION:{_lasting(minutes)}"
    yield f"RRULE:{_rule(part)}"
    for off in days_off(part, now):
        yield f"EXDATE;TZID={plan.zone}:{_wall(plan, off)}"
    yield from _words(plan)
    yield from _alarms(plan, minutes)
    yield "END:VEVENT"


def _cancelled(one: Exported, part: Series) -> Lines:
    """It was told once, perhaps, and never took place."""
    plan, first = part.plan, first_of(part.plan)
    begins = _wall(plan, first) if first else _local(opening(part), plan.zone)
    yield from _named(one, uid(one.book.id, part.since))
    yield f"DTSTART;TZID={plan.zone}:{begins}"
    yield "STATUS:CANCELLED"
    yield from _words(plan)
    yield "END:VEVENT"


def _exceptions(one: Exported, part: Series, others: Sequence[Occurrence]) -> Lines:
    """What was skipped is cancelled; what is to be done after all is told as such, or a calendar would keep it cancelled.

    A series has one length, so what lasts longer or shorter has an event of its own.
    """
    plan = part.plan
    told = {at.key: at for key in (*one.book.reopened, *one.book.skips) if (at := named_by(key, part))}
    told |= {at.key: at for at in others}
    for key, at in sorted(told.items()):
        if at.off:
            continue
        status = "CANCELLED" if key in one.book.skips else "CONFIRMED"
        yield from _named(one, uid(one.book.id, part.since))
        yield f"RECURRENCE-ID;TZID={plan.zone}:{_wall(plan, at)}"
        yield f"DTSTART;TZID={plan.zone}:{_wall(plan, at)}"
        yield f"DURATION:{_lasting(length(plan, at))}"
        yield f"STATUS:{status}"
        yield from _words(plan)
        if status == "CONFIRMED":
            yield from _alarms(plan, length(plan, at))
        yield "END:VEVENT"


def _emergency(one: Exported, plan: Plan, urgent: Urgent) -> Lines:
    minute, _, own = urgent.occurrence.partition("_")
    own = f"-{letters}" if (letters := re.sub("[^0-9a-z]", "", own)[:16]) else ""
    yield from _named(one, uid(one.book.id, minute, "now-", own))
    yield f"DTSTART;TZID={plan.zone}:{_local(urgent.at, plan.zone)}"
    yield f"DURATION:PT{urgent.minutes}M"
    yield from _words(plan, f"Why: {urgent.reason}")
    yield "END:VEVENT"


def _words(plan: Plan, *more: str) -> Lines:
    yield f"SUMMARY:{_text(plan.title)}"
    yield f"DESCRIPTION:{_text(_described(plan, *more))}"
    yield f"CATEGORIES:{'Maintenance' if plan.kind == 'maintenance' else 'Checklist'}"
    yield "TRANSP:TRANSPARENT"


def _alarms(plan: Plan, minutes: int) -> Lines:
    for trigger in _triggers(plan, minutes):
        yield from (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_text(plan.title)}",
            trigger,
            "END:VALARM",
        )


def _triggers(plan: Plan, minutes: int) -> Lines:
    if plan.kind == "maintenance" and plan.ahead:
        yield f"TRIGGER:-PT{plan.ahead}M"
    yield "TRIGGER:PT0M"
    # A last call, where there is time for one.
    if minutes > 120:
        yield "TRIGGER;RELATED=END:-PT60M"


def _rule(part: Series) -> str:
    """The rule with its end in UTC, as an event with a zone asks for; a count is an end too once it is cut in two."""
    plan, rule = part.plan, rule_of(part.plan)
    kept = [
        one
        for one in rule.text.split(";")
        if not one.startswith(("UNTIL=", "COUNT=" if part.last else "UNTIL="))
    ]
    if part.last:
        kept.append(f"UNTIL={_utc(part.last.opens)}")
    elif rule.until:
        # The whole last day; an occurrence opens later than its day begins.
        at = rule.until if rule.is_timed else datetime.combine(rule.until.date(), datetime.max.time())
        kept.append(f"UNTIL={_utc(moment(at.replace(microsecond=0), plan.zone))}")
    return ";".join(kept)


def _described(plan: Plan, *more: str) -> str:
    words = [*more, f"Owner: {plan.owner}" if plan.owner else "", "Open Sophie to work it."]
    if plan.kind == "maintenance" and plan.notice:
        words.insert(0, f"Tell customers: {plan.notice}")
    return "\n".join(filter(None, words))


def _lasting(minutes: int) -> str:
    """Days are days by the wall clock, of 23 or 25 hours too; a part of a day is so long by any clock."""
    days, rest = divmod(minutes, DAY)
    of_days = f"{days}D" if days else ""
    return f"P{of_days}T{rest}M" if rest else f"P{of_days}"


def _wall(plan: Plan, one: Occurrence) -> str:
    return wall(plan, one)[0].strftime("%Y%m%dT%H%M%S")


def _local(at: int, name: str) -> str:
    return local(at, name).strftime("%Y%m%dT%H%M%S")


def _utc(at: int) -> str:
    return local(at, "UTC").strftime("%Y%m%dT%H%M%SZ")


def _plain(since: str) -> str:
    return re.sub("[^0-9T-]", "", since)[:16]


def _text(words: str) -> str:
    """Without the control characters that RFC 5545 leaves no place for."""
    kept = _CONTROL.sub("", words).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
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
