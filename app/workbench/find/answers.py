"""What an alert says in, the sections that answer it out, best first, each with the reasons why."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.workbench.find.alert import Alert
from app.workbench.find.index import PLACES, WEIGHTS, shelved
from app.workbench.find.query import Term, question, some
from app.workbench.find.search import Hit
from app.workbench.find.sections import CELL, Section
from app.workbench.find.telling import telling
from app.workbench.find.words import folded, listed, parts, words
from app.workbench.readmodel import ReadModel

MOST = 5
MOST_CLUES = 12
A_DOCUMENT = 2
LOOKED = 60
# What a clue counts that points to one section, and what an answer must come to.
NAME, CODE, FAULT, LABEL, TITLE, WORDS = 10.0, 8.0, 6.0, 2.0, 6.0, 4.0
LEAST = 1.0
# Labels whose value names what is broken, not where.
LABELS = listed(
    """
    service job app application component deployment container queue topic database
    """
)
_RANKED = f"SELECT rowid, -rank FROM finder WHERE finder MATCH ? AND rank MATCH 'bm25({WEIGHTS})' ORDER BY rank LIMIT {LOOKED}"  # noqa: S608

Told = tuple[str, str, float]


@dataclass(frozen=True, slots=True)
class Answer:
    """A section, why it answers, and the words to mark in it."""

    hit: Hit
    reasons: tuple[str, ...]
    terms: tuple[Term, ...]


def answers(model: ReadModel, alert: Alert, most: int = MOST) -> tuple[Answer, ...]:
    """At most two sections of one document; none is better than one that shares a word by chance."""
    scores = Scores(model)
    for kind, clue, weight in _clues(alert):
        scores.sign(kind, clue, weight)
    for name in alert.names[:MOST_CLUES]:
        scores.words([word for word in map(folded, parts(name)) if len(word) > 2], NAME * 0.7)
    said = telling(alert.words)
    scores.words(telling(alert.title), TITLE)
    scores.words(said, WORDS)
    signs = (*alert.names, *alert.codes, *alert.faults)
    terms = (*map(Term, signs), *(Term(word, open=True) for word in said))
    return tuple(Answer(scores.hit(row), scores.why(row), terms) for row in scores.best(most))


def _clues(alert: Alert) -> Iterator[Told]:
    """What is looked for as it stands, and how much finding it says."""
    for kind, signs, weight in (
        ("name", alert.names, NAME),
        ("code", alert.codes, CODE),
        ("fault", alert.faults, FAULT),
    ):
        for sign in signs[:MOST_CLUES]:
            yield kind, sign, weight
    for name, value in alert.labels:
        if name.casefold() in LABELS and words(value):
            yield name, value, LABEL


class Scores:
    """Points for sections, gathered clue by clue, and the reasons for them."""

    def __init__(self, model: ReadModel) -> None:
        self.model = model
        self.points: dict[int, float] = defaultdict(float)
        self.reasons: dict[int, dict[str, None]] = defaultdict(dict)
        self.shared: dict[int, list[str]] = {}
        self.shelves: dict[int, tuple[Section, ...]] = {}

    def sign(self, kind: str, sign: str, weight: float) -> None:
        found = self._ranked(question(Term(sign)))
        for row, share in found:
            where, much = _where(self._section(row), sign)
            # A sign that stands everywhere points nowhere.
            self.points[row] += weight * much * (0.5 + share / 2) / (1 + len(found) / LOOKED)
            self.reasons[row][f"{_called(kind, sign)} {where}"] = None

    def words(self, asked: Sequence[str], weight: float) -> None:
        """Sections that hold many of these words, in any form; the more of them, the better."""
        if not asked:
            return
        for row, share in self._ranked(some(question(Term(word, open=True)) for word in asked)):
            section = self._section(row)
            head, body = (
                _starts(f"{section.title} {section.signs}", asked),
                _starts(f"{section.above} {section.text}", asked),
            )
            part = (len(head) + 0.5 * len(body - head)) / min(max(len(asked), 3), 10)
            self.points[row] += weight * part * (0.5 + share / 2)
            shared = [word for word in asked if word in head | body]
            if len(shared) > len(self.shared.get(row, ())):
                self.shared[row] = shared

    def best(self, most: int) -> list[int]:
        taken: dict[int, int] = defaultdict(int)
        found: list[int] = []
        # One word that is the same by chance is no answer.
        likely = (row for row in self.points if self.reasons.get(row) or len(self.shared.get(row, ())) > 1)
        for row in sorted(likely, key=lambda row: (-self.points[row], row)):
            if self.points[row] < LEAST or len(found) == most:
                break
            taken[row // PLACES] += 1
            if taken[row // PLACES] <= A_DOCUMENT:
                found.append(row)
        return found

    def why(self, row: int) -> tuple[str, ...]:
        shared = self.shared.get(row, ())
        told = (f"{len(shared)} of its words stand here: {', '.join(shared[:6])}",) if len(shared) > 1 else ()
        return (*self.reasons.get(row, ()), *told)[:3]

    def hit(self, row: int) -> Hit:
        return Hit(*divmod(row, PLACES), self._section(row))

    def _ranked(self, match: str) -> list[tuple[int, float]]:
        """Rows of sections, and how well each answers beside the best."""
        found = self.model.sql.execute(_RANKED, (match,)).fetchall()
        return [(row, rank / found[0][1] if found[0][1] else 1.0) for row, rank in found]

    def _section(self, row: int) -> Section:
        document, place = divmod(row, PLACES)
        if document not in self.shelves:
            self.shelves[document] = shelved(self.model.sql, document)
        return self.shelves[document][place]


def _where(section: Section, sign: str) -> tuple[str, float]:
    """In words, and how much it counts there."""
    looked = folded(sign)
    if looked == folded(section.title):
        return "is this section’s heading", 1.5
    if looked in folded(section.title):
        return "stands in this section’s heading", 1.2
    if any(looked in folded(line) and CELL in line for line in section.text.split("\n")):
        return "stands in this section’s table", 1.0
    if looked in folded(section.text):
        return "stands in this section’s text", 0.8
    return "stands in what is above this section", 0.5


def _called(kind: str, sign: str) -> str:
    return {"name": f"Alert name {sign}", "code": f"Error code {sign}", "fault": f"Exception {sign}"}.get(
        kind, f"Its {kind} {sign}"
    )


def _starts(text: str, asked: Sequence[str]) -> set[str]:
    """Those of the words that some word of the text begins with; names of humps count by their parts."""
    found = (word for one in text.split() for word in (*words(one), *map(folded, parts(one.strip(".,:;()")))))
    there = sorted(set(found))
    places = ((word, bisect_left(there, word)) for word in asked)
    return {word for word, place in places if place < len(there) and there[place].startswith(word)}
