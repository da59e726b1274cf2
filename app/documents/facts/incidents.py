"""A Source comes in; severities, the stages of the incident process and the ladder of escalation go out."""

import re
from collections.abc import Iterator

from app.documents.blocks import Block
from app.documents.facts.model import Level, Severity, Stage
from app.documents.facts.source import (
    Grid,
    Source,
    Told,
    filled,
    first,
    grids,
    inner_items,
    is_under,
    items,
    pair,
    pairs,
    time,
    title,
    told_items,
    words,
)
from app.documents.parts import Part

_LEVEL = re.compile(
    r"^(p\d|sev(?:erity)?[- ]?\d|s\d|priority[- ]?\d|critical|major|high|medium|moderate|minor|low)\b"
    r"\s*(?:[-–—:(/]\s*(.*?)\)?)?$",
    re.IGNORECASE,
)
_SEVERITIES = re.compile(
    r"\b(severit(y|ies)|priorit(y|ies)|incident (levels?|classification)|sev levels?)\b", re.IGNORECASE
)
_RESPONSE = re.compile(r"\b(response|respond|acknowledg\w*|ack|sla)\b", re.IGNORECASE)
_INLINE_RESPONSE = re.compile(
    r"\b(?:response|respond|acknowledge|\back)\w*(?: time)?(?: within| in|:)?\s*(.+)$", re.IGNORECASE
)

_PROCESS = re.compile(
    r"\b(incident|response)\b.*\b(process|lifecycle|life cycle|stages|phases|workflow|flow)\b", re.IGNORECASE
)
_STAGE = re.compile(r"^(?:(?:step|stage|phase)\s*#?\d*\s*[:.–—-]\s*|\d+[.):]\s*)(.+)$", re.IGNORECASE)

_ESCALATION = re.compile(
    r"\bescalat\w*|\bon-?call (levels|tiers)\b|\bsupport (levels|tiers)\b", re.IGNORECASE
)
_RUNG = re.compile(r"^(?:level|tier|l|stage|step)\s*-?#?(\d)\b\s*[:.–—-]?\s*(.*)$", re.IGNORECASE)
_HANDLES = re.compile(r"\b(handles?|scope|covers|responsib\w*|issues)\b", re.IGNORECASE)
_NEXT = re.compile(r"\b(escalates?( to)?|next)\b", re.IGNORECASE)
_WHEN = re.compile(r"\b(conditions?|when|triggers?|criteria|after)\b", re.IGNORECASE)
_IF = re.compile(r"^(.*?)\s*,?\s*\b(if|when|after|unless)\b\s+(.*)$", re.IGNORECASE)


def severities(source: Source) -> Iterator[Told]:
    for part in source.parts:
        below = [child for child in part.parts if _LEVEL.match(title(child))]
        if len(below) >= 2 and (_SEVERITIES.search(part.title) or all(_says_response(one) for one in below)):
            for child in below:
                yield _severity_of_part(child)
        elif _SEVERITIES.search(part.title) or sum(_is_numbered(item) for item in items(part)) >= 2:
            yield from _severities_of_items(part)
    for grid in grids(source):
        yield from _severities_of_grid(grid)


def _is_numbered(item: Block) -> bool:
    """`SEV-1: ...` or `P0: ...`: a level wherever it stands."""
    return bool(re.match(r"(p|sev(?:erity)?)[- ]?\d$", pair(words(item))[0], re.IGNORECASE))


def _says_response(part: Part) -> bool:
    return bool(first(pairs(items(part)), _RESPONSE))


def _severity_of_part(part: Part) -> Told:
    told = items(part)
    response = first(pairs(told), _RESPONSE)
    signs = (words(item) for item in told)
    plain_signs = tuple(sign for sign in signs if not _RESPONSE.search(pair(sign)[0]))
    return _severity(title(part), plain_signs, response, part.line, part)


def _severities_of_items(part: Part) -> Iterator[Told]:
    for item in items(part):
        key, rest = pair(words(item))
        if not _LEVEL.match(key):
            continue
        inner = inner_items(item)
        found = _INLINE_RESPONSE.search(rest)
        response = first(pairs(inner), _RESPONSE) or (found.group(1) if found else "")
        signs = [rest[: found.start()] if found else rest, *(words(one) for one in inner)]
        kept = (sign.strip(" .;,(") for sign in signs if not _RESPONSE.search(pair(sign)[0]))
        yield _severity(key, tuple(sign for sign in kept if sign), response, item.line, part)


def _severities_of_grid(grid: Grid) -> Iterator[Told]:
    level = grid.column(r"\b(severity|priority|level|sev|p-?level)\b")
    response = grid.column(r"\b(response|acknowledg|ack|respond|sla)")
    if level is None or response is None or grid.column(r"\b(alert|error|contact|phone)\b") is not None:
        return
    sign = grid.column(
        r"\b(description|definition|meaning|impact|criteria|example|condition)s?\b", level, response
    )
    for row in grid.rows:
        if _LEVEL.match(row.cell(level)):
            signs = (row.cell(sign),) if row.cell(sign) else ()
            yield _severity(row.cell(level), signs, row.cell(response), row.line, grid.part)


def _severity(name: str, signs: tuple[str, ...], response: str, line: int, part: Part) -> Told:
    found = _LEVEL.match(name)
    level, rest = (found.group(1), found.group(2) or "") if found else (name, "")
    return Told(name, Severity(level, rest, signs, response, time(response)), line, part)


def stages(source: Source) -> Iterator[Told]:
    """The first process of an incident that has three stages or more."""
    for part in source.parts:
        if not _PROCESS.search(part.title):
            continue
        steps = [child for child in part.parts if _STAGE.match(title(child)) or _STAGE.match(child.title)]
        if len(steps) >= 3:
            yield from (
                _stage(n, _named(child.title), told_items(child), child.line, child)
                for n, child in enumerate(steps, 1)
            )
            return
        ordered = [
            item for block in part.blocks if block.kind == "list" and block.ordered for item in block.children
        ]
        if len(ordered) >= 3:
            yield from (_stage_of_item(n, item, part) for n, item in enumerate(ordered, 1))
            return


def _named(name: str) -> str:
    found = _STAGE.match(name)
    return found.group(1) if found else name


def _stage_of_item(number: int, item: Block, part: Part) -> Told:
    key, rest = pair(words(item))
    actions = [*([rest] if key and rest else []), *(words(inner) for inner in inner_items(item))]
    return _stage(number, key or rest, tuple(actions), item.line, part)


def _stage(number: int, name: str, actions: tuple[str, ...], line: int, part: Part) -> Told:
    return Told(name, Stage(number, name, actions), line, part)


def levels(source: Source) -> Iterator[Told]:
    for part in source.parts:
        rungs = [(child, found) for child in part.parts if (found := _RUNG.match(title(child)))]
        is_ladder = is_under(part, _ESCALATION) or any(_says_response(child) for child, _ in rungs)
        if len(rungs) >= 2 and is_ladder:
            yield from (_level_of_part(child, int(found.group(1)), found.group(2)) for child, found in rungs)
        elif _ESCALATION.search(part.title) and not rungs:
            yield from _levels_of_items(part)
    for grid in grids(source):
        if is_under(grid.part, _ESCALATION):
            yield from _levels_of_grid(grid)


def _level_of_part(part: Part, number: int, who: str) -> Told:
    told = pairs(items(part))
    response = first(told, _RESPONSE)
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


_CALLS = re.compile(
    r"(?<![-\w])(?:page|escalate to|call|notify|contact)\s+(?:the\s+)?(.+?)"
    r"(?=\s+(?:immediately|if|within|after|for|when|via|by)\b|[.,;(]|$)",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(on-?call|engineer|lead|manager|director|team|vp|cto|ceo|head|owner|sre|dba|admin\w*|commander|support|vendor)\b",
    re.IGNORECASE,
)


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
