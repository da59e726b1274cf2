"""Texts to erase in, what else in the log repeats words of theirs out: runs froze their steps, offers their content."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.documents.events import OfferStopped, OfferUsed
from app.documents.life import WORD, about_word
from app.documents.stages import said
from app.documents.state import DocumentHistory
from app.runs.events import RunStarted
from app.runs.evidence.events import CommandCopied, OutputKept
from app.workbench.readmodel import ReadModel

# What in a run repeats the words of its text: steps as they were frozen, commands as they were copied or compared.
IN_RUNS = tuple(event.__name__ for event in (RunStarted, CommandCopied, OutputKept))


@dataclass(frozen=True, slots=True)
class Traces:
    """`events` are ids; of each stream in `runs` it is the events of the types IN_RUNS.

    What people wrote themselves (notes, reasons) is theirs and stays; a run's answers stand with its steps and go too.
    """

    events: tuple[str, ...]
    runs: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.events) + len(self.runs)


def traces(model: ReadModel, document: str, history: DocumentHistory, texts: Collection[str]) -> Traces:
    """Of these revisions, also after their own texts are gone."""
    return Traces(taken(history, texts), _runs(model, document, texts)) if texts else Traces((), ())


def run_counts(model: ReadModel, document: str) -> dict[str, tuple[int, int]]:
    """For each revision that has runs: how many were started from it, and how many of them are open."""
    figures = "SELECT revision, COUNT(*), SUM(state = 'open') FROM streams WHERE kind = 'run' AND parent = ?"
    found = model.sql.execute(f"{figures} GROUP BY revision", (document,))
    return {revision: (runs, still_open) for revision, runs, still_open in found}


def taken(history: DocumentHistory, texts: Collection[str]) -> tuple[str, ...]:
    """The events that took these texts' offers into use, those that stopped what no other text offered, and words explained."""
    told = [(one.stamp.id, one.value) for one in history.told]
    kept = {event.key for _, event in told if isinstance(event, OfferUsed) and event.revision not in texts}
    return (*(id_ for id_, event in told if _repeats(event, texts, kept)), *_explained(history, texts))


def _explained(history: DocumentHistory, texts: Collection[str]) -> Iterator[str]:
    """Acts that say what an author's word for the status means ("Waved through"), and that no text left here says."""
    acts = [act for act in history.life.acts.values() if act.about.startswith(WORD)]
    if acts:
        said_still = {about_word(said(one)) for one in history.revisions if one.stamp.id not in texts}
        yield from (act.stamp.id for act in acts if act.about not in said_still)


def _repeats(event: OfferUsed | OfferStopped, texts: Collection[str], kept: Collection[str]) -> bool:
    match event:
        case OfferUsed():
            return event.revision in texts
        case OfferStopped():
            return event.key not in kept


def _runs(model: ReadModel, document: str, texts: Collection[str]) -> tuple[str, ...]:
    found = model.sql.execute(
        "SELECT stream FROM streams WHERE kind = 'run' AND parent = ?"
        " AND revision IN (SELECT value FROM json_each(?)) ORDER BY stream",
        (document, json.dumps(sorted(texts))),
    )
    return tuple(stream for (stream,) in found)
