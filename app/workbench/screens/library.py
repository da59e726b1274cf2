"""The library's place in, its screen out: a page of documents, or the sections that answer what was searched for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal
from urllib.parse import urlencode

from app.views.values import (
    Choice,
    DocumentRow,
    Filter,
    FoundDocument,
    LibraryFilters,
    LibraryFound,
    LibraryHead,
    LibraryResults,
    LibrarySkeleton,
    Region,
    Screen,
    SectionHit,
    screen,
)
from app.workbench import questions, shelf
from app.workbench.engine import Engine
from app.workbench.find.excerpt import excerpt, marked
from app.workbench.find.search import Found, Hit, search
from app.workbench.find.sections import BETWEEN
from app.workbench.readmodel import ReadModel
from app.workbench.routes import Place
from app.workbench.rows import Row
from app.workbench.screens.marks import document_row
from app.workbench.summary import PROMISED

PAGE = 50
FOUND = 12
# Rows on one screen: two thousand take a second to draw, and nobody reads them.
MOST = 500
MOST_CHOICES = 60
KINDS: Mapping[str, Literal["all", "near", "some"]] = {"all": "all", "near": "near", "some": "some"}
LABELS = {"kind": "Kind", "readiness": "Readiness", "status": "Status", "owner": "Owner", "tag": "Tag"}
WORDS = {
    "ready": "Ready",
    "review": "Review due",
    "untested": "Untested",
    "incomplete": "Incomplete",
    "unreadable": "Unreadable",
}
SORTS = {
    "title": "Title",
    "used": "Last worked",
    "changed": "Last changed",
    "readiness": "Readiness, best first",
    "review": "Review date",
}


Chosen = tuple[tuple[str, str], ...]


class LibraryScreens:
    """Remembers the shelf: while a person types, the library stays the same."""

    def __init__(self) -> None:
        self.at: object = None
        self.shelf: tuple[shelf.Listed, ...] = ()
        self.filters: dict[Chosen, LibraryFilters] = {}

    def library(self, engine: Engine, place: Place) -> Screen:
        now = (engine.applied, place.today)
        if self.at != now:
            self.at, self.shelf, self.filters = now, shelf.listed(engine.model, place.today), {}
        query = place.query.get("q", "").strip()
        results = self._found(engine.model, place, query) if query else self._list(engine.model, place)
        filters = self._filters(place)
        return screen(place.route, "Library", LibrarySkeleton(), LibraryHead(query), filters, results)

    def _filters(self, place: Place) -> LibraryFilters:
        """Counted once for each choice, not for each letter typed."""
        chosen = tuple((name, value) for name, value in place.query.items() if name not in ("q", "n"))
        if chosen not in self.filters:
            self.filters = {chosen: _filters(self.shelf, place.query)}
        return self.filters[chosen]

    def _list(self, model: ReadModel, place: Place) -> Region:
        chosen = shelf.chosen(self.shelf, place.query)
        most = _most(place, PAGE)
        rows = document_rows(
            model, questions.numbered(model, [one.row for one in chosen[:most]]), place.today
        )
        more = _route(place, n=str(most + PAGE)) if len(chosen) > most < MOST else ""
        return LibraryResults(len(self.shelf), len(chosen), rows, more)

    def _found(self, model: ReadModel, place: Place, query: str) -> Region:
        is_filtered = shelf.is_filtered(place.query)
        is_whole = not is_filtered and not any(one.archived for one in self.shelf)
        among = None if is_whole else {one.row for one in shelf.chosen(self.shelf, place.query)}
        most = _most(place, FOUND)
        found = search(model, query, most, among)
        return LibraryFound(
            query=query,
            kind=KINDS.get(found.kind, "none"),
            documents=_documents(model, found, place.today),
            bent=found.bent,
            total=len(self.shelf),
            filtered=is_filtered,
            more=_route(place, n=str(most + FOUND)) if found.more and most < MOST else "",
        )


def document_rows(model: ReadModel, rows: Sequence[Row], today: str) -> tuple[DocumentRow, ...]:
    used = questions.usage(model, [row.id for row in rows])
    twins = _apart(questions.namesakes(model, [row.title for row in rows]))
    promised = any(row.readiness == PROMISED for row in rows)
    kept = questions.kept_promises(model) if promised else frozenset()
    return tuple(
        document_row(row, used, today, twins.get(row.id, ""), is_kept=row.id in kept) for row in rows
    )


def _apart(namesakes: Iterable[Row]) -> dict[str, str]:
    """For each document's id what no other document of its title has: file, owner, or who brought it when."""
    by_title: dict[str, list[Row]] = defaultdict(list)
    for row in namesakes:
        by_title[row.title].append(row)
    return {row.id: _own(row, rows) for rows in by_title.values() for row in rows}


def _own(row: Row, rows: Sequence[Row]) -> str:
    for name in ("name", "owner"):
        if Counter(getattr(one, name) for one in rows)[getattr(row, name)] == 1 and getattr(row, name):
            return str(getattr(row, name))
    return f"{row.name or 'no file'}, {row.id[:4]}"


def _documents(model: ReadModel, found: Found, today: str) -> tuple[FoundDocument, ...]:
    rows = questions.numbered(model, [*found.documents])
    return tuple(
        FoundDocument(
            row, marked(row.title, found.terms), tuple(section_hit(row.id, hit, found) for hit in hits)
        )
        for row, hits in zip(document_rows(model, rows, today), found.documents.values(), strict=True)
    )


def section_hit(document: str, hit: Hit, found: Found) -> SectionHit:
    section = hit.section
    above = section.above.split(BETWEEN)
    return SectionHit(
        id=f"hit-{document}-{hit.place}",
        document=document,
        title=marked(section.title, found.terms),
        anchor=section.anchor,
        path=BETWEEN.join(above[1:]),
        excerpt=excerpt(section.text, found.terms),
        procedure=section.procedure,
        start=section.procedure or above[0] or section.title,
    )


def _filters(listed: Sequence[shelf.Listed], asked: Mapping[str, str]) -> LibraryFilters:
    if not listed:
        return LibraryFilters()
    filters = [*(_filter(listed, asked, name) for name in shelf.FILTERS), *_archive(listed, asked)]
    sort = asked.get("sort") if asked.get("sort") in SORTS else "title"
    order = Filter(
        "sort", "Sort by", tuple(Choice(one, words, None, one == sort) for one, words in SORTS.items())
    )
    active = tuple(
        f"{one.label}: {choice.label}"
        for one in filters
        for choice in one.choices
        if choice.chosen and choice.value
    )
    return LibraryFilters((*(one for one in filters if len(one.choices) > 1), order), active)


def _filter(listed: Sequence[shelf.Listed], asked: Mapping[str, str], name: str) -> Filter:
    wanted = asked.get(name, "").casefold()
    counts = shelf.counted(listed, asked, name)[:MOST_CHOICES]
    choices = [
        Choice(value, _words(name, value), count, value.casefold() == wanted) for value, count in counts
    ]
    # A choice that leaves nothing is still the one that was made.
    if wanted and not any(choice.chosen for choice in choices):
        choices.append(Choice(asked[name], _words(name, asked[name]), 0, chosen=True))
    label = LABELS[name]
    return Filter(name, label, (Choice("", f"Any {label.lower()}", None, not wanted), *choices))


def _archive(listed: Sequence[shelf.Listed], asked: Mapping[str, str]) -> tuple[Filter, ...]:
    """Only where something is archived: what is out of use is listed on demand."""
    count = sum(one.archived for one in listed)
    is_asked = bool(asked.get(shelf.ARCHIVED))
    if not count and not is_asked:
        return ()
    choices = (
        Choice("", "In use", len(listed) - count, not is_asked),
        Choice("1", "Archived", count, is_asked),
    )
    return (Filter(shelf.ARCHIVED, "Archive", choices),)


def _words(name: str, value: str) -> str:
    return (
        WORDS.get(value, value)
        if name == "readiness"
        else value[:1].upper() + value[1:]
        if name == "kind"
        else value
    )


def _most(place: Place, page: int) -> int:
    asked = place.query.get("n", "")
    return (
        min(int(asked), MOST)
        if asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked) > page
        else page
    )


def _route(place: Place, **changed: str) -> str:
    return f"#/library?{urlencode({**place.query, **changed})}"
