"""A Source comes in, the procedures that recur go out, with how often and when."""

import re
from collections.abc import Iterator

from app.documents.facts.model import Schedule
from app.documents.facts.source import Source, Told, path, title
from app.documents.parts import Part

_EVERY = (
    ("hour", r"\bhourly\b|\bevery hour\b"),
    ("day", r"\bdaily\b|\bnightly\b|\bevery (day|shift|night)\b|\b(start|end) of (day|shift)\b"),
    ("week", r"\bweekly\b|\bevery week\b|\bweekends?\b"),
    ("month", r"\bmonthly\b|\bevery month\b"),
    ("quarter", r"\bquarterly\b|\bevery quarter\b"),
    ("year", r"\b(yearly|annual(ly)?)\b|\bevery year\b"),
)
# When: the words, and how often something recurs that says no more than that.
_AT = (
    ("month", r"\b(first|second|third|fourth|last) week\b"),
    ("week", r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b"),
    ("day", r"\b(morning|evening|noon|midday|night)\b|\b(start|end) of (day|shift)\b"),
)
_ROUTINE = re.compile(r"\b(check-?lists?|checks|routines?|duties|chores|shift|rounds)\b", re.IGNORECASE)


def schedules(source: Source) -> Iterator[Told]:
    at = {part.line: part for part in source.parts}
    for procedure in source.document.procedures:
        part = at.get(procedure.line)
        if part is None:
            continue
        every, when = _recurs(part)
        if every:
            schedule = Schedule(every, when, procedure.name, len(procedure.steps))
            yield Told(procedure.name, schedule, procedure.line, part)


def _recurs(part: Part) -> tuple[str, str]:
    """What its own title says; what it leaves open, the titles above it say."""
    titles = [title(part), *(title(above) for above in path(part.parent))]
    when = next((found for one in titles[:1] for _, pattern in _AT if (found := _word(pattern, one))), "")
    every = _first(_EVERY, titles[:1]) or (_first(_EVERY, titles[1:]) if when else "")
    # `First week` may be that of a new colleague, `Monday` that of a launch: only a routine comes again.
    if not every and when and any(_ROUTINE.search(one) for one in titles):
        every = _first(_AT, titles[:1])
    return every, when


def _word(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.IGNORECASE)
    return found[0].lower() if found else ""


def _first(table: tuple[tuple[str, str], ...], titles: list[str]) -> str:
    return next(
        (name for one in titles for name, pattern in table if re.search(pattern, one, re.IGNORECASE)), ""
    )
