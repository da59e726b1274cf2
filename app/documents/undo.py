"""A history and a command's id in, the events that bring back what it replaced out; or a refusal."""

from app.documents.events import ActUndone, DocumentEvent, RevisionImported, RevisionWritten, TextsErased
from app.documents.life import Act as LifeAct
from app.documents.state import DocumentHistory, Revision
from app.records.act import Act, Proposed, over
from app.records.envelope import Stamp
from app.records.refusal import Refused, clock

NOT_UNDONE = "Nothing was undone."
OPEN = "Open the document to see its history."
SUMMARY = "Undid a change"

Events = tuple[Proposed[DocumentEvent], ...]


def undo(history: DocumentHistory, undone: str, act: Act) -> Events:
    revision = next((one for one in history.revisions if one.stamp.cmd == undone), None)
    if revision:
        return _unwrite(history, revision)
    done = next((one for one in history.life.acts.values() if one.stamp.cmd == undone), None)
    if done is None:
        raise Refused(NOT_UNDONE, "This document holds no such change.", OPEN)
    return (_unact(history, done, act),)


def _unact(history: DocumentHistory, done: LifeAct, act: Act) -> Proposed[DocumentEvent]:
    if isinstance(done.event, TextsErased):
        raise Refused(NOT_UNDONE, "An erased text is gone.", "Import a file that still holds it.")
    matter = history.life.matter(done.about)
    last = matter.winner
    if last and last.stamp.id != done.stamp.id:
        who = f"{last.stamp.actor or 'Someone'} changed it at {clock(last.stamp.at)}."
        raise Refused(NOT_UNDONE, who, "Set it again by hand if it is wrong.")
    before = [history.life.acts[id_] for id_ in done.stamp.over if id_ in history.life.acts]
    back = max(before, key=lambda one: one.stamp.order, default=None)
    return Proposed(ActUndone(done.about, back.stands if back else ""), over(matter, act, done.stamp.id))


def _unwrite(history: DocumentHistory, revision: Revision) -> Events:
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


def _again(text: Revision, revision: Revision, *more: str) -> Proposed[DocumentEvent]:
    parents = tuple(sorted({revision.stamp.id, *more}))
    if revision.written:
        return Proposed(RevisionWritten(text.name, text.text, SUMMARY), parents)
    return Proposed(RevisionImported(text.name, text.text), parents)


def _refuse_if_replaced(history: DocumentHistory, revision: Revision) -> None:
    later = history.followers(revision)
    if later:
        last = max(later, key=lambda one: one.stamp.order)
        did = "wrote" if last.written else "imported"
        who = f"{last.stamp.actor or 'Someone'} {did} a later text at {clock(last.stamp.at)}."
        raise Refused(NOT_UNDONE, who, OPEN)


def last_undoable(history: DocumentHistory, dev: str) -> Stamp | None:
    """The last thing this device did here, while it still holds; an undo or an erasure is not undone."""
    texts = [one.stamp for one in history.revisions]
    acts = [act.stamp for act in history.life.acts.values()]
    own = [stamp for stamp in (*texts, *acts) if stamp.dev == dev]
    last = max(own, key=lambda stamp: stamp.order, default=None)
    return last if last and _holds(history, last) else None


def _holds(history: DocumentHistory, stamp: Stamp) -> bool:
    act = history.life.acts.get(stamp.id)
    if act is None:
        text = history.revision(stamp.id)
        return bool(text and text.summary != SUMMARY and text.stamp.over and not history.followers(text))
    winner = history.life.matter(act.about).winner
    undoable = not isinstance(act.event, TextsErased | ActUndone)
    return undoable and winner is not None and winner.stamp.id == stamp.id
