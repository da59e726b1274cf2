"""A Source comes in, the ladder of escalation goes out: who is called after whom, and when."""

import re
from collections.abc import Iterator

from app.documents.facts.model import Level
from app.documents.facts.severities import RESPONSE, says_response
from app.documents.facts.source import (
    Grid,
    Source,
    Told,
    filled,
    first,
    grids,
    is_under,
    items,
    pair,
    pairs,
    time,
    title,
    words,
)
from app.documents.parts import Part

_ESCALATION = re.compile(
    r"\bescalat\w*|\bon-?call (levels|tiers)\b|\bsupport (levels|tiers)\b", re.IGNORECASE
)
_RUNG = re.compile(r"^(?:level|tier|l|stage|step)\s*-?#?(\d)\b\s*[:.–—-]?\s*(.*)$", re.IGNORECASE)
_HANDLES = re.compile(r"\b(handles?|scope|covers|responsib\w*|issues)\b", re.IGNORECASE)
_NEXT = re.compile(r"\b(escalates?( to)?|next)\b", re.IGNORECASE)
_WHEN = re.compile(r"\b(conditions?|when|triggers?|criteria|after)\b", re.IGNORECASE)
_IF = re.compile(r"^(.*?)\s*,?\s*\b(if|when|after|unless)\b\s+(.*)$", re.IGNORECASE)
_CALLS = re.compile(
    r"(?<![-\w])(?:page|escalate to|call|notify|contact)\s+(?:the\s+)?(.+?)"
    r"(?=\s+(?:immediately|if|within|after|for|when|via|by)\b|[.,;(]|$)",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(on-?call|engineer|lead|manager|director|team|vp|cto|ceo|head|owner|sre|dba|admin\w*|commander|support|vendor)\b",
    re.IGNORECASE,
)


def levels(source: Source) -> Iterator[Told]:
    for part in source.parts:
        rungs = [(child, found) for child in part.parts if (found := _RUNG.match(title(child)))]
        is_ladder = is_under(part, _ESCALATION) or any(says_response(child) for child, _ in rungs)
        if len(rungs) >= 2 and is_ladder:
            yield from (_level_of_part(child, int(found.group(1)), found.group(2)) for child, found in rungs)
        elif _ESCALATION.search(part.title) and not rungs:
            yield from _levels_of_items(part)
    for grid in grids(source):
        if is_under(grid.part, _ESCALATION):
            yield from _levels_of_grid(grid)


def _level_of_part(part: Part, number: int, who: str) -> Told:
    told = pairs(items(part))
    response = first(told, RESPONSE)
    follows, condition = _follower(first(told, _NEXT), first(told, _WHEN))
    others = [words(item) for item in items(part) if not pair(words(item))[0]]
    handles = first(told, _HANDLES) or ", ".join(others)
    return Told(
        title(part),
        Level(number, who, handles, response, time(response), follows, condition),
        part.line,
        part,
    )


def _levels_of_items(part: Part) -> Iterator[Told]:
    """A list under a title that speaks of escalation, when each of its items names somebody."""
    told = items(part)
    rungs = [_rung(words(item)) for item in told]
    if len(rungs) < 2 or not all(rungs):
        return
    for number, (item, rung) in enumerate(zip(told, rungs, strict=True), 1):
        who, condition = rung or ("", "")
        yield Told(who, Level(number, who, "", "", time(condition), "", condition), item.line, part)


def _rung(text: str) -> tuple[str, str] | None:
    """`L2: team lead (15 min)`, `If nobody answers in 15 minutes, escalate to the manager`: who, and when."""
    key, rest = pair(text)
    said = rest if _RUNG.match(key) else text
    if found := _CALLS.search(said):
        return found.group(1), f"{said[: found.start()]} {said[found.end() :]}".strip(" ,.")
    who = re.split(r"\s*[(:–—]|\s-\s|, ", said, maxsplit=1)[0]
    return (who, said[len(who) :].strip(" ():–—-,")) if _SOMEBODY.search(who) and len(who) <= 60 else None


def _levels_of_grid(grid: Grid) -> Iterator[Told]:
    level = grid.column(r"\b(level|tier|step|order|escalation|#)")
    who = grid.column(r"\b(who|contact|role|team|owner|name|person|escalate to)\b", level)
    if level is None or who is None:
        return
    after = grid.column(r"\b(time|response|after|within|sla)\b", level, who)
    when = grid.column(r"\b(condition|when|trigger|criteria)\b", level, who, after)
    for number, row in enumerate(grid.rows, 1):
        digits = re.search(r"\d", row.cell(level))
        response = row.cell(after)
        rung = Level(
            int(digits.group()) if digits else number,
            row.cell(who),
            "",
            response,
            time(response),
            "",
            row.cell(when),
        )
        yield Told(f"{row.cell(level)}: {row.cell(who)}", rung, row.line, grid.part)


def _follower(text: str, condition: str) -> tuple[str, str]:
    """`Level 2 if nobody answers` in two."""
    found = _IF.match(text)
    if found:
        return filled(found.group(1)), condition or filled(found.group(3))
    return text, condition
