"""What can happen to a document: past-tense facts, read from and written to the log."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class DocumentImported:
    """The first text of a document; `name` is the file's name."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class RevisionImported:
    """A later text of the same document; the events it replaces are its parents."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class RevisionWritten:
    """A text written here, the first or a later one; the revisions it was written from are its parents.

    `summary` says in one line what changed, "" when its author did not say. With `stage` it differs from the text
    before only in saying the stage that one had (its status, version, date, change log), and has that stage too.
    """

    name: str
    text: str
    summary: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class StageSet:
    """A person moved one revision along: `stage` is draft, review, approved or active."""

    revision: str
    stage: str


@dataclass(frozen=True, slots=True)
class DocumentReviewed:
    """Somebody read it through and found it still true; `next` is the day to look again, ISO, or ""."""

    next: str = ""


@dataclass(frozen=True, slots=True)
class RevisionRead:
    """This person says to have read this revision."""

    revision: str
    person: str


@dataclass(frozen=True, slots=True)
class DocumentArchived:
    """Put away: it leaves the library's list, and nothing of it is lost."""


@dataclass(frozen=True, slots=True)
class DocumentRestored:
    """Back in the library's list."""


@dataclass(frozen=True, slots=True)
class StatusMapped:
    """What an author's own word for a status ("Waved through") means here: one of the stages."""

    words: str
    stage: str


@dataclass(frozen=True, slots=True)
class PlanSet:
    """Who writes what is still missing, by when: `field` is assignee, target, priority or blockers."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class WrittenFor:
    """This document was begun to write what another one only promises; `document` is that one's id."""

    document: str


@dataclass(frozen=True, slots=True)
class ActUndone:
    """`back` names the act about the same matter that stands again, "" for none."""

    about: str
    back: str = ""


@dataclass(frozen=True, slots=True)
class TextsErased:
    """Somebody decided that these revisions' texts must go; each device that holds them removes them itself."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferUsed:
    """Somebody takes what the text of a revision tells, as it is there: `content` is the fact's own values."""

    kind: str
    key: str
    name: str
    revision: str
    line: int
    section: str
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class OfferStopped:
    key: str


RevisionEvent = DocumentImported | RevisionImported | RevisionWritten
LifeAct = (
    StageSet
    | DocumentReviewed
    | RevisionRead
    | DocumentArchived
    | DocumentRestored
    | StatusMapped
    | PlanSet
    | WrittenFor
)
LifeEvent = LifeAct | ActUndone | TextsErased
OfferEvent = OfferUsed | OfferStopped
DocumentEvent = RevisionEvent | LifeEvent | OfferEvent
