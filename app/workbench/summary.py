"""A stream's folded state in, its one small row of the read model out."""

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from app.documents.embedded import embedded
from app.documents.events import DocumentReviewed
from app.documents.model import Document
from app.documents.names import MAX_TITLE
from app.documents.offers import Use, used
from app.documents.plan import FIELDS, plan_of, source_of
from app.documents.readiness import assess, without_promised
from app.documents.reviewing import review_day
from app.documents.stages import runnable, stage_of
from app.documents.state import DocumentHistory, Revision
from app.imports.state import Import
from app.people.state import Device, Team
from app.records.envelope import Stamp
from app.records.registers import Write
from app.runs.count import count
from app.runs.events import RunStarted
from app.runs.state import Run
from app.runs.worked import digest
from app.schedule.book import written
from app.schedule.state import Schedule
from app.workbench.condemned import Condemned
from app.workbench.crew import crew_facts
from app.workbench.find.facts import owner_of, tags_of
from app.workbench.rooms import Held, State
from app.workbench.rows import Row
from app.workbench.traces import taken
from app.workbench.used import UsedOffer

# A stream whose beginning is not here, or that only a newer Sophie can read: counted, listed nowhere.
HELD: dict[str, Any] = {"state": "held"}
# The readiness of a document that lacks nothing but what it promises to hold.
PROMISED = "promised"
UNREADABLE = {"document": "Unreadable document", "run": "Unreadable run", "schedule": "Unreadable schedule"}
MOST_TEMPLATES = 50
MOST_PARTS = 50
ERASED_RUN = "Run of an erased text"


def summarise(stream: str, state: State, events: int, first: Stamp, last: Stamp) -> Row:
    """`first` and `last` are the stamps of the stream's events in log order."""
    kind, _, id_ = stream.partition("/")
    return Row(stream, kind, id_, events, **(_began(first) | _changed(last) | _facts(stream, state)))


def set_aside(stream: str, before: Row | None, new: Sequence[Stamp]) -> Row:
    """The row of a stream that must not be folded: as it was last known, and by the new events' stamps.

    Its texts are not answers to an import any more: nothing can be added to it.
    """
    in_order = sorted(new, key=lambda stamp: stamp.order)
    kind, _, id_ = stream.partition("/")
    row = before or Row(stream, kind, id_, **(_began(in_order[0]) if in_order else {}))
    changed = _changed(in_order[-1]) if in_order and in_order[-1].at > row.changed else {}
    title = row.title or UNREADABLE.get(kind, "")
    return replace(row, title=title, state="aside", events=row.events + len(new), texts=(), **changed)


def _began(stamp: Stamp) -> dict[str, Any]:
    return {"began": stamp.at, "began_by": stamp.actor, "began_on": stamp.dev}


def _changed(stamp: Stamp) -> dict[str, Any]:
    return {
        "changed": stamp.at,
        "changed_by": stamp.actor,
        "changed_on": stamp.dev,
        "last": f"{stamp.hlc} {stamp.id}",
    }


def _facts(stream: str, state: State) -> dict[str, Any]:
    match state:
        case DocumentHistory():
            facts = _document(stream, state, state.current) if state.current else HELD
            return {**facts, "condemned": _condemned(state)}
        case Run():
            return _run(stream, state, state.started) if state.started else _beginning(state)
        case Team():
            return {"state": "open", "names": state.people}
        case Device():
            return {"state": "open", "title": state.name}
        case Import():
            return _import(state)
        case Schedule():
            return _schedule(state)
        case Held():
            return HELD


def _import(state: Import) -> dict[str, Any]:
    if state.told is None:
        return HELD
    return {
        "title": state.file,
        "state": "withdrawn" if state.is_withdrawn else "restored",
        "total": state.count,
    }


def _document(stream: str, state: DocumentHistory, current: Revision) -> dict[str, Any]:
    document = current.document
    return {
        "title": document.title,
        "name": current.name,
        "word": document.kind,
        "state": "archived" if state.life.archived else "open",
        "total": len(document.steps),
        "procedures": len(document.procedures),
        "problems": len(document.problems),
        "heads": len(state.versions),
        "revision": current.stamp.id,
        "readiness": readiness(document),
        **_life(state, current),
        "owner": owner_of(document),
        "tags": tags_of(document),
        "names": tuple(one.name[:MAX_TITLE] for one in document.procedures[:MOST_PARTS]),
        "templates": _templates(current, document),
        **_plan(state, document),
        "changed": current.stamp.at,
        "changed_by": current.stamp.actor,
        "changed_on": current.stamp.dev,
        "search": current.stamp.id,
        "texts": tuple(fingerprint(head.text) for head in state.heads),
        "offers": tuple(_offer(stream, use) for use in used(state).values()),
    }


def _condemned(state: DocumentHistory) -> tuple[Condemned, ...]:
    """What people erased of it, and what of that its own stream still holds."""
    erased = state.life.erased
    if not erased:
        return ()
    held = {one.stamp.id for one in state.revisions}
    texts = tuple(Condemned(text, int(text in held)) for text in sorted(erased))
    in_use = len(taken(state, erased))
    return (*texts, Condemned("", in_use)) if in_use else texts


def _templates(current: Revision, document: Document) -> tuple[str, ...]:
    """Bounded: a row is small whatever a text holds."""
    found = embedded(current.text, document)[:MOST_TEMPLATES]
    return tuple(f"{line} {title[:MAX_TITLE]}" for title, line, _ in found)


def _life(state: DocumentHistory, current: Revision) -> dict[str, Any]:
    run, reviewed = runnable(state) or current, state.life.reviewed
    said = reviewed.event.next if reviewed and isinstance(reviewed.event, DocumentReviewed) else ""
    return {
        "status": stage_of(state, current).label,
        "archived": int(state.life.archived),
        "runnable": run.stamp.id,
        "review": said or review_day(current.document),
    }


def _offer(stream: str, use: Use) -> UsedOffer:
    taken, stamp = use.taken, use.write.stamp
    content = json.dumps(taken.content, ensure_ascii=False)
    place = (taken.key, taken.kind, taken.name, taken.revision, taken.line, taken.section)
    return UsedOffer(stream, *place, content, stamp.at, stamp.actor, stamp.dev, stamp.tz)


def _plan(state: DocumentHistory, document: Document) -> dict[str, Any]:
    """Only what must still be written has a plan."""
    begun = {"parent": source_of(state)}
    if not document.required:
        return begun
    plan = plan_of(state)
    return begun | {name: getattr(plan, name) for name in FIELDS}


def fingerprint(text: str) -> str:
    """What equal texts have in common, short enough for a row."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def readiness(document: Document) -> str:
    """The page's word for what the document's own reading says of it."""
    if document.plain:
        return "unreadable"
    if document.readiness.state != "Incomplete":
        return "ready" if document.readiness.state == "Ready" else "untested"
    # Incomplete for nothing but what it promises: as soon as a document begun for it is complete, it is not.
    kept = (
        assess(without_promised(document.problems), is_tested=False)
        if document.required
        else document.readiness
    )
    return "incomplete" if kept.state == "Incomplete" else PROMISED


def _schedule(state: Schedule) -> dict[str, Any]:
    """What was skipped or started may be here before the plan, which an offer in use may give."""
    plan = state.plan
    title = plan.title if plan else ""
    if plan is None and state.fault:
        return {"state": "unreadable", "title": UNREADABLE["schedule"]}
    return {
        "state": "open",
        "title": title,
        "parent": plan.document if plan else "",
        "owner": plan.owner if plan else "",
        "book": written(state),
    }


def _beginning(state: Run) -> dict[str, Any]:
    """A run without a start that can be read: a damaged one is listed, a missing one may still come."""
    if not state.start_fault:
        return HELD
    title = ERASED_RUN if state.is_erased else UNREADABLE["run"]
    # What was done stays done: a schedule looks at the end of its runs.
    ended = _ended(state.finished.stamp) if state.finished else {}
    return {"title": title, "state": "unreadable"} | ended


def _run(stream: str, state: Run, start: Write[RunStarted]) -> dict[str, Any]:
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
        **_began(start.stamp),
        **crew_facts(stream, state, start),
    }
    return facts | (_ended(state.finished.stamp) | {"worked": digest(state)} if state.finished else {})


def _ended(stamp: Stamp) -> dict[str, Any]:
    return {"ended": stamp.at, "ended_by": stamp.actor, "ended_on": stamp.dev}
