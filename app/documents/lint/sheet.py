"""A Document and the lines it was read from come in, what every rule looks at goes out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from app.documents.about import About, about
from app.documents.model import Document, Section, Step

_BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(\S.*)$")
# Kinds that are read or copied rather than worked: they need no steps, rollback or escalation.
READ_ONLY = frozenset(("reference", "policy", "template"))


class Finding(NamedTuple):
    """Where a rule found something, and the sentence that says what."""

    line: int
    message: str


Findings = Iterable[Finding]
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`recognised` counts the steps that were found, not the plain list that stands in for them.

    `fences` are the first and last lines of the fences, `fenced` all lines of them.
    """

    document: Document
    lines: tuple[str, ...]
    text: str
    recognised: int
    fences: Spans
    fenced: frozenset[int]
    about: About

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps its author wrote as steps."""
        return self.document.steps if self.recognised else ()

    @property
    def is_worked(self) -> bool:
        return bool(self.recognised) and self.document.kind not in READ_ONLY

    def prose(self, step: Step) -> str:
        """The detail of a step without what stands in its fences."""
        if len(step.spans) < 2:
            return step.detail
        numbers = (number for first, last in step.spans[1:] for number in range(first, last + 1))
        return "\n".join(self.lines[number - 1] for number in numbers if number not in self.fenced)

    def bullets(self, section: Section) -> Iterator[tuple[int, str]]:
        """Line and words of each list item between a heading and the end of its section."""
        for number in range(section.line + 1, min(section.end, len(self.lines)) + 1):
            if found := _BULLET.match(self.lines[number - 1]):
                yield number, found.group(1)


def sheet_of(document: Document, lines: list[str], recognised: int, fences: Spans) -> Sheet:
    fenced = frozenset(number for first, last in fences for number in range(first, last + 1))
    return Sheet(document, tuple(lines), "\n".join(lines), recognised, fences, fenced, about(document))
