"""A document's history and a command in, the events to record out, or a refusal."""

from app.documents.acts import act_on
from app.documents.authoring import author
from app.documents.commands import (
    Archive,
    BeginRunbook,
    DocumentCommand,
    EraseTexts,
    ImportDocument,
    MapStatus,
    MarkRead,
    MarkReviewed,
    MergeVersions,
    RepairText,
    RestoreRevision,
    SetPlan,
    SetStage,
    StopOffers,
    Undo,
    UseOffers,
    WriteRevision,
)
from app.documents.erase import erase
from app.documents.events import DocumentEvent, DocumentImported, RevisionImported
from app.documents.intake import check
from app.documents.merging import join
from app.documents.offers import take
from app.documents.offers import undo as undo_offers
from app.documents.planning import plan
from app.documents.state import DocumentHistory
from app.documents.undo import undo
from app.documents.writing import restore, write
from app.records.act import Act, Proposed
from app.records.refusal import Refused, refuse_if_newer

Events = tuple[Proposed[DocumentEvent], ...]


def decide(history: DocumentHistory, command: DocumentCommand, act: Act) -> Events:
    refuse_if_newer("The document was not changed.", history.newer)
    match command:
        case ImportDocument(name, text):
            return _import(history, name, text)
        case WriteRevision() | RestoreRevision() | MergeVersions():
            return _written(history, command, act)
        case Undo(undone):
            return undo_offers(history, undone) or undo(history, undone, act)
        case EraseTexts():
            return erase(history, command)
        case SetPlan() | BeginRunbook():
            return plan(history, command, act)
        case SetStage() | MarkReviewed() | MarkRead() | Archive() | MapStatus():
            return act_on(history, command, act)
        case UseOffers() | StopOffers() | RepairText():
            return take(history, command)
        case _:
            return author(history, command, act)


def _written(
    history: DocumentHistory, command: WriteRevision | RestoreRevision | MergeVersions, act: Act
) -> Events:
    match command:
        case WriteRevision():
            return write(history, command, act)
        case RestoreRevision(revision):
            return restore(history, revision, act)
        case MergeVersions():
            return join(history, command)


def _import(history: DocumentHistory, name: str, text: str) -> Events:
    sentence = check(name, text)
    if sentence:
        raise Refused("The file was not imported.", sentence, "The other files are not affected.")
    heads = history.heads
    if any(head.text == text for head in heads):
        return ()
    if not heads:
        return (Proposed(DocumentImported(name, text)),)
    # Whoever brings a file means it to be the document from now on, so it follows every text that stands.
    return (Proposed(RevisionImported(name, text), tuple(sorted(head.stamp.id for head in heads))),)
