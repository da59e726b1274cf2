"""A plan in, one line that says it out: how often, when, by when."""

from collections.abc import Mapping
from datetime import datetime

from app.schedule.plan import DAY, Plan, begin, rule_of
from app.schedule.rule import Rule

DAYS: Mapping[str, str] = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
UNITS: Mapping[str, str] = {
    "MINUTELY": "minute",
    "HOURLY": "hour",
    "DAILY": "day",
    "WEEKLY": "week",
    "MONTHLY": "month",
    "YEARLY": "year",
}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
PLAIN = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "WKST"}
# Which months do not have a day, from their begin or from their end.
NONE: Mapping[int, str] = {
    29: "February has 29 days in leap years only",
    30: "February has no 30",
    31: "February, April, June, September and November have no 31",
}
WORKDAYS = "MO,TU,WE,TH,FR"


def says(plan: Plan) -> str:
    """ "Every day, 06:00 to 10:00, Europe/Berlin"."""
    return f"{every(rule_of(plan), begin(plan))}, {hours(plan)}, {plan.zone}"


def every(rule: Rule, start: datetime | None = None) -> str:
    """In words where words are exact, else the rule itself. A rule that names no day takes that of its `start`."""
    parts = dict(part.split("=", 1) for part in rule.text.split(";"))
    days, numbers = parts.get("BYDAY", ""), parts.get("BYMONTHDAY", "")
    if not parts.keys() <= PLAIN or not _is_exact(rule, days, numbers):
        return rule.text
    if rule.count == 1:
        return "Once"
    # On some days of the week, every day is every week.
    unit = "week" if days and rule.frequency == "DAILY" else UNITS[rule.frequency]
    each = f"Every {unit}" if rule.interval == 1 else f"Every {rule.interval} {unit}s"
    if days == WORKDAYS and rule.interval == 1:
        each = "Every working day, Monday to Friday"
    else:
        each += _on(rule, days, numbers, start)
    if rule.count:
        each += f", {rule.count} times"
    return f"{each}, until {rule.until.date()}" if rule.until else each


def _on(rule: Rule, days: str, numbers: str, start: datetime | None) -> str:
    """The days, and in which months or years there are none: RFC 5545 leaves out what a month does not have."""
    if start and not days and not numbers:
        match rule.frequency:
            case "MONTHLY":
                numbers = str(start.day)
            case "WEEKLY":
                days = tuple(DAYS)[start.weekday()]
            case "YEARLY":
                leap = " (in leap years only)" if (start.month, start.day) == (2, 29) else ""
                return f" on {start.day} {MONTHS[start.month - 1]}{leap}"
    if days:
        named = days.split(",")
        fifth = " (where a month has five)" if any(one[:-2].lstrip("+-") == "5" for one in named) else ""
        return f" on {_list([_day(one) for one in named])}{fifth}"
    found = [int(one) for one in numbers.split(",") if one]
    none = "; ".join(NONE[one] for one in sorted({abs(one) for one in found}) if one in NONE)
    return f" on {_list([_number(one) for one in found])}{f' ({none})' if none else ''}" if found else ""


def _is_exact(rule: Rule, days: str, numbers: str) -> bool:
    """Whether "every month on Monday" would say what the rule says: a yearly rule of Mondays comes every week."""
    if not days and not numbers:
        return True
    match rule.frequency:
        case "DAILY":
            return not numbers and rule.interval == 1
        case "WEEKLY":
            return not numbers
        case "MONTHLY":
            return not days or (not numbers and all(one[:-2] for one in days.split(",")))
        case _:
            return False


def hours(plan: Plan) -> str:
    if plan.by:
        return f"from {clock(plan.opens)} by the end of the {plan.by}"
    days, rest = divmod(plan.due, DAY)
    if not rest and days:
        days, rest = days - 1, DAY
    end = "24:00" if rest == DAY else clock(rest)
    if rule_of(plan).is_timed:
        return f"within {plan.due // 60} h" if plan.due % 60 == 0 else f"within {plan.due} min"
    later = "" if not days else f" {days} day{'s' if days > 1 else ''} later"
    return f"{clock(plan.opens)} to {end}{later}"


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _day(text: str) -> str:
    name, number = DAYS[text[-2:]], text[:-2]
    return _number(int(number), name) if number else name


def _number(number: int, day: str = "day") -> str:
    if number == -1:
        return f"the last {day}"
    last = abs(number) % 10 if abs(number) % 100 not in (11, 12, 13) else 0
    ordinal = f"{abs(number)}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"
    return f"the {ordinal} {day}" if number > 0 else f"the {ordinal} {day} from the end"


def _list(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
