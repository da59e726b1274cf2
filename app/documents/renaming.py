"""A text and a new title in, the same text under that title out: only the words of the title change."""

import re

from app.documents.frontmatter import read_front_matter
from app.documents.line_ends import cut
from app.documents.markdown import normalize
from app.documents.model import Document
from app.documents.names import MAX_TITLE

_ATX = re.compile(r"^(?P<before> {0,3}#{1,6}[ \t]+)(?P<title>.*?)(?P<after>[ \t]*(?:[ \t]#+[ \t]*)?[\r\n]*)$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_GIVEN = re.compile(r"^(?P<before>title\s*:\s*)(?P<title>.*?)(?P<after>\s*)$", re.IGNORECASE)


def clean_title(title: str) -> str:
    """One line, as long as a title may be."""
    return " ".join(title.split())[:MAX_TITLE]


def retitled(text: str, document: Document, title: str) -> str:
    """`document` is what `text` says. A text without a title of its own stays as it is: its file names it."""
    title = clean_title(title)
    if not title or title == document.title or document.plain:
        return text
    lines = cut(text)
    _, front = read_front_matter(normalize(text))
    number = next((one.line for one in document.headings if one.level == 1), 0)
    if not number and any(_set_given(lines, at, title) for at in range(1, front)):
        return "".join(lines)
    number = number or (document.headings[0].line if document.headings else 0)
    if number and number <= len(lines):
        _set_heading(lines, number - 1, title)
    return "".join(lines)


def _set_given(lines: list[str], at: int, title: str) -> bool:
    found = _GIVEN.match(lines[at])
    if not found:
        return False
    quoted = (
        '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"' if re.search(r"[:#'\"]", title) else title
    )
    lines[at] = found["before"] + quoted + found["after"]
    return True


def _set_heading(lines: list[str], at: int, title: str) -> None:
    mark = "\ufeff" if at == 0 and lines[0].startswith("\ufeff") else ""
    line = lines[at].removeprefix(mark)
    if found := _ATX.match(line):
        lines[at] = mark + found["before"] + title + found["after"]
    elif at + 1 < len(lines) and _UNDERLINE.match(lines[at + 1].rstrip("\r\n")):
        words = line.rstrip("\r\n")
        lines[at] = mark + title + line[len(words) :]
