"""A schedule, its runs and a moment in; what was not done in time out, latest first: nothing is hidden by being closed.

What was missed stays missed until somebody acts, so what was found is kept as long as the schedule and its runs are the same:
each time only what has closed since is looked at, and the past no further than somebody asks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.schedule.plan import DAY
from app.schedule.standing import MOST, Book, Standing, Worked, by_occurrence, first_moment, stood

STEP = 62 * DAY * 60_000
# Of so many times as can be listed, the most that are looked at: a plan that is off for years is not walked for ever.
LOOKED = 2
KEPT = 256


@dataclass(frozen=True, slots=True)
class Ledger:
    """Missed occurrences, latest first; `is_cut`: there may be older ones."""

    missed: tuple[Standing, ...]
    is_cut: bool = False


class Walk:
    """Through one schedule, from `upto` back to `floor` (ms UTC) so far."""

    def __init__(self, book: Book, runs: tuple[Worked, ...], now: int) -> None:
        self.book, self.runs = book, runs
        self.upto = self.floor = now
        self.began = first_moment(book)
        self.by_key = by_occurrence(runs)
        # Years of what was done need not be worked out to find what was not.
        self.settled = frozenset(book.skips) | {run.occurrence for run in runs if run.finished is not None}
        self.looked = 0
        self.missed: list[Standing] = []

    @property
    def is_over(self) -> bool:
        return self.floor <= self.began

    def is_full(self, most: int) -> bool:
        return len(self.missed) > most or self.looked > LOOKED * most

    def back(self) -> None:
        last, self.floor = self.floor, max(self.began, self.floor - STEP)
        self.missed.extend(self._span(self.floor, last))

    def forward(self, now: int) -> None:
        while self.upto < now:
            first, self.upto = self.upto, min(now, self.upto + STEP)
            self.missed[:0] = self._span(first, self.upto)

    def _span(self, first: int, last: int) -> list[Standing]:
        """Each occurrence is looked at in the span in which it closes."""
        met = [
            one
            for one in stood(self.book, self.by_key, self.upto, first, last, self.settled)
            if first < one.occurrence.closes <= last
        ]
        self.looked += len(met)
        return [one for one in reversed(met) if one.state == "missed"]


@dataclass(slots=True)
class _Memory:
    walks: dict[str, Walk] = field(default_factory=dict)


_MEMORY = _Memory()


def walk_of(book: Book, runs: tuple[Worked, ...], now: int) -> Walk:
    """The walk as far as it went before, if it was through the same schedule and the clock was not set back."""
    walks = _MEMORY.walks
    found = walks.pop(book.id, None)
    if found is None or found.upto > now or found.book != book or found.runs != runs:
        found = Walk(book, runs, now)
    found.forward(now)
    walks[book.id] = found
    if len(walks) > KEPT:
        del walks[next(iter(walks))]
    return found


def ledger(book: Book, runs: Sequence[Worked], now: int, most: int = MOST) -> Ledger:
    """Of one schedule, from its first day on."""
    walk = walk_of(book, tuple(runs), now)
    while not walk.is_over and not walk.is_full(most):
        walk.back()
    return Ledger(tuple(walk.missed[:most]), is_cut=len(walk.missed) > most or not walk.is_over)


def together(shelf: Iterable[tuple[Book, tuple[Worked, ...]]], now: int, most: int) -> Ledger:
    """Of several, all as far back as the list needs."""
    walks = [walk_of(book, runs, now) for book, runs in shelf]
    while True:
        going = [walk for walk in walks if not walk.is_over]
        horizon = max((walk.floor for walk in going), default=0)
        missed = [one for walk in walks for one in walk.missed if one.occurrence.closes > horizon]
        if not going or len(missed) > most or sum(walk.looked for walk in walks) > LOOKED * max(most, MOST):
            break
        for walk in going:
            if walk.floor > horizon - STEP:
                walk.back()
    missed.sort(key=_closing, reverse=True)
    return Ledger(tuple(missed[:most]), is_cut=bool(going) or len(missed) > most)


def _closing(one: Standing) -> tuple[int, str, str]:
    return one.occurrence.closes, one.plan.title, one.key
