"""Blocks come in, the `Key: value` pairs their author wrote go out."""

import re
from collections.abc import Iterator

from app.documents.blocks import Block, plain
from app.documents.keys import names
from app.documents.model import Pairs
from app.documents.titles import starts_with_verb
from app.documents.words import ORDERS

MAX_KEY, MAX_VALUE, MAX_ALONE = 40, 300, 60
MAX_LINE = 2_000
MAX_TOLD = 120
_BOLD = re.compile(r"(?:\*\*|__)\s*([^*_:：\n]{1,40}?)\s*(?:[:：]\s*(?:\*\*|__)|(?:\*\*|__)\s*[:：])[ \t]*")
# `*Owner:* Kim` and `_Owner_: Kim`: what is slanted at the beginning of a line.
_SLANTED = re.compile(r"^(\s*(?:[-•>]\s+)?)([*_])(?![*_\s])([^*_\n]{1,40}?)\2(?![*_])")
_WHOLLY = re.compile(r"^\s*([*_]{1,3})(?=\w)(.*\S)\1\s*$")
# `Owner: Kim · Last reviewed: 2026-03-01`: several pairs on one line.
_BETWEEN = re.compile(r"\s+[|·•]\s+")
_PLAIN = re.compile(r"^\s*(?![a-z])([^\W\d_][\w /'-]{1,39}?)\s*(?::\s+|：\s*)(.+)$")
_ALONE = re.compile(r"^\s*(?:\*\*|__)\s*([^*_:：\n]{1,40}?)\s*[:：]?\s*(?:\*\*|__)[:：]?\s*$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(?<![\w\\])[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`|<br\s*/?>|\\$")
KNOWN = re.compile(
    r"^((document|doc|runbook|service|app(lication)?|team|feature|system) )?("
    r"status|version|date|author(s|ed by)?|owners?|owned by|owning team|updated|created( by| on)?"
    r"|last (updated|reviewed|modified|tested|verified|review|update|edited)|reviewed( by| on)?"
    r"|next review( date)?|review (date|cycle|frequency)|priority|severity|maintained by|maintainers?"
    r"|contacts?|team|approved by|approvers?|assigned to|assignee|target (completion )?date"
    r"|estimated (time|duration)( to complete)?|(expected )?duration|time|audience|scope|purpose"
    r"|environments?|service|category|tags?|type|kind|id|slack( channel)?|on-?call|reviewers?"
    r"|(service )?tier|criticality|rto|rpo|sla"
    r"|effective date|name|title|frequency|classification|blockers?|risk( level)?|impact|ticket)$",
    re.IGNORECASE,
)
# What stands above the keys and the values of a table that says what a document is.
_KEYS = re.compile(
    r"^(field|property|attribute|key|item|metadata|parameter|details?|info(rmation)?|meta)?$", re.IGNORECASE
)
_VALUES = re.compile(r"^(values?|details?|description|info(rmation)?)?$", re.IGNORECASE)
_NOT_DATA = re.compile(
    r"^(notes?|warning|caution|important|tip|danger|see also|action required|example|todo)$", re.IGNORECASE
)


def is_known(key: str) -> bool:
    """A key that headers have, in English or by another name."""
    return any(KNOWN.match(name) for name in names(key))


def clean(value: str) -> str:
    """A value without Markdown marks: `**[Ops](x)**` is `Ops`."""
    words = _LINK.sub(r"\1", value)
    return _MARKS.sub("", words).strip().strip("|·•").strip()[:MAX_VALUE]


def pairs_in(block: Block, *, known_only: bool = False) -> Iterator[tuple[str, str]]:
    """Pairs of a paragraph, list, quote or table."""
    if block.kind == "paragraph":
        yield from _of_text(block.source, known_only)
    elif block.kind == "table":
        yield from _of_table(block)
    elif block.kind == "list":
        yield from _of_list(block, known_only)
    elif block.kind == "quote":
        for child in block.children[:60]:
            yield from pairs_in(child, known_only=known_only)


def _of_list(block: Block, known_only: bool) -> Pairs:
    """A list that counts, or in which no key is one that headers have, is work and tells nothing about the document.

    Where most of its items state nothing, only what it begins with does.
    """
    if block.ordered:
        return ()
    first = block.children[:60]
    own = [[pair for child in item.children for pair in _of_item(child, known_only)] for item in first]
    below = [child for item in first for child in item.children if child.kind == "list"]
    inner = [pair for child in below for pair in pairs_in(child, known_only=True)]
    told = [pair for pairs in own for pair in pairs]
    if not any(is_known(key) for key, _ in (*told, *inner)):
        return ()
    if sum(map(bool, own)) * 2 < len(own) and not inner:
        return tuple(pair for pairs in own[: leading(block)] for pair in pairs)
    return (*told, *inner)


def _of_item(child: Block, known_only: bool) -> Pairs:
    """`**Restart:** the service` asks for something, as no key that headers have does."""
    if child.kind == "list":
        return ()
    told = pairs_in(child, known_only=known_only)
    return tuple(pair for pair in told if is_known(pair[0]) or pair[0].lower() not in ORDERS)


def leading(block: Block) -> int:
    """How many items a list begins with that tell of the document, `Owner: Ana`, and ask for nothing."""
    if block.ordered:
        return 0
    other = (number for number, item in enumerate(block.children) if not _tells(item))
    return next(other, len(block.children))


def _tells(item: Block) -> bool:
    if item.checked is not None or len(item.children) != 1 or len(item.children[0].source) > MAX_TOLD:
        return False
    told = list(pairs_in(item.children[0], known_only=True))
    return bool(told) and not any(starts_with_verb(value) for _, value in told)


def _of_text(source: str, known_only: bool) -> Iterator[tuple[str, str]]:
    lines = source.split("\n")[:60]
    if (lone := _under_bold(lines)) is not None:
        yield lone
        return
    for line in lines:
        marks = list(_BOLD.finditer(line))
        if not marks or line[: marks[0].start()].strip(" -*>•|\t" + _EMOJI):
            yield from _of_plain(_SLANTED.sub(r"\1\3", _WHOLLY.sub(r"\2", line)))
            continue
        ends = [mark.start() for mark in marks[1:]] + [len(line)]
        for mark, end in zip(marks, ends, strict=True):
            key, (said, *others) = mark.group(1).strip(), _apart(line[mark.end() : end])
            value = clean(said)
            if value and _is_key(key, known_only):
                yield key, value
            for other in others:
                yield from _of_plain(other)


def _of_plain(line: str) -> Iterator[tuple[str, str]]:
    for piece in _apart(line):
        found = _PLAIN.match(piece)
        if found and is_known(found.group(1)):
            yield found.group(1).strip("_"), clean(found.group(2))


def _apart(line: str) -> list[str]:
    """Cut before each further pair; a sign between other words belongs to them."""
    found: list[str] = []
    start = 0
    if len(line) > MAX_LINE:
        return [line]
    for between in _BETWEEN.finditer(line):
        pair = _PLAIN.match(line[between.end() : between.end() + MAX_VALUE])
        if pair and is_known(pair.group(1)):
            found.append(line[start : between.start()])
            start = between.end()
    return [*found, line[start:]]


def _under_bold(lines: list[str]) -> tuple[str, str] | None:
    """`**Owner**` and its value on the line below."""
    found = _ALONE.match(lines[0]) if len(lines) == 2 else None
    if not found or not is_known(found.group(1)) or len(lines[1]) > MAX_ALONE:
        return None
    if _ALONE.match(lines[1]) or _BOLD.match(lines[1]) or _PLAIN.match(lines[1]):
        return None
    return found.group(1).strip(), clean(lines[1])


# A pair may be led by one sign such as a clock or a person.
_EMOJI = "".join(chr(code) for code in (0x1F4C5, 0x1F464, 0x23F1, 0xFE0F, 0x1F4DD, 0x1F6A8, 0x1F3AF))


def _is_key(key: str, known_only: bool) -> bool:
    if _NOT_DATA.match(key):
        return False
    return is_known(key) if known_only else len(key) <= MAX_KEY


def _of_table(block: Block) -> Pairs:
    """A one-row table with keys as its header, or a two-column table of keys and values."""
    rows = [[plain(cell) for cell in row.children] for row in block.children]
    if rows and len(rows[0]) == 2 and all(is_known(row[0]) for row in rows) and not is_known(rows[0][1]):
        found = [(row[0], row[1]) for row in rows]
    elif len(rows) == 2 and sum(is_known(key) for key in rows[0]) * 2 >= len(rows[0]):
        found = list(zip(rows[0], rows[1], strict=False))
    elif rows and len(rows[0]) == 2 and _tells_keys(rows):
        found = [(row[0], row[1]) for row in rows if is_known(row[0]) or row is not rows[0]]
    else:
        return ()
    return tuple((key.rstrip(":"), value) for key, value in found if key and value)


def _tells_keys(rows: list[list[str]]) -> bool:
    """Half of its keys are known, or its head says that it holds keys and values and one is."""
    known = sum(is_known(row[0]) for row in rows)
    headed = bool(_KEYS.match(rows[0][0]) and _VALUES.match(rows[0][1]))
    return known * 2 >= len(rows) - 1 or (headed and known > 0)
