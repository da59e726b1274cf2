"""Blocks come in, the same with paragraphs of drawn boxes read as lists go out: `☐ Told the team`, a line each."""

import re

from markdown_it.token import Token

from app.documents.blocks import Block

# A box drawn as a letter: `- ☐ Told the team`.
BOX = re.compile(r"^([☐□⬜◻▢☑☒✅✔🗹])\ufe0f?\s+(?=\S)")


def with_boxes(blocks: list[Block]) -> list[Block]:
    return [piece for block in blocks for piece in _pieces(block)]


def _pieces(block: Block) -> list[Block]:
    """The words above the first box stay a paragraph; a line without a box goes on from the one above it."""
    if block.kind != "paragraph" or block.source.isascii():
        return [block]
    lines = block.source.split("\n")
    boxed = [n for n, line in enumerate(lines) if BOX.match(line.lstrip())]
    words = _by_line(block)
    # One line with a mark in front is a sentence: `✅ All is well`.
    if len(boxed) < 2 or len(words) != len(lines):
        return [block]
    above = [_paragraph(block, lines, words, 0, boxed[0])] if boxed[0] else []
    items = [
        _paragraph(block, lines, words, first, last)
        for first, last in zip(boxed, [*boxed[1:], len(lines)], strict=True)
    ]
    children = [Block("item", item.line, item.end, children=[item]) for item in items]
    return [*above, Block("list", items[0].line, items[-1].end, children=children)]


def _by_line(block: Block) -> list[list[Token]]:
    """The inline tokens of each line, its break with it."""
    found: list[list[Token]] = [[]]
    for token in block.inline:
        found[-1].append(token)
        if token.type in ("softbreak", "hardbreak"):
            found.append([])
    return found


def _paragraph(block: Block, lines: list[str], words: list[list[Token]], first: int, last: int) -> Block:
    inline = [token for line in words[first:last] for token in line]
    if inline and inline[-1].type in ("softbreak", "hardbreak"):
        inline.pop()
    source = "\n".join(lines[first:last])
    return Block("paragraph", block.line + first, block.line + last - 1, source=source, inline=inline)
