"""A tree of Parts comes in, what the document itself says it must cover goes out."""

import re
from collections.abc import Iterator

from app.documents.blocks import Block, plain
from app.documents.model import Requirement, Task
from app.documents.parts import LABEL_LEVEL, Part
from app.documents.sections import walk
from app.documents.titles import without_number

_TITLE = re.compile(
    r"\b(required (content|contents|sections?|topics?)|(content|sections?|topics?) (required|needed|to (write|cover))"
    r"|must (include|cover|contain)|to be (covered|documented|written))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\bthis (document|runbook|playbook|page|guide|file|checklist|handbook) (must|should|shall|has to|needs to|is to|will) "
    r"(include|cover|contain|document|describe)\b.*:?$",
    re.IGNORECASE,
)


def read_required(root: Part) -> tuple[Requirement, ...]:
    """Each area with the items listed below it."""
    return tuple(area for part in walk(root) for area in _of_part(part))


def _of_part(part: Part) -> Iterator[Requirement]:
    titled = part.level > 1 and _promises(part)
    if titled:
        yield from _headed_areas(part)
    said = titled
    for block in part.blocks:
        if block.kind == "list" and said:
            yield from _areas(block, part)
        elif block.kind == "paragraph":
            said = titled or bool(_SENTENCE.search(plain(block)))


def _promises(part: Part) -> bool:
    """A heading may say it in short; a line above a list must say that it speaks of this document."""
    return bool((_TITLE if part.level < LABEL_LEVEL else _SENTENCE).search(part.title))


def _headed_areas(part: Part) -> Iterator[Requirement]:
    """Areas that are headings of their own below the title, each with a list."""
    for below in part.parts:
        items = [_task(item) for block in below.blocks if block.kind == "list" for item in block.children]
        if items and not _TITLE.search(below.title):
            yield Requirement(without_number(below.title), below.line, tuple(items))


def _areas(block: Block, part: Part) -> list[Requirement]:
    nested = [item for item in block.children if any(inner.kind == "list" for inner in item.children)]
    if not nested:
        return [Requirement(part.title, part.line, tuple(_task(item) for item in block.children))]
    return [Requirement(_words(item), item.line, _items(item)) for item in block.children]


def _items(item: Block) -> tuple[Task, ...]:
    """What is listed below an area; an area without a list is its own only item."""
    lists = [inner for inner in item.children if inner.kind == "list"]
    return tuple(_task(below) for inner in lists for below in inner.children) or (_task(item),)


def _task(item: Block) -> Task:
    return Task(_words(item), item.line, bool(item.checked))


def _words(item: Block) -> str:
    return plain(item.children[0]).rstrip(":") if item.children else ""
