"""A document in, the facts that a library is filtered and sorted by out: owner and tags."""

import re

from app.documents.metadata import value
from app.documents.model import Document

OWNERS = ("owner", "owners", "owned by", "owning team", "team", "maintained by", "maintainer", "maintainers")
TAGS = ("tags", "tag", "keywords", "labels")


def owner_of(document: Document) -> str:
    return value(document.metadata, *OWNERS)


def tags_of(document: Document) -> tuple[str, ...]:
    """As an author lists them: `a, b` or `[a, b]`."""
    said = value(document.metadata, *TAGS).strip("[] ")
    return tuple(dict.fromkeys(tag for one in re.split(r"[,;]", said) if (tag := one.strip(" \"'#"))))
