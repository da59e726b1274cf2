"""A sheet comes in, its links to headings that are not there go out."""

import re
from urllib.parse import unquote

from app.documents.lint.sheet import Finding, Findings, Sheet
from app.documents.model import Document

_ANCHOR = re.compile(
    r"""(?:\bid|\bname)\s*=\s*["']?([^\s"'>]+)|\{#([\w.:-]+)[^}]*\}|^\(([\w.:-]+)\)=$""", re.MULTILINE
)
_NO_HEADING = re.compile(r"L\d+(?:-L?\d+)?$|:~:|fn", re.IGNORECASE)
_OTHER = re.compile(r"[\W_]+")


def anchors(sheet: Sheet) -> Findings:
    wanted = [link for link in sheet.document.links if link.target.startswith("#") and len(link.target) > 1]
    if not wanted:
        return
    known = known_anchors(sheet.document, sheet.text)
    for link in wanted:
        if not leads_to(link.target[1:], known):
            yield Finding(link.line, f"“{link.target}” leads to no heading of this document.")


def known_anchors(document: Document, text: str) -> frozenset[str]:
    """Every name a link may lead to, marks as dashes: forges do not agree on them."""
    own = {_bare(name) for found in _ANCHOR.finditer(text) for name in found.groups() if name}
    ids = {_bare(heading.id) for heading in document.headings}
    words = {_bare(heading.text) for heading in document.headings}
    return frozenset(own | ids | words | {"top", ""})


def leads_to(anchor: str, known: frozenset[str]) -> bool:
    name = _bare(unquote(anchor))
    if name in known:
        return True
    # `user-content-` is what a forge puts before; lines of code, footnotes and text fragments are no headings.
    return name.removeprefix("user-content-") in known or bool(_NO_HEADING.match(anchor))


def _bare(name: str) -> str:
    return _OTHER.sub("-", name.lower()).strip("-")
