"""What somebody erased and this browser holds again, or still: rows of one document in, over all documents answered.

A snapshot from a device that slept brings runs that were started from a text erased here long ago.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

# `places` are those in the document's own stream; runs are counted when somebody asks, as they come and go by themselves:
# from the few rows here to their runs (CROSS JOIN), never over all runs.
SCHEMA = """
CREATE TABLE condemned (stream TEXT, text TEXT, places INTEGER, PRIMARY KEY (stream, text)) WITHOUT ROWID;
"""
_LEFT = """
SELECT found.stream, SUM(found.places) FROM (
  SELECT stream, places FROM condemned WHERE places
  UNION ALL SELECT condemned.stream, 1 FROM condemned
    CROSS JOIN streams AS run ON run.kind = 'run' AND run.parent = substr(condemned.stream, 10) AND run.revision = condemned.text
) AS found GROUP BY found.stream ORDER BY found.stream LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Condemned:
    """An erased text, how many places of its document's stream hold words of it; the text "" stands for things in use."""

    text: str
    places: int


def put(sql: sqlite3.Connection, stream: str, found: Iterable[Condemned]) -> None:
    sql.execute("DELETE FROM condemned WHERE stream = ?", (stream,))
    values = [(stream, one.text, one.places) for one in found]
    sql.executemany("INSERT INTO condemned VALUES (?, ?, ?)", values)


def left(sql: sqlite3.Connection, most: int) -> tuple[tuple[str, int], ...]:
    """The streams of documents of which erased words are here, and in how many places."""
    return tuple(sql.execute(_LEFT, (most,)))
