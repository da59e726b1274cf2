"""A text in, the documents that stand in its fences as templates out: title, line of the fence, text."""

import re
from functools import lru_cache

from app.documents.blocks import read_blocks, walk_blocks
from app.documents.fences import language
from app.documents.frontmatter import read_front_matter, without_front_matter
from app.documents.markdown import normalize, read
from app.documents.model import Document
from app.records.titles import heading_of

_MARKDOWN = frozenset(("markdown", "md"))
_ANY = re.compile(
    r"^[ >\t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:`{3,}|~{3,})[ \t]*(?:markdown|md)\b",
    re.IGNORECASE | re.MULTILINE,
)

Template = tuple[str, int, str]


def embedded(text: str, read: Document) -> tuple[Template, ...]:
    """Fences marked as Markdown that hold a heading."""
    return () if read.plain or not _ANY.search(text) else _embedded(text)


@lru_cache(maxsize=8)  # the page of one document asks again with every act on it
def _embedded(text: str) -> tuple[Template, ...]:
    source = normalize(text)
    _, skipped = read_front_matter(source)
    tokens, _ = read(without_front_matter(source, skipped))
    fences = (block for block in walk_blocks(read_blocks(tokens)) if block.kind == "fence")
    found = (block for block in fences if language(block.info) in _MARKDOWN)
    return tuple((title, block.line, block.source) for block in found if (title := heading_of(block.source)))
