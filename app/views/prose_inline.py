"""The inline tokens of one paragraph, heading or cell come in, the text of safe HTML goes out."""

from collections.abc import Sequence

from markdown_it.token import Token
from markupsafe import escape

from app.documents.blocks import words_of
from app.views.prose_links import address, split_urls
from app.views.prose_tags import INLINE_TAGS, Balance, raw_html

_BREAK = "<br>\n"
_TAGS = {"em": "em", "strong": "strong", "s": "s"}


class Inline:
    """Writes inline tokens; shares the open tags of the document with the writer of blocks."""

    def __init__(self, balance: Balance, *, anchors: bool) -> None:
        self._balance = balance
        self._anchors = anchors
        self._links: list[bool] = []

    def write(self, tokens: Sequence[Token]) -> str:
        self._balance.enter()
        breaks = _are_labelled(tokens)
        out = [_BREAK if breaks and token.type == "softbreak" else self._piece(token) for token in tokens]
        return "".join(out) + self._balance.leave()

    def _piece(self, token: Token) -> str:
        if token.nesting:
            return self._mark(token)
        match token.type:
            case "text":
                return self._words(token.content)
            case "softbreak":
                return "\n"
            case "hardbreak":
                return _BREAK
            case "code_inline":
                return f"<code>{escape(token.content)}</code>"
            case "html_inline":
                return raw_html(token.content, INLINE_TAGS, self._balance)
            case "image":
                return self._image(token)
        return str(escape(token.content))

    def _mark(self, token: Token) -> str:
        tag = _TAGS.get(token.type.rsplit("_", 1)[0], "")
        if token.nesting > 0:
            self._balance.enter()
            return f"<{tag}>" if tag else self._link(str(token.attrGet("href") or ""))
        left = self._balance.leave()
        if tag:
            return f"{left}</{tag}>"
        return left + ("</a>" if self._links and self._links.pop() else "")

    def _words(self, text: str) -> str:
        if any(self._links):
            return str(escape(text))
        return "".join(_anchor(url, words) if url else str(escape(words)) for words, url in split_urls(text))

    def _link(self, target: str) -> str:
        found = None if any(self._links) else address(target)
        if target.startswith("#") and not self._anchors:
            found = None  # the heading it names is not drawn here
        self._links.append(found is not None)
        return _start(*found) if found else ""

    def _image(self, token: Token) -> str:
        words = "".join(words_of(token.children or ())) or "image"
        source = str(token.attrGet("src") or "")
        found = address(source)
        if found and found[1] and not any(self._links):
            return f"{_start(*found)}Image: {escape(words)}</a>"
        return f'<span class="image">Image: {escape(words)}</span>'


def _are_labelled(tokens: Sequence[Token]) -> bool:
    """Whether each line begins with a bold label ("**Owner:** Team A"): a head of facts, which no author means as one line."""
    starts = [0, *(n + 1 for n, token in enumerate(tokens) if token.type in ("softbreak", "hardbreak"))]
    return len(starts) > 1 and all(_is_label(tokens[n : n + 5]) for n in starts)


def _is_label(tokens: Sequence[Token]) -> bool:
    # A line that begins with bold has an empty text before it.
    found = [token for token in tokens if token.type != "text" or token.content]
    if len(found) < 2 or found[0].type != "strong_open":
        return False
    after = found[3].content if len(found) > 3 else ""
    return found[1].content.rstrip().endswith((":", "：")) or after.lstrip().startswith((":", "："))


def _start(href: str, outside: bool) -> str:
    away = ' target="_blank" rel="noopener noreferrer"' if outside else ""
    return f'<a href="{escape(href)}"{away}>'


def _anchor(url: str, words: str) -> str:
    found = address(url)
    return f"{_start(*found)}{escape(words)}</a>" if found else str(escape(words))
