"""A sheet comes in, the thresholds that are a number without a unit go out."""

import re

from app.documents.lint.sheet import Finding, Findings, Sheet
from app.documents.model import Table

_TITLE = re.compile(
    r"\b(?:thresholds?|limits?|targets?|baselines?|warning|critical|slo|alert(?: (?:at|if|when|level|condition))?)\b",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"^\s*(?:[-*+]\s+)?(?:\*\*|__)?(?:[\w /()-]{0,40}\b)?(?:threshold|target|baseline|limit|alert(?: if| when| at)?)"
    r"(?:\*\*|__)?\s*:\s*(?:\*\*|__)?\s*(.+?)\s*$",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?:is |at |over |above |below |under |at least |at most |[<>≤≥=~]=?\s*)*\d[\d.,]*\s*$", re.IGNORECASE
)
# Their name is their unit: so many of them.
_COUNTED = re.compile(
    r"\b(?:count|number|no\.|#|total|connections?|errors?|failures?|requests?|queue|depth|length|size|replicas?|pods?|nodes?|restarts?"
    r"|score|ratio|retries|attempts?|instances?|workers?|threads?|users?|sessions?|messages?|jobs?|tasks?|tickets?|incidents?|alerts?"
    r"|load|rank|version|priority|severity|level|iops|rps|qps|tps|apdex|nps|\w+s)\b|%|\((?:ms|s|sec|min|h|gb|mb|kb|[^)]*/[^)]*)\)",
    re.IGNORECASE,
)
_UNIT_SAID = re.compile(
    r"\b(?:ms|sec(?:onds?)?|min(?:utes?)?|hours?|percent|bytes|[kmgt]i?b|unit)\b|%", re.IGNORECASE
)


def without_unit(sheet: Sheet) -> Findings:
    for table in sheet.document.tables:
        yield from _cells(table)
    for number, line in enumerate(sheet.lines, 1):
        found = _LINE.match(line) if ":" in line else None
        if not found or not _BARE.match(found.group(1).strip("*_` ")):
            continue
        if not _COUNTED.search(line[: found.start(1)]) and not _named_above(sheet, number):
            yield Finding(number, f"“{line.strip(' -*+')}” has no unit.")


def _cells(table: Table) -> Findings:
    header = table.header
    columns = [
        n for n, title in enumerate(header) if n and _TITLE.search(title) and not _UNIT_SAID.search(title)
    ]
    if not columns or any(title.strip().lower() in ("unit", "units") for title in header):
        return
    for cells, line in zip(table.cells, table.lines, strict=False):
        for n in columns:
            if n < len(cells) and _BARE.match(cells[n].strip()) and not _COUNTED.search(cells[0]):
                yield Finding(line, f"“{cells[0]}: {cells[n].strip()}” has no unit.")


def _named_above(sheet: Sheet, number: int) -> bool:
    """`**Error count:**` above `- Alert: > 5` says what is counted."""
    for line in reversed(sheet.lines[max(0, number - 6) : number - 1]):
        if line.startswith("#") or line.rstrip("* ").endswith(":"):
            return bool(_COUNTED.search(line))
    return False
