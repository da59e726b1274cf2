"""Words in, the amounts they state out: minutes, dates. What states none gives None, or "" for a date."""

import datetime as dt
import re
from calendar import monthrange

from app.documents.durations import duration
from app.documents.months import month

_LONGEST = 100 * 365 * 24 * 60  # minutes; more is a number, not a time
_AT_ONCE = re.compile(r"\b(immediate(ly)?|at once|instant(ly)?|right away|asap)\b", re.IGNORECASE)

_NAME = r"([^\W\d_]{3,10})\.?"
_YEAR_FIRST = re.compile(
    r"(?<!\d)([0-9]{4})(?:[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?!\d)"
    r"|\s?[年년]\s?([0-9]{1,2})\s?[月월]\s?([0-9]{1,2})\s?[日号일])"
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|[.º°])?[ -](?:de |of )?{_NAME},?[ -](?:de )?(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(rf"\b{_NAME} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})(?!\d)", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_CLOSE = re.compile(r"(?<![\w.-])((?:19|20)\d\d)([01]\d)([0-3]\d)(?![\w.-])")
_MONTH_ONLY = re.compile(
    r"(?<![\w./-])([0-9]{4})(?:[-/]([0-9]{1,2})(?![-/.\w])|\s?[年년]\s?([0-9]{1,2})\s?[月월](?!\s?\d))"
)
_NAMED_MONTH = re.compile(rf"\b{_NAME},? (?:de )?((?:19|20)\d\d)(?!\d)", re.IGNORECASE)


def minutes(words: str) -> int | None:
    """The longest time that the words state, in whole minutes: `< 1 hour`, `5-6 hours`, `1h 30m`, `Immediate`."""
    found = duration(words)
    if found is None:
        return 0 if _AT_ONCE.search(words) else None
    total = found.seconds / 60
    return round(total) if total <= _LONGEST else None


def date(words: str, *, end: bool = False) -> str:
    """`2026-03-09`, `9 March 2026`, `Mar 9, 2026`, `13/03/2026` as 2026-03-09; "" for any other words.

    `March 2026` is the first day of that month, with `end` its last.
    """
    return _stated(words, end=end) if any(sign.isdigit() for sign in words) else ""


def _stated(words: str, *, end: bool) -> str:
    if found := _YEAR_FIRST.search(words):
        return _iso(found[1], found[2] or found[4], found[3] or found[5])
    for found in _DAY_FIRST.finditer(words):
        if number := month(found[2]):
            return _iso(found[3], number, found[1])
    for found in _MONTH_FIRST.finditer(words):
        if number := month(found[1]):
            return _iso(found[3], number, found[2])
    if found := _NUMBERS.search(words):
        return _of_numbers(int(found[1]), int(found[3]), found[4], dotted=found[2] == ".")
    if found := _CLOSE.search(words):
        return _iso(found[1], found[2], found[3])
    return _of_month(words, end=end)


def _of_numbers(first: int, second: int, year: str, *, dotted: bool) -> str:
    # `03/04/2026` is March in one country and April in another: it states no day. With dots the day is first.
    if first == second or first > 12 or (dotted and second <= 12):
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 else ""


def _of_month(words: str, *, end: bool) -> str:
    if found := _MONTH_ONLY.search(words):
        year, number = int(found[1]), int(found[2] or found[3])
    else:
        named = ((found[2], month(found[1], alone=True)) for found in _NAMED_MONTH.finditer(words))
        year, number = next(((int(said), number) for said, number in named if number), (0, 0))
    day = monthrange(year, number)[1] if end and year and 1 <= number <= 12 else 1
    return _iso(year, number, day)


def _iso(year: str | int, month: str | int, day: str | int) -> str:
    """Nothing for the 30th of February: a text may hold any numbers."""
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
