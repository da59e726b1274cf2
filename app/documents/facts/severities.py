"""A Source comes in, its severities go out: titles, items or rows that say a level, its signs and how fast to answer."""

import re
from collections.abc import Iterator

from app.documents.blocks import Block
from app.documents.facts.model import Severity
from app.documents.facts.source import (
    Grid,
    Source,
    Told,
    first,
    grids,
    inner_items,
    is_under,
    items,
    pair,
    pairs,
    time,
    title,
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
RESPONSE = re.compile(r"\b(response|respond|acknowledg\w*|ack|sla)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(p|sev(?:erity)?|s|priority)[- ]?\d\b", re.IGNORECASE)
# What stands between the names of one level, and before its title.
_NEXT = re.compile(r"\s*\)?\s*(?:[-–—:(/|,]\s*|$)")
_TELLING = re.compile(
    r"\b(communicat\w*|notif\w*|status updates?|update (frequency|cadence))\b", re.IGNORECASE
)
_HOW_OFTEN = re.compile(
    r"^(?:every|each|within|in|after|at most|up to|[<≤~])?\s*\d[\d.–-]*\s*[a-z]+\.?$|^(?:hourly|daily|immediately|at once)$",
    re.IGNORECASE,
)
INLINE_RESPONSE = re.compile(
    r"\b(?:response|respond|acknowledge|\back)\w*(?: time)?(?: within| in|:)?\s*(.+)$", re.IGNORECASE
)


def severities(source: Source) -> Iterator[Told]:
    for part in source.parts:
        below = [child for child in part.parts if _LEVEL.match(title(child))]
        if len(below) >= 2 and (_SEVERITIES.search(part.title) or all(says_response(one) for one in below)):
            for child in below:
                yield _severity_of_part(child)
        elif _SEVERITIES.search(part.title) or _are_told(part):
            yield from _severities_of_items(part)
    for grid in grids(source):
        yield from _severities_of_grid(grid)


def _are_told(part: Part) -> bool:
    """Items that say a level and its signs; how often to tell somebody is no sign."""
    numbered = [item for item in items(part) if _is_numbered(item)]
    if len(numbered) < 2 or is_under(part, _TELLING):
        return False
    return not all(_HOW_OFTEN.match(pair(words(item))[1]) for item in numbered)


def _is_numbered(item: Block) -> bool:
    """`SEV-1: ...`, `P0: ...` or `P0/SEV1: ...`: a level wherever it stands."""
    level, rest, _ = _named(pair(words(item))[0])
    return bool(_NUMBERED.fullmatch(level)) and not rest


def says_response(part: Part) -> bool:
    return bool(first(pairs(items(part)), RESPONSE))


def _severity_of_part(part: Part) -> Told:
    told = items(part)
    response = first(pairs(told), RESPONSE)
    signs = (words(item) for item in told)
    plain_signs = tuple(sign for sign in signs if not RESPONSE.search(pair(sign)[0]))
    return _severity(title(part), plain_signs, response, part.line, part)


def _severities_of_items(part: Part) -> Iterator[Told]:
    for item in items(part):
        key, rest = pair(words(item))
        if not _LEVEL.match(key):
            continue
        inner = inner_items(item)
        found = INLINE_RESPONSE.search(rest)
        response = first(pairs(inner), RESPONSE) or (found.group(1) if found else "")
        signs = [rest[: found.start()] if found else rest, *(words(one) for one in inner)]
        kept = (sign.strip(" .;,(") for sign in signs if not RESPONSE.search(pair(sign)[0]))
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
    level, rest, aliases = _named(name)
    return Told(name, Severity(level, rest, signs, response, time(response), aliases), line, part)


def _named(name: str) -> tuple[str, str, tuple[str, ...]]:
    """`SEV1 / P0 - Outage`: the level, its title and its other names; `P0/P1` are two levels and no names of one."""
    found = _LEVEL.match(name)
    level, rest = (found.group(1), found.group(2) or "") if found else (name, "")
    kinds, aliases = [_kind(level)], []
    while (number := _NUMBERED.match(rest)) and (end := _NEXT.match(rest, number.end())):
        if _kind(number[0]) not in kinds:
            kinds.append(_kind(number[0]))
            aliases.append(number[0])
        rest = rest[end.end() :]
    return level, rest, tuple(aliases)


def _kind(level: str) -> str:
    """`p` of P0: the levels of one kind tell each other apart."""
    return level[:1].lower() if _NUMBERED.match(level) else ""
