"""Words a person typed in, the documents that answer them out, best first."""

import re

from app.workbench.readmodel import ReadModel
from app.workbench.rows import Row

MOST = 200
NEAREST = 3

_MATCH = """
JOIN finder ON finder.rowid = streams.rowid
WHERE finder MATCH ? AND kind = 'document' AND state IN ('open', 'aside')
ORDER BY bm25(finder, 10.0, 1.0), streams.title COLLATE NOCASE, stream LIMIT ?
"""
_LIKE = """
WHERE kind = 'document' AND state IN ('open', 'aside') AND title LIKE ? ESCAPE '!'
ORDER BY LENGTH(title), title COLLATE NOCASE, stream LIMIT ?
"""


def search(model: ReadModel, query: str) -> tuple[Row, ...]:
    """Documents with every word, as beginnings of words; else those whose title holds the query anywhere."""
    words = _words(query)
    found = model.rows(_MATCH, " ".join(_begins(word) for word in words), MOST) if words else ()
    return found or model.rows(_LIKE, f"%{_literal(query.strip())}%", MOST)


def nearest(model: ReadModel, query: str) -> tuple[Row, ...]:
    """A few documents that hold the beginning of any word: offered when nothing answers the whole query."""
    beginnings = [_begins(word[:3]) for word in _words(query) if len(word) >= 3]
    return model.rows(_MATCH, " OR ".join(beginnings), NEAREST) if beginnings else ()


def _words(query: str) -> list[str]:
    return re.findall(r"\w+", query)[:16]


def _begins(word: str) -> str:
    # Quoted, so that a word can never be read as an operator of the query language.
    return f'"{word}"*'


def _literal(text: str) -> str:
    return re.sub(r"([!%_])", r"!\1", text[:200])
