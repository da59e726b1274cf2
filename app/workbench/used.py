"""What the read model keeps of an offer in use: rows of one stream in, questions over all documents answered."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, fields

from app.documents.facts import Fact
from app.documents.facts.content import fact_of


@dataclass(frozen=True, slots=True)
class UsedOffer:
    """`stream` is the document's; `content` the JSON text of what was taken; `at` in ms UTC."""

    stream: str
    key: str
    kind: str
    name: str
    revision: str
    line: int
    section: str
    content: str
    at: int
    by: str
    on: str
    tz: str = "UTC"

    @property
    def document(self) -> str:
        return self.stream.partition("/")[2]

    @property
    def fact(self) -> Fact | None:
        """None when another Sophie took it in a form that is not known here."""
        return fact_of(self.kind, json.loads(self.content))


_NAMES = tuple(f"[{one.name}]" for one in fields(UsedOffer))
SCHEMA = f"""
CREATE TABLE offers ({", ".join(_NAMES)}, PRIMARY KEY (stream, key)) WITHOUT ROWID;
CREATE INDEX offers_by_kind ON offers (kind, stream);
"""
_COLUMNS = ", ".join(f"offers.{name}" for name in _NAMES)


def put(sql: sqlite3.Connection, stream: str, offers: Iterable[UsedOffer]) -> None:
    sql.execute("DELETE FROM offers WHERE stream = ?", (stream,))
    places = ", ".join("?" * len(_NAMES))
    values = [tuple(getattr(offer, one.name) for one in fields(offer)) for offer in offers]
    sql.executemany(f"INSERT INTO offers VALUES ({places})", values)  # noqa: S608  only question marks


def rows(sql: sqlite3.Connection, where: str, *values: str) -> tuple[UsedOffer, ...]:
    """`where` is SQL of ours: text from people only ever travels in `values`."""
    found = sql.execute(f"SELECT {_COLUMNS} FROM offers JOIN streams USING (stream) {where}", values)  # noqa: S608
    return tuple(UsedOffer(*one) for one in found)
