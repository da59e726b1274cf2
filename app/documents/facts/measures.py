"""A Source comes in, what is measured goes out: targets, thresholds, baselines, recovery objectives, dashboards."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from app.documents.blocks import Block
from app.documents.facts.model import Amount, Dashboard, Objective
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
    told_items,
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

# fmt: off
_SIGNS = {
    "<": "<", "under": "<", "below": "<", "less": "<", "lower": "<", "fewer": "<", "smaller": "<", "shorter": "<",
    ">": ">", "over": ">", "above": ">", "more": ">", "greater": ">", "higher": ">", "larger": ">", "longer": ">",
    "exceed": ">", "exceeds": ">", "exceeding": ">",
    "<=": "<=", "≤": "<=", "at most": "<=", "up to": "<=", "max": "<=", "within": "<=",
    ">=": ">=", "≥": ">=", "at least": ">=", "min": ">=",
}
# fmt: on
_OPPOSITE = {"<": ">=", ">": "<=", "<=": ">", ">=": "<"}
_SIGN = (
    r"(?:(?<![-=<>])(?:<=|>=|[<>≤≥])"
    r"|\b(?:under|below|over|above|exceed(?:s|ing)?|at most|up to|max|within|at least|min"
    r"|(?:less|lower|fewer|smaller|shorter|more|greater|higher|larger|longer) than)(?: or equal to)?\b)"
)
NOT = (
    r"\b(?:not|no(?!-)|never|none|nothing|nobody|neither|nor|without|cannot|\w+n['’]t"
    r"|(?:is|are|was|were|do|does|did|has|have|must|should|can|wo)nt)\b"
)
# What may stand between a "not" and the limit that it turns round; anything else leaves open what it denies.
_BETWEEN = r"(?:be|been|is|are|go|goes|gone|get|gets|rise|rises|climb|climbs|stay|stays|fall|falls|drop|drops|ever|any)"
_MANY = {"": 1, "k": 1_000, "m": 1_000_000}
_AMOUNT = re.compile(
    rf"(?:(?P<not>{NOT}\s+(?:{_BETWEEN}\s+){{0,3}})?(?P<sign>{_SIGN})\s*)?"
    r"(?<![\w.])(?P<number>\d+(?:[.,]\d+)*(?:e[-+]?\d{1,2})?)(?P<many>(?-i:k|K|M)(?!\w))?"
    r"(?:\s*(?P<unit>%|percent\b|per cent\b|pct\b|/\s*\d+|ms\b|µs\b|s\b|secs?\b|seconds?\b|minutes?\b|mins?\b|hours?\b|hrs?\b"
    r"|h\b|days?\b|[KMGT]i?B\b"
    r"|(?:req|requests|rps|qps|tps|errors|connections|users)(?:/\w+)?\b))?",
    re.IGNORECASE,
)
_QUANTILE = re.compile(r"\bp\d{2}(?:\.\d+)?\b|\b\d{2}(?:\.\d+)?th percentile\b", re.IGNORECASE)
_NEGATION = re.compile(NOT, re.IGNORECASE)
# "0,500" is half of one and no five hundred.
_BY_THREES = re.compile(
    r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:\.\d{3})+,\d+|[1-9]\d{0,2}(?:\.\d{3}){2,}"
)


def number(text: str) -> Decimal | None:
    """`1,500` and `1.500,5` are grouped by threes, `0,5` is half of one, `1e3` a thousand; None for what is no number."""
    plain = text.strip()
    if _BY_THREES.fullmatch(plain.lstrip("-+")):
        first = next(one for one in plain if one in ".,")
        plain = plain.replace(first, "")
    try:
        found = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def amount(text: str) -> Amount | None:
    """The first amount in the words: `< 200ms (p95)`, `99.9% uptime`, `> 4.5/5`, `not above 0,5 %`."""
    found = stated(text)
    return found[0] if found else None


def stated(text: str) -> tuple[Amount, str] | None:
    """The first amount in the words, and the words around it, with "…" in its place."""
    quantile = _QUANTILE.search(text)
    plain = _QUANTILE.sub("", text)
    found = next((one for one in _AMOUNT.finditer(plain) if number(one["number"]) is not None), None)
    read = number(found["number"]) if found else None
    if found is None or read is None:
        return None
    sign = _sign(found["sign"] or "")
    many = _MANY[(found["many"] or "").lower()]
    unit = "%" if (found["unit"] or "").lower().startswith("p") else re.sub(r"\s", "", found["unit"] or "")
    told = Amount(
        float(read * many),
        unit,
        _OPPOSITE[sign] if found["not"] else sign,
        quantile[0].lower() if quantile else "",
    )
    return told, f"{plain[: found.start()]}…{plain[found.end() :]}"


def _sign(words: str) -> str:
    """`<` of "below", `<=` of "less than or equal to"."""
    plain = " ".join(words.lower().split())
    strict = plain.removesuffix(" or equal to")
    sign = _SIGNS.get(strict.removesuffix(" than"), "")
    return f"{sign[0]}=" if sign and strict != plain else sign


def limits(text: str) -> int:
    """How many limits the words set: amounts with a sign."""
    return sum(1 for one in _AMOUNT.finditer(_QUANTILE.sub("", text)) if one["sign"])


def denies(text: str) -> bool:
    """Whether a word of the text says no: "not", "never", "isn't"."""
    return _NEGATION.search(text) is not None


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
            name, limit = _split(value)
            yield Told(name, Objective(kind, limit, amount(value)), item.line, part)


def _split(text: str) -> tuple[str, str]:
    """`CPU usage < 70% (all nodes)` in name and limit; `99.9% uptime` is both."""
    found = _AMOUNT.search(_QUANTILE.sub(lambda quantile: "x" * len(quantile[0]), text))
    name = text[: found.start()].strip(" -–—:,") if found else ""
    return (name, text[found.start() :]) if found and name else (text, text)


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


_DASHBOARD = re.compile(r"\bdashboards?$", re.IGNORECASE)
_SHOWS = re.compile(r"^(metrics|shows|panels|visuali[sz]ations|widgets|graphs)\b", re.IGNORECASE)


def dashboards(source: Source) -> Iterator[Told]:
    for part in source.parts:
        if not _DASHBOARD.search(title(part)) or part.level < 2:
            continue
        listed = [child for child in part.parts if _SHOWS.match(title(child))]
        if listed:
            shows = tuple(one for child in listed for one in told_items(child))
            yield Told(title(part), Dashboard(_link(part), shows), part.line, part)
        elif re.search(r"dashboards$", title(part), re.IGNORECASE):
            for item in items(part):
                key, value = pair(words(item))
                yield Told(key or value, Dashboard(_href(item) or filled(value)), item.line, part)


def _link(part: Part) -> str:
    return next((href for block in part.blocks if (href := _href(block))), "")


def _href(block: Block) -> str:
    inlines = (block, *block.children)
    links = (token.attrGet("href") for one in inlines for token in one.inline if token.type == "link_open")
    return next((str(href) for href in links if href), "")
