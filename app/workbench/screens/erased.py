"""A document or a run whose words were erased in, the screen that says so and shows what stays out."""

from app.documents.state import DocumentHistory
from app.records.codec import Strange
from app.runs.events import RunStarted
from app.runs.evidence.events import CommandCopied, OutputKept
from app.runs.state import Entry as RunEntry
from app.runs.state import Run
from app.views.values import Entry, ErasedDocument, ErasedRun, ErasedSkeleton, Screen, screen
from app.workbench.engine import Engine
from app.workbench.routes import Place
from app.workbench.screens.marks import Devices, mark
from app.workbench.summary import ERASED_RUN
from app.workbench.traces import traces
from app.workbench.words import words

# What stood there, told without its words.
TYPES = {
    RunStarted.__name__: "Started",
    CommandCopied.__name__: "Copied a command",
    OutputKept.__name__: "Kept an output",
}


def erased_document(engine: Engine, place: Place, history: DocumentHistory) -> Screen:
    """All of its texts are gone; what else repeats their words here can go too."""
    who = tuple(
        mark(act.stamp, engine.devices) for id_, act in history.life.acts.items() if not act.about and id_
    )
    texts = tuple(sorted(history.life.erased))
    left = traces(engine.model, place.id, history, texts).count
    return screen(
        place.route,
        "Erased document",
        ErasedSkeleton("erased-document"),
        ErasedDocument(place.id, who, texts, left),
    )


def erased_run(engine: Engine, place: Place, run: Run) -> Screen:
    """Who did what when stays; which words the steps had does not."""
    entries = tuple(_line(entry, engine.devices) for entry in reversed(run.record))
    ended = run.finished
    value = ErasedRun(place.id, entries, mark(ended.stamp, engine.devices) if ended else None)
    return screen(place.route, ERASED_RUN, ErasedSkeleton("erased-run"), value)


def _line(entry: RunEntry, devices: Devices) -> Entry:
    by = mark(entry.stamp, devices)
    if isinstance(entry.event, Strange) and entry.event.type in TYPES:
        return Entry(entry.stamp.id, TYPES[entry.event.type], by)
    told = words(entry.event)
    number = _number(told.step)
    step = "" if not told.step else "its words were erased"
    return Entry(
        entry.stamp.id, told.what, by, step, number, told.text, entry.late, isinstance(entry.event, Strange)
    )


def _number(step: str | None) -> int:
    """The place of a step of ours, 0 where another program named it."""
    place = step[1:] if step and step.startswith("s") and len(step) < 8 else ""
    return int(place) if place.isascii() and place.isdigit() else 0
