"""A history and a command's id in, the events that bring back what it replaced out; or a refusal."""

from app.documents.events import RevisionEvent, RevisionImported, RevisionWritten
from app.documents.state import DocumentHistory, Revision
from app.records.act import Proposed
from app.records.refusal import Refused, clock

NOT_UNDONE = "Nothing was undone."
OPEN = "Open the document to see its history."
SUMMARY = "Undid a change"

Events = tuple[Proposed[RevisionEvent], ...]


def undo(history: DocumentHistory, undone: str) -> Events:
    revision = next((one for one in history.revisions if one.stamp.cmd == undone), None)
    if revision is None:
        raise Refused(NOT_UNDONE, "This document holds no such change.", OPEN)
    _refuse_if_replaced(history, revision)
    replaced = [one for one in history.revisions if one.stamp.id in revision.stamp.over]
    if not replaced:
        raise Refused(
            NOT_UNDONE, "A first text stays in the library.", "Write or import a corrected text over it."
        )
    # A text that joined two brings both back.
    alone = [one for one in replaced if not history.followers(one, revision)]
    return tuple(_again(one, revision) for one in alone) or _without(history, revision)


def _without(history: DocumentHistory, revision: Revision) -> Events:
    """What it came from was replaced beside it too: the text that stands beside it goes on alone."""
    other = [head for head in history.heads if head is not revision][-1]
    return (_again(other, revision, other.stamp.id),)


def _again(text: Revision, revision: Revision, *more: str) -> Proposed[RevisionEvent]:
    over = tuple(sorted({revision.stamp.id, *more}))
    if revision.written:
        return Proposed(RevisionWritten(text.name, text.text, SUMMARY), over)
    return Proposed(RevisionImported(text.name, text.text), over)


def _refuse_if_replaced(history: DocumentHistory, revision: Revision) -> None:
    later = history.followers(revision)
    if later:
        last = max(later, key=lambda one: one.stamp.order)
        did = "wrote" if last.written else "imported"
        who = f"{last.stamp.actor or 'Someone'} {did} a later text at {clock(last.stamp.at)}."
        raise Refused(NOT_UNDONE, who, OPEN)
