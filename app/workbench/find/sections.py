"""A document's text and what it was understood as in, the sections that can be found out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.frontmatter import read_front_matter, without_front_matter
from app.documents.markdown import normalize
from app.documents.model import Document
from app.documents.model import Section as Headed
from app.documents.state import Revision
from app.workbench.find.signs import signs

MOST_SECTIONS = 1000
# Reading more would keep a tick waiting; so much is a book. The rest of a longer text is shown and run, not found.
MOST_TEXT = 400_000
BETWEEN = " › "
# Between the cells of a table's row, and between lines that are not one sentence.
CELL = " · "
# What begins a line of its own; another line goes on with the one before it.
_BEGINS = re.compile(r"^[\s>]*(?:#{1,6}\s|[-*+]\s|\d+[.)]\s|\||>|```|~~~)")
_FENCE = ("```", "~~~")
_MARKS = re.compile(r"^[\s>]*(?:#{1,6}\s+|[-*+]\s+(?:\[[ xX]\]\s+)?)|\*\*|`|\|")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the text up to the next one; the first is the document itself, its `title` the document's.

    `above` names what it stands in, `about` what is known of the document (first section only), `anchor` its
    heading on the document's page, `procedure` the one to start from here ("" is the whole document).
    """

    title: str
    above: str
    about: str
    anchor: str
    procedure: str
    signs: str
    text: str


def sections_of(revision: Revision) -> tuple[Section, ...]:
    document = revision.document
    lines = _lines(revision.text)
    headed = _own(document)[:MOST_SECTIONS]
    starts = [1, *(section.line for section in headed)]
    texts = [
        "\n".join(lines[a - 1 : b - 1]) for a, b in zip(starts, [*starts[1:], len(lines) + 1], strict=True)
    ]
    first = Section(
        document.title, "", _about(document, revision.name), "", "", *_read(texts[0], document.title)
    )
    paths = _paths(document.title, headed)
    return (
        first,
        *(
            Section(one.title, path, "", one.id, _procedure(document, one.line), *_read(text, one.title))
            for one, path, text in zip(headed, paths, texts[1:], strict=True)
        ),
    )


def _lines(text: str) -> list[str]:
    source = normalize(text[:MOST_TEXT])
    _, front = read_front_matter(source)
    return without_front_matter(source, front).split("\n")


def _own(document: Document) -> tuple[Headed, ...]:
    """The headings below the title: a first heading that is the title is the document itself."""
    found = document.sections
    return found[1:] if found and found[0].title == document.title else found


def _paths(title: str, headed: Sequence[Headed]) -> list[str]:
    """For each heading, the document and the headings it stands under."""
    found: list[str] = []
    above: list[Headed] = []
    for one in headed:
        while above and above[-1].level >= one.level:
            above.pop()
        found.append(BETWEEN.join([title, *(heading.title for heading in above)]))
        above.append(one)
    return found


def _procedure(document: Document, line: int) -> str:
    """The smallest procedure that holds this line, or else the first that begins below this very heading."""
    inside = [one for one in document.procedures if one.line <= line <= one.end]
    return min(inside, key=lambda one: one.end - one.line).name if inside else ""


def _about(document: Document, name: str) -> str:
    said = " ".join(text for _, text in document.metadata)
    return f"{document.kind} {name} {said}"[:1000]


def _read(text: str, title: str = "") -> tuple[str, str]:
    """The signs in a section, and its text without the marks of Markdown: a line for each item, row or paragraph."""
    plain = "\n".join(_told(text.split("\n")))
    return " ".join(signs(f"{title}\n{plain}")), plain.removeprefix(title).lstrip()


def _told(lines: Sequence[str]) -> list[str]:
    told: list[str] = []
    is_code = goes_on = False
    for line in lines:
        is_fence = line.lstrip().startswith(_FENCE)
        is_code ^= is_fence
        if words := _plain(line if is_code else line.lstrip("> ")):
            goes_on = goes_on and not is_code and not _BEGINS.match(line)
            told[-1:] = [f"{told[-1]} {words}"] if goes_on else [*told[-1:], words]
        goes_on = bool(words) and not is_code
    return told


def _plain(line: str) -> str:
    """A line's words; a fence, a rule or the line below a table's head has none."""
    if line.lstrip().startswith(_FENCE) or not line.strip("-|:=*_ \t"):
        return ""
    cells = line.strip().strip("|").split("|") if line.lstrip().startswith("|") else (line,)
    return CELL.join(words for cell in cells if (words := " ".join(_MARKS.sub(" ", cell).split())))
