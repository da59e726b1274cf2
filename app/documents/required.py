"""A tree of Parts comes in, what the document itself says it must cover goes out."""

import re

from app.documents.blocks import Block, plain
from app.documents.model import Requirement, Task
from app.documents.parts import Part
from app.documents.sections import walk

_TITLE = re.compile(
    r"\b(required (content|sections?)|must (include|cover|contain)|to be (covered|documented))\b",
    re.IGNORECASE,
)


def read_required(root: Part) -> tuple[Requirement, ...]:
    """Each area with the items listed below it."""
    parts = [part for part in walk(root) if part.level > 1 and _TITLE.search(part.title)]
    return tuple(area for part in parts for block in part.blocks for area in _areas(block, part))


def _areas(block: Block, part: Part) -> list[Requirement]:
    if block.kind != "list":
        return []
    nested = [item for item in block.children if any(inner.kind == "list" for inner in item.children)]
    if not nested:
        return [Requirement(part.title, part.line, tuple(_task(item) for item in block.children))]
    return [Requirement(_words(item), item.line, _items(item)) for item in block.children]


def _items(item: Block) -> tuple[Task, ...]:
    lists = [inner for inner in item.children if inner.kind == "list"]
    return tuple(_task(below) for inner in lists for below in inner.children)


def _task(item: Block) -> Task:
    return Task(_words(item), item.line, bool(item.checked))


def _words(item: Block) -> str:
    return plain(item.children[0]) if item.children else ""
