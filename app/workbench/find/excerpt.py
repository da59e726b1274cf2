"""A section's text and the words looked for in, the piece around them with the words marked out."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from app.views.values import Piece
from app.workbench.find.query import Term
from app.workbench.find.sections import CELL
from app.workbench.find.words import folded, is_unspaced, parts

WIDTH = 180
BEFORE = 50
# So much further a word may reach.
LAST_WORD = 30
MOST_LOOKED = 20_000


def excerpt(text: str, terms: Sequence[Term]) -> tuple[Piece, ...]:
    """About two lines around the place that holds most of the words."""
    begin = _best(_places(text[:MOST_LOOKED], terms))
    begin = 0 if begin < BEFORE else _word_start(text, begin - BEFORE)
    end = len(text) if len(text) - begin <= WIDTH else _word_start(text, begin + WIDTH)
    lines = (" ".join(line.split()) for line in text[begin:end].split("\n"))
    line = CELL.join(filter(None, lines))
    # Many short lines grow by what is put between them.
    cut = line if len(line) <= WIDTH + LAST_WORD else line[: _word_start(line, WIDTH)].rstrip(CELL)
    before = (Piece("… "),) if begin else ()
    after = (Piece(" …"),) if end < len(text) or cut != line else ()
    return (*before, *marked(cut, terms), *after)


def marked(text: str, terms: Sequence[Term]) -> tuple[Piece, ...]:
    """All of the text in pieces, the words looked for as hits."""
    pieces: list[Piece] = []
    last = 0
    for begin, end in _places(text, terms):
        pieces += [Piece(text[last:begin]), Piece(text[begin:end], hit=True)]
        last = end
    return tuple(piece for piece in (*pieces, Piece(text[last:])) if piece.text)


def _places(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    if not terms:
        return []
    return [
        found.span() for found in _looked(tuple(terms)).finditer(folded(text)) if found.end() > found.start()
    ]


@lru_cache(maxsize=16)  # one search marks many texts
def _looked(terms: tuple[Term, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_pattern(term) for term in _split(terms)))


def _split(terms: Iterable[Term]) -> list[Term]:
    """With the words that a name of humps is made of; longer ones first, so that they are marked whole."""
    found = [one for term in terms for one in (term, *map(Term, _parts(term.text)))]
    return sorted(found, key=lambda term: -len(term.text))


def _parts(text: str) -> list[str]:
    return [part for part in parts(text) if len(part) > 2] if text.isalnum() else []


def _pattern(term: Term) -> str:
    words = r"[\W_]+".join(map(re.escape, term.words))
    if is_unspaced(term.text):
        return words
    # What must not stand before is asked after the first letter: the search can then skip to that letter.
    first = re.escape(term.words[0][0])
    begun = rf"{first}(?<![^\W_]{first}){words[len(first) :]}"
    return begun + (r"\w*" if term.open else r"(?![^\W_])")


def _best(places: Sequence[tuple[int, int]]) -> int:
    """Where the window begins that holds most places; the first of equals."""
    begins = [begin for begin, _ in places]
    counted = [
        (sum(1 for other in begins[n : n + 12] if other < begin + WIDTH - BEFORE), -n)
        for n, begin in enumerate(begins)
    ]
    return begins[-max(counted)[1]] if counted else 0


def _word_start(text: str, place: int) -> int:
    """The first beginning of a word from here on, when there is one near."""
    gap = re.compile(r"\s").search(text, place, place + LAST_WORD)
    return gap.end() if gap else place
