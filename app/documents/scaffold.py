"""A document that only lists what it must cover comes in, the Markdown to write it in goes out."""

import re
from collections.abc import Iterator
from datetime import date

from app.documents.coverage import is_same
from app.documents.model import Document, Requirement

# What a gap says, so that the lint finds what is still a stub.
STUB = "_To be written_"
_SIGN = re.compile(r"([\\`*_\[\]<>#|&~])")


def scaffold(promised: Document, day: date) -> str:
    """A heading for each area, a heading and a stub for each item below it."""
    head = f"# {_plain(promised.title)}\n\n**Status:** Draft\n**Owner:** _To be determined_\n"
    areas = "".join(part for area in promised.required for part in _area(area))
    return f"{head}**Last updated:** {day.isoformat()}\n{areas}"


def _area(area: Requirement) -> Iterator[str]:
    yield f"\n## {_plain(area.area)}\n"
    for item in area.items:
        # An area without a list is its own only item.
        heading = "" if is_same(item.text, area.area) else f"\n### {_plain(item.text)}\n"
        yield f"{heading}\n{STUB}\n"


def _plain(words: str) -> str:
    """Words that mean nothing but themselves in Markdown, on one line."""
    return _SIGN.sub(r"\\\1", " ".join(words.split())) or "Untitled"
