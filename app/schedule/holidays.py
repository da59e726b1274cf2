"""The text of a calendar file (.ics, RFC 5545) in, its days off out. What is no whole day is left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from app.records.refusal import Refused
from app.schedule.calendar_events import Event, events, length_of, moment_of
from app.schedule.plan import DayOff, local
from app.schedule.rule import Misread, read
from app.schedule.times import times

MOST_CHARACTERS = 2_000_000
MOST_EVENTS = 5_000
MOST_REPEATED = 500
# How far what repeats is followed, from the first day of this year.
YEARS = 10
FIRST, LAST = datetime(1970, 1, 1), datetime(2200, 1, 1)
OLDEST = datetime(1900, 1, 1)
DAY = timedelta(days=1)
WHAT = "No holidays were added."


@dataclass(frozen=True, slots=True)
class Holidays:
    """`unread` says of what repeats in a way that is not followed why; its first day is among the days."""

    days: tuple[DayOff, ...]
    unread: tuple[str, ...] = ()


def holidays(text: str, zone: str, now: int) -> Holidays:
    """Raises Refused when it is no calendar, too large, or holds no day. `now` is ms UTC."""
    if len(text) > MOST_CHARACTERS:
        raise Refused(WHAT, "The file is larger than 2 MB.", "Bring a calendar of holidays only.")
    if "BEGIN:VCALENDAR" not in text.upper():
        raise Refused(WHAT, "The file is no calendar.", "Choose a file whose name ends in .ics.")
    reader = _Reader(zone, now)
    found: list[DayOff] = []
    for event in reader.known(text):
        found.extend(reader.days(event))
        if len(found) > MOST_EVENTS:
            raise _many(MOST_EVENTS, "days")
    if found:
        return Holidays(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(reader.unread)))
    if reader.is_over:
        raise Refused(WHAT, "All of its days have passed.", "Bring the calendar of this year.")
    raise Refused(WHAT, "It holds no whole day.", "Choose a calendar of holidays.")


def _many(most: int, what: str) -> Refused:
    return Refused(WHAT, f"It holds more than {most:,} {what}.", "Bring a calendar of holidays only.")


class _Reader:
    def __init__(self, zone: str, now: int) -> None:
        self.zone = zone
        self.low = local(now, zone).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
        self.high = min(self.low.replace(year=self.low.year + YEARS + 1), LAST)
        self.unread: list[str] = []
        self.is_over = False
        self.moved: dict[str, set[datetime]] = {}

    def known(self, text: str) -> Sequence[Event]:
        found: list[Event] = []
        for event in events(text):
            found.append(event)
            if len(found) > MOST_EVENTS:
                raise _many(MOST_EVENTS, "events")
            instead = moment_of(event.first("RECURRENCE-ID"), self.zone)
            if instead:
                # It says itself when that one takes place, or that it does not.
                self.moved.setdefault(event.first("UID"), set()).add(_midnight(instead))
        if sum("RRULE" in one.lines for one in found) > MOST_REPEATED:
            raise _many(MOST_REPEATED, "events that repeat")
        return found

    def days(self, event: Event) -> Iterator[DayOff]:
        first = moment_of(event.first("DTSTART"), self.zone)
        if first is None or event.first("STATUS").upper() == "CANCELLED":
            return
        length = self._length(event, first)
        if length is None:
            return
        for begin in self._begins(event, first):
            if FIRST <= begin < LAST and length < LAST - begin:
                yield DayOff(begin.date().isoformat(), (begin + length).date().isoformat(), event.name)

    def _length(self, event: Event, first: datetime) -> timedelta | None:
        """From its first day to its last; None of what does not begin and end with a day."""
        end = moment_of(event.first("DTEND"), self.zone)
        lasts = end - first if end else length_of(event.first("DURATION")) or DAY
        if first.time() != time.min or lasts % DAY:
            return None
        # The end of whole days is the day after the last one.
        return max(lasts - DAY, timedelta())

    def _begins(self, event: Event, first: datetime) -> list[datetime]:
        rules = [] if "RECURRENCE-ID" in event.lines else event.lines.get("RRULE", [])
        found = {_midnight(one) for text in event.all("RDATE") if (one := moment_of(text, self.zone))}
        for rule in filter(None, rules):
            try:
                found.update(self._each(rule, first, is_day="T" not in event.first("DTSTART")))
            except Misread as why:
                self.unread.append(f"“{event.name or first.date()}”: {why}")
                rules = []
        gone = {_midnight(one) for text in event.all("EXDATE") if (one := moment_of(text, self.zone))}
        if "RECURRENCE-ID" not in event.lines:
            gone |= self.moved.get(event.first("UID"), set()) if event.first("UID") else set()
        if not rules or self.low <= first < self.high:
            found.add(first)
        self.is_over = self.is_over or not found
        return sorted(found - gone)

    def _each(self, text: str, first: datetime, *, is_day: bool) -> Iterator[datetime]:
        """Those of this year and of the next ten, however long ago it began."""
        rule = read(text)
        if first < OLDEST:
            raise Misread(f"It repeats since before {OLDEST.year}.")
        if rule.until and rule.until_utc:
            since = (rule.until - FIRST).total_seconds() * 1000
            until = rule.until if is_day else local(round(since), self.zone)
            rule = replace(rule, until=until, until_utc=False)
        if rule.until:
            rule = replace(rule, until=datetime.combine(rule.until.date(), time.max))
        return (_midnight(one) for one in times(rule, first, self.low, self.high))


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time.min)
