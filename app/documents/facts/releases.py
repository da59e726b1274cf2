"""A Source comes in; rollout phases, reasons to roll back, changes and related documents go out."""

import re
from collections.abc import Iterator

from app.documents.amounts import date
from app.documents.blocks import Block, words_of
from app.documents.facts.model import Change, Decision, Related, Rollout, Trigger
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

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*%")
_ROLLOUT = re.compile(r"\b(roll-?outs?|canary|phased|progressive|gradual)\b", re.IGNORECASE)
_PHASE = re.compile(r"^(phase|stage|wave|ring|step)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"^(?:(?:phase|stage|wave|ring|step|canary)\b[^%<>]{0,30}?)?(?<![\d.])(\d{1,3}(?:\.\d+)?)\s*%",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"(?:\bfor|[-–—,:(])\s*(\d[\d.]*(?:\s*[-–]\s*\d[\d.]*)?\s*(?:min(?:ute)?s?|h|hrs?|hours?|days?|weeks?))\b",
    re.IGNORECASE,
)
_DURATION = re.compile(r"\b(duration|time|wait|soak)\b", re.IGNORECASE)
_TARGET = re.compile(r"\b(target|audience|users|scope)\b", re.IGNORECASE)
_VALIDATION = re.compile(r"\b(validation|validate|verification|success|check|criteria|gate)\b", re.IGNORECASE)
_TRIGGERS = re.compile(
    r"\b(roll-?back|halt|abort) (triggers?|criteria|conditions?|rules)\b|\bwhen to roll ?back\b",
    re.IGNORECASE,
)
_ROLLBACK = re.compile(r"\broll-?back\b|\bdecision\b", re.IGNORECASE)
_CHANGES = re.compile(
    r"\b(change ?log|(revision|version|document|change) history|changes|revisions)\b", re.IGNORECASE
)
_VERSION = re.compile(r"\bv?\d+(?:\.\d+)+\b")
_RELATED = re.compile(r"\b(related|references?|see also|further reading|resources|links)\b", re.IGNORECASE)


def rollouts(source: Source) -> Iterator[Told]:
    for part in source.parts:
        told = pairs(items(part))
        percents = tuple(
            share for found in _PERCENT.finditer(part.title) if (share := float(found[1])) <= 100
        )
        timed = any(_DURATION.search(key) for key in told)
        spoken = _spoken(part) if percents and not timed else ""
        if not (percents or is_under(part.parent, _ROLLOUT)) or not (timed or spoken):
            continue
        duration = first(told, _DURATION) or spoken
        fact = Rollout(percents, duration, time(duration), first(told, _TARGET), first(told, _VALIDATION))
        yield Told(title(part), fact, part.line, part)
    for part in source.parts:
        if is_under(part, _ROLLOUT) and not is_under(part, _TRIGGERS):
            yield from _phases(part)
    for grid in grids(source):
        yield from _rollouts_of_grid(grid)


def _spoken(part: Part) -> str:
    """`Phase 1: Canary (1%) - 30 min`: a phase that says its time in its own title."""
    name = title(part)
    is_phase = _PHASE.match(name) or _SHARE.match(name) or _ROLLOUT.search(name)
    found = _HELD.search(name)
    return found.group(1) if found and is_phase else ""


def _phases(part: Part) -> Iterator[Told]:
    """A list of two or more shares, each with its time: `1% for 30 minutes`."""
    told = [(item, _SHARE.match(words(item)), _HELD.search(words(item))) for item in items(part)]
    if len(told) < 2 or not all(share and held and float(share[1]) <= 100 for _, share, held in told):
        return
    for item, share, held in told:
        if share and held:
            fact = Rollout((float(share[1]),), held[1], time(held[1]))
            yield Told(words(item), fact, item.line, part)


def _rollouts_of_grid(grid: Grid) -> Iterator[Told]:
    """`Phase | Traffic | Duration | Gate`."""
    share = grid.column(r"\b(traffic|percent(age)?|share|users|%)|^%")
    duration = grid.column(r"\b(duration|soak|wait|hold|bake)\b", share)
    if share is None or duration is None:
        return
    name = grid.column(r"\b(phase|stage|step|wave|ring)\b", share, duration)
    gate = grid.column(_VALIDATION.pattern, share, duration, name)
    for row in grid.rows:
        found = _PERCENT.search(row.cell(share))
        if found and float(found[1]) <= 100:
            held = row.cell(duration)
            fact = Rollout((float(found[1]),), held, time(held), "", row.cell(gate))
            called = row.cell(name) or row.cell(share)
            head = grid.header[name] if name is not None and called.isdigit() else ""
            yield Told(f"{head} {called}".strip(), fact, row.line, grid.part)


def triggers(source: Source) -> Iterator[Told]:
    for part in source.parts:
        if is_under(part, _TRIGGERS):
            yield from (
                Told(words(item), Trigger(filled(words(item))), item.line, part) for item in items(part)
            )


def decisions(source: Source) -> Iterator[Told]:
    for grid in grids(source):
        condition = grid.column(r"\b(condition|situation|scenario|if|trigger|symptom)s?\b")
        action = grid.column(r"\b(action|decision|then|response)s?\b", condition)
        if condition is None or action is None or not is_under(grid.part, _ROLLBACK):
            continue
        owner = grid.column(r"\b(owner|who|role|approver|responsib\w*)\b", condition, action)
        for row in grid.rows:
            yield Told(row.cells[condition], Decision(row.cell(action), row.cell(owner)), row.line, grid.part)


def changes(source: Source) -> Iterator[Told]:
    for grid in grids(source):
        when = grid.column(r"\b(date|when)\b")
        version = grid.column(r"\b(version|revision|rev|release)\b", when)
        text = grid.column(r"\b(changes?|description|summary|what|notes?|comments?)\b", when, version)
        if text is None or (when is None and version is None) or not _is_history(grid.part, when, version):
            continue
        author = grid.column(r"\b(author|by|who|editor|owner)\b", when, version, text)
        for row in grid.rows:
            change = Change(date(row.cell(when)), row.cell(version), row.cell(text), row.cell(author))
            yield Told(row.cell(text) or row.cell(version), change, row.line, grid.part)
    for part in source.parts:
        if _CHANGES.search(part.title):
            yield from (told for item in items(part) if (told := _change(item, part)))


def _is_history(part: Part, when: int | None, version: int | None) -> bool:
    return is_under(part, _CHANGES) or (when is not None and version is not None)


def _change(item: Block, part: Part) -> Told | None:
    """`2026-01-02: Added the failover`, `1.2 (2026-01-02) - Added the failover`."""
    text = words(item)
    head, rest = pair(text)
    found = _VERSION.search(head)
    when = date(head)
    if not rest or not (found or when):
        return None
    return Told(rest, Change(when, found[0] if found else "", rest, ""), item.line, part)


def related(source: Source) -> Iterator[Told]:
    """The documents named under a title such as `Related documents`, linked or not."""
    for part in source.parts:
        if part.level > 1 and _RELATED.search(part.title):
            yield from (_related(item, part) for item in items(part))


def _related(item: Block, part: Part) -> Told:
    inline = item.children[0].inline if item.children else ()
    href = next((str(token.attrGet("href") or "") for token in inline if token.type == "link_open"), "")
    start = next((n for n, token in enumerate(inline) if token.type == "link_open"), None)
    end = next((n for n, token in enumerate(inline) if token.type == "link_close"), None)
    name = "".join(words_of(inline[start:end])) if start is not None else words(item)
    return Told(name, Related(href, words(item)), item.line, part)
