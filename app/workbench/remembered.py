"""What the read model keeps of the values given at the start of runs: offered again, never what looks secret."""

import sqlite3
from collections.abc import Iterable, Mapping

from app.runs.remembering import is_offered

SCHEMA = """
CREATE TABLE answers (stream, parent, field, value, at, PRIMARY KEY (stream, field)) WITHOUT ROWID;
CREATE INDEX answers_by_parent ON answers (parent, at);
"""
# Older answers are rarely wanted, and a start page must not grow with the runs.
LATEST = 200
MOST = 3


def put(sql: sqlite3.Connection, stream: str, parent: str, at: int, answers: Mapping[str, str]) -> None:
    sql.execute("DELETE FROM answers WHERE stream = ?", (stream,))
    kept = [
        (stream, parent, field, value, at) for field, value in answers.items() if is_offered(field, value)
    ]
    sql.executemany("INSERT INTO answers VALUES (?, ?, ?, ?, ?)", kept)


def of(sql: sqlite3.Connection, document: str) -> dict[str, tuple[str, ...]]:
    """For each field the values given last in runs of this document, the latest first."""
    found = sql.execute(
        "SELECT field, value FROM answers WHERE parent = ? ORDER BY at DESC LIMIT ?", (document, LATEST)
    )
    return _latest(found)


def _latest(found: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    latest: dict[str, tuple[str, ...]] = {}
    for field, value in found:
        known = latest.get(field, ())
        if value not in known and len(known) < MOST:
            latest[field] = (*known, value)
    return latest
