"""What the read model keeps of who has what to do until when: rows of one run in, questions over all runs answered."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Duty:
    """One open step of an open run, or with `step` "" the run itself, that is assigned or due.

    `to` "" is nobody in particular. `due` is ms UTC, 0 when none is known: with `after`, the number of a step that
    must be done first, it will be. `title` and `drill` are the run's; `back`: it is a step of the way back that
    stands apart.
    """

    stream: str
    step: str
    number: int
    text: str
    to: str
    due: int = 0
    after: int = 0
    title: str = ""
    drill: int = 0
    back: int = 0


_NAMES = tuple(f"[{one.name}]" for one in fields(Duty))
SCHEMA = f"""
CREATE TABLE duties ({", ".join(_NAMES)}, PRIMARY KEY (stream, step)) WITHOUT ROWID;
"""


def put(sql: sqlite3.Connection, stream: str, duties: Iterable[Duty]) -> None:
    sql.execute("DELETE FROM duties WHERE stream = ?", (stream,))
    values = [tuple(getattr(duty, one.name) for one in fields(duty)) for duty in duties]
    sql.executemany(f"INSERT INTO duties VALUES ({', '.join('?' * len(_NAMES))})", values)  # noqa: S608  only question marks


def rows(sql: sqlite3.Connection, most: int) -> tuple[Duty, ...]:
    """Of all open runs; what is due first comes first, what has no time comes last."""
    # A cross join keeps SQLite from walking all runs, the finished ones too, to find the few that have duties.
    found = sql.execute(
        f"SELECT {', '.join(f'duties.{name}' for name in _NAMES)} FROM duties CROSS JOIN streams USING (stream)"  # noqa: S608
        " WHERE streams.state = 'open' ORDER BY duties.due = 0, duties.due, stream, duties.number LIMIT ?",
        (most,),
    )
    return tuple(Duty(*one) for one in found)
