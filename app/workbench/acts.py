"""An act on a document's life in, the words that tell it out: for its record and the Undo button."""

from app.documents.events import (
    ActUndone,
    DocumentArchived,
    DocumentRestored,
    DocumentReviewed,
    LifeAct,
    PlanSet,
    RevisionRead,
    StageSet,
    StatusMapped,
    TextsErased,
    WrittenFor,
)
from app.documents.life import Act, Life

_STAGES = {
    "draft": "Sent back to Draft",
    "review": "Sent to review",
    "approved": "Approved",
    "active": "Activated",
}


def words(act: Act, life: Life) -> str:
    """ "Approved", "Reviewed, again on 2027-01-31", "Undone: Archived"."""
    match act.event:
        case ActUndone():
            return _undone(act, life)
        case TextsErased(texts):
            return "Text of a version erased" if len(texts) == 1 else f"Texts of {len(texts)} versions erased"
        case _:
            return _said(act.event)


def _said(event: LifeAct) -> str:
    match event:
        case StageSet(_, stage):
            return _STAGES.get(stage, stage)
        case DocumentReviewed(next):
            return f"Reviewed, again on {next}" if next else "Reviewed"
        case RevisionRead(_, person):
            return f"Read by {person}"
        case DocumentArchived():
            return "Archived"
        case DocumentRestored():
            return "Brought back from the archive"
        case StatusMapped(written, stage):
            return f"“{written}” means {stage.capitalize()}"
        case PlanSet() | WrittenFor():
            return _planned(event)


def _planned(event: PlanSet | WrittenFor) -> str:
    match event:
        case PlanSet(field, value):
            name = "target date" if field == "target" else field
            return f"Plan: {name} {value}" if value else f"Plan: no {name}"
        case WrittenFor():
            return "Begun for another document"


def _undone(act: Act, life: Life) -> str:
    undone = [life.acts[id_] for id_ in act.stamp.over if id_ in life.acts]
    last = max(undone, key=lambda one: one.stamp.order, default=None)
    if last is None:
        return "Undone"
    return "Done again" if isinstance(last.event, ActUndone) else f"Undone: {words(last, life)}"
