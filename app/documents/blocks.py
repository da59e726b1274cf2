"""markdown-it tokens come in, a tree of Blocks with 1-based lines goes out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from app.documents.words import COMPONENTS, HTML_TAGS


@dataclass(slots=True, eq=False)
class Block:
    """One Markdown block. `kind`: heading, paragraph, list, item, fence, code, table, quote, rule, html.

    `end` is the last line. `level` is a heading's; `number` an ordered item's; `checked` a task's.
    """

    kind: str
    line: int
    end: int
    level: int = 0
    source: str = ""
    info: str = ""
    ordered: bool = False
    number: int | None = None
    checked: bool | None = None
    inline: Sequence[Token] = ()
    children: list["Block"] = field(default_factory=list)
    # Its plain words once somebody asked; a copy with other words asks anew.
    words: str | None = field(default=None, init=False, repr=False)


_CONTAINERS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "tr_open": "row",
}
_LEAVES = {"fence": "fence", "code_block": "code", "hr": "rule", "html_block": "html"}


def read_blocks(tokens: list[Token]) -> list[Block]:
    """The top-level blocks; a table's children are rows, a row's children are paragraphs (cells)."""
    top: list[Block] = []
    stack: list[Block] = []
    for token in tokens:
        if token.nesting < 0:
            if stack and _CLOSERS.get(token.type) == stack[-1].kind:
                stack.pop()
        elif kind := _CONTAINERS.get(token.type):
            block = _container(kind, token)
            (stack[-1].children if stack else top).append(block)
            stack.append(block)
        elif kind := _LEAVES.get(token.type):
            (stack[-1].children if stack else top).append(_leaf(kind, token))
        elif token.type == "inline" and stack:
            _fill(stack[-1], token)
    return top


_CLOSERS = {name.replace("_open", "_close"): kind for name, kind in _CONTAINERS.items()}


def _container(kind: str, token: Token) -> Block:
    first, last = token.map or [0, 1]
    block = Block(kind, first + 1, max(last, first + 1))
    if kind == "heading":
        block.level = int(token.tag[1:])
    elif kind == "list":
        block.ordered = token.type == "ordered_list_open"
    elif kind == "item":
        block.number = int(token.info) if token.info else None
        block.checked = token.meta.get("checked")
    return block


def _leaf(kind: str, token: Token) -> Block:
    first, last = token.map or [0, 1]
    info = token.info.strip()
    return Block(kind, first + 1, max(last, first + 1), source=token.content, info=info)


def _fill(block: Block, token: Token) -> None:
    if block.kind == "row":
        cell = Block("paragraph", block.line, block.line, source=token.content)
        cell.inline = token.children or ()
        block.children.append(cell)
    else:
        block.source, block.inline = token.content, token.children or ()


def walk_blocks(blocks: list[Block]) -> list[Block]:
    """Every block, those inside others included, in document order."""
    found: list[Block] = []
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        found.append(block)
        waiting.extend(reversed(block.children))
    return found


def plain(block: Block) -> str:
    """A heading's, paragraph's or cell's text without marks; HTML tags a reader would see are kept."""
    if block.words is None:
        block.words = " ".join("".join(words_of(block.inline)).split())
    return block.words


def plain_lines(block: Block, count: int) -> str:
    """The plain text of the first lines of a paragraph."""
    breaks = [n for n, token in enumerate(block.inline) if token.type in ("softbreak", "hardbreak")]
    end = breaks[count - 1] if 0 < count <= len(breaks) else len(block.inline)
    return " ".join("".join(words_of(block.inline[:end])).split())


def words_of(tokens: Sequence[Token]) -> list[str]:
    """The words of inline tokens, marks left out."""
    found: list[str] = []
    for token in tokens:
        match token.type:
            case "text" | "code_inline":
                found.append(token.content)
            case "softbreak" | "hardbreak":
                found.append(" ")
            case "image":
                found.append("".join(words_of(token.children or ())))
            case "html_inline" if _is_blank(token.content):
                found.append(token.content)
    return found


def _is_blank(tag: str) -> bool:
    # `<host>` and `<my-namespace>` are blanks to fill in, not tags: keep them as text.
    words = tag.strip("</>").split()
    return (
        "=" not in tag
        and not tag.startswith(("<!", "</"))
        and bool(words)
        and words[0] not in COMPONENTS
        and (words[0].lower() not in HTML_TAGS or (len(words[0]) > 1 and words[0].istitle()))
    )
