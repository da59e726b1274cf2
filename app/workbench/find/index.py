"""Sections in, rows of SQLite's full-text index out: what is kept for searching, and how it is taken out again.

The index holds no text of its own. A document's sections stand packed beside it: they are what an answer shows,
and what must be told to the index when the document is taken out.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import astuple

from app.workbench.find.sections import Section
from app.workbench.find.words import indexed, parts

# A section's row is its document's row times this, plus its place in the document.
PLACES = 4096
# title, above, signs, about, text: a title or the name of an alert counts most.
WEIGHTS = "10.0, 3.0, 6.0, 2.0, 1.0"
# No index of beginnings: it would double the bytes of every start, and the words that begin alike lie side by side.
SCHEMA = """
CREATE VIRTUAL TABLE finder USING fts5
  (title, above, signs, about, text, content = '', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (finder, 'row');
CREATE TABLE shelves (document INTEGER PRIMARY KEY, packed BLOB);
"""
_ADD = "INSERT INTO finder (rowid, title, above, signs, about, text) VALUES (?, ?, ?, ?, ?, ?)"
_TAKE = (
    "INSERT INTO finder (finder, rowid, title, above, signs, about, text) VALUES ('delete', ?, ?, ?, ?, ?, ?)"
)


def shelve(sql: sqlite3.Connection, document: int, sections: Sequence[Section]) -> None:
    """Put these sections in place of what is kept of the document."""
    sql.executemany(_TAKE, _rows(document, shelved(sql, document)))
    sql.executemany(_ADD, _rows(document, sections))
    packed = zlib.compress(json.dumps([astuple(one) for one in sections], ensure_ascii=False).encode())
    sql.execute("INSERT OR REPLACE INTO shelves VALUES (?, ?)", (document, packed))


def shelved(sql: sqlite3.Connection, document: int) -> tuple[Section, ...]:
    """The document's sections in their order; none when it is not kept for searching."""
    found = sql.execute("SELECT packed FROM shelves WHERE document = ?", (document,)).fetchone()
    return tuple(Section(*one) for one in json.loads(zlib.decompress(found[0]))) if found else ()


def _rows(document: int, sections: Iterable[Section]) -> Iterable[tuple[int | str, ...]]:
    for place, one in enumerate(sections):
        yield (
            document * PLACES + place,
            *map(indexed, (_named(one.title), one.above, _named(one.signs), one.about, one.text)),
        )


def _named(text: str) -> str:
    """With names such as KubePodCrashLooping also as the words they are made of."""
    return " ".join((text, *(part for word in text.split() for part in parts(word))))
