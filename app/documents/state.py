"""A document's events in, its revisions out: which texts stand, who brought them, what each one says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from app.documents.events import (
    DocumentEvent,
    DocumentImported,
    OfferEvent,
    OfferStopped,
    OfferUsed,
    RevisionImported,
    RevisionWritten,
)
from app.documents.life import Life, live
from app.documents.model import Document
from app.documents.parse import parse
from app.records.codec import Strange
from app.records.envelope import Stamp
from app.records.registers import Register, Write


@lru_cache(maxsize=64)
def read(text: str, name: str = "") -> Document:
    """As `parse`, remembered: one import reads the same text when it is decided, applied and shown."""
    return parse(text, name)


@dataclass(frozen=True, slots=True)
class Revision:
    """One text of the document and the event that brought it; `written` says that it was written here.

    `stage` is that of the text it was made from, where all that was written is to say so.
    """

    stamp: Stamp
    name: str
    text: str
    summary: str = ""
    written: bool = False
    stage: str = ""

    @property
    def document(self) -> Document:
        return read(self.text, self.name)


@dataclass(frozen=True, slots=True)
class DocumentHistory:
    """`revisions` in log order; `standing` holds those that no later revision replaces.

    `life` is what people did with it beside writing.
    `offers` says by key what was last taken of its text, `told` holds all such events.
    `newer` is the type of an event that only a later Sophie can read, "" when there is none.
    """

    revisions: tuple[Revision, ...] = ()
    standing: Register[Revision] = field(default_factory=Register)
    life: Life = field(default_factory=Life)
    offers: Mapping[str, Register[OfferEvent]] = field(default_factory=dict)
    told: tuple[Write[OfferEvent], ...] = ()
    strange: tuple[tuple[Stamp, Strange], ...] = ()
    newer: str = ""

    @property
    def current(self) -> Revision | None:
        winner = self.standing.winner
        return winner.value if winner else None

    @property
    def heads(self) -> tuple[Revision, ...]:
        return tuple(write.value for write in self.standing.heads)

    @property
    def versions(self) -> tuple[Revision, ...]:
        """The texts that stand, each once: two devices may have written the same."""
        return tuple({head.text: head for head in self.heads}.values())

    @property
    def known(self) -> frozenset[str]:
        """The ids of everything that brought a text, also of texts that can no longer be read."""
        return frozenset([one.stamp.id for one in self.revisions] + [stamp.id for stamp, _ in self.strange])

    def followers(self, revision: Revision, *but: Revision) -> tuple[Revision, ...]:
        """The revisions that name this one as a parent."""
        return tuple(one for one in self.revisions if revision.stamp.id in one.stamp.over and one not in but)

    def ancestors(self, revisions: Iterable[Revision]) -> frozenset[str]:
        """The ids of all that these texts were made from, over any number of texts between."""
        # A text that can no longer be read still says what it was made from.
        stamps = (*(one.stamp for one in self.revisions), *(stamp for stamp, _ in self.strange))
        parents = {stamp.id: stamp.over for stamp in stamps}
        seen = set[str]()
        ahead = [id_ for one in revisions for id_ in one.stamp.over]
        while ahead:
            id_ = ahead.pop()
            if id_ not in seen:
                seen.add(id_)
                ahead.extend(parents.get(id_, ()))
        return frozenset(seen)

    def revision(self, event: str) -> Revision | None:
        return next((one for one in self.revisions if one.stamp.id == event), None)


def evolve(history: DocumentHistory, stamp: Stamp, event: DocumentEvent | Strange) -> DocumentHistory:
    match event:
        case DocumentImported(name, text) | RevisionImported(name, text):
            return _revised(history, Revision(stamp, name, text))
        case RevisionWritten(name, text, summary, stage):
            return _revised(history, Revision(stamp, name, text, summary, written=True, stage=stage))
        case OfferUsed() | OfferStopped():
            return _taken(history, Write(stamp, event))
        case Strange():
            newer = history.newer or (event.type if event.newer else "")
            return replace(history, strange=(*history.strange, (stamp, event)), newer=newer)
        case _:
            return replace(history, life=live(history.life, stamp, event))


def _taken(history: DocumentHistory, write: Write[OfferEvent]) -> DocumentHistory:
    key = write.value.key
    register: Register[OfferEvent] = history.offers.get(key, Register())
    return replace(
        history, offers={**history.offers, key: register.written(write)}, told=(*history.told, write)
    )


def _revised(history: DocumentHistory, revision: Revision) -> DocumentHistory:
    standing = history.standing.written(Write(revision.stamp, revision))
    return replace(history, revisions=(*history.revisions, revision), standing=standing)
