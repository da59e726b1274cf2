"""Headings come in, the sections they open go out, each with an id for links."""

import re

from app.documents.blocks import Block, plain
from app.documents.model import Heading, Section
from app.documents.parts import LABEL_LEVEL, Part

_OTHER = re.compile(r"[^\w\- ]+")
MAX_SLUG = 80


def read_headings(blocks: list[Block]) -> tuple[Heading, ...]:
    """All headings there are, those inside lists and quotes included."""
    names = Slugs()
    found = [(block, plain(block)) for block in blocks if block.kind == "heading"]
    return tuple(Heading(block.level, text, block.line, names.slug(text)) for block, text in found)


def read_sections(root: Part, headings: tuple[Heading, ...]) -> tuple[Section, ...]:
    """Every heading that opens a part of the document, with the lines it covers."""
    ids = {heading.line: heading.id for heading in headings}
    return tuple(Section(p.title, p.level, p.line, p.end, ids[p.line]) for p in headed(root))


def headed(root: Part) -> list[Part]:
    """The parts that are headings, in document order."""
    return [part for part in walk(root) if 0 < part.level < LABEL_LEVEL]


def walk(root: Part) -> list[Part]:
    """This part and all below it, in document order."""
    found: list[Part] = []
    waiting = [root]
    while waiting:
        part = waiting.pop()
        found.append(part)
        waiting.extend(reversed(part.parts))
    return found


def slug(title: str) -> str:
    """A title as code forges make it an anchor, so that links written for them hold here."""
    return _OTHER.sub("", title.strip().lower()).replace(" ", "-")[:MAX_SLUG]


class Slugs:
    """Ids made from titles, each given once: `restart`, `restart-1`. Views and model agree on them."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def slug(self, title: str) -> str:
        name = found = slug(title) or "section"
        again = self._given.get(name, 0)
        while found in self._given:
            again += 1
            found = f"{name}-{again}"
        self._given[name] = again
        self._given.setdefault(found, 0)
        return found
