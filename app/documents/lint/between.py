"""A set of documents by path comes in, the links that lead to none of them or to no heading of theirs go out."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote

from app.documents.lint.links import known_anchors, leads_to
from app.documents.lint.rules import BROKEN_LINK, RULES
from app.documents.lint.run import problems_of
from app.documents.lint.sheet import Finding
from app.documents.model import Document, Link, Problem

_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|#|$)|[{}<>]|\$", re.IGNORECASE)
_MARKDOWN = re.compile(r"\.(?:md|markdown)$", re.IGNORECASE)

Given = Mapping[str, tuple[Document, str]]
"""Path with forward slashes -> the document and its text."""


def broken_links(given: Given, exists: Callable[[str], bool]) -> dict[str, list[Problem]]:
    """`exists` answers for paths that are not among the given ones."""
    return {path: list(_of(path, given, exists)) for path in given}


def _of(path: str, given: Given, exists: Callable[[str], bool]) -> Iterator[Problem]:
    for link in given[path][0].links:
        name, anchor = other_document(link)
        if not name:
            continue
        # A path from the root of a site has no place on a disk that could be known.
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        if target in given:
            yield from _heading(link, anchor, *given[target])
        elif not exists(target):
            yield from problems_of(BROKEN_LINK, [Finding(link.line, f"“{name}” is not there.")])


def other_document(link: Link) -> tuple[str, str]:
    """The path and the anchor of a link to another Markdown document; "" for any other link."""
    if _ELSEWHERE.search(link.target):
        return "", ""
    path, _, anchor = unquote(link.target).partition("#")
    path = path.partition("?")[0]
    return (path, anchor) if _MARKDOWN.search(path) and not path.startswith("/") else ("", "")


def _heading(link: Link, anchor: str, document: Document, text: str) -> Iterator[Problem]:
    if anchor and not leads_to(anchor, known_anchors(document, text)):
        found = Finding(link.line, f"“{link.target}” leads to no heading of that document.")
        yield from problems_of(RULES["broken-anchor"], [found])
