"""The document's parts and front matter come in, its metadata goes out: head first, then foot."""

import re

from app.documents.blocks import Block, plain
from app.documents.keys import names
from app.documents.model import Pairs
from app.documents.pairs import is_known, pairs_in
from app.documents.parts import LABEL_LEVEL, Part
from app.documents.sections import walk

_ABOUT = re.compile(
    r"^(document|runbook|doc)? ?(metadata|information|info|control|details|properties|header)$", re.IGNORECASE
)
# Titles whose one line of text is a pair of the document, wherever they stand.
_ESTIMATE = re.compile(r"^estimated (time|duration|effort)( to complete)?$", re.IGNORECASE)
# The same of what is near the document's own title.
_SAID_BELOW = frozenset(
    (
        *("owner", "owners", "owned by", "owning team", "document owner", "runbook owner", "service owner"),
        *("maintained by", "maintainer", "maintainers", "author", "authors", "version", "last updated"),
        *("last reviewed", "last review", "next review", "next review date", "review date", "last tested"),
    )
)
MAX_ESTIMATE, MOST_NAMES = 60, 5


def read_metadata(root: Part, front: Pairs) -> Pairs:
    """First value of each key; front matter wins over the head, the head over the foot."""
    found: dict[str, tuple[str, str]] = {}
    for key, value in (*front, *_head(root), *_foot(root), *_titled(root)):
        if value:
            found.setdefault(key.lower(), (key, value))
    return tuple(found.values())


def value(metadata: Pairs, *wanted: str) -> str:
    """The value of the first key that has one of these lower-case names, in any language that is known here."""
    return next((said for key, said in metadata if not set(wanted).isdisjoint(names(key))), "")


def _head(root: Part) -> list[tuple[str, str]]:
    """Pairs that stand before the second heading, or under a heading such as `Document control`."""
    parts = [part for part in walk(root)[:12] if part.level < LABEL_LEVEL]
    about = [part for part in parts[1:] if _ABOUT.match(part.title)]
    top = [root, *parts[1:2]] if len(parts) > 1 and parts[1].level == 1 else [root]
    return [pair for part in (*top, *about) for block in part.blocks for pair in pairs_in(block)]


def _titled(root: Part) -> list[tuple[str, str]]:
    """`### Estimated Time to Complete` or `## Owner` with its one line of text: a pair in the form of a heading."""
    found = [part for part in walk(root) if _is_titled(part)]
    said = [(part.title, _alone(block, part)) for part in found for block in part.blocks[:1]]
    return [(title, words) for title, words in said if 0 < len(words) <= MAX_ESTIMATE]


def _is_titled(part: Part) -> bool:
    if 0 < part.level < LABEL_LEVEL and _ESTIMATE.match(part.title):
        return True
    near = part.level == 2 or (
        part.level == LABEL_LEVEL and part.parent is not None and part.parent.level < 2
    )
    return near and not _SAID_BELOW.isdisjoint(names(part.title))


def _alone(block: Block, part: Part) -> str:
    """A paragraph, or the few names of a list below a heading; "" for anything else."""
    if block.kind == "paragraph":
        return plain(block)
    names_all = block.kind == "list" and not block.ordered and part.level < LABEL_LEVEL
    items = block.children if names_all and len(block.children) <= MOST_NAMES else []
    return ", ".join(plain(item.children[0]) for item in items if item.children)


def _foot(root: Part) -> list[tuple[str, str]]:
    """Pairs after the last rule, or in the last paragraphs of the document."""
    every = walk(root)
    if len(every) < 2:
        return []
    # A rule ends what a label began: the last words may belong to the heading above it.
    blocks = max((part.blocks for part in every), key=lambda blocks: blocks[-1].line if blocks else 0)
    while blocks and blocks[-1].kind == "rule":
        blocks = blocks[:-1]
    rule = max((n for n, block in enumerate(blocks) if block.kind == "rule"), default=-1)
    tail = blocks[rule + 1 :] if rule >= 0 else _last_paragraphs(blocks)
    # Where nothing but pairs stands below a rule, each of them is about the document.
    known_only = rule < 0 or not all(block.kind == "paragraph" and _pairs_only(block) for block in tail)
    return [pair for block in tail for pair in pairs_in(block, known_only=known_only)]


def _last_paragraphs(blocks: list[Block]) -> list[Block]:
    last = [block for block in blocks[-3:] if block.kind == "paragraph" and _pairs_only(block)]
    return [block for block in last if all(is_known(key) for key, _ in pairs_in(block))]


def _pairs_only(block: Block) -> bool:
    return len(list(pairs_in(block))) == block.source.count("\n") + 1
