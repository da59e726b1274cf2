"""Source lines and what stands around them come in, the Fields a person fills in go out."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from app.documents.blanks import actors_in, blanks_in
from app.documents.blocks import Block, plain
from app.documents.components import components_in
from app.documents.fences import language
from app.documents.model import Field, Heading

# A longer line is data or a log, and looking around in it would cost too much.
MAX_LINE = 4_000
_LABEL = re.compile(
    r"^[\s>#]*(?:[-*+]\s+|\d+[.)]\s+)?(?:\[[ xX]\]\s+)?[*_`]{0,3}([^:|]{1,60}?)[*_`]{0,3}:(?!//)"
)
_NAME = re.compile(r"(?<![\\\w$])\$\{?([A-Z_][A-Z0-9_]*)\b\}?")
_TO_SET = re.compile(
    r"\b(?:set|replace|define|substitute|fill in|change|where)\s+(?:the\s+)?(?:variables?\s+|value of\s+)?"
    r"[`*\"]*\$\{?([A-Z_][A-Z0-9_]*)",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"(?:^|[\s;&(])([A-Z_][A-Z0-9_]*)=")
# The words right before a blank, where a line asks for several: `Start: ____ End: ____`.
_NEAR = re.compile(r"([^\W\d_][^:|•·\[\]<>_{}]{0,40}):[*_`\s]*$")
_MORE = ("etc.", "etc", "...", "…", "other", "others")
_HINT = re.compile(r"[\[<]|\{\{|YYYY|your-|YOUR_|___")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]+)\]:[ \t]*(?!\[)\S", re.MULTILINE)
_KINDS = (
    ("date", r"\bdate\b|YYYY|\bday\b"),
    ("time", r"\btime\b|\bHH:MM\b"),
    ("link", r"\blink\b|\burl\b|\bdashboard\b|\bendpoint\b"),
    ("command", r"\bcommands?\b"),
    (
        "number",
        r"^\W*X\W*$|\bnumber\b|\bcount\b|\bpercent(age)?\b|\bport\b|\breplicas\b",
    ),
    (
        "person",
        r"\bauthor\b|\bowner\b|\bwho\b|\bassignee\b|\bperson\b|\bengineer\b|\blead\b|\bmanager\b|\bcontact\b|\brole\b",
    ),
)


_DAY_LINE = re.compile(r"^_+[-/.]_+[-/.]_+$")
# `Duration: [Time]` asks how long, `Started: [Time]` asks when.
_HOW_LONG = re.compile(
    r"\b(duration|per|response|recovery|elapsed|estimated|within|for|takes?|limit|objective)\b", re.IGNORECASE
)


class Places:
    """What stands around a line: its fence, its table row, its heading; `hidden` lines are comments."""

    def __init__(self, blocks: list[Block], headings: tuple[Heading, ...]) -> None:
        self.fences: dict[int, str] = {}
        self.cells: dict[int, tuple[str, list[str]]] = {}
        self.hidden: set[int] = set()
        self._lines = [heading.line for heading in headings]
        self._titles = [heading.text for heading in headings]
        for block in blocks:
            if block.kind == "fence":
                name = language(block.info)
                self.fences.update(dict.fromkeys(range(block.line + 1, block.end), name))
            elif block.kind == "table":
                self._add_table(block)
            elif block.kind == "html" and block.source.lstrip().startswith("<!--"):
                self.hidden.update(range(block.line, block.end + 1))

    def heading(self, line: int) -> str:
        place = bisect_right(self._lines, line)
        return self._titles[place - 1] if place else ""

    def _add_table(self, block: Block) -> None:
        header = [plain(cell) for cell in block.children[0].children] if block.children else []
        for row in block.children:
            self.cells[row.line] = (plain(row.children[0]) if row.children else "", header)

    def cell(self, line: int, text: str, column: int) -> str:
        """The row's first cell, and the column's head where it says more than the blank itself."""
        row, header = self.cells[line]
        head = header[column] if column < len(header) else ""
        if row == text or not row:
            return head if row != text else self.heading(line)
        return row if head.lower() == text.strip("[]<>{} ").lower() or not head else f"{row}, {head}"


def read_fields(lines: list[str], places: Places) -> tuple[Field, ...]:
    """Same text and same label is one field; the label is the words before it, its row, its heading."""
    found: dict[tuple[str, str], list[int]] = {}
    for text, label, number, _ in read_blanks(lines, places):
        found.setdefault((text, label), []).append(number)
    return _named(found)


def read_blanks(lines: list[str], places: Places) -> Iterator[tuple[str, str, int, int]]:
    """Every blank there is, as text, label, line and column; columns count from 0."""
    defined = _defined(lines, places)
    told = _told(lines)
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE or number in places.hidden:
            continue
        for match in _NAME.finditer(line) if told and "$" in line else ():
            if match.group(1) in told:
                yield match.group(0), "", number, match.start()
        if not _HINT.search(line):
            continue
        for text, column in blanks_in(line, places.fences.get(number), defined):
            yield text, _label(line, text, column, number, places), number, column


def _told(lines: list[str]) -> frozenset[str]:
    """Names that the text tells its reader to set and no command sets: `Replace $CLUSTER with yours`."""
    if not any("$" in line for line in lines):
        return frozenset()
    short = [line for line in lines if len(line) <= MAX_LINE]
    named = {match.group(1) for line in short if "$" in line for match in _TO_SET.finditer(line)}
    given = {match.group(1) for line in short if "=" in line for match in _GIVEN.finditer(line)}
    return frozenset(named - given)


def _defined(lines: list[str], places: Places) -> frozenset[str]:
    components = {
        name
        for number, line in enumerate(lines, 1)
        if ("<" in line or line.startswith("import ")) and len(line) <= MAX_LINE
        for name in components_in(line, in_fence=number in places.fences)
    }
    links = {m.group(1).lower() for line in lines if "]:" in line and (m := _DEFINITION.match(line))}
    return frozenset(
        links.union(components, *(actors_in(line) for line in lines if "[" in line and len(line) <= MAX_LINE))
    )


def _label(line: str, text: str, column: int, number: int, places: Places) -> str:
    if text[0] not in "[_" and "YYYY" not in text:
        return ""  # `<namespace>` is a name: it means the same in the whole document
    if number in places.cells:
        before = line[:column].replace("\\|", "").lstrip()
        return places.cell(number, text, before.count("|") - before.startswith("|"))
    found = _NEAR.search(line[max(column - 80, 0) : column]) or _LABEL.match(line[:column])
    words = found.group(1).strip(" *_`") if found else ""
    return words or places.heading(number)


def _named(found: dict[tuple[str, str], list[int]]) -> tuple[Field, ...]:
    times = Counter(text for text, _ in found)
    return tuple(_field(text, label, lines, alone=times[text] == 1) for (text, label), lines in found.items())


def _field(text: str, label: str, lines: list[int], *, alone: bool) -> Field:
    words = text.strip("[]<>{}$ ") if text.strip("_-/.") else "blank"
    name = words if alone or label in ("", words) else f"{label}: {words}"
    options = _options(words)
    kind = "choice" if options else "date" if _DAY_LINE.match(text) else _kind(words, label)
    more = bool(options) and any(word in words.lower() for word in _MORE)
    return Field(text, lines[0], kind, label, name, options, tuple(lines), more)


def _kind(words: str, label: str) -> str:
    kind = next((kind for kind, pattern in _KINDS if re.search(pattern, words, re.IGNORECASE)), "text")
    return "text" if kind == "time" and _HOW_LONG.search(f"{label} {words}") else kind


def _options(words: str) -> tuple[str, ...]:
    """`Draft | Review` or `Critical/High/Medium`; "etc." is no option, it allows other words."""
    parts = [part.strip() for part in words.split("|" if "|" in words else "/")]
    if len(parts) < 2 or any(not part or len(part.split()) > 3 for part in parts):
        return ()
    if "|" not in words and not all(part[:1].isupper() or part in _MORE for part in parts):
        return ()
    return tuple(part for part in parts if part not in _MORE)
