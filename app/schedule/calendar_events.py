"""The text of a calendar file (.ics, RFC 5545) in, the properties of its events out, and its days and lengths as values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from app.schedule.plan import local

_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_LENGTH = re.compile(r"\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?")
_ESCAPED = re.compile(r"\\(.)")
EPOCH = datetime(1970, 1, 1)


@dataclass(slots=True)
class Event:
    """Its properties without their parameters: of what should stand once the first, of what may repeat all."""

    lines: dict[str, list[str]] = field(default_factory=dict)

    def first(self, name: str) -> str:
        return self.lines.get(name, [""])[0]

    def all(self, name: str) -> list[str]:
        """Also those of one line, with commas between them."""
        return [one.strip() for line in self.lines.get(name, []) for one in line.split(",") if one.strip()]

    @property
    def name(self) -> str:
        return _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], self.first("SUMMARY"))[:100]


def events(text: str) -> Iterator[Event]:
    """A line that begins with a space goes on with the last; what an event holds inside (an alarm) is not its own."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    event, inside = Event(), 0
    for line in unfolded.splitlines():
        head, _, value = line.partition(":")
        name, value = head.partition(";")[0].strip().upper(), value.strip()
        if name == "BEGIN":
            is_event = value.upper() == "VEVENT"
            event = Event() if is_event else event
            inside = 1 if is_event else inside + 1 if inside else 0
        elif name == "END" and inside:
            inside -= 1
            if not inside:
                yield event
        elif inside == 1:
            event.lines.setdefault(name, []).append(value)


def moment_of(text: str, zone: str) -> datetime | None:
    """A day, or a time by the zone's clock; of a period its begin. None when it is neither."""
    found = _DATE.fullmatch(text.partition("/")[0])
    if not found:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        at = time(int(found[4] or 0), int(found[5] or 0), min(int(found[6] or 0), 59))
    except ValueError:
        return None
    written = datetime.combine(day, at)
    return local(round((written - EPOCH).total_seconds() * 1000), zone) if found[7] else written


def length_of(text: str) -> timedelta | None:
    """Of a DURATION such as P3D, P1W or PT24H; None of what is none, or goes backwards."""
    found = _LENGTH.fullmatch(text.upper())
    if not found or not any(found.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(one or 0) for one in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
