"""A Document and its text come in, the Parts that facts are looked for in go out, and words to look with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.documents.amounts import minutes
from app.documents.blocks import Block, plain, read_blocks
from app.documents.facts.kinds import Fact
from app.documents.frontmatter import read_front_matter, without_front_matter
from app.documents.items import title_of_item
from app.documents.markdown import normalize, read
from app.documents.model import Document
from app.documents.pairs import clean
from app.documents.parts import LABEL_LEVEL, Part, read_parts
from app.documents.sections import walk
from app.documents.titles import without_number

_PAIR = re.compile(r"^([^:\n]{1,60}?)\s*(?::|：|\s[–—-]\s)\s*(.*)$", re.DOTALL)
_BLANK = re.compile(r"^\W*(\[[^\]]*\]|<[^>]*>|\{.*\}|_{2,}|tbd|tbc|n/?a|none|-+|—)?\W*$", re.IGNORECASE)
_SIGN = re.compile(r"^[^\w(\[<\"'`#/+$]+\s*")


@dataclass(frozen=True, slots=True)
class Told:
    """A fact on its way: what it is called and the line it stands on."""

    name: str
    fact: Fact
    line: int
    part: Part


@dataclass(slots=True, eq=False)
class Source:
    """`body` is the normalized text, its front matter left empty; `parts` are all, in document order."""

    document: Document
    body: list[str]
    root: Part
    parts: list[Part] = field(default_factory=list)


def source_of(document: Document, text: str) -> Source:
    whole = normalize(text)
    _, skipped = read_front_matter(whole)
    body = without_front_matter(whole, skipped)
    tokens, _ = read(body)
    lines = body.split("\n")
    root = read_parts(read_blocks(tokens), len(lines))
    return Source(document, lines, root, walk(root))


def title(part: Part) -> str:
    """Without its number, and without the sign or emoji before it."""
    return without_number(_SIGN.sub("", part.title)) if part.level else ""


def path(part: Part | None) -> Iterator[Part]:
    """This part and the titles it stands under, the document's own title left out."""
    while part and part.level > 1:
        yield part
        part = part.parent


def is_under(part: Part | None, words: re.Pattern[str]) -> bool:
    return any(words.search(one.title) for one in path(part))


def section(part: Part | None) -> Part | None:
    """The nearest heading: bold lines have no address."""
    while part and part.level in (0, LABEL_LEVEL):
        part = part.parent
    return part


def items(part: Part) -> list[Block]:
    """The items of the lists directly under a title."""
    return [item for block in part.blocks if block.kind == "list" for item in block.children]


def words(item: Block) -> str:
    return title_of_item(item)[0]


def told_items(part: Part) -> tuple[str, ...]:
    return tuple(said for item in items(part) if (said := filled(words(item))))


def inner_items(item: Block) -> list[Block]:
    return [inner for block in item.children if block.kind == "list" for inner in block.children]


def pair(text: str) -> tuple[str, str]:
    """`Response time: < 1 hour` in two; ("", text) when it states nothing of something."""
    found = _PAIR.match(text)
    return (found.group(1).strip(" *_`"), found.group(2).strip()) if found else ("", text)


def pairs(blocks: list[Block]) -> dict[str, str]:
    """Lower-case keys and values of these items; the first of a key counts."""
    found: dict[str, str] = {}
    for item in blocks:
        key, value = pair(words(item))
        if key:
            found.setdefault(key.lower(), value)
    return found


def first(told: dict[str, str], pattern: re.Pattern[str]) -> str:
    """The value of the first key that matches; a blank is nothing."""
    return next((filled(value) for key, value in told.items() if pattern.search(key)), "")


def filled(text: str) -> str:
    """The words without marks; "" when they are a blank to fill in."""
    said = clean(text)
    return "" if _BLANK.match(said) or _BLANK.match(text) else said


def time(text: str) -> int | None:
    return minutes(text) if text else None


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    cells: tuple[str, ...]
    part: Part

    def cell(self, column: int | None) -> str:
        return filled(self.cells[column]) if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table under a title."""

    part: Part
    header: tuple[str, ...]
    rows: tuple[Row, ...]

    def column(self, pattern: str, *taken: int | None) -> int | None:
        """The first column whose head matches and that is not taken yet."""
        heads = enumerate(self.header)
        return next(
            (n for n, head in heads if n not in taken and re.search(pattern, head, re.IGNORECASE)), None
        )


def grids(source: Source) -> Iterator[Grid]:
    for part in source.parts:
        for block in part.blocks:
            if block.kind == "table" and block.children:
                header = tuple(plain(cell) for cell in block.children[0].children)
                rows = (
                    Row(row.line, tuple(plain(cell) for cell in row.children), part)
                    for row in block.children[1:]
                )
                yield Grid(part, header, tuple(rows))
