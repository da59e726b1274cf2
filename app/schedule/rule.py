"""The text of a recurrence rule (RFC 5545) in, what it asks for out, or a sentence why it is none."""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from dateutil.rrule import DAILY, HOURLY, MINUTELY, MONTHLY, WEEKLY, YEARLY, weekday

FREQUENCIES: Mapping[str, int] = {
    "YEARLY": YEARLY,
    "MONTHLY": MONTHLY,
    "WEEKLY": WEEKLY,
    "DAILY": DAILY,
    "HOURLY": HOURLY,
    "MINUTELY": MINUTELY,
}
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# The numbers that each part may hold, smallest and largest; a minus counts from the end.
NUMBERS: Mapping[str, tuple[int, int, bool]] = {
    "BYMONTH": (1, 12, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYHOUR": (0, 23, False),
    "BYMINUTE": (0, 59, False),
    "BYSETPOS": (1, 366, True),
}
TIMES = ("BYHOUR", "BYMINUTE")
# How many days of one name a month has, and how many days each period.
MOST_OF_A_NAME = 5
PERIODS: Mapping[str, tuple[str, int]] = {
    "YEARLY": ("year", 366),
    "MONTHLY": ("month", 31),
    "WEEKLY": ("week", 7),
    "DAILY": ("day", 1),
    "HOURLY": ("hour", 1),
    "MINUTELY": ("minute", 1),
}
MOST_COUNT = 10_000
MOST_INTERVAL = 1_000
LEAST_MINUTES = 15
LONGEST = 500
FIRST, LAST = datetime(1970, 1, 2), datetime(2200, 1, 1)
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"(\d{8})(?:T(\d{4})\d{2}(Z?))?")


class Misread(ValueError):
    """The rule cannot be followed; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`parts` are what dateutil asks for; `is_timed`: it names hours, so a day may hold several occurrences.

    `until` is a local time, or UTC when `until_utc`; `count` 0 is without end.
    """

    text: str
    frequency: str
    interval: int
    count: int
    until: datetime | None
    until_utc: bool
    parts: tuple[tuple[str, Any], ...]
    is_timed: bool


@lru_cache(maxsize=256)
def read(text: str) -> Rule:
    """Raises Misread. It reads the rule only; whether it ever comes true is asked with `never`."""
    if len(text) > LONGEST:
        raise Misread(f"The rule is longer than {LONGEST} characters.")
    pairs = _pairs(text.strip().upper().removeprefix("RRULE:"))
    frequency = pairs.pop("FREQ", "")
    if frequency == "SECONDLY":
        raise Misread(f"It repeats every second, and the shortest period is {LEAST_MINUTES} minutes.")
    if frequency not in FREQUENCIES:
        raise Misread("It does not say how often: FREQ is YEARLY, MONTHLY, WEEKLY, DAILY or HOURLY.")
    interval = _whole("INTERVAL", pairs.pop("INTERVAL", "1"), 1, MOST_INTERVAL)
    if frequency == "MINUTELY" and interval < LEAST_MINUTES:
        raise Misread(f"It repeats every {interval} minutes, and the shortest period is {LEAST_MINUTES}.")
    count = _whole("COUNT", pairs.pop("COUNT"), 1, MOST_COUNT) if "COUNT" in pairs else 0
    until, utc = _until(pairs.pop("UNTIL")) if "UNTIL" in pairs else (None, False)
    if count and until:
        raise Misread("It has both COUNT and UNTIL; only one of them can end it.")
    is_timed = frequency in ("HOURLY", "MINUTELY") or any(name in pairs for name in TIMES)
    parts = tuple(_part(name, value, frequency) for name, value in pairs.items())
    named = dict(parts)
    _refuse_crowded(named.get("byminute", (0,)), is_one_hour=len(named.get("byhour", ())) == 1)
    _refuse_beyond(frequency, named)
    return Rule(_joined(text), frequency, interval, count, until, utc, parts, is_timed)


def _refuse_crowded(minutes: tuple[int, ...], *, is_one_hour: bool) -> None:
    """Also within an hour: what comes every minute is no checklist, and costs a start its time."""
    found = sorted(set(minutes))
    gaps = [later - one for one, later in itertools.pairwise(found)]
    if gaps and not is_one_hour:
        gaps.append(found[0] + 60 - found[-1])
    if gaps and min(gaps) < LEAST_MINUTES:
        raise Misread(f"It comes every {min(gaps)} minutes, and the shortest period is {LEAST_MINUTES}.")


def _refuse_beyond(frequency: str, named: Mapping[str, Any]) -> None:
    """A tenth Monday of a month, the third of the two that come in an hour: none ever comes, however far one looks."""
    in_months = frequency == "MONTHLY" or "bymonth" in named
    numbers = [abs(one.n or 0) for one in named.get("byweekday", ())]
    if in_months and max(numbers, default=0) > MOST_OF_A_NAME:
        raise Misread(
            f"A month has at most {MOST_OF_A_NAME} days of one name, and BYDAY asks for number {max(numbers)}."
        )
    unit, most = PERIODS[frequency]
    if frequency != "MINUTELY":
        most *= len(named.get("byminute", (0,)))
    if frequency not in ("HOURLY", "MINUTELY"):
        most *= len(named.get("byhour", (0,)))
    places = [abs(one) for one in named.get("bysetpos", ())]
    if places and min(places) > most:
        raise Misread(
            f"BYSETPOS asks for number {min(places)} of what comes in one {unit}, which is {most} at most."
        )


def _pairs(text: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        name, equals, value = part.partition("=")
        if not equals or not value:
            raise Misread(f"“{part[:40]}” is not a part of a rule: parts look like FREQ=DAILY.")
        if name in pairs:
            raise Misread(f"It says {name} twice.")
        pairs[name] = value
    return pairs


def _part(name: str, value: str, frequency: str) -> tuple[str, Any]:
    if name == "WKST":
        if value not in DAYS:
            raise Misread(f"WKST is a day such as MO, not {value[:20]}.")
        return "wkst", weekday(DAYS.index(value))
    if name == "BYDAY":
        return "byweekday", tuple(_day(one, frequency) for one in value.split(","))
    if name == "BYSECOND":
        if value != "0":
            raise Misread("It names seconds; an occurrence begins with a minute.")
        return "bysecond", (0,)
    if name not in NUMBERS:
        raise Misread(f"Sophie does not know the part {name[:20]}.")
    if name == "BYWEEKNO" and frequency != "YEARLY":
        raise Misread("BYWEEKNO belongs to a yearly rule.")
    least, most, both = NUMBERS[name]
    found = tuple(_number(name, one, least, most, both=both) for one in value.split(","))
    return name.lower(), found


def _day(text: str, frequency: str) -> Any:
    found = _DAY.fullmatch(text)
    if not found:
        raise Misread(f"BYDAY holds days such as MO or 1MO, not {text[:20]}.")
    number = int(found[1] or 0)
    if found[1] and (not 1 <= abs(number) <= 53 or frequency not in ("MONTHLY", "YEARLY")):
        raise Misread("A numbered day such as 1MO belongs to a monthly or yearly rule, from 1 to 53.")
    return weekday(DAYS.index(found[2]), number or None)


def _number(name: str, text: str, least: int, most: int, *, both: bool) -> int:
    value = int(text) if re.fullmatch(r"[+-]?\d{1,3}", text) else None
    if value is None or not least <= (abs(value) if both else value) <= most:
        raise Misread(f"{name} is from {least} to {most}, not {text[:20]}.")
    return value


def _whole(name: str, text: str, least: int, most: int) -> int:
    if not re.fullmatch(r"\d{1,9}", text) or not least <= int(text) <= most:
        raise Misread(f"{name} is a whole number from {least} to {most:,}, not {text[:20]}.")
    return int(text)


def _until(text: str) -> tuple[datetime, bool]:
    found = _UNTIL.fullmatch(text)
    try:
        day = date.fromisoformat(f"{found[1][:4]}-{found[1][4:6]}-{found[1][6:]}") if found else None
        at = time.fromisoformat(f"{found[2][:2]}:{found[2][2:]}") if found and found[2] else time.max
    except ValueError:
        day = None
    if found is None or day is None:
        raise Misread(f"UNTIL is a day such as 20271231, not {text[:20]}.")
    # A year 9999, as calendars write "for ever", has no time zone to be moved to.
    return min(max(datetime.combine(day, at), FIRST), LAST), bool(found[3])


def _joined(text: str) -> str:
    return ";".join(
        one.strip() for one in text.strip().upper().removeprefix("RRULE:").split(";") if one.strip()
    )
