"""The text of a calendar file (.ics, RFC 5545) in, its days off out. What is no whole day is left out."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from app.records.refusal import Refused
from app.schedule.plan import DayOff, local
from app.schedule.rule import Misread, read
from app.schedule.times import times

MOST_CHARACTERS = 2_000_000
MOST_EVENTS = 5_000
# How far a yearly holiday is followed.
YEARS = 10
FIRST, LAST = datetime(1970, 1, 1), datetime(2200, 1, 1)
WHAT = "No holidays were added."
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_ESCAPED = re.compile(r"\\(.)")

Lines = dict[str, str]


def holidays(text: str, zone: str) -> tuple[DayOff, ...]:
    """Raises Refused when it is no calendar, too large, or holds no day."""
    if len(text) > MOST_CHARACTERS:
        raise Refused(WHAT, "The file is larger than 2 MB.", "Bring a calendar of holidays only.")
    if "BEGIN:VCALENDAR" not in text.upper():
        raise Refused(WHAT, "The file is no calendar.", "Choose a file whose name ends in .ics.")
    found: list[DayOff] = []
    for number, event in enumerate(_events(text)):
        if number >= MOST_EVENTS or len(found) >= MOST_EVENTS:
            raise Refused(WHAT, f"It holds more than {MOST_EVENTS:,} events.", "Bring one of holidays only.")
        found.extend(_days(event, zone))
    if not found:
        raise Refused(WHAT, "It holds no whole day.", "Choose a calendar of holidays.")
    return tuple(dict.fromkeys(found))


def _events(text: str) -> Iterator[Lines]:
    """The properties of each event, without their parameters. A line that begins with a space goes on with the last."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    event: Lines | None = None
    for line in unfolded.splitlines():
        head, _, value = line.partition(":")
        name = head.partition(";")[0].upper()
        if name == "BEGIN" and value.strip().upper() == "VEVENT":
            event = {}
        elif name == "END" and value.strip().upper() == "VEVENT" and event is not None:
            yield event
            event = None
        elif event is not None:
            event.setdefault(name, value.strip())


def _days(event: Lines, zone: str) -> Iterator[DayOff]:
    first = _moment(event.get("DTSTART", ""), zone)
    if first is None or event.get("STATUS", "").upper() == "CANCELLED":
        return
    last = _moment(event.get("DTEND", ""), zone)
    # The end of whole days is the day after the last one.
    length = max((last - first).days - 1, 0) if last else 0
    if first.time() != datetime.min.time() or (last and last.time() != datetime.min.time()):
        return
    name = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], event.get("SUMMARY", ""))[:100]
    for begin in _each(event.get("RRULE", ""), first):
        if FIRST <= begin < LAST and length < (LAST - begin).days:
            end = begin + timedelta(days=length)
            yield DayOff(begin.date().isoformat(), end.date().isoformat(), name)


def _each(rule: str, first: datetime) -> Iterator[datetime]:
    yield first
    if not rule:
        return
    try:
        read_rule = read(rule)
        until = first.replace(day=1, year=min(max(first.year, 1970) + YEARS, 2199))
        for number, found in enumerate(times(read_rule, first, first, until)):
            if number > YEARS * 366:
                return
            if found != first:
                yield found
    except Misread:
        return


def _moment(text: str, zone: str) -> datetime | None:
    found = _DATE.fullmatch(text)
    if not found:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        at = time(int(found[4] or 0), int(found[5] or 0), min(int(found[6] or 0), 59))
    except ValueError:
        return None
    written = datetime.combine(day, at)
    if not found[7]:
        return written
    return local(round((written - datetime(1970, 1, 1)).total_seconds() * 1000), zone)
