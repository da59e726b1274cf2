"""Tokens with marks of where callouts open and end come in, the same with every open closed in its place go out.

A callout ends where its author says, else with the list item or quote that it stands in, else with the text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

MOST_NESTED = 8


@dataclass(slots=True)
class _Open:
    """`closer` is the mark that ends it; "" when it is ended already, by a line that Markdown reads as deeper."""

    level: int
    closer: str
    is_drawn: bool


def paired(tokens: Iterable[Token]) -> Iterator[Token]:
    waiting: list[_Open] = []
    for token in tokens:
        match token.type:
            case "callout_open":
                drawn = bool(token.meta["tone"]) and len(waiting) < MOST_NESTED
                waiting.append(_Open(token.level, token.meta["closer"], drawn))
                yield from [token] if drawn else _words(token)
            case "callout_end":
                yield from _end(token, waiting)
            case _ if token.nesting < 0:
                yield from _leave(token, waiting)
            case _:
                yield token
    yield from _close_to(waiting, 0)


def _end(token: Token, waiting: list[_Open]) -> Iterator[Token]:
    closer = token.meta["closer"]
    place = next((n for n in range(len(waiting) - 1, -1, -1) if waiting[n].closer == closer), None)
    if place is None:
        yield from _words(token)
    elif waiting[place].level < token.level:
        waiting[place].closer = ""
    else:
        drawn = waiting[place].is_drawn
        yield from _close_to(waiting, place)
        if not drawn:
            yield from _words(token)


def _leave(token: Token, waiting: list[_Open]) -> Iterator[Token]:
    """A list item, a quote, a paragraph ends: what opened inside it ends before it."""
    inside = next((n for n, one in enumerate(waiting) if one.level > token.level), len(waiting))
    yield from _close_to(waiting, inside)
    if token.type == "blockquote_close" and waiting and waiting[-1] == _Open(token.level, "quote", True):
        yield from _close_to(waiting, len(waiting) - 1)
        return
    yield token
    if waiting and not waiting[-1].closer and waiting[-1].level == token.level:
        yield from _close_to(waiting, len(waiting) - 1)


def _close_to(waiting: list[_Open], place: int) -> Iterator[Token]:
    while len(waiting) > place:
        one = waiting.pop()
        if one.is_drawn:
            yield Token("callout_close", "", -1, level=one.level, block=True)


def _words(token: Token) -> list[Token]:
    """A mark that means nothing here, as the text it is."""
    if not token.content:
        return []
    words = Token("text", "", 0, content=token.content)
    return [
        Token("paragraph_open", "p", 1, level=token.level, block=True),
        Token("inline", "", 0, level=token.level + 1, block=True, content=token.content, children=[words]),
        Token("paragraph_close", "p", -1, level=token.level, block=True),
    ]
