"""markdown-it tokens come in, the same with callouts put together go out: tokens `callout_open`, `callout_close`.

Read are `> [!NOTE]`, `!!! note`, `{% hint style="info" %}`, `:::note` and a fence of `{note}`. Only what is drawn
changes: the document's own reading, its headings, tables and fences stay those of the plain Markdown.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from app.documents.markdown import read_anew
from app.views.callout_pairs import paired

_TONES = {
    "tip": "tip hint success check done",
    "warning": "warning caution attention warn important",
    "danger": "danger error bug failure fail critical",
    "note": "note info abstract summary tldr todo example quote cite question seealso admonition details",
}
TONE = {kind: tone for tone, kinds in _TONES.items() for kind in kinds.split()}
# Words that only say how a box is made, not what is in it.
_NAMELESS = frozenset(("admonition", "details"))
_ALERT = re.compile(r"\[!(\w+)\][+-]?[ \t]*(.*)")
_MKDOCS = re.compile(r'(?:!!!|\?\?\?\+?)[ \t]+"?([\w-]+)(?:[ \t]+[\w -]*?)?(?:[ \t]*"(.*)")?[ \t]*')
_HINT = re.compile(r"""\{%[ \t]*hint\b(?:.*?style=["'](\w+)["'])?.*%\}""")
_HINT_END = re.compile(r"\{%[ \t]*endhint[ \t]*%\}")
_COLONS = re.compile(r"(:{3,})[ \t]*\{?\.?([A-Za-z][\w-]*)\}?[ \t]*(?:\[(.*)\]|(.*))")
_COLONS_END = re.compile(r"(:{3,})")
_FENCE = re.compile(r"\{([\w-]+)\}[ \t]*(.*)")
_MARKS = re.compile(r"[*_`]+")
_OPTION = re.compile(r":[\w-]+:.*")
DEEPEST = 4


def with_callouts(tokens: Sequence[Token], depth: int = 0) -> Sequence[Token]:
    """The tokens themselves where there is none."""
    if depth >= DEEPEST or not any(map(_may_hold, tokens)):
        return tokens
    return list(paired(_marked(tokens, depth)))


def _may_hold(token: Token) -> bool:
    if token.type == "inline":
        words = token.content
        return "[!" in words[:8] or words.startswith(("!!!", "???")) or "{%" in words or ":::" in words
    return token.type == "fence" and token.info.startswith("{")


def _marked(tokens: Sequence[Token], depth: int) -> Iterator[Token]:
    """Tokens with `callout_open` and `callout_end` where a line says so; not every one has its other yet."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        taken = 1
        if token.type == "fence" and token.info.startswith("{"):
            yield from _of_fence(token, depth) or [token]
        elif token.type == "blockquote_open" and (alert := _alert(tokens, index)):
            yield from alert
            taken = 4
        elif token.type == "paragraph_open" and _may_hold(tokens[index + 1]):
            after = tokens[index + 3] if index + 3 < len(tokens) else None
            taken, found = _of_paragraph(tokens[index : index + 3], after, depth)
            yield from found
        else:
            yield token
        index += taken


def _of_fence(token: Token, depth: int) -> list[Token]:
    found = _FENCE.fullmatch(token.info.strip())
    if not found or found.group(1).lower() not in TONE:
        return []
    lines = token.content.split("\n")
    options = next((n for n, line in enumerate(lines) if not _OPTION.match(line)), len(lines))
    first = (token.map[0] + 1 if token.map else 0) + options
    body = _read_again("\n".join(lines[options:]), first, token.level, depth)
    return [_open(found.group(1), found.group(2), token.level), *body, _end(token.level)]


def _alert(tokens: Sequence[Token], index: int) -> list[Token]:
    """`> [!NOTE]`: the quote's first line is its kind; what follows it is a paragraph like any other."""
    if index + 2 >= len(tokens) or tokens[index + 2].type != "inline":
        return []
    line, _, rest = tokens[index + 2].content.partition("\n")
    found = _ALERT.fullmatch(line.rstrip())
    if not found or found.group(1).lower() not in TONE:
        return []
    pieces = _lines_of(tokens[index + 2])
    if rest and not pieces:
        return []
    opened = _open(found.group(1), found.group(2), tokens[index].level, "quote")
    return [opened, *(_paragraph(tokens[index + 1 : index + 4], pieces, 1, len(pieces)) if rest else ())]


def _of_paragraph(paragraph: Sequence[Token], after: Token | None, depth: int) -> tuple[int, list[Token]]:
    """How many tokens were taken, and what came of them: lines of words, and marks between them."""
    lines = paragraph[1].content.split("\n")
    pieces = _lines_of(paragraph[1])
    if len(pieces) != len(lines):
        return 3, list(paragraph)
    level = paragraph[0].level
    if mkdocs := _MKDOCS.fullmatch(lines[0]):
        if mkdocs.group(1).lower() not in TONE:
            return 3, list(paragraph)
        found = [_open(mkdocs.group(1), mkdocs.group(2) or "", level)]
        found += _paragraph(paragraph, pieces, 1, len(pieces)) if len(lines) > 1 else ()
        if after is None or after.type != "code_block":
            return 3, [*found, _end(level)]
        body = _read_again(after.content, after.map[0] if after.map else 0, level, depth)
        return 4, [*found, *body, _end(level)]
    found = []
    said = 0
    for number, line in enumerate(lines):
        if mark := _mark(line.strip(), level):
            found += _paragraph(paragraph, pieces, said, number) if number > said else ()
            found.append(mark)
            said = number + 1
    if not said:
        return 3, list(paragraph)
    return 3, [*found, *(_paragraph(paragraph, pieces, said, len(lines)) if said < len(lines) else ())]


def _mark(line: str, level: int) -> Token | None:
    """What opens or ends a callout on a line of its own."""
    if found := _HINT.fullmatch(line):
        return _open(found.group(1) or "info", "", level, "hint", line)
    if _HINT_END.fullmatch(line):
        return _end(level, "hint", line)
    if found := _COLONS_END.fullmatch(line):
        return _end(level, found.group(1), line)
    if found := _COLONS.fullmatch(line):
        return _open(found.group(2), found.group(3) or found.group(4) or "", level, found.group(1), line)
    return None


def _open(kind: str, title: str, level: int, closer: str = "own", line: str = "") -> Token:
    """`line` is what its author wrote: shown as such where its kind is none that is known here."""
    name = kind.lower()
    word = "" if name in _NAMELESS else name.capitalize()
    words = _MARKS.sub("", title).strip(" \"'")
    said = words if not word or words.lower().startswith(name) else f"{word}: {words}" if words else word
    meta = {"tone": TONE.get(name, ""), "title": said or "Note", "kind": word or "Note", "closer": closer}
    return Token("callout_open", "", 1, level=level, block=True, meta=meta, content=line)


def _end(level: int, closer: str = "own", line: str = "") -> Token:
    return Token("callout_end", "", 0, level=level, block=True, meta={"closer": closer}, content=line)


def _paragraph(paragraph: Sequence[Token], pieces: list[list[Token]], first: int, last: int) -> list[Token]:
    """The paragraph of some of its lines."""
    start, inline, end = paragraph
    top = start.map[0] if start.map else 0
    children: list[Token] = []
    for piece in pieces[first:last]:
        children += [Token("softbreak", "br", 0), *piece] if children else piece
    words = inline.content.split("\n")
    place = [top + first, top + last]
    return [
        start.copy(map=place),
        inline.copy(map=place, content="\n".join(words[first:last]), children=children),
        end.copy(),
    ]


def _lines_of(inline: Token) -> list[list[Token]]:
    """The children of each line; none at all when a mark such as bold text runs over a line's end."""
    lines: list[list[Token]] = [[]]
    depth = 0
    for child in inline.children or ():
        depth += child.nesting
        if child.type in ("softbreak", "hardbreak"):
            if depth:
                return []
            lines.append([])
        else:
            lines[-1].append(child)
    return lines


def _read_again(text: str, first: int, level: int, depth: int) -> list[Token]:
    """What Markdown reads as code, read as Markdown; its headings are bold lines, for no section begins there."""
    tokens, unread = read_anew(text)
    if unread:
        return [Token("code_block", "code", 0, content=text, level=level)]
    moved = [_moved(token, first, level) for token in tokens]
    return list(with_callouts(moved, depth + 1))


def _moved(token: Token, first: int, level: int) -> Token:
    place = [token.map[0] + first, token.map[1] + first] if token.map else None
    return token.copy(map=place, level=token.level + level, type=token.type.replace("heading_", "label_"))
