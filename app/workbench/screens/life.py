"""A document's history in, the values that show its stage, its reviews and its readers out."""

from collections.abc import Mapping

from app.documents.changes import Change, next_version, says_stage, told_in, version_of
from app.documents.events import DocumentReviewed, RevisionRead, StageSet
from app.documents.life import REVIEW, SHELF, about_reading, about_stage
from app.documents.stages import RUNNABLE, Stage, approved, said, stage_of, word_of
from app.documents.state import DocumentHistory, Revision
from app.documents.undo import last_undoable
from app.people.state import key
from app.views.values import DocumentLife, DocumentStage, Mark, OtherVersion, StageMark
from app.workbench import questions
from app.workbench.acts import words
from app.workbench.engine import Engine
from app.workbench.readmodel import ReadModel
from app.workbench.screens.marks import TONES, Devices, mark
from app.workbench.traces import traces

MOST_ACTS = 20
NOTHING = Change("", "", "", "")
READ_ONLY = "A newer version of Sophie wrote here. Update Sophie on this device to change this document."
OFFERED: Mapping[str, tuple[str, ...]] = {
    "draft": ("send-to-review", "approve"),
    "review": ("approve", "back-to-draft"),
    "approved": ("activate", "back-to-draft"),
    "active": ("back-to-draft",),
    "": ("send-to-review", "approve"),
}


def stage_mark(stage: Stage, devices: Devices) -> StageMark:
    by = mark(stage.act.stamp, devices) if stage.act else None
    return StageMark(stage.label, TONES.get(stage.name, "neutral"), by)


def stage(engine: Engine, id_: str, history: DocumentHistory, shown: Revision) -> DocumentStage:
    devices, found, stands = engine.devices, stage_of(history, shown), approved(history)
    shelf = history.life.holds(SHELF) if history.life.archived else None
    undo, undo_what = _undoable(history, engine.dev)
    # An old version is history: only the latest and the approved one go on from here.
    goes_on = history.current is shown or stands is shown
    says = _says(history, shown, found) if goes_on else ""
    return DocumentStage(
        id=id_,
        revision=shown.stamp.id,
        name=found.name,
        stage=stage_mark(found, devices),
        acts=OFFERED[found.name] if goes_on else (),
        over=heads(history, about_stage(shown.stamp.id)),
        beside=tuple(
            StageMark(act.event.stage.capitalize(), "neutral", mark(act.stamp, devices))
            for act in found.beside
            if isinstance(act.event, StageSet)
        ),
        runs=other(history, stands, shown, devices),
        newer=other(history, history.current, shown, devices),
        archived=mark(shelf.stamp, devices) if shelf else None,
        shelf_over=heads(history, SHELF),
        undo=undo,
        undo_what=undo_what,
        condemned=still_held(engine.model, id_, history),
        says=says,
        version=next_version(version_of(shown.document)) if says else "",
        told=("Status", *told_in(shown.document)) if says else (),
        read_only=READ_ONLY if history.newer else "",
    )


def _says(history: DocumentHistory, shown: Revision, found: Stage) -> str:
    """The status in the text, where it is not the stage that somebody gave it and could be written anew."""
    words = said(shown) if found.act and found.name else ""
    if not words or word_of(history, words) == found.name:
        return ""
    return words if says_stage(shown.text, shown.document, found.name, NOTHING) != shown.text else ""


def life(engine: Engine, id_: str, history: DocumentHistory) -> DocumentLife:
    stands, reviewed = approved(history), history.life.reviewed
    readers = _readers(history, stands, engine.devices) if stands else ()
    known = {key(one.by) for one in readers}
    return DocumentLife(
        id=id_,
        reviewed=mark(reviewed.stamp, engine.devices) if reviewed else None,
        next=reviewed.event.next if reviewed and isinstance(reviewed.event, DocumentReviewed) else "",
        over=heads(history, REVIEW),
        reading=stands.stamp.id if stands else "",
        read=readers,
        unread=tuple(name for name in questions.people(engine.model) if key(name) not in known),
        done=_done(history, engine.devices),
        archived=history.life.archived,
        shelf_over=heads(history, SHELF),
        read_only=READ_ONLY if history.newer else "",
    )


def still_held(model: ReadModel, id_: str, history: DocumentHistory) -> int:
    """How much of what somebody erased is still in this browser: texts, things in use, runs."""
    erased = history.life.erased
    texts = sum(one.stamp.id in erased for one in history.revisions) if erased else 0
    return texts + traces(model, id_, history, erased).count


def heads(history: DocumentHistory, about: str) -> tuple[str, ...]:
    """What a new act about this matter replaces."""
    return tuple(head.stamp.id for head in history.life.matter(about).heads)


def other(
    history: DocumentHistory, text: Revision | None, shown: Revision, devices: Devices
) -> OtherVersion | None:
    """None when it is the version shown, or says the same."""
    if text is None or text.text == shown.text:
        return None
    return OtherVersion(text.stamp.id, stage_of(history, text).label, mark(text.stamp, devices))


def is_approved(history: DocumentHistory, shown: Revision) -> bool:
    return stage_of(history, shown).name in RUNNABLE


def _readers(history: DocumentHistory, text: Revision, devices: Devices) -> tuple[Mark, ...]:
    """Everybody who has read it, or the text that it only says the stage of."""
    read = {
        key(act.event.person): held
        for act in history.life.acts.values()
        if isinstance(act.event, RevisionRead) and act.event.revision in _as_read(history, text)
        if (held := history.life.holds(about_reading(act.event.revision, act.event.person)))
    }
    return tuple(mark(act.stamp, devices) for act in read.values())


def _as_read(history: DocumentHistory, text: Revision) -> frozenset[str]:
    """This text, and those before it that differ only in what they say of their stage."""
    ids = {text.stamp.id}
    before: Revision | None = text
    while before and before.stage:
        before = history.revision(next(iter(before.stamp.over), ""))
        if before is None or before.stamp.id in ids:
            break
        ids.add(before.stamp.id)
    return frozenset(ids)


def _done(history: DocumentHistory, devices: Devices) -> tuple[tuple[str, Mark], ...]:
    acts = list(history.life.acts.values())[-MOST_ACTS:]
    return tuple((words(act, history.life), mark(act.stamp, devices)) for act in reversed(acts))


def _undoable(history: DocumentHistory, dev: str) -> tuple[str, str]:
    """The command that Undo takes back and its words, both "" when there is none."""
    last = last_undoable(history, dev)
    if last is None:
        return "", ""
    act = history.life.acts.get(last.id)
    return last.cmd, words(act, history.life) if act else "the latest version"
