"""What is kept with a step in, the values its page and the report show out."""

from collections.abc import Sequence

from app.runs.evidence.compare import compare
from app.runs.evidence.events import CommandCopied, FileAttached, LinkAdded, OutputKept
from app.runs.state import Entry
from app.views.values import Difference, Kept, Mark
from app.workbench.screens.marks import Devices, mark


def kept(entries: Sequence[Entry], devices: Devices) -> tuple[Kept, ...]:
    """In the order of the record; copies are told apart from it."""
    values = (_kept(entry, mark(entry.stamp, devices)) for entry in entries)
    return tuple(value for value in values if value)


def last_copy(entries: Sequence[Entry], devices: Devices) -> Mark | None:
    copies = [entry for entry in entries if isinstance(entry.event, CommandCopied)]
    return mark(copies[-1].stamp, devices) if copies else None


def _kept(entry: Entry, by: Mark) -> Kept | None:
    match entry.event:
        case OutputKept():
            return _output(entry.stamp.id, entry.event, by, late=entry.late)
        case FileAttached(_, sha, name, type_, size):
            return Kept(entry.stamp.id, "file", by, entry.late, name=name, sha=sha, type=type_, size=size)
        case LinkAdded(_, url, text):
            return Kept(entry.stamp.id, "link", by, entry.late, text, url=url)
        case _:
            return None


def _output(id_: str, event: OutputKept, by: Mark, *, late: bool) -> Kept:
    found = compare(event.text, event.expected, event.how)
    return Kept(
        id_,
        "output",
        by,
        late,
        event.text,
        event.command,
        event.how,
        fits=found.fits,
        differences=tuple(Difference(line.kind, line.text) for line in found.lines),
        more=found.more,
    )
