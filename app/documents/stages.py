"""A document's history in, how far each of its texts has come out: draft, review, approved, active."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.documents.about import state_of
from app.documents.events import StageSet, StatusMapped
from app.documents.life import Act, about_stage, about_word
from app.documents.metadata import value
from app.documents.state import DocumentHistory, Revision

STAGES = ("draft", "review", "approved", "active")
RUNNABLE = ("approved", "active")
_BLANK = re.compile(r"\[.*\]$|<.*>$|\{\{.*\}\}$|_+$")


@dataclass(frozen=True, slots=True)
class Stage:
    """`name` is one of the stages, or "" when the text says `words` that nobody has explained yet.

    `act` set it by hand, None when the text says it or nothing does; `beside` are acts that did not see it.
    """

    name: str
    words: str = ""
    act: Act | None = None
    beside: tuple[Act, ...] = ()

    @property
    def label(self) -> str:
        return self.name.capitalize() or self.words


DRAFT = Stage("draft")


def stage_of(history: DocumentHistory, revision: Revision) -> Stage:
    """By hand if somebody set it; an approved text stays approved when it comes back by undo or restore."""
    by_hand = _by_hand(history)
    if revision.stamp.id in by_hand:
        return by_hand[revision.stamp.id]
    texts = _approved_texts(history, by_hand)
    if texts:
        # Once somebody approves here, a file that says so of itself approves nothing.
        return texts.get(revision.text, DRAFT)
    # A text written here is a draft, whatever the line in it still says.
    return DRAFT if revision.written else _as_written(history, revision)


def approved(history: DocumentHistory) -> Revision | None:
    """The approved or active text that no later approved one was made from."""
    by_hand = _by_hand(history)
    texts = _approved_texts(history, by_hand)
    if texts:
        found = [
            one
            for one in history.revisions
            if by_hand.get(one.stamp.id, texts.get(one.text, DRAFT)).name in RUNNABLE
        ]
    else:
        found = [one for one in _brought(history) if stage_of(history, one).name in RUNNABLE]
    before = history.ancestors(found)
    return next((one for one in reversed(found) if one.stamp.id not in before), None)


def runnable(history: DocumentHistory) -> Revision | None:
    """What a run is started from unless somebody asks for another text."""
    return approved(history) or history.current


def word_of(history: DocumentHistory, words: str) -> str:
    """The stage that an author's word stands for, "" when nobody said."""
    mapped = history.life.holds(about_word(words))
    if mapped and isinstance(mapped.event, StatusMapped):
        return mapped.event.stage
    return state_of(words)


def said(revision: Revision) -> str:
    """What the text says of itself: "Status: Draft"."""
    return value(revision.document.metadata, "status")


def _by_hand(history: DocumentHistory) -> dict[str, Stage]:
    """The stages that somebody set, by revision."""
    found = dict[str, Stage]()
    for revision in history.revisions:
        acts = history.life.standing(about_stage(revision.stamp.id))
        if acts:
            *beside, act = acts
            name = act.event.stage if isinstance(act.event, StageSet) else ""
            found[revision.stamp.id] = Stage(name if name in STAGES else "", name, act, tuple(beside))
        elif revision.stage in STAGES:
            # Written only to say its stage: whoever set that of the text before has set this one's.
            before = (found[id_] for id_ in revision.stamp.over if id_ in found)
            by = next((one.act for one in before if one.name == revision.stage), None)
            found[revision.stamp.id] = Stage(revision.stage, act=by)
    return found


def _approved_texts(history: DocumentHistory, by_hand: Mapping[str, Stage]) -> dict[str, Stage]:
    return {
        one.text: stage
        for one in history.revisions
        if (stage := by_hand.get(one.stamp.id, DRAFT)).name in RUNNABLE
    }


def _brought(history: DocumentHistory) -> list[Revision]:
    """The imported texts that stand, or that what was written here goes back to: few, as reading one is slow."""
    by_id = {one.stamp.id: one for one in history.revisions}
    seen, found = set[str](), list[Revision]()
    ahead = [one.stamp.id for one in history.heads]
    while ahead:
        id_ = ahead.pop()
        one = by_id.get(id_)
        if one is None or id_ in seen:
            continue
        seen.add(id_)
        if one.written:
            ahead.extend(one.stamp.over)
        else:
            found.append(one)
    return sorted(found, key=lambda one: one.stamp.order)


def _as_written(history: DocumentHistory, revision: Revision) -> Stage:
    words = said(revision)
    # A template's "[Draft | Review | Approved]" is to be filled in: it says nothing yet.
    return DRAFT if not words or _BLANK.match(words) else Stage(word_of(history, words), words)
