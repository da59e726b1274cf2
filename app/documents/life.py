"""Acts on a document's life in, in any order and more than once; which of them stand, matter by matter, out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.documents.events import (
    ActUndone,
    DocumentArchived,
    DocumentRestored,
    DocumentReviewed,
    LifeAct,
    LifeEvent,
    PlanSet,
    RevisionRead,
    StageSet,
    StatusMapped,
    TextsErased,
    WrittenFor,
)
from app.people.state import key
from app.records.envelope import Stamp
from app.records.registers import Register, Write

REVIEW = "review"
SHELF = "shelf"
SOURCE = "source"
WORD = "word "


@dataclass(frozen=True, slots=True)
class Act:
    """An act, what it is about, and the id of the act it lets stand: its own, or an earlier one."""

    stamp: Stamp
    event: LifeEvent
    about: str = ""
    stands: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """Each matter is a register of act ids, so an undo needs no copy of what it brings back.

    `acts` holds all of them by id, in log order; `erased` the revisions whose texts are to go.
    """

    matters: Mapping[str, Register[str]] = field(default_factory=dict)
    acts: Mapping[str, Act] = field(default_factory=dict)
    erased: frozenset[str] = frozenset()

    def matter(self, about: str) -> Register[str]:
        return self.matters.get(about, Register())

    def standing(self, about: str) -> tuple[Act, ...]:
        """The acts that hold; more than one when they did not see each other, the one to show last."""
        return tuple(self.acts[one.value] for one in self.matter(about).heads if one.value in self.acts)

    def holds(self, about: str) -> Act | None:
        standing = self.standing(about)
        return standing[-1] if standing else None

    @property
    def archived(self) -> bool:
        held = self.holds(SHELF)
        return held is not None and isinstance(held.event, DocumentArchived)

    @property
    def reviewed(self) -> Act | None:
        return self.holds(REVIEW)


def about_stage(revision: str) -> str:
    return f"stage {revision}"


def about_reading(revision: str, person: str) -> str:
    return f"read {revision} {key(person)}"


def about_word(words: str) -> str:
    return f"{WORD}{key(words)}"


def about_plan(field_: str) -> str:
    return f"plan {field_}"


def live(life: Life, stamp: Stamp, event: LifeEvent) -> Life:
    match event:
        case TextsErased(texts):
            acts = {**life.acts, stamp.id: Act(stamp, event)}
            return replace(life, erased=life.erased.union(texts), acts=acts)
        case ActUndone(about, back):
            return _acted(life, Act(stamp, event, about, back))
        case _:
            return _acted(life, Act(stamp, event, _about(event), stamp.id))


def _acted(life: Life, act: Act) -> Life:
    matter = life.matter(act.about).written(Write(act.stamp, act.stands))
    matters, acts = {**life.matters, act.about: matter}, {**life.acts, act.stamp.id: act}
    return replace(life, matters=matters, acts=acts)


def _about(event: LifeAct) -> str:
    match event:
        case StageSet(revision):
            return about_stage(revision)
        case RevisionRead(revision, person):
            return about_reading(revision, person)
        case StatusMapped(words):
            return about_word(words)
        case DocumentReviewed():
            return REVIEW
        case DocumentArchived() | DocumentRestored():
            return SHELF
        case PlanSet(field_):
            return about_plan(field_)
        case WrittenFor():
            return SOURCE
