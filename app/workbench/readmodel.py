"""Rows of streams in, answers out: SQLite in memory, one row per stream. Deleting it costs only time."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, fields
from hashlib import sha256
from weakref import finalize

from app.workbench import condemned, duties, remembered, used, worked
from app.workbench.find import index
from app.workbench.find.sections import Section
from app.workbench.rows import Row

# The form of the tables and rows. What is in them also depends on the code that made them: see `projection`.
PROJECTION = "12"

# Kept in tables of their own.
_APART = ("offers", "duties", "answers", "worked", "condemned")
_NAMES = tuple(one.name for one in fields(Row) if one.name not in _APART)
_LISTS = ("names", "tags", "templates", "texts")
_NUMBERS = {one.name for one in fields(Row) if one.type in (int, int | None)}
_TYPED = ", ".join(f"[{name}] {'INTEGER' if name in _NUMBERS else 'TEXT'}" for name in _NAMES)
_COLUMNS = ", ".join(f"streams.[{name}]" for name in _NAMES)
_SCHEMA = f"""
CREATE TABLE streams ({_TYPED}, PRIMARY KEY (stream));
CREATE INDEX streams_by_state ON streams (kind, state, changed);
CREATE INDEX streams_by_parent ON streams (parent, kind, state, began);
CREATE INDEX streams_by_events ON streams (events);
CREATE INDEX runs_by_start ON streams (parent, began) WHERE kind = 'run';
CREATE INDEX streams_by_name ON streams (title, name) WHERE kind = 'document';
CREATE TABLE texts (hash TEXT, stream TEXT, PRIMARY KEY (hash, stream)) WITHOUT ROWID;
CREATE INDEX texts_by_stream ON texts (stream);
{index.SCHEMA}{used.SCHEMA}{duties.SCHEMA}{remembered.SCHEMA}{worked.SCHEMA}{condemned.SCHEMA}
CREATE TABLE log (n INTEGER, id TEXT, projection TEXT);
"""
_PUT = f"""
INSERT INTO streams ({", ".join(f"[{name}]" for name in _NAMES)}) VALUES ({", ".join("?" * len(_NAMES))})
ON CONFLICT (stream) DO UPDATE SET {", ".join(f"[{name}] = excluded.[{name}]" for name in _NAMES)}
RETURNING rowid
"""  # noqa: S608  only names of our own columns


@dataclass(frozen=True, slots=True)
class Applied:
    """How far the log is folded in: the last arrival number and that event's id."""

    n: int = 0
    id: str = ""


Sections = Callable[[str], tuple[Section, ...]]


def _nothing(_: str) -> tuple[Section, ...]:
    return ()


def projection(build: str, withdrawn: Collection[str] = ()) -> str:
    """What a checkpoint must say to be used: another build may make other rows of the same events.

    So do other events that do not count (`withdrawn`).
    """
    without = sha256(" ".join(sorted(withdrawn)).encode()).hexdigest()[:16] if withdrawn else ""
    return f"{PROJECTION} {build} {without}".rstrip()


class ReadModel:
    """Every row belongs to one stream; figures over several streams are queries, never counters."""

    def __init__(self, checkpoint: bytes | None = None, projection: str = "") -> None:
        self.sql = sqlite3.connect(":memory:", isolation_level=None, cached_statements=64)
        # Not __del__: when both are garbage of one cycle, the connection may go first, and it complains that it is open.
        finalize(self, self.sql.close)
        if checkpoint is None:
            self.sql.executescript(_SCHEMA)
            self.sql.execute("INSERT INTO log VALUES (0, '', ?)", (projection,))
        else:
            self.sql.deserialize(checkpoint)
        # How often a row was written when all events were last counted, and how many they were.
        self.counted = (-1, 0)

    @property
    def applied(self) -> Applied:
        n, id_ = self.sql.execute("SELECT n, id FROM log").fetchone()
        return Applied(n, id_)

    def checkpoint(self) -> bytes:
        return self.sql.serialize()

    def put(self, rows: Iterable[Row], applied: Applied, sections: Sections = _nothing) -> None:
        """Replace the rows of these streams and remember how far the log is folded in: one transaction.

        `sections` gives what can be found of a stream; it is asked only when that is another than before.
        """
        self.sql.execute("BEGIN")
        try:
            for row in rows:
                self._put(row, sections)
            self.sql.execute("UPDATE log SET n = ?, id = ?", (applied.n, applied.id))
        except BaseException:
            self.sql.execute("ROLLBACK")
            raise
        self.sql.execute("COMMIT")

    def row(self, stream: str) -> Row | None:
        return next(iter(self.rows("WHERE stream = ?", stream)), None)

    def rows(self, where: str, *values: str | int) -> tuple[Row, ...]:
        """`where` is SQL of ours: text from people only ever travels in `values`."""
        found = self.sql.execute(f"SELECT {_COLUMNS} FROM streams {where}", values)  # noqa: S608
        return tuple(_row(values) for values in found)

    def number(self, question: str, *values: str | int) -> int:
        """The single whole number that a query answers; nothing counts as 0."""
        return int(self.sql.execute(question, values).fetchone()[0] or 0)

    def _put(self, row: Row, sections: Sections) -> None:
        before = self.row(row.stream)
        (rowid,) = self.sql.execute(_PUT, _values(row)).fetchone()
        if before is None or before.texts != row.texts:
            self.sql.execute("DELETE FROM texts WHERE stream = ?", (row.stream,))
            self.sql.executemany(
                "INSERT INTO texts VALUES (?, ?)", [(text, row.stream) for text in set(row.texts)]
            )
        self._put_apart(row)
        # What a run was started with never changes: a tick leaves it alone.
        if row.answers is not None and (before is None or before.revision != row.revision):
            remembered.put(self.sql, row.stream, row.parent, row.began, row.answers)
        if row.worked:
            worked.put(self.sql, row.stream, row.parent, row.ended or 0, row.worked)
        elif before and before.ended is not None:
            worked.drop(self.sql, row.stream)
        if (before.search if before else "") != row.search:
            index.shelve(self.sql, rowid, sections(row.stream) if row.search else ())

    def _put_apart(self, row: Row) -> None:
        """What stands in tables of its own; None leaves it as it is."""
        if row.offers is not None:
            used.put(self.sql, row.stream, row.offers)
        if row.condemned is not None:
            condemned.put(self.sql, row.stream, row.condemned)
        if row.duties is not None:
            duties.put(self.sql, row.stream, row.duties)


def restore(checkpoint: bytes, projection: str) -> ReadModel | None:
    """The read model that these bytes hold, or None when they are damaged or of another projection."""
    try:
        model = ReadModel(checkpoint)
        found = model.sql.execute("SELECT projection FROM log").fetchall()
    except sqlite3.Error:
        return None
    return model if found == [(projection,)] else None


def _values(row: Row) -> tuple[str | int | None, ...]:
    values = (getattr(row, name) for name in _NAMES)
    return tuple(json.dumps(value) if isinstance(value, tuple) else value for value in values)


def _row(found: tuple[str | int | None, ...]) -> Row:
    values = dict(zip(_NAMES, found, strict=True))
    return Row(**{**values, **{name: tuple(json.loads(str(values[name]))) for name in _LISTS}})  # type: ignore[arg-type]
