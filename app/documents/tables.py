"""Table blocks come in, Tables with plain cells go out, and links beside them."""

from collections.abc import Iterator

from markdown_it.token import Token

from app.documents.blocks import Block, plain, words_of
from app.documents.model import Link, Table


def read_table(block: Block) -> Table:
    """`cells` and `lines` are those of the body rows."""
    rows = [child for child in block.children if child.kind == "row"]
    header = tuple(plain(cell) for cell in rows[0].children) if rows else ()
    body = rows[1:]
    cells = tuple(tuple(plain(cell) for cell in row.children) for row in body)
    return Table(block.line, len(header), len(body), header, cells, tuple(row.line for row in body))


def read_links(blocks: list[Block]) -> tuple[Link, ...]:
    """Links as they are written, images left out, each on the line it stands on."""
    return tuple(link for block in blocks if block.inline for link in _links(block))


def _links(block: Block) -> Iterator[Link]:
    line = block.line
    tokens = list(block.inline)
    for index, token in enumerate(tokens):
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        elif token.type == "link_open":
            words = "".join(words_of(_until_close(tokens, index)))
            yield Link(str(token.attrGet("href") or ""), min(line, block.end), words)


def _until_close(tokens: list[Token], index: int) -> list[Token]:
    inside = tokens[index + 1 :]
    end = next((n for n, token in enumerate(inside) if token.type == "link_close"), len(inside))
    return inside[:end]
