"""A Source comes in, what is measured goes out: targets, thresholds, baselines, recovery objectives."""

import re
from collections.abc import Iterator

from app.documents.blocks import Block
from app.documents.facts.limits import amount, apart
from app.documents.facts.model import Objective
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
    title,
    words,
)
from app.documents.parts import Part

_MEASURES = re.compile(
    r"\b(metrics?|objectives?|sl[aoi]s?|targets?|baselines?|thresholds?|kpis?|capacity|limits|performance|uptime)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(r"^(target|slo|objective|goal|expected|normal)\b", re.IGNORECASE)
_THRESHOLD = re.compile(r"\bthreshold\b", re.IGNORECASE)
_ALERT = re.compile(r"^(alerts?|alarm|warning|critical)\b", re.IGNORECASE)
_MEASURED = re.compile(r"^(measure\w*|source|how)\b", re.IGNORECASE)
_BOARD = re.compile(r"^dashboards?\b", re.IGNORECASE)
_BASELINE = re.compile(r"\bbaselines?\b", re.IGNORECASE)
_RECOVERY = re.compile(r"\b(?:(rto)|(rpo)|recovery (time|point) objective)\b", re.IGNORECASE)
# Limits at which something else happens: they are no objective.
_ALARMS = re.compile(r"\b(triggers?|halt|abort|roll-?back|rules)\b", re.IGNORECASE)
_ROLLOUT = re.compile(r"\brollout\b|\bphase\b|\d\s*%", re.IGNORECASE)


def objectives(source: Source) -> Iterator[Told]:
    for part in source.parts:
        if (told := _of_part(part)) is not None:
            yield told
        elif is_under(part, _MEASURES) and not is_under(part, _ALARMS):
            yield from _of_items(part)
        else:
            yield from (told for item in items(part) for told in _recovery(item, part))
    for grid in grids(source):
        yield from _of_grid(grid)


def _of_part(part: Part) -> Told | None:
    """A bold line or heading whose bullets say target, measurement and alert."""
    objective = _stated(pairs(items(part))) if part.level > 1 and not _ROLLOUT.search(part.title) else None
    return Told(title(part), objective, part.line, part) if objective else None


def _stated(told: dict[str, str]) -> Objective | None:
    target = first(told, _TARGET)
    limit = first(told, _THRESHOLD)
    alert = first(told, _ALERT)
    if not any(amount(one) for one in (target, limit, alert)) and not any(
        _THRESHOLD.search(key) for key in told
    ):
        return None
    return Objective(
        kind="target" if target else "threshold",
        target=target or limit,
        wanted=amount(target or limit),
        alert=alert,
        alarm=amount(alert),
        measured=first(told, _MEASURED),
        dashboard=first(told, _BOARD),
    )


def _of_items(part: Part) -> Iterator[Told]:
    kind = "baseline" if is_under(part, _BASELINE) else "target"
    for item in items(part):
        if told := _recovery(item, part) or _nested(item, part):
            yield from told
            continue
        key, value = pair(words(item))
        is_open = bool(value) and not filled(value) and not inner_items(item)
        if key and (amount(value) or is_open or (kind == "baseline" and not _is_sentence(value))):
            yield Told(key, Objective(kind, filled(value), amount(value)), item.line, part)
        # `99.9% uptime` names itself; `Deploy 3 services` is nothing to measure.
        elif not key and re.search(r"[<>≤≥%]", value) and amount(value):
            name, limit = apart(value)
            yield Told(name, Objective(kind, limit, amount(value)), item.line, part)


def _is_sentence(text: str) -> bool:
    return len(text.split()) > 8


def _nested(item: Block, part: Part) -> list[Told]:
    """`**Metric 1:** Queue depth` with its threshold and alert condition below it."""
    objective = _stated(pairs(inner_items(item)))
    key, value = pair(words(item))
    return [Told(filled(value) or key or value, objective, item.line, part)] if objective else []


def _recovery(item: Block, part: Part) -> list[Told]:
    """`RTO: 1 hour`, alone or with the RPO beside it."""
    told = []
    for piece in words(item).split("|"):
        key, value = pair(piece.strip())
        if found := _RECOVERY.search(key):
            told.append(
                Told(key, Objective(_recovery_kind(found), filled(value), amount(value)), item.line, part)
            )
    return told


def _recovery_rows(grid: Grid) -> Iterator[Told]:
    """The rows of a table of keys and values that say an RTO or an RPO."""
    for row in grid.rows if len(grid.header) == 2 else ():
        found = _RECOVERY.search(row.cell(0))
        if found and (wanted := amount(row.cell(1))):
            yield Told(
                row.cell(0), Objective(_recovery_kind(found), row.cell(1), wanted), row.line, grid.part
            )


def _recovery_kind(found: re.Match[str]) -> str:
    return "rto" if found.group(1) or (found.group(3) or "").lower() == "time" else "rpo"


def _of_grid(grid: Grid) -> Iterator[Told]:
    name = grid.column(r"\b(metric|indicator|sli|measure|kpi|objective|service|check|parameter)s?\b")
    target = grid.column(r"\b(target|threshold|slo|goal|objective|expected|normal|baseline|sla|rto)\b", name)
    if name is None or target is None or grid.column(r"\b(alert name|error code)\b") is not None:
        yield from _recovery_rows(grid)
        return
    alert = grid.column(r"\b(alert|alarm|warning|critical)\b", name, target)
    how = grid.column(r"\b(measure\w*|source|how|query)\b", name, target, alert)
    kind = "baseline" if _BASELINE.search(grid.header[target]) else "target"
    for row in grid.rows:
        wanted = amount(row.cell(target))
        if row.cell(name) and (wanted or amount(row.cell(alert))):
            objective = Objective(
                kind, row.cell(target), wanted, row.cell(alert), amount(row.cell(alert)), row.cell(how)
            )
            yield Told(row.cell(name), objective, row.line, grid.part)
