"""markdown-it tokens come in, the text of safe HTML goes out; prose.py marks it as trusted."""

from collections.abc import Sequence

from markdown_it.token import Token
from markupsafe import escape

from app.documents.blocks import words_of
from app.documents.sections import Slugs
from app.views.callouts import with_callouts
from app.views.prose_inline import Inline
from app.views.prose_links import ANCHOR
from app.views.prose_pieces import callout, cell, fence, task
from app.views.prose_tags import BLOCK_TAGS, Balance, raw_html

_PLAIN_TAGS = {
    "paragraph": "p",
    "blockquote": "blockquote",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
}
_LABEL = '<p class="heading" dir="auto"><strong>'
_CLOSES = {"table": "</table></div>", "callout": "</div>", "label": "</strong></p>"}
_WITH_PLACE = frozenset(("paragraph", "blockquote", "list_item", "tr"))
# The browser looks for direction in words that no inner element claims: only the outermost block asks for it.
_WITH_DIRECTION = frozenset(("p", "blockquote", "ul", "ol"))
_HOLDERS = frozenset(("bullet_list", "ordered_list", "blockquote"))


class Writer:
    """Writes one document; remembers heading levels, ids and open tags while it does."""

    def __init__(self, *, title: str, anchors: bool) -> None:
        self._title = " ".join(title.split())
        self._anchors = anchors
        self._slugs = Slugs()
        self._above: list[int] = []
        self._balance = Balance()
        self._inline = Inline(self._balance, anchors=anchors)
        self._hidden = False
        self._line = 0
        self._within = 0

    def write(self, tokens: Sequence[Token]) -> str:
        out: list[str] = []
        heading: Sequence[Token] = ()
        tokens = with_callouts(tokens)
        for index, token in enumerate(tokens):
            if token.type == "heading_open":
                heading = tokens[index + 1].children or ()
                self._hidden = self._is_title(token, heading, first=not out)
            if not self._hidden:
                out.append(self._block(token, heading))
            elif token.type == "heading_close":
                self._hidden = False
        return "".join(out) + self._balance.leave()

    def _is_title(self, token: Token, heading: Sequence[Token], *, first: bool) -> bool:
        if not (first and self._title and token.tag == "h1"):
            return False
        text = _text(heading)
        if text != self._title:
            return False
        self._slugs.slug(text)  # its id is taken, though it is not drawn
        return True

    def _block(self, token: Token, heading: Sequence[Token]) -> str:
        if token.type == "inline":
            return self._inline.write(token.children or ())
        if token.nesting == 0:
            return self._leaf(token)
        if token.hidden:
            return ""
        return self._open(token, heading) if token.nesting > 0 else self._close(token)

    def _leaf(self, token: Token) -> str:
        match token.type:
            case "fence" | "code_block":
                return fence(token, self._place(token))
            case "hr":
                return "<hr>"
            case "html_block":
                return raw_html(token.content, BLOCK_TAGS, self._balance)
        return str(escape(token.content))

    def _open(self, token: Token, heading: Sequence[Token]) -> str:
        self._balance.enter()
        name = token.type.removesuffix("_open")
        if name == "heading":
            return self._heading(token, heading)
        direction = "" if self._within else ' dir="auto"'
        self._within += name in _HOLDERS
        if name == "table":
            return (
                f'<div class="table-scroll" role="group" aria-label="Table" tabindex="0"{direction}><table>'
            )
        if name in ("th", "td"):
            return cell(token, name)
        if name == "callout":
            return callout(token)
        if name == "label":
            return _LABEL
        if name == "ordered_list" and token.attrGet("start") is not None:
            return f'<ol start="{int(token.attrGet("start") or 1)}"{direction}>'
        place = self._place(token) if name in _WITH_PLACE else ""
        if name == "list_item" and token.meta.get("checked") is not None:
            return task(place, done=token.meta["checked"])
        tag = _PLAIN_TAGS.get(name)
        return f"<{tag}{place}{direction if tag in _WITH_DIRECTION else ''}>" if tag else ""

    def _place(self, token: Token) -> str:
        """An id to find the source line by. Capital L: the ids of headings are all small letters."""
        line = token.map[0] + 1 if token.map else 0
        if not self._anchors or line <= self._line:
            return ""
        self._line = line
        return f' id="{ANCHOR}L{line}"'

    def _close(self, token: Token) -> str:
        left = self._balance.leave()
        name = token.type.removesuffix("_close")
        self._within -= name in _HOLDERS
        if name == "heading":
            return left + (f"</h{self._depth()}>" if self._anchors else "</strong></p>")
        if name in _CLOSES:
            return left + _CLOSES[name]
        tag = name if name in ("th", "td") else _PLAIN_TAGS.get(name)
        return left + (f"</{tag}>" if tag else "")

    def _heading(self, token: Token, heading: Sequence[Token]) -> str:
        if not self._anchors:
            return _LABEL
        # One level below the heading it stands under, whatever the document skips.
        level = int(token.tag[1:])
        self._above = [*(above for above in self._above if above < level), level]
        anchor = ANCHOR + self._slugs.slug(_text(heading))
        # It has its own id already, so the line's stands on an empty mark inside it.
        return f'<h{self._depth()} id="{escape(anchor)}" dir="auto"><span{self._place(token)}></span>'

    def _depth(self) -> int:
        return min(len(self._above) + 1, 6)


def _text(heading: Sequence[Token]) -> str:
    return " ".join("".join(words_of(heading)).split())
