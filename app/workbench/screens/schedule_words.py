"""A plan in, one line that says it out: how often, when, by when."""

from collections.abc import Mapping

from app.schedule.plan import DAY, Plan, rule_of
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
PLAIN = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "WKST"}
WORKDAYS = "MO,TU,WE,TH,FR"


def says(plan: Plan) -> str:
    """ "Every day, 06:00 to 10:00, Europe/Berlin"."""
    return f"{every(rule_of(plan))}, {hours(plan)}, {plan.zone}"


def every(rule: Rule) -> str:
    """In words where words are exact, else the rule itself."""
    parts = dict(part.split("=", 1) for part in rule.text.split(";"))
    days, numbers = parts.get("BYDAY", ""), parts.get("BYMONTHDAY", "")
    if not parts.keys() <= PLAIN or not _is_exact(rule, days, numbers):
        return rule.text
    # On some days of the week, every day is every week.
    unit = "week" if days and rule.frequency == "DAILY" else UNITS[rule.frequency]
    each = f"Every {unit}" if rule.interval == 1 else f"Every {rule.interval} {unit}s"
    if days == WORKDAYS and rule.interval == 1:
        each = "Every working day, Monday to Friday"
    elif days:
        each += f" on {_list([_day(one) for one in days.split(',')])}"
    elif numbers:
        each += f" on {_list([_number(int(one)) for one in numbers.split(',')])}"
    if rule.count == 1:
        return "Once"
    if rule.count:
        each += f", {rule.count} times"
    return f"{each}, until {rule.until.date()}" if rule.until else each


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
