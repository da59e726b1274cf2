"""What a document says of how often something is done in, the plan that this means out. Each window can be changed."""

import re
from collections.abc import Mapping
from typing import Any

from app.documents.facts.model import Schedule as Fact
from app.schedule.plan import DAY, Plan
from app.schedule.rule import MOST_INTERVAL

HOUR = 60
# Until midnight.
_MORNING = {"opens": 6 * HOUR, "due": 10 * HOUR, "grace": 14 * HOUR}
_EVENING = {"opens": 16 * HOUR, "due": 20 * HOUR, "grace": 4 * HOUR}
_WEEKDAYS = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}

_CLOCK = re.compile("([01][0-9]|2[0-3]):([0-5][0-9])(Z?)")

Window = dict[str, Any]

_EVERY: Mapping[str, Window] = {
    "hour": {"rule": "FREQ=HOURLY", "due": HOUR},
    "day": {"rule": "FREQ=DAILY", "due": DAY},
    "week": {"rule": "FREQ=WEEKLY;BYDAY=MO", "by": "week"},
    "month": {"rule": "FREQ=MONTHLY;BYMONTHDAY=1", "by": "month"},
    "quarter": {"rule": "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1", "by": "quarter"},
    "year": {"rule": "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "by": "year"},
}
# A week of a month by its number; the last one is its last seven days.
_WEEKS: Mapping[str, int] = {"first": 1, "second": 8, "third": 15, "fourth": 22, "last": -7}


def default_plan(fact: Fact, document: str, source: str, zone: str, today: str) -> Plan:
    """`today` is where it begins, "2026-11-27" by the wall clock of `zone`."""
    window = _timed(_spaced(_window(fact.every, fact.at.casefold()), fact.every, fact.interval), fact)
    # A rule of hours needs an hour to be counted from.
    start = f"{today}T00:00" if fact.every == "hour" else today
    return Plan(
        title=fact.procedure[:300] or "Checklist",
        document=document,
        start=start,
        procedure=fact.procedure or None,
        source=source,
        **{"zone": zone, **window},
    )


def _window(every: str, at: str) -> Window:
    window = dict(_EVERY.get(every, _EVERY["day"]))
    week, _, rest = at.partition(" ")
    if rest == "week" and week in _WEEKS and every not in ("hour", "day", "week"):
        return {"rule": f"FREQ=MONTHLY;BYMONTHDAY={_WEEKS[week]}", "due": 7 * DAY}
    if every == "month" and week in _WEEKS and rest.endswith("day") and (named := _WEEKDAYS.get(rest[:3])):
        number = -1 if week == "last" else list(_WEEKS).index(week) + 1
        return {"rule": f"FREQ=MONTHLY;BYDAY={number}{named}", "due": DAY}
    if (day := _WEEKDAYS.get(at[:3])) and at.endswith("day") and every == "week":
        return {"rule": f"FREQ=WEEKLY;BYDAY={day}", "due": DAY}
    if every != "day":
        return window
    if at in ("morning", "start of day", "start of shift"):
        return window | _MORNING
    if at in ("evening", "night", "end of day", "end of shift"):
        return window | _EVENING
    return window


def _spaced(window: Window, every: str, interval: int) -> Window:
    """Every so many of them. What divides a year stays with its months: every six months is January and July."""
    if not 1 < interval <= MOST_INTERVAL:
        return window
    if every == "month" and not 12 % interval and window["rule"] == _EVERY["month"]["rule"]:
        months = ",".join(str(month) for month in range(1, 13, interval))
        return window | {"rule": f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY=1"}
    frequency, _, rest = window["rule"].partition(";")
    rule = ";".join(filter(None, (frequency, f"INTERVAL={interval}", rest)))
    return window | {"rule": rule} | ({"due": interval * HOUR} if every == "hour" else {})


def _timed(window: Window, fact: Fact) -> Window:
    """It opens at the time of the day that was told; what comes by the hour has hours of its own."""
    told = _CLOCK.fullmatch(fact.clock)
    if told is None or fact.every == "hour":
        return window
    found = window | {"opens": int(told[1]) * HOUR + int(told[2])} | ({"zone": "UTC"} if told[3] else {})
    # The window of a morning is over by then: it lasts until midnight.
    return found | ({"due": DAY, "grace": 0} if "by" not in found and found["due"] <= found["opens"] else {})
