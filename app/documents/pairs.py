"""Blocks come in, the `Key: value` pairs their author wrote go out."""

import re
from collections.abc import Iterator

from app.documents.blocks import Block, plain
from app.documents.keys import names
from app.documents.model import Pairs

MAX_KEY, MAX_VALUE = 40, 300
_BOLD = re.compile(r"(?:\*\*|__)\s*([^*_:：\n]{1,40}?)\s*(?:[:：]\s*(?:\*\*|__)|(?:\*\*|__)\s*[:：])[ \t]*")
_PLAIN = re.compile(r"^\s*(?![a-z])([^\W\d_][\w /'-]{1,39}?)\s*(?::\s+|：\s*)(.+)$")
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
    r"|effective date|name|title|frequency|classification|blockers?|risk( level)?|impact|ticket)$",
    re.IGNORECASE,
)
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
    elif block.kind in ("list", "quote", "item"):
        for child in block.children[:60]:
            yield from pairs_in(child, known_only=known_only)


def _of_text(source: str, known_only: bool) -> Iterator[tuple[str, str]]:
    for line in source.split("\n")[:60]:
        marks = list(_BOLD.finditer(line))
        if not marks or line[: marks[0].start()].strip(" -*>•|\t" + _EMOJI):
            found = _PLAIN.match(line)
            if found and is_known(found.group(1)):
                yield found.group(1), clean(found.group(2))
            continue
        ends = [mark.start() for mark in marks[1:]] + [len(line)]
        for mark, end in zip(marks, ends, strict=True):
            key, value = mark.group(1).strip(), clean(line[mark.end() : end])
            if value and _is_key(key, known_only):
                yield key, value


# A pair may be led by one sign such as a clock or a person.
_EMOJI = "".join(chr(code) for code in (0x1F4C5, 0x1F464, 0x23F1, 0xFE0F, 0x1F4DD, 0x1F6A8, 0x1F3AF))


def _is_key(key: str, known_only: bool) -> bool:
    if _NOT_DATA.match(key):
        return False
    return is_known(key) if known_only else len(key) <= MAX_KEY


def _of_table(block: Block) -> Pairs:
    """A one-row table with keys as its header, or a two-column table of keys and values."""
    rows = [[plain(cell) for cell in row.children] for row in block.children]
    if len(rows) == 2 and sum(is_known(key) for key in rows[0]) * 2 >= len(rows[0]):
        found = list(zip(rows[0], rows[1], strict=False))
    elif rows and len(rows[0]) == 2 and sum(is_known(row[0]) for row in rows) * 2 >= len(rows) - 1:
        found = [(row[0], row[1]) for row in rows if is_known(row[0]) or row is not rows[0]]
    else:
        return ()
    return tuple((key.rstrip(":"), value) for key, value in found if key and value)
