"""Markdown comes in, trusted HTML goes out. The only file that calls `Markup`.

Every tag and attribute is written out here or in prose_blocks.py and prose_tags.py; nothing of a
document reaches the page unescaped, so no document can run, style the page or press its buttons.
The caller puts the result inside an element with the class `prose`.
"""

import re
from functools import lru_cache

from markupsafe import Markup, escape

from app.documents.frontmatter import read_front_matter, without_front_matter
from app.documents.markdown import MAX_INLINE, normalize, parser, read
from app.views.prose_blocks import Writer


def prose(text: str, *, title: str = "") -> Markup:
    """A whole document. A first heading equal to `title` is left out: the page shows it already.

    Headings begin at level 2 and carry ids: "at-" and the section's id.
    """
    source = normalize(text)
    _, lines = read_front_matter(source)
    tokens, unread = read(without_front_matter(source, lines))
    if unread:
        return _plain(source)
    return _front_matter(source, lines) + _trusted(Writer(title=title, anchors=True).write(tokens))


def detail(markdown: str) -> Markup:
    """A step's detail: the same, with headings as bold lines and no ids."""
    source = normalize(markdown)
    tokens, unread = read(source)
    return _plain(source) if unread else _trusted(Writer(title="", anchors=False).write(tokens))


@lru_cache(maxsize=2048)  # a step's title is drawn in its row, the action bar and each line of the record
def inline(text: str) -> Markup:
    """One line of Markdown: emphasis, code, links; no blocks."""
    source = normalize(text)
    if len(source) > MAX_INLINE:
        return _trusted(str(escape(source)))
    return _trusted(Writer(title="", anchors=False).write(parser().parseInline(source)))


def _front_matter(source: str, lines: int) -> Markup:
    if not lines:
        return Markup("")
    inside = "\n".join(source.split("\n", lines)[1 : lines - 1])
    summary = '<details class="front-matter"><summary>Front matter</summary>'
    return _trusted(f'{summary}<pre dir="auto">{escape(inside)}</pre></details>')


def _plain(source: str) -> Markup:
    # A browser lays out one line of 5 MB for a minute and a half, pieces of it as far as they are seen.
    pieces = "".join(f"<span>{escape(piece.group())}</span>" for piece in _PIECE.finditer(source))
    return _trusted(f'<pre class="plain-text" dir="auto" tabindex="0">{pieces}</pre>')


# Up to the last end of a line, else of a word, else where it must be cut.
_PIECE = re.compile(r"[\s\S]{1,4000}\Z|[\s\S]{0,3999}\n|[\s\S]{0,3999}\s|[\s\S]{1,4000}")


# A document may speak of these; written so, they cannot even be mistaken for an attribute.
_ATTRIBUTE = re.compile(r"\b(?:style|srcdoc|formaction|on[a-z]+)\Z", re.IGNORECASE)
_COMMAND = re.compile(r"data-command", re.IGNORECASE)
_LONGEST = 40  # letters of the longest attribute there is, and more


def _trusted(html: str) -> Markup:
    return Markup(_COMMAND.sub(_defused, _without_attributes(html)))  # noqa: S704 - the writer escapes every word


def _without_attributes(html: str) -> str:
    """Looked at from each "=" back: five megabytes of plain words hold few of them."""
    pieces = html.split("=")
    ends = ["&#61;" if _ATTRIBUTE.search(piece[-_LONGEST:]) else "=" for piece in pieces[:-1]]
    return "".join(part for pair in zip(pieces, [*ends, ""], strict=True) for part in pair)


def _defused(match: re.Match[str]) -> str:
    return match.group(0).replace("-", "&#45;")
