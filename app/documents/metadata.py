"""The document's parts and front matter come in, its metadata goes out: head first, then foot."""

import re

from app.documents.blocks import Block, plain
from app.documents.keys import names
from app.documents.model import Pairs
from app.documents.pairs import is_known, pairs_in
from app.documents.parts import Part
from app.documents.sections import headed, walk

_ABOUT = re.compile(
    r"^(document|runbook|doc)? ?(metadata|information|info|control|details|properties|header)$", re.IGNORECASE
)
_ESTIMATE = re.compile(r"^estimated (time|duration|effort)( to complete)?$", re.IGNORECASE)
MAX_ESTIMATE = 60


def read_metadata(root: Part, front: Pairs) -> Pairs:
    """First value of each key; front matter wins over the head, the head over the foot."""
    found: dict[str, tuple[str, str]] = {}
    for key, value in (*front, *_head(root), *_foot(root), *_estimates(root)):
        if value:
            found.setdefault(key.lower(), (key, value))
    return tuple(found.values())


def value(metadata: Pairs, *wanted: str) -> str:
    """The value of the first key that has one of these lower-case names, in any language that is known here."""
    return next((said for key, said in metadata if not set(wanted).isdisjoint(names(key))), "")


def _head(root: Part) -> list[tuple[str, str]]:
    """Pairs that stand before the second heading, or under a heading such as `Document control`."""
    parts = [part for part in walk(root)[:12] if part.level < 7]
    about = [part for part in parts[1:] if _ABOUT.match(part.title)]
    top = [root, *parts[1:2]] if len(parts) > 1 and parts[1].level == 1 else [root]
    return [pair for part in (*top, *about) for block in part.blocks for pair in pairs_in(block)]


def _estimates(root: Part) -> list[tuple[str, str]]:
    """`### Estimated Time to Complete` with its one line of text: a pair in the form of a heading."""
    found = [part for part in headed(root) if _ESTIMATE.match(part.title)]
    lines = [(part.title, block) for part in found for block in part.blocks[:1] if block.kind == "paragraph"]
    return [(title, words) for title, block in lines if len(words := plain(block)) <= MAX_ESTIMATE]


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
