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
        every, when = _recurs(part)
        if every:
            schedule = Schedule(every, when, procedure.name, len(procedure.steps))
            yield Told(procedure.name, schedule, procedure.line, part)


def _recurs(part: Part) -> tuple[str, str]:
    """What its own title says, or a line such as `Frequency: monthly`; what they leave open, the titles above say."""
    own = f"{title(part)} {_frequency(part)}".strip()
    titles = [own, *(title(above) for above in path(part.parent))]
    when = next((found for one in titles[:1] for _, pattern in _AT if (found := _word(pattern, one))), "")
    every = _first(_EVERY, titles[:1]) or (_first(_EVERY, titles[1:]) if when else "")
    # `First week` may be that of a new colleague, `Monday` that of a launch: only a routine comes again.
    if not every and when and any(_ROUTINE.search(one) for one in titles):
        every = _first(_AT, titles[:1])
    return every, when


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
