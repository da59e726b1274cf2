"""What a person typed in, the sections that answer it out, best first, and how far the words had to be bent."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.workbench.find.index import PLACES, WEIGHTS, shelved
from app.workbench.find.near import near, stem
from app.workbench.find.query import Term, every, question, some, terms
from app.workbench.find.sections import Section
from app.workbench.find.words import folded
from app.workbench.readmodel import ReadModel

# So many sections are looked at for each document to show: one document may hold many.
SECTIONS_A_DOCUMENT = 10
HITS_A_DOCUMENT = 3
_RANKED = f"""
SELECT rowid, rank FROM finder WHERE finder MATCH ? AND rank MATCH 'bm25({WEIGHTS})'
"""  # noqa: S608  only numbers and names of our own
_AMONG = f"AND rowid / {PLACES} IN (SELECT value FROM json_each(?))"  # noqa: S608
_LIKE = """
SELECT rowid FROM streams WHERE kind = 'document' AND state IN ('open', 'aside', 'archived') AND title LIKE ? ESCAPE '!'
ORDER BY LENGTH(title), title COLLATE NOCASE, stream LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A section of the document in this row of the read model; `place` is its number there."""

    document: int
    place: int
    section: Section


@dataclass(frozen=True, slots=True)
class Found:
    """`documents` in order of their best section; `bent` says which words were read as which others.

    `kind`: "all" words are in each section, "near" words are too, only "some" of the words are, or "none".
    """

    kind: str
    documents: Mapping[int, tuple[Hit, ...]]
    terms: tuple[Term, ...] = ()
    bent: tuple[tuple[str, str], ...] = ()
    more: bool = False


def search(model: ReadModel, query: str, most: int, among: Collection[int] | None = None) -> Found:
    """At most this many documents; only those in `among`, when it is given."""
    asked = terms(query)
    if not asked:
        return Found("none", {})
    found = _ranked(model, every([question(term) for term in asked]), most, among)
    if found:
        return _found(model, "all", found, most, asked)
    titles = _titles(model, query, most, among)
    if titles:
        return _found(model, "all", [document * PLACES for document in titles], most, asked)
    return _bent(model, asked, most, among)


def _bent(model: ReadModel, asked: Sequence[Term], most: int, among: Collection[int] | None) -> Found:
    """No section holds all the words: take other endings, read unknown words as near ones; else some of the words."""
    groups = [_meant(model, term) for term in asked]
    bent = tuple(
        (term.text, group[0].text)
        for term, group in zip(asked, groups, strict=True)
        if group and term not in group
    )
    meant = tuple(term for group in groups for term in group)
    if meant and all(groups):
        found = _ranked(model, every([f"({some(map(question, group))})" for group in groups]), most, among)
        if found:
            return _found(model, "near", found, most, meant, bent)
    found = _ranked(model, some(map(question, meant)), most, among) if meant else []
    return _found(model, "some" if found else "none", found, most, meant, bent)


def _meant(model: ReadModel, term: Term) -> tuple[Term, ...]:
    """The term with its other endings when some document holds it; else the words near to it that documents hold."""
    other = Term(stem(term.text), open=True)
    forms = (term, other) if len(term.words) == 1 and other.text != term.text else (term,)
    held = tuple(form for form in forms if _is_held(model, form))
    return held or tuple(Term(word) for said in term.words[:1] for word in near(model.sql, said))


def _is_held(model: ReadModel, term: Term) -> bool:
    match = "SELECT 1 FROM finder WHERE finder MATCH ? LIMIT 1"
    return model.sql.execute(match, (question(term),)).fetchone() is not None


def _ranked(model: ReadModel, match: str, most: int, among: Collection[int] | None) -> list[int]:
    """Rows of sections, best first."""
    limit = (most + 1) * SECTIONS_A_DOCUMENT
    if among is None:
        rows = model.sql.execute(f"{_RANKED} ORDER BY rank LIMIT ?", (match, limit))
    else:
        rows = model.sql.execute(
            f"{_RANKED} {_AMONG} ORDER BY rank LIMIT ?", (match, json.dumps([*among]), limit)
        )
    return [row for row, _ in rows]


def _titles(model: ReadModel, query: str, most: int, among: Collection[int] | None) -> list[int]:
    """Documents whose title holds the query anywhere, also within a word."""
    literal = query.strip()[:200].replace("!", "!!").replace("%", "!%").replace("_", "!_")
    sound = literal.encode("utf-8", "replace").decode()
    rows = model.sql.execute(_LIKE, (f"%{sound}%", most + 1))
    return [row for (row,) in rows if among is None or row in among]


def _found(
    model: ReadModel,
    kind: str,
    rows: Iterable[int],
    most: int,
    asked: tuple[Term, ...],
    bent: tuple[tuple[str, str], ...] = (),
) -> Found:
    places: dict[int, list[int]] = {}
    for row in rows:
        document, place = divmod(row, PLACES)
        places.setdefault(document, []).append(place)
    chosen = list(places)[:most]
    said = folded(" ".join(term.text for term in asked))
    documents = {document: _hits(model, document, places[document]) for document in chosen}
    # Who types a whole title or the whole name of an alert means just that one.
    first = sorted(documents, key=lambda document: not _is_named(documents[document], said))
    return Found(kind, {document: documents[document] for document in first}, asked, bent, len(places) > most)


def _hits(model: ReadModel, document: int, places: Sequence[int]) -> tuple[Hit, ...]:
    sections = shelved(model.sql, document)
    return tuple(Hit(document, place, sections[place]) for place in places[:HITS_A_DOCUMENT])


def _is_named(hits: tuple[Hit, ...], said: str) -> bool:
    return any(folded(hit.section.title) == said for hit in hits)
