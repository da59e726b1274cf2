"""Markdown text comes in, markdown-it tokens with line maps go out.

One parser, one set of limits, shared by the document model and by the views.
"""

import re
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

MAX_CHARS = 1_000_000
MAX_LINES = 40_000
MAX_PIPES = 60_000
MAX_NESTING = 60
# The inline rules look back and ahead: past this length a paragraph is kept as plain text.
MAX_INLINE = 20_000
# At each `[` the rules look ahead for its end, through all that open behind it.
MAX_OPEN = 30
MAX_REMEMBERED = 200_000

_BRACKET = re.compile(r"[\[\]]")
_NEWLINE = re.compile(r"\r\n?")
# `- [Component]: [Description]` is two blanks for a reader; CommonMark reads a link definition.
_BOX = re.compile(r"\[([ xX\n\t])\](?:[ \t]+|\n)(?=\S)")
_BLANK_PAIR = re.compile(r"\[[^\]\n]*\]:[ \t]*\[")


def normalize(text: str) -> str:
    """The same text with `\\n` line ends, no byte order mark and no NUL: what lines are counted in."""
    return _NEWLINE.sub("\n", text.removeprefix("\ufeff")).replace("\0", "\ufffd")


def read(text: str) -> tuple[list[Token], str]:
    """Tokens of normalized text; or none, and a clause that says why it is shown as plain text.

    Remembered: a page that shows a document parses it, draws it and looks for facts in it. Nobody changes the tokens.
    Those of a very long text would hold a hundred times its size.
    """
    return _remembered(text) if len(text) <= MAX_REMEMBERED else read_anew(text)


def read_anew(text: str) -> tuple[list[Token], str]:
    """The same, and nothing else is forgotten for it: for a piece of a text."""
    if reason := too_large(text):
        return [], reason
    tokens = read_tokens(text)
    # The parser skips what is nested deeper than its limit, and nothing may be lost to the reader.
    if any(token.level >= MAX_NESTING - 1 for token in tokens):
        return [], f"its lists and quotes are nested deeper than {MAX_NESTING - 2} levels"
    return tokens, ""


_remembered = lru_cache(maxsize=2)(read_anew)


def read_tokens(text: str) -> list[Token]:
    """Tokens of normalized text that is not too large."""
    return parser().parse(text)


def too_large(text: str) -> str:
    """A clause that says why this normalized text is not read as Markdown; "" when it is."""
    if len(text) > MAX_CHARS:
        return f"it has {len(text):,} characters; up to {MAX_CHARS:,} are read as Markdown"
    if (lines := text.count("\n")) > MAX_LINES:
        return f"it has {lines:,} lines; up to {MAX_LINES:,} are read as Markdown"
    if (pipes := text.count("|")) > MAX_PIPES:
        return f"its tables have about {pipes:,} cells; up to {MAX_PIPES:,} are read"
    return ""


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and task lists; raw HTML comes as tokens of its own."""
    markdown = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    markdown.enable(["table", "strikethrough"])
    markdown.block.ruler.at("reference", _definition, {"alt": []})
    markdown.core.ruler.at("inline", _inline)
    return markdown


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first = state.bMarks[start] + state.tShift[start]
    # Nearly every line that is asked begins otherwise.
    if not state.src.startswith("[", first) or _BLANK_PAIR.match(state.src, first):
        return False
    return reference(state, start, end, silent)


def _inline(state: StateCore) -> None:
    for index, token in enumerate(state.tokens):
        if token.type != "inline":
            continue
        _tick(state.tokens, index)
        if token.children is None:
            token.children = []
        if len(token.content) > MAX_INLINE or _is_tangled(token.content):
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _is_tangled(text: str) -> bool:
    if text.count("[") <= MAX_OPEN:
        return False
    still_open = 0
    for mark in _BRACKET.findall(text):
        still_open = still_open + 1 if mark == "[" else max(still_open - 1, 0)
        if still_open > MAX_OPEN:
            return True
    return False


def _tick(tokens: list[Token], index: int) -> None:
    """A task's box is the first thing in an item's paragraph: what follows it is words, also `1.` or `#`.

    The parser's own task lists take the box off before they look for blocks, and so read a list or a heading there.
    """
    if index < 2 or tokens[index - 1].type != "paragraph_open" or tokens[index - 2].type != "list_item_open":
        return
    if box := _BOX.match(tokens[index].content):
        tokens[index - 2].meta = {"checked": box.group(1) in "xX"}
        tokens[index].content = tokens[index].content[box.end() :]
