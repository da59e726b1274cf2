"""Raw HTML from a document comes in; text, or a harmless tag without attributes, goes out.

Tags are balanced here: what a document opens is closed where its block ends, a stray end tag is
dropped. So no document can close an element of the page around it.
"""

import re

from markupsafe import escape

_NAMES = "b strong i em u s del ins mark small kbd samp code var sub sup q cite abbr dfn"
INLINE_TAGS = frozenset(_NAMES.split())
BLOCK_TAGS = INLINE_TAGS | {"details", "summary"}
# Only inside a table that the document opened itself: elsewhere a browser would look for one of the page's.
TABLE_TAGS = frozenset(("caption", "thead", "tbody", "tfoot", "tr", "th", "td"))
VOID_TAGS = frozenset(("br", "wbr", "hr"))
_PIECE = re.compile(r"<!--.*?(?:-->|\Z)|</?[A-Za-z][^<>]*>", re.DOTALL)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?=[\s/>])")


class Balance:
    """The harmless tags open at this point, one list for each Markdown block around it."""

    def __init__(self) -> None:
        self._scopes: list[list[str]] = [[]]

    def enter(self) -> None:
        self._scopes.append([])

    def leave(self) -> str:
        """The end tags of everything the block left open."""
        left = self._scopes.pop() if len(self._scopes) > 1 else self.take_all()
        return _ends(left)

    def take_all(self) -> list[str]:
        left, self._scopes[-1] = self._scopes[-1], []
        return left

    def open(self, tag: str) -> str:
        self._scopes[-1].append(tag)
        return f"<{tag}>"

    def close(self, tag: str) -> str:
        scope = self._scopes[-1]
        if tag not in scope:
            return ""
        place = len(scope) - 1 - scope[::-1].index(tag)
        left = scope[place:]
        del scope[place:]
        return _ends(left)

    def inside(self, tag: str) -> bool:
        return tag in self._scopes[-1]


def _ends(tags: list[str]) -> str:
    return "".join(f"</{tag}>" for tag in reversed(tags))


def raw_html(source: str, allowed: frozenset[str], balance: Balance) -> str:
    """Harmless tags as tags, comments dropped, everything else as the text it is."""
    parts: list[str] = []
    last = 0
    for match in _PIECE.finditer(source):
        parts.append(_text(source[last : match.start()], allowed))
        parts.append(_tag(match.group(0), allowed, balance))
        last = match.end()
    parts.append(_text(source[last:], allowed))
    # A table ends with its piece of HTML: no Markdown may stand in it outside its cells.
    parts.append(balance.close("table"))
    return "".join(parts)


def _text(words: str, allowed: frozenset[str]) -> str:
    safe = str(escape(words))
    return safe if allowed is INLINE_TAGS or not words.strip() else f'<span dir="auto">{safe}</span>'


def _tag(tag: str, allowed: frozenset[str], balance: Balance) -> str:
    if tag.startswith("<!--"):
        return ""
    match = _TAG.match(tag)
    name = match.group(1).lower() if match else ""
    if name in VOID_TAGS and (name != "hr" or allowed is BLOCK_TAGS):
        return f"<{name}>"
    if name not in allowed and not (allowed is BLOCK_TAGS and _is_of_table(tag, name, balance)):
        return str(escape(tag))
    return balance.close(name) if tag.startswith("</") else balance.open(name)


def _is_of_table(tag: str, name: str, balance: Balance) -> bool:
    """A table, never one inside another: a browser closes the outer one, and the ends no longer match."""
    if name == "table":
        return balance.inside("table") is tag.startswith("</")
    return name in TABLE_TAGS and balance.inside("table")
