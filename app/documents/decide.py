"""A document's history and a command in, the events to record out, or a refusal."""

from app.documents.commands import DocumentCommand, ImportDocument, UndoImport
from app.documents.events import DocumentEvent, DocumentImported, RevisionImported
from app.documents.intake import check
from app.documents.state import DocumentHistory, Revision
from app.records.act import Proposed
from app.records.refusal import Refused, clock, refuse_if_newer

Events = tuple[Proposed[DocumentEvent], ...]


def decide(history: DocumentHistory, command: DocumentCommand) -> Events:
    refuse_if_newer("The document was not changed.", history.newer)
    match command:
        case ImportDocument(name, text):
            return _import(history, name, text)
        case UndoImport(undone):
            return _undo(history, undone)


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


def _undo(history: DocumentHistory, undone: str) -> Events:
    revision = next((one for one in history.revisions if one.stamp.cmd == undone), None)
    if revision is None:
        raise Refused(
            "Nothing was undone.",
            "This document holds no such import.",
            "Open the document to see its history.",
        )
    _refuse_if_replaced(history, revision)
    before = _before(history, revision)
    if before is None:
        raise Refused(
            "The import was not undone.",
            "A first import stays in the library.",
            "Import a corrected file over it.",
        )
    return (Proposed(RevisionImported(before.name, before.text), (revision.stamp.id,)),)


def _refuse_if_replaced(history: DocumentHistory, revision: Revision) -> None:
    current = history.current
    if current and current.stamp.id != revision.stamp.id:
        who = f"{current.stamp.actor or 'Someone'} imported a later text at {clock(current.stamp.at)}."
        raise Refused("The import was not undone.", who, "Open the document to see its history.")


def _before(history: DocumentHistory, revision: Revision) -> Revision | None:
    """The latest of the texts that this one replaced."""
    replaced = [one for one in history.revisions if one.stamp.id in revision.stamp.over]
    return max(replaced, key=lambda one: one.stamp.order, default=None)
