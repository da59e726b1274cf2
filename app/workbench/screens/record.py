"""A run in, the lines of its record out, and which act Undo takes back."""

from app.records.codec import Strange
from app.records.registers import Write
from app.runs.events import RunStarted
from app.runs.state import Entry as RunEntry
from app.runs.state import Run
from app.runs.undo import last_undoable
from app.views.values import Entry
from app.workbench.answer_words import part_text
from app.workbench.screens.marks import Devices, mark
from app.workbench.words import words


def lines(run: Run, start: Write[RunStarted], devices: Devices, most: int | None = None) -> tuple[Entry, ...]:
    """The latest lines, newest first; all of them without `most`."""
    latest = reversed(run.record if most is None else run.record[-most:])
    return tuple(_line(entry, start.value, devices) for entry in latest)


def undoable(run: Run, start: RunStarted, dev: str) -> tuple[str, str]:
    """The command that Undo takes back for this device, and words for it; else two empty texts."""
    last = last_undoable(run, dev)
    if last is None:
        return "", ""
    return last.stamp.cmd, words(last.event).at(start)


def _line(entry: RunEntry, start: RunStarted, devices: Devices) -> Entry:
    told = words(entry.event)
    found = start.find(told.step)
    step, number = (found.text, start.place(found.id)) if found else ("", 0)
    strange = isinstance(entry.event, Strange)
    text = ": ".join(filter(None, (part_text(start, told), told.text)))
    return Entry(
        entry.stamp.id, told.what, mark(entry.stamp, devices), step, number, text, entry.late, strange
    )
