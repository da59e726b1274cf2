"""Markdown in, the same out, which calls nobody, links to no issue, gives no order and opens no tag: code stays as it is.

What is code is markdown-it's word, as it is the hosts' (both build on CommonMark). The mildest way that it then finds quiet
is taken: addresses are left alone if they can be, and only where nothing else helps is code touched too.
"""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

NOTHING = "&#8203;"
# Characters that are worth reading as Markdown: a host's issue is shorter, but for GitLab's.
MOST = 100_000
# What the hosts turn into a notification or a link: @name, #123, owner/repo#123, GH-123, !45, GL-123, [issue:123].
# As it is read, and as it may be written.
_REACH = re.compile(r"(?<!\w)@\w|[#!]\d|\bG[HL]-\d|\[(?:issue|work_item|epic):\w", re.IGNORECASE)
_WRITTEN = re.compile(
    r"(?<![^\W_])(?:@(?=[\w\\&])|G[HL]-(?=[\d&]))|[#!](?=[\d&])|\[(?:issue|work_item|epic):(?=[\w\\&])",
    re.IGNORECASE,
)
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_SIGN = re.compile(
    rf"[@#!<`]|G[HL]-|\[(?:issue|work_item|epic):|{_ENTITY}|^[ \t>]*/[a-z]", re.IGNORECASE | re.MULTILINE
)
# GitLab carries out a line that begins so: /close, /assign.
_ACTION = re.compile(r"^(\s*(?:>\s*)*)/(?=[a-z])", re.MULTILINE | re.IGNORECASE)
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
_INLINE = re.compile(
    r"(?P<escape>\\[\\`<])|(?P<code>(?P<ticks>`+)(?!`)(?:.*?[^`])(?P=ticks)(?!`))|(?P<alone>`+)"
    rf"|(?P<link><(?:https?|ftp|mailto):[^\s<>]*>)|(?P<target>(?<=\])\([^()\s]*\))|(?P<entity>{_ENTITY})"
    # An address in the words of a link stays words: there is no link in a link.
    r"|(?P<address>\b(?:https?|ftp|mailto):[^\s<>()`\\|]*[^\s<>()`\\|.,:;!?'\"*_~\]](?![^\[\]\n]{0,200}\]\())",
    re.DOTALL,
)
_FOLLOWED = re.compile(r"[\w\\&]")
_CELLS = re.compile(r"((?<!\\)\|)")


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


@cache
def _bounds() -> MarkdownIt:
    """Blocks alone. Tags are no tags in what comes out, so they bound no block here either."""
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("inline")


def quiet(text: str) -> str:
    """Some lines of Markdown."""
    return _mildest(text, one_line=False)


def one_line(text: str) -> str:
    """The same on one line, for a place behind other words: nothing in it begins a block."""
    return _mildest(" ".join(text.split()), one_line=True)


def closed(text: str) -> str:
    """A fence that is never closed would take what follows into it."""
    if "```" not in text and "~~~" not in text:
        return text
    last = _bounds().parse(f"{text}\n\nx")[-1]
    return f"{text}\n{last.markup}" if last.type == "fence" else text


def _mildest(text: str, *, one_line: bool) -> str:
    if not _SIGN.search(text):
        return text
    for keeps_addresses in (True, False) if len(text) <= MOST else ():
        said = _said(text, one_line=one_line, keeps_addresses=keeps_addresses)
        if _is_quiet(said, one_line=one_line):
            return said
    return _words(text.replace("&", "&amp;").replace("`", "&grave;"))


def _is_quiet(text: str, *, one_line: bool) -> bool:
    tokens = _reader().parseInline(text) if one_line else _reader().parse(text)
    return not any(map(_speaks, tokens))


def _speaks(token: Token) -> bool:
    if token.type.startswith("html"):
        return True
    inside_address = 0
    for child in token.children or ():
        if child.info == "auto":
            inside_address += child.nesting
        elif child.type == "html_inline" or (
            child.type == "text" and not inside_address and _REACH.search(child.content)
        ):
            return True
    return False


def _said(text: str, *, one_line: bool, keeps_addresses: bool) -> str:
    if one_line:
        return _prose(text, keeps_addresses=keeps_addresses)
    lines = text.split("\n")
    out = list(lines)
    for kind, start, end in _blocks(text, len(lines)):
        if kind == "table":
            for n in range(start, end):
                cells = _CELLS.split(lines[n])
                out[n] = "".join(_prose(cell, keeps_addresses=keeps_addresses) for cell in cells)
        elif kind == "prose":
            said = _prose("\n".join(lines[start:end]), keeps_addresses=keeps_addresses)
            out[start:end] = said.split("\n")
    return "\n".join(out)


def _blocks(text: str, lines: int) -> Iterator[tuple[str, int, int]]:
    """Code, tables and blocks of words, by their lines; a line that is in none is a block of its own."""
    kinds = {"fence": "code", "code_block": "code", "table_open": "table", "inline": "prose"}
    kind_of = [("prose", n, n + 1) for n in range(lines)]
    for token in _bounds().parse(text):
        if token.type in kinds and token.map and kind_of[token.map[0]][0] != "table":
            start, end = token.map[0], min(token.map[1], lines)
            kind_of[start:end] = [(kinds[token.type], start, end)] * (end - start)
    yield from dict.fromkeys(kind_of)


def _prose(text: str, *, keeps_addresses: bool) -> str:
    pieces: list[str] = []
    at = done = 0
    for one in _INLINE.finditer(text):
        said = _kept(one, keeps_addresses=keeps_addresses)
        if said is None:
            continue
        # What follows the words counts for them: "@" before "&#98;" is a sign.
        pieces += [_words(text[done : one.start()] + one[0][0])[:-1], said]
        at = done = one.end()
    return "".join([*pieces, _words(text[at:])])


def _kept(one: re.Match[str], *, keeps_addresses: bool) -> str | None:
    """What is not read as words, as it is to be written; None for words."""
    match one.lastgroup:
        case "entity":
            is_sign = unescape(one[0]) in ("@", "#", "!", "-") and _FOLLOWED.match(one.string, one.end())
            return f"{one[0]}{NOTHING}" if is_sign else one[0]
        case "alone":
            # It may find a partner in what stands beside it.
            return "\\`" * len(one[0])
        case "address" if keeps_addresses:
            # Between its brackets all of an address is one.
            return f"<{one[0]}>" if _WRITTEN.search(one[0]) else one[0]
        case "address":
            return None
        case "target":
            return one[0] if keeps_addresses else None
    return one[0]


def _words(words: str) -> str:
    reached = _WRITTEN.sub(lambda found: f"{found[0]}{NOTHING}", _TAG.sub("&lt;", words))
    return _ACTION.sub(r"\1\\/", reached)
