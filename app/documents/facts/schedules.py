"""A Source comes in, the procedures that recur go out, with how often and when."""

import re
from collections.abc import Iterator

from app.documents.facts.model import Schedule
from app.documents.facts.source import Source, Told, path, title
from app.documents.pairs import pairs_in
from app.documents.parts import Part

_NTH = r"(first|second|third|fourth|last)"
_DAY = r"(mon|tues|wednes|thurs|fri|satur|sun)day"
_EVERY = (
    ("hour", r"\bhourly\b|\bevery hour\b"),
    ("day", r"\bdaily\b|\bnightly\b|\bevery (day|shift|night)\b|\b(start|end) of (day|shift)\b"),
    # Before the week: `every first Tuesday of the month`.
    (
        "month",
        rf"\bmonthly\b|\b(every|each) month\b|\b(every|each|on the) {_NTH} {_DAY}\b"
        rf"|\b{_NTH} {_DAY} of (the|each|every) month\b",
    ),
    ("week", rf"\bweekly\b|\b(every|each) week\b|\bweekends?\b|\b(every|each) {_DAY}\b"),
    ("quarter", r"\bquarterly\b|\bevery quarter\b"),
    ("year", r"\b(yearly|annual(ly)?)\b|\bevery year\b"),
)
# With more than one between them. `Bimonthly` and `biannual` are twice in it to some and every second to others: left alone.
_NUMBERS = {"other": 2, "second": 2, "2nd": 2, "two": 2, "three": 3, "four": 4, "six": 6, "twelve": 12}
_SPACED = re.compile(
    rf"\b(?:every|each) (?:(\d{{1,2}}|{'|'.join(_NUMBERS)}) (hour|day|night|week|month|year)s?\b|other {_DAY})",
    re.IGNORECASE,
)
_SPACED_WORDS = (
    ("week", 2, re.compile(r"\b(bi-?weekly|fortnightly)\b", re.IGNORECASE)),
    ("month", 6, re.compile(r"\b(half-?yearly|semi-?annual(ly)?|twice (a|per) year)\b", re.IGNORECASE)),
)
# A time of the day by the clock on the wall, or in UTC. One of another zone is left to whoever plans it.
_CLOCK = re.compile(
    r"(?:\bat|@|[(,]|(?<!\d)\s[–—-])\s?(\d{1,2})(?::([0-5]\d))?\s?(am\b|pm\b)?\s?(?:(UTC|GMT)\b(?!\s?[+-]\s?\d))?"
    r"(?!\s?(?-i:[A-Z]{2,5})\b|[\w:%])",
    re.IGNORECASE,
)
# When: the words, and how often something recurs that says no more than that.
_AT = (
    ("month", rf"\b{_NTH} (week|{_DAY})\b"),
    ("week", rf"\b{_DAY}s?\b"),
    ("day", r"\b(morning|evening|noon|midday|night)\b|\b(start|end) of (day|shift)\b"),
)
_CADENCE = re.compile(r"^(frequency|schedule|cadence|recurrence|interval|how often)$", re.IGNORECASE)
_ROUTINE = re.compile(r"\b(check-?lists?|checks|routines?|duties|chores|shift|rounds)\b", re.IGNORECASE)


def schedules(source: Source) -> Iterator[Told]:
    at = {part.line: part for part in source.parts}
    for procedure in source.document.procedures:
        part = at.get(procedure.line)
        if part is None:
            continue
        every, when, interval = _recurs(part)
        if every:
            clock = _clock(_own(part))
            schedule = Schedule(every, when, procedure.name, len(procedure.steps), interval, clock)
            yield Told(procedure.name, schedule, procedure.line, part)


def _recurs(part: Part) -> tuple[str, str, int]:
    """Every what, when in it, and every how many: what its own words say, and where they leave it open, the titles above."""
    titles = [_own(part), *(title(above) for above in path(part.parent))]
    when = next((found for one in titles[:1] for _, pattern in _AT if (found := _word(pattern, one))), "")
    spaced, interval = _spaced(titles[0])
    if spaced:
        return spaced, when, interval
    every = _first(_EVERY, titles[:1]) or (_first(_EVERY, titles[1:]) if when else "")
    # `First week` may be that of a new colleague, `Monday` that of a launch: only a routine comes again.
    if not every and when and any(_ROUTINE.search(one) for one in titles):
        every = _first(_AT, titles[:1])
    return every, when, 0


def _own(part: Part) -> str:
    """Its title, and what a line such as `Frequency: monthly` says."""
    return f"{title(part)} {_frequency(part)}".strip()


def _spaced(text: str) -> tuple[str, int]:
    """`every 6 hours` is ("hour", 6); what comes each time, ("", 0)."""
    for unit, number, pattern in _SPACED_WORDS:
        if pattern.search(text):
            return unit, number
    found = _SPACED.search(text)
    if found is None:
        return "", 0
    number = _NUMBERS.get((found[1] or "other").lower()) or int(found[1])
    unit = (found[2] or "week").lower().replace("night", "day")
    return (unit, number) if number > 1 else ("", 0)


def _clock(text: str) -> str:
    """`at 2 pm UTC` is "14:00Z"; "" where no time is told, or one of another zone."""
    for hour, minute, half, utc in _CLOCK.findall(text):
        number = int(hour)
        if half:
            number = number % 12 + 12 * (half.lower() == "pm") if 1 <= number <= 12 else 24
        if number < 24 and (minute or half):
            return f"{number:02}:{minute or '00'}{'Z' if utc else ''}"
    return ""


def _frequency(part: Part) -> str:
    told = (pair for block in part.blocks[:3] for pair in pairs_in(block))
    return next((value for key, value in told if _CADENCE.match(key)), "")


def _word(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.IGNORECASE)
    # `Mondays` are each a Monday.
    return re.sub(r"(?<=day)s$", "", found[0].lower()) if found else ""


def _first(table: tuple[tuple[str, str], ...], titles: list[str]) -> str:
    return next(
        (name for one in titles for name, pattern in table if re.search(pattern, one, re.IGNORECASE)), ""
    )
