"""A stream's folded state in, its one small row of the read model out."""

from hashlib import sha256
from typing import Any

from app.documents.model import Document
from app.documents.state import DocumentHistory, Revision
from app.people.state import Device, Team
from app.records.envelope import Stamp
from app.records.registers import Write
from app.runs.count import count
from app.runs.events import RunStarted
from app.runs.state import Run
from app.workbench.rooms import Held, State
from app.workbench.rows import Row

# A stream whose beginning is not here, or that only a newer Sophie can read: counted, listed nowhere.
HELD: dict[str, Any] = {"state": "held"}


def summarise(stream: str, state: State, events: int, first: Stamp, last: Stamp) -> Row:
    """`first` and `last` are the stamps of the stream's events in log order."""
    kind, _, id_ = stream.partition("/")
    about: dict[str, Any] = {
        "began": first.at,
        "began_by": first.actor,
        "began_on": first.dev,
        "changed": last.at,
        "changed_by": last.actor,
        "changed_on": last.dev,
        "last": f"{last.hlc} {last.id}",
    }
    return Row(stream, kind, id_, events, **(about | _facts(state)))


def _facts(state: State) -> dict[str, Any]:
    match state:
        case DocumentHistory():
            return _document(state, state.current) if state.current else HELD
        case Run():
            return _run(state, state.started) if state.started else HELD
        case Team():
            return {"state": "open", "names": state.people}
        case Device():
            return {"state": "open", "title": state.name}
        case Held():
            return HELD


def _document(state: DocumentHistory, current: Revision) -> dict[str, Any]:
    document = current.document
    metadata = {key.casefold(): value for key, value in document.metadata}
    return {
        "title": document.title,
        "name": current.name,
        "word": document.kind,
        "state": "open",
        "total": len(document.steps),
        "procedures": len(document.procedures),
        "problems": len(document.problems),
        "heads": len(state.heads),
        "revision": current.stamp.id,
        "readiness": readiness(document),
        "status": metadata.get("status", ""),
        "owner": metadata.get("owner", ""),
        "changed": current.stamp.at,
        "changed_by": current.stamp.actor,
        "changed_on": current.stamp.dev,
        "search": document.title,
        "texts": tuple(fingerprint(head.text) for head in state.heads),
    }


def fingerprint(text: str) -> str:
    """What equal texts have in common, short enough for a row."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def readiness(document: Document) -> str:
    """The page's word for what the document's own reading says of it."""
    if document.plain:
        return "unreadable"
    return {"Ready": "ready", "Incomplete": "incomplete"}.get(document.readiness.state, "untested")


def _run(state: Run, start: Write[RunStarted]) -> dict[str, Any]:
    tally = count(state)
    facts = {
        "title": start.value.title,
        "state": "finished" if state.finished else "open",
        "done": tally.done,
        "total": tally.total,
        "skipped": tally.skipped,
        "problems": tally.problems,
        "current": tally.current.text if tally.current else "",
        "number": tally.number,
        "parent": start.value.document,
        "revision": start.value.revision,
        "began": start.stamp.at,
        "began_by": start.stamp.actor,
        "began_on": start.stamp.dev,
    }
    return facts | (_ended(state.finished.stamp) if state.finished else {})


def _ended(stamp: Stamp) -> dict[str, Any]:
    return {"ended": stamp.at, "ended_by": stamp.actor, "ended_on": stamp.dev}
