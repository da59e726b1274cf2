"""A document in, the facts that a library is filtered and sorted by out: owner, tags, the day of the next review."""

import re

from app.documents.metadata import value
from app.documents.model import Document

OWNERS = ("owner", "owners", "owned by", "owning team", "team", "maintained by", "maintainer", "maintainers")
TAGS = ("tags", "tag", "keywords", "labels")
REVIEWS = ("next review", "next review date", "review date", "review by", "review due", "next reviewed")
_DAY = re.compile(r"\b(\d{4}-\d{2}-\d{2})\b")


def owner_of(document: Document) -> str:
    return value(document.metadata, *OWNERS)


def tags_of(document: Document) -> tuple[str, ...]:
    """As an author lists them: `a, b` or `[a, b]`."""
    said = value(document.metadata, *TAGS).strip("[] ")
    return tuple(dict.fromkeys(tag for one in re.split(r"[,;]", said) if (tag := one.strip(" \"'#"))))


def review_of(document: Document) -> str:
    """The day by which its author wants it reviewed, or ""."""
    found = _DAY.search(value(document.metadata, *REVIEWS))
    return found.group(1) if found else ""
