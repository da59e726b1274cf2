"""What must be covered and a written document come in, the same with the written items ticked goes out."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from app.documents.model import Document, Requirement, Section, Task

MOST_OF_A_NAME = 20
_OTHER = re.compile(r"[\W_]+")
_NO_TEXT = re.compile(r"^\s*(?:#{1,6}(?:\s|$)|<!--.*-->\s*$|[-=*_\s]*$)")


def covered(
    required: Sequence[Requirement], document: Document, lines: Sequence[str]
) -> tuple[Requirement, ...]:
    """An item is done where a heading of its name, below the heading of its area, has text below it.

    What was ticked by hand stays ticked. A text that only says it is still to be written is none.
    """
    if not required:
        return ()
    named: dict[str, list[Section]] = {}
    for section in document.sections:
        if len(same := named.setdefault(_bare(section.title), [])) < MOST_OF_A_NAME:
            same.append(section)
    still_open = {gap.line for gap in document.gaps}
    written = [n for n, line in enumerate(lines, 1) if n not in still_open and not _NO_TEXT.match(line)]
    texts = _Texts(named, written)
    return tuple(
        replace(area, items=tuple(texts.ticked(item, area) for item in area.items)) for area in required
    )


class _Texts:
    """Sections by their bare name, and the lines that say something."""

    def __init__(self, named: dict[str, list[Section]], written: list[int]) -> None:
        self._named = named
        self._written = written

    def ticked(self, item: Task, area: Requirement) -> Task:
        around = self._named.get(_bare(area.area), [])
        found = self._named.get(_bare(item.text), [])
        inside = [one for one in found if any(_within(one, other) for other in around)] if around else found
        return replace(item, checked=item.checked or any(self._says(one) for one in inside))

    def _says(self, section: Section) -> bool:
        return bisect_right(self._written, section.line) < bisect_right(self._written, section.end)


def _within(inner: Section, outer: Section) -> bool:
    return outer.line <= inner.line <= outer.end


def is_same(title: str, other: str) -> bool:
    """Whether a heading of this title is found by the other's words."""
    return _bare(title) == _bare(other)


def _bare(title: str) -> str:
    """Words alone: numbers before a title, marks and capitals make no difference."""
    return _OTHER.sub(" ", title.lower()).strip().lstrip("0123456789 ")
