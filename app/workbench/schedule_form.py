"""The answers of a schedule's form in, the plan that they make out, or the sentence why they make none."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from app.records.codec import Unfit
from app.schedule.commands import SetSchedule
from app.schedule.plan import DAY, DayOff, Period, Plan
from app.schedule.rule import Misread, read

Args = Mapping[str, Any]
_CLOCK = re.compile(r"(\d\d):(\d\d)(?::\d\d)?")
_OFF = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:to|until|/|–|-)\s*(\d{4}-\d\d-\d\d))?\s*(.*)")


def set_schedule(args: Args) -> SetSchedule:
    """A day and a time of the form as the plan's minutes; whatever does not fit is told, and nothing is lost."""
    try:
        return SetSchedule(_plan({key: str(value).strip() for key, value in args.items()}))
    except Unfit as fault:
        return SetSchedule(None, str(fault))


def _plan(said: dict[str, str]) -> Plan:
    by = said.get("by", "")
    if by not in get_args(Period):
        raise Unfit("It is due at a time, or at the end of a week, month, quarter or year.")
    return Plan(
        title=" ".join(said.get("title", "").split()),
        document=said.get("document", ""),
        rule=said.get("rule", ""),
        start=_start(said),
        zone=said.get("zone", ""),
        procedure=said.get("procedure") or None,
        opens=_clock(said.get("opens", ""), "opens"),
        due=DAY if by else whole(said.get("days", "")) * DAY + _clock(said.get("due", ""), "is due"),
        by=by,  # type: ignore[arg-type]  # looked at above
        grace=_hours(said.get("grace", ""), "stays open"),
        owner=" ".join(said.get("owner", "").split()),
        catch_up=said.get("catch_up") or "all",
        off=days_off(said.get("off", "")),
        kind=said.get("kind") or "checklist",
        before=said.get("before", ""),
        after=said.get("after", ""),
        notice=said.get("notice", ""),
        ahead=_hours(said.get("ahead", ""), "is announced"),
        source=said.get("source", ""),
    )


def _start(said: dict[str, str]) -> str:
    """A rule of hours is counted from an hour; one of days from a day, at whatever hour it opens."""
    day = said.get("day", "")
    try:
        timed = read(said.get("rule", "")).is_timed
    except Misread as fault:
        raise Unfit(str(fault)) from None
    return f"{day}T{(said.get('first') or '00:00')[:5]}" if timed else day


def _clock(text: str, what: str) -> int:
    found = _CLOCK.fullmatch(text or "00:00")
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise Unfit(f"The time at which it {what} is not a time: {text[:20]}.")
    return int(found[1]) * 60 + int(found[2])


def _hours(text: str, what: str) -> int:
    if not re.fullmatch(r"\d{0,5}(?:[.,]\d{1,4})?", text):
        raise Unfit(f"The hours for which it {what} are not a number: {text[:20]}.")
    return round(float(text.replace(",", ".") or 0) * 60)


def whole(text: str) -> int:
    """A whole number, or 0: what is too large is told by what the plan says of it."""
    return int(text) if re.fullmatch(r"\d{1,9}", text) else 0


def days_off(text: str) -> tuple[DayOff, ...]:
    """One a line: "2026-12-24 Christmas Eve", "2026-12-24 to 2027-01-02 Freeze"."""
    return tuple(_day_off(line.strip()) for line in text.splitlines() if line.strip())


def _day_off(line: str) -> DayOff:
    found = _OFF.fullmatch(line)
    if not found:
        raise Unfit(f"“{line[:40]}” is no day off: begin the line with a day such as {date(2026, 12, 24)}.")
    return DayOff(found[1], found[2] or found[1], found[3][:100])
