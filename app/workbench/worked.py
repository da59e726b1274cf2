"""What the read model keeps of a finished run's steps: a digest in, the digests of a document's last runs out."""

import sqlite3

SCHEMA = """
CREATE TABLE worked (stream TEXT PRIMARY KEY, parent TEXT, ended INTEGER, digest TEXT) WITHOUT ROWID;
CREATE INDEX worked_by_parent ON worked (parent, ended);
"""
# Habits change: what was long ago says little of today's text.
MOST_RUNS = 200


def put(sql: sqlite3.Connection, stream: str, parent: str, ended: int, digest: str) -> None:
    sql.execute("INSERT OR REPLACE INTO worked VALUES (?, ?, ?, ?)", (stream, parent, ended, digest))


def drop(sql: sqlite3.Connection, stream: str) -> None:
    sql.execute("DELETE FROM worked WHERE stream = ?", (stream,))


def of(sql: sqlite3.Connection, document: str) -> tuple[str, ...]:
    """The latest first."""
    found = sql.execute(
        "SELECT digest FROM worked WHERE parent = ? ORDER BY ended DESC LIMIT ?", (document, MOST_RUNS)
    )
    return tuple(digest for (digest,) in found)
