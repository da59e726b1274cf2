"""A sheet comes in, the people it names without a way to reach them go out."""

import re

from app.documents.lint.sheet import Finding, Findings, Sheet
from app.documents.model import Table

_TITLE = re.compile(r"\bcontacts?\b|\bwho to call\b|\bphone ?(?:book|list)\b", re.IGNORECASE)
_WHO = re.compile(
    r"^\W*(?:role|name|team|person|who|position|title|contact|owner|function|responsible|level|escalation)\b",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"\b(?:contacts?(?: (?:info|details|method|number))?|phone|tel|mobile|cell|e-?mail|mail|slack|channel|chat|teams|reach|pager"
    r"|handle|number|how|url|link)\b",
    re.IGNORECASE,
)
_CHANNEL = re.compile(
    r"@|#[a-z]|\+?\d[\d ()./-]{4,}\d|https?://|\]\(|\b(?:slack|teams|pager|opsgenie|phone|e-?mail|mailto|tel|ext\.?|x\d+"
    r"|on-?call|rotation|ticket|chat|hotline|irc|discord|zoom|signal|whatsapp|portal)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"^(?:[-–—.?\s]*|n/?a|none|unknown|tb[dc])$", re.IGNORECASE)
_COUNTED = re.compile(r"^\s*\d+[.)]\s")


def without_channel(sheet: Sheet) -> Findings:
    if sheet.document.kind == "template":
        return
    for table in sheet.document.tables:
        yield from _rows(table)
    yield from _bullets(sheet)


def _rows(table: Table) -> Findings:
    """A table of people: one column says who, another how to reach them."""
    header = table.header
    if not header or not _WHO.match(header[0]):
        return
    ways = [n for n, title in enumerate(header) if n and _HOW.search(title)]
    if not ways:
        return
    for cells, line in zip(table.cells, table.lines, strict=False):
        reached = [cells[n] for n in ways if n < len(cells)]
        if cells and cells[0].strip() and all(_NOTHING.match(cell.strip()) for cell in reached):
            yield Finding(line, f"“{cells[0]}” has no phone, address or channel.")


def _bullets(sheet: Sheet) -> Findings:
    for section in sheet.document.sections:
        if section.level == 1 or not _TITLE.search(section.title):
            continue
        for line, words in sheet.bullets(section):
            # What is counted is done one after the other: it is a step.
            if _COUNTED.match(sheet.lines[line - 1]) or _CHANNEL.search(words) or "[" in words:
                continue
            if not _has_more(sheet, line):
                yield Finding(line, f"“{words.strip('*_ ')[:60]}” has no phone, address or channel.")


def _has_more(sheet: Sheet, line: int) -> bool:
    """What is indented below the item belongs to it."""
    own = _indent(sheet.lines[line - 1])
    for below in sheet.lines[line : line + 8]:
        if below.strip() and _indent(below) <= own:
            return False
        if _CHANNEL.search(below):
            return True
    return False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
