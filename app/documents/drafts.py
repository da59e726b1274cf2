"""A step on its way: where its words and detail stand in the source, before it is frozen."""

from dataclasses import dataclass, field

from app.documents.blocks import Block
from app.documents.parts import Part
from app.documents.titles import is_generic

Span = tuple[int, int]  # first and last line


@dataclass(slots=True, eq=False)
class Draft:
    text: str
    line: int
    part: Part
    phase: str = ""
    checked: bool | None = None
    spans: list[Span] = field(default_factory=list)
    warnings: list[Span] = field(default_factory=list)  # what is not to be done, shown with it
    blocks: list[Block] = field(default_factory=list)
    words_end: int = 0  # the last line of its own words
    detail: str = ""  # told in our own words, where the source cannot be shown: a row of a table
    expect: str | None = None
    condition: str | None = None

    def add(self, block: Block) -> None:
        # An indented block stays indented only with what it stands below.
        if block.kind == "code" and self.spans and 0 < block.line - self.spans[-1][1] <= 2:
            self.spans[-1] = (self.spans[-1][0], block.end)
        else:
            self.spans.append((block.line, block.end))
        self.blocks.append(block)


def phase_of(part: Part | None) -> str:
    """The nearest title that says something: `Steps` alone gives way to the title above it."""
    while part and part.parent and part.level > 1:
        if not is_generic(part.title):
            return part.title
        part = part.parent
    return ""
