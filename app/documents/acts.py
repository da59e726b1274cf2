"""A history and a command about its life (stages, reviews, readers, the shelf) in, the act to record out."""

from datetime import date

from app.documents.commands import Archive, LifeCommand, MapStatus, MarkRead, MarkReviewed, SetStage
from app.documents.events import (
    DocumentArchived,
    DocumentRestored,
    DocumentReviewed,
    LifeAct,
    RevisionRead,
    StageSet,
    StatusMapped,
)
from app.documents.life import REVIEW, SHELF, about_reading, about_stage, about_word
from app.documents.stages import RUNNABLE, STAGES, approved, stage_of, word_of
from app.documents.state import DocumentHistory, Revision
from app.records.act import Act, Proposed, over
from app.records.refusal import Refused, clock

Acts = tuple[Proposed[LifeAct], ...]
OPEN = "Open the document again to see its versions."


def act_on(history: DocumentHistory, command: LifeCommand, act: Act) -> Acts:
    match command:
        case SetStage(revision, stage):
            return _set_stage(history, revision, stage, act)
        case MarkReviewed(day):
            return _propose(history, REVIEW, DocumentReviewed(_day(day)), act)
        case MarkRead(revision):
            return _read(history, revision, act)
        case Archive(done):
            return _archive(history, act, away=done)
        case MapStatus(words, stage):
            return _map(history, words, stage, act)


def _set_stage(history: DocumentHistory, id_: str, stage: str, act: Act) -> Acts:
    what = "The stage was not changed."
    revision = _revision(history, id_, what)
    if stage not in STAGES:
        raise Refused(what, f"Sophie knows no stage named {stage}.", "Reload Sophie, then try again.")
    now = stage_of(history, revision)
    if now.name == stage and (now.act or stage == "draft"):
        return ()
    if stage in RUNNABLE:
        _refuse_unnamed(what, act)
        _refuse_behind(history, revision, what)
    if stage == "active" and now.name not in RUNNABLE:
        raise Refused(what, "This version is not approved yet.", "Approve it first, then activate it.")
    return _propose(history, about_stage(id_), StageSet(id_, stage), act)


def _refuse_behind(history: DocumentHistory, revision: Revision, what: str) -> None:
    """An older text cannot become the approved one while a text made from it is: it would change nothing."""
    stands = approved(history)
    if stands and revision.stamp.id in history.ancestors([stands]):
        why = f"A version made from this one, of {clock(stands.stamp.at)}, is approved already."
        raise Refused(what, why, "Send that one back to Draft first, or restore this text as a new version.")


def _read(history: DocumentHistory, id_: str, act: Act) -> Acts:
    what = "It was not marked as read."
    _revision(history, id_, what)
    _refuse_unnamed(what, act)
    about = about_reading(id_, act.actor)
    return () if history.life.holds(about) else _propose(history, about, RevisionRead(id_, act.actor), act)


def _archive(history: DocumentHistory, act: Act, *, away: bool) -> Acts:
    if history.life.archived == away:
        return ()
    return _propose(history, SHELF, DocumentArchived() if away else DocumentRestored(), act)


def _map(history: DocumentHistory, words: str, stage: str, act: Act) -> Acts:
    what = "The status was not explained."
    plain = " ".join(words.split())
    if not plain or stage not in STAGES:
        raise Refused(what, "It needs the author's words and one of the four stages.", "Choose a stage.")
    if word_of(history, plain) == stage:
        return ()
    return _propose(history, about_word(plain), StatusMapped(plain, stage), act)


def _propose(history: DocumentHistory, about: str, event: LifeAct, act: Act) -> Acts:
    return (Proposed(event, over(history.life.matter(about), act)),)


def _revision(history: DocumentHistory, id_: str, what: str) -> Revision:
    found = history.revision(id_)
    if found is None:
        raise Refused(what, "This browser does not hold that version of the text.", OPEN)
    return found


def _refuse_unnamed(what: str, act: Act) -> None:
    if not act.actor.strip():
        raise Refused(
            what, "Nobody has said who is working here.", "Say who you are, at the top, and try again."
        )


def _day(text: str) -> str:
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        why = f"{text} is not a day."
        raise Refused("It was not marked as reviewed.", why, "Give the day as 2027-01-31.") from None
