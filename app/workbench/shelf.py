"""The library's rows in; all documents in short, filtered, counted and sorted out. What a route's query asks for."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.workbench import questions
from app.workbench.readmodel import ReadModel
from app.workbench.screens.marks import UNREADABLE, standing

_ALL = """
SELECT streams.rowid, id, title, word, status, readiness, owner, tags, review, changed, state, used, finished
FROM streams LEFT JOIN (
  SELECT parent AS run_of, MAX(began) AS used, SUM(state = 'finished') AS finished
  FROM streams WHERE kind = 'run' GROUP BY parent
) ON run_of = id
WHERE kind = 'document' AND state IN ('open', 'aside', 'archived') ORDER BY title COLLATE NOCASE, stream
"""
READY = ("ready", "review", "untested", "incomplete", "unreadable")


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as far as filters and orders ask; `row` is its place in the read model, `used` its last start."""

    row: int
    id: str
    title: str
    kind: str
    status: str
    readiness: str
    owner: str
    tags: tuple[str, ...]
    review: str
    changed: int
    used: int | None
    archived: bool


Asked = Mapping[str, str]
Values = Callable[[Listed], tuple[str, ...]]

# What can be filtered by, in the order shown: the name in the query, and a document's values.
FILTERS: Mapping[str, Values] = {
    "kind": lambda one: (one.kind,),
    "readiness": lambda one: (one.readiness,),
    "status": lambda one: (one.status,),
    "owner": lambda one: (one.owner,),
    "tag": lambda one: one.tags,
}
ARCHIVED = "archived"
# In which order; the shelf itself is by title.
SORTS: Mapping[str, Callable[[Listed], tuple[object, ...]]] = {
    "title": lambda _: (),
    "used": lambda one: (-(one.used or 0),),
    "changed": lambda one: (-one.changed,),
    "readiness": lambda one: (READY.index(one.readiness),),
    "review": lambda one: (not one.review, one.review),
}


def listed(model: ReadModel, today: str) -> tuple[Listed, ...]:
    """Every document, by title, as it stands on this day."""
    kept = questions.kept_promises(model)
    return tuple(_listed(today, kept, *found) for found in model.sql.execute(_ALL))


def chosen(shelf: Iterable[Listed], asked: Asked) -> tuple[Listed, ...]:
    """The documents that have all that is asked for, in the order asked for."""
    return tuple(sorted(_kept(shelf, asked), key=SORTS.get(asked.get("sort", ""), SORTS["title"])))


def counted(shelf: Sequence[Listed], asked: Asked, name: str) -> tuple[tuple[str, int], ...]:
    """Each value there is to choose, most used first, and how many documents would be left with it."""
    others = {other: value for other, value in asked.items() if other != name}
    found = [value for one in _kept(shelf, others) for value in FILTERS[name](one) if value]
    words: dict[str, str] = {}
    for value in found:
        words.setdefault(value.casefold(), value)
    counts = Counter(value.casefold() for value in found)
    return tuple(
        (words[key], count) for key, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def is_filtered(asked: Asked) -> bool:
    return any(asked.get(name) for name in (*FILTERS, ARCHIVED))


def _kept(shelf: Iterable[Listed], asked: Asked) -> Iterable[Listed]:
    wanted = {name: asked[name].casefold() for name in FILTERS if asked.get(name)}
    there = [one for one in shelf if one.archived == bool(asked.get(ARCHIVED))]
    return [one for one in there if all(_has(one, *each) for each in wanted.items())] if wanted else there


def _has(one: Listed, name: str, value: str) -> bool:
    return any(own.casefold() == value for own in FILTERS[name](one))


def _listed(
    today: str, kept: frozenset[str], row: int, id_: str, title: str, kind: str, status: str, readiness: str, owner: str,
    tags: str, review: str, changed: int, state: str, used: int | None, finished: int | None,
) -> Listed:  # fmt: skip
    stands = standing(readiness, review, today, is_tested=bool(finished), is_kept=id_ in kept)
    word = "unreadable" if state in UNREADABLE else stands
    return Listed(
        row,
        id_,
        title,
        kind,
        status,
        word,
        owner,
        tuple(json.loads(tags)),
        review,
        changed,
        used,
        state == "archived",
    )
