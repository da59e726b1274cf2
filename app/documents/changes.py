"""A text, a new version, a date and a one-line change in, the text that says so itself out.

Only the words that say Version and Last Updated change, and one row joins the change log; all else stays byte for byte.
"""

import re
from dataclasses import dataclass

from app.documents.line_ends import cut, usual_end
from app.documents.metadata import value
from app.documents.model import Document, Table
from app.documents.table_lines import cell_spans, row_like

VERSIONS = ("version", "document version", "doc version", "runbook version")
STATUS = ("status",)
UPDATED = ("last updated", "updated", "last modified", "last update", "last edited", "updated on")
LONGEST = 60

_NUMBER = re.compile(r"(\d+)(?!.*\d)")
_LOG = re.compile(r"change ?log|\bchanges\b|\bhistory\b|\brevisions?\b|\bversions\b", re.IGNORECASE)
_COLUMNS = (
    ("date", re.compile(r"\bdate\b|\bwhen\b", re.IGNORECASE)),
    ("version", re.compile(r"\bversion\b|\brev(ision)?\b", re.IGNORECASE)),
    ("author", re.compile(r"\bauthor\b|\bby\b|\bwho\b|\beditor\b|\bname\b", re.IGNORECASE)),
    (
        "summary",
        re.compile(r"\bchanges?\b|\bdescription\b|\bsummary\b|\bnotes?\b|\bwhat\b|\bcomment", re.IGNORECASE),
    ),
)


@dataclass(frozen=True, slots=True)
class Change:
    """What a person says of a new revision: `date` is their own day (2026-11-27); `version` and `summary` may be ""."""

    version: str
    summary: str
    date: str
    author: str


def version_of(document: Document) -> str:
    """The version the document says it has; "" when it says none, or a blank."""
    said = value(document.metadata, *VERSIONS)
    return "" if _is_blank(said) else said


def next_version(version: str) -> str:
    """`1.2` to `1.3`, `v4` to `v5`: its last number counted up; "" when there is none."""
    found = _NUMBER.search(version) if len(version) <= LONGEST else None
    if not found:
        return ""
    return f"{version[: found.start()]}{int(found[1]) + 1:0{len(found[1])}d}{version[found.end() :]}"


def told_in(document: Document) -> tuple[str, ...]:
    """Where the document itself has room for a change: for the words beside the question."""
    places = []
    if version_of(document):
        places.append("Version")
    if _is_date(value(document.metadata, *UPDATED)):
        places.append("Last updated")
    if change_log(document):
        places.append("Change log")
    return tuple(places)


def noted(text: str, document: Document, change: Change) -> str:
    """`document` is what `text` says; nothing to tell changes nothing, and telling it twice is telling it once."""
    if document.plain or not (change.version or change.summary):
        return text
    lines = cut(text)
    if change.version and version_of(document):
        _set(lines, document, VERSIONS, change.version)
    if _is_date(value(document.metadata, *UPDATED)):
        _set(lines, document, UPDATED, change.date)
    # Last, because it moves the lines below it.
    log = change_log(document)
    if log and change.summary:
        _add_row(lines, log, change, usual_end(text))
    return "".join(lines)


def says_stage(text: str, document: Document, stage: str, change: Change) -> str:
    """The text with this stage in the place of its status, and the change noted; as it was where it tells no status."""
    lines = cut(text)
    if not document.plain:
        _set(lines, document, STATUS, stage.capitalize())
    said = "".join(lines)
    # No line has moved, so what was read of the text before still fits.
    return noted(said, document, change) if said != text else text


def change_log(document: Document) -> Table | None:
    """The table under a heading such as `Change log` that has a column for what changed."""
    return next((table for table in document.tables if _is_log(document, table)), None)


def _is_log(document: Document, table: Table) -> bool:
    columns = {_column(head) for head in table.header}
    above = [heading.text for heading in document.headings if heading.line < table.line]
    return (
        "summary" in columns
        and bool(columns & {"date", "version"})
        and bool(above and _LOG.search(above[-1]))
    )


def _column(head: str) -> str:
    return next((name for name, words in _COLUMNS if words.search(head)), "")


def _add_row(lines: list[str], table: Table, change: Change, end: str) -> None:
    said = {
        "date": change.date,
        "version": change.version,
        "author": change.author,
        "summary": change.summary,
    }
    # The line of dashes is as wide as its author keeps the columns.
    row = row_like(lines[table.line], [said.get(_column(head), "") for head in table.header])
    if any(_words(lines[number - 1]) == row.split() for number in table.lines):
        return
    at = _place(table)
    before = lines[at - 1] if at <= len(lines) else lines[-1]
    if before is lines[-1] and not before.endswith(("\n", "\r")):
        lines[-1] += end
        row_end = ""
    else:
        row_end = end
    lines.insert(at, row + row_end)


def _place(table: Table) -> int:
    """How many lines stand before the new row: on top where the newest is first, else below."""
    if not table.lines:
        return table.line + 1
    newest_first = _age(table, 0) > _age(table, -1)
    return table.lines[0] - 1 if newest_first else table.lines[-1]


def _age(table: Table, row: int) -> tuple[int, ...]:
    """Dates and versions as numbers that can be compared."""
    cells = dict(zip((_column(head) for head in table.header), table.cells[row], strict=False))
    told = cells.get("date") if re.search(r"\d{4}-\d", cells.get("date", "")) else cells.get("version")
    return tuple(int(number) for number in re.findall(r"\d{1,9}", told or ""))


def _words(line: str) -> list[str]:
    return line.split()


def _set(lines: list[str], document: Document, names: tuple[str, ...], new: str) -> None:
    """Put the new words in the place of the first value that stands beside its key."""
    key, old = next((pair for pair in document.metadata if _plain(pair[0]) in names), ("", ""))
    if not old or old == new or len(old) > LONGEST:
        return
    beside = re.compile(
        rf"(?<!\w){re.escape(key)}(?P<gap>[\s:|*_`\"']*[:|][\s*_`\"']*){re.escape(old)}(?![\w.])"
    )
    for number, line in enumerate(lines):
        if found := beside.search(line):
            lines[number] = line[: found.end() - len(old)] + new + line[found.end() :]
            return
    _set_cell(lines, document, key, old, new)


def _set_cell(lines: list[str], document: Document, key: str, old: str, new: str) -> None:
    """A table with keys as its header and one row of values."""
    for table in document.tables:
        if table.rows != 1 or key not in table.header:
            continue
        number = table.lines[0] - 1
        spans = cell_spans(lines[number])
        column = table.header.index(key)
        if column < len(spans) and old in lines[number][slice(*spans[column])]:
            start = lines[number].index(old, spans[column][0])
            lines[number] = lines[number][:start] + new + lines[number][start + len(old) :]
            return


def _plain(key: str) -> str:
    return re.sub(r"[_-]", " ", key.lower())


def _is_blank(said: str) -> bool:
    return said.startswith(("[", "<", "{"))


def _is_date(said: str) -> bool:
    """A date, or one left open ("2025-01-XX"); a blank of a template stays a blank."""
    return bool(re.search(r"\d", said)) and not _is_blank(said) and len(said) <= LONGEST
