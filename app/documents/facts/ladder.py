"""A Source comes in, the ladder of escalation goes out: who is called after whom, and when."""

import re
from collections.abc import Iterator

from app.documents.facts.model import Level
from app.documents.facts.people import reaches
from app.documents.facts.severities import INLINE_RESPONSE, RESPONSE, says_response
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
    r"\bes[ck]ala[dt]\w*|\bon-?call (levels|tiers)\b|\bsupport (levels|tiers)\b", re.IGNORECASE
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
_BEHIND = re.compile(r"\s*\(([^()]*)\)\s*$")
_BRACKETS = re.compile(r"^\(([^()]*)\)")
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
        name, who, response, condition = rung or ("", "", "", "")
        level = Level(number, who, "", response, time(response or condition), "", condition)
        yield Told(name, level, item.line, part)


def _rung(text: str) -> tuple[str, str, str, str] | None:
    """`L2: team lead (15 min)`, `If nobody answers in 15 minutes, escalate to the manager`: name, who, response, when."""
    key, rest = pair(text)
    said = rest if _RUNG.match(key) else text
    if found := _CALLS.search(said):
        return (
            found.group(1),
            found.group(1),
            "",
            f"{said[: found.start()]} {said[found.end() :]}".strip(" ,."),
        )
    name = re.split(r"\s*[(:–—]|\s-\s|, ", said, maxsplit=1)[0]
    if not _SOMEBODY.search(name) or len(name) > 60:
        return None
    rest = said[len(name) :].strip(" :–—-,")
    behind = _BEHIND.search(said)
    # A name and a number belong to whom is called: only what stands in brackets behind them says when.
    if (behind and reaches(said[: behind.start()])) or (not behind and reaches(said)):
        who, when = (said[: behind.start()], behind.group(1)) if behind else (said, "")
    else:
        who, when = name, _BRACKETS.sub(r"\1", rest)
    answers = INLINE_RESPONSE.search(when)
    return (name, who, answers.group(1), "") if answers else (name, who, "", when)


def _levels_of_grid(grid: Grid) -> Iterator[Told]:
    level = grid.column(r"\b(level|tier|step|order|escalation|stufe|ebene|nivel|niveau|#)")
    who = grid.column(
        r"\b(who|contact|role|team|owner|name|person|escalate to|wer|rolle|person|qui[eé]n|qui)\b", level
    )
    if level is None or who is None:
        return
    after = grid.column(r"\b(time|response|after|within|sla)\b", level, who)
    when = grid.column(r"\b(condition|when|trigger|criteria|wann|cu[aá]ndo|quand)\b", level, who, after)
    how = grid.column(
        r"\b(how|contact\w*|phone|tel\w*|mobile|number|reach\w*|channel|pager\w*|slack|e-?mail|kontakt)\b",
        *(level, who, after, when),
    )
    for number, row in enumerate(grid.rows, 1):
        digits = re.search(r"\d", row.cell(level))
        response, condition = row.cell(after), row.cell(when)
        # Who is called without a number is not called.
        called = ", ".join(dict.fromkeys(said for said in (row.cell(who), row.cell(how)) if said))
        rung = Level(
            int(digits.group()) if digits else number,
            called,
            "",
            response,
            time(response or condition),
            "",
            condition,
        )
        yield Told(f"{row.cell(level)}: {row.cell(who)}", rung, row.line, grid.part)


def _follower(text: str, condition: str) -> tuple[str, str]:
    """`Level 2 if nobody answers` in two."""
    found = _IF.match(text)
    if found:
        return filled(found.group(1)), condition or filled(found.group(3))
    return text, condition
