"""A text in, the documents that stand in its fences as templates out: title, line of the fence, text."""

import re
from functools import lru_cache

from app.documents.line_ends import cut
from app.documents.markdown import normalize
from app.documents.model import Document
from app.records.titles import heading_of

_OPEN = re.compile(r"^(?P<indent> {0,12})(?P<marks>`{3,}|~{3,})[ \t]*(?:markdown|md)\b", re.IGNORECASE)
_ANY = re.compile(r"^ {0,12}(?:`{3,}|~{3,})[ \t]*(?:markdown|md)\b", re.IGNORECASE | re.MULTILINE)

Template = tuple[str, int, str]


def embedded(text: str, read: Document) -> tuple[Template, ...]:
    """Fences marked as Markdown that hold a heading."""
    return () if read.plain or not _ANY.search(text) else _embedded(text)


@lru_cache(maxsize=8)  # the page of one document asks again with every act on it
def _embedded(text: str) -> tuple[Template, ...]:
    lines = [line.rstrip("\n") for line in cut(normalize(text))]
    found: list[Template] = []
    at = 0
    while at < len(lines):
        opened = _OPEN.match(lines[at])
        end = _end(lines, at + 1, opened["marks"]) if opened else at
        if opened:
            inside = "\n".join(_bare(line, len(opened["indent"])) for line in lines[at + 1 : end])
            if title := heading_of(inside):
                found.append((title, at + 1, f"{inside}\n"))
        at = end + 1
    return tuple(found)


def _end(lines: list[str], at: int, marks: str) -> int:
    closing = re.compile(rf"^\s*{re.escape(marks[0])}{{{len(marks)},}}\s*$")
    return next((n for n in range(at, len(lines)) if closing.match(lines[n])), len(lines))


def _bare(line: str, indent: int) -> str:
    spaces = len(line) - len(line.lstrip(" "))
    return line[min(spaces, indent) :]
