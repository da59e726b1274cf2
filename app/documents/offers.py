"""A history and what a person takes from its text in, events out: nothing a document tells starts by itself.

An offer is a fact of the text that another room can work with. Using it keeps its content in an event, so a later
edit of the text changes nothing that is in use: it is offered again.
"""

from dataclasses import dataclass

from app.documents.commands import RepairText, StopOffers, Taking, UseOffers
from app.documents.events import OfferEvent, OfferStopped, OfferUsed, RevisionWritten
from app.documents.facts import Fact, Found, facts
from app.documents.facts.content import content, fact_of
from app.documents.facts.model import AlertRule, Contact, Level, Objective
from app.documents.repair import repair
from app.documents.state import DocumentHistory, Revision
from app.records.act import Proposed
from app.records.refusal import Refused, clock
from app.records.registers import Write

KINDS = ("severity", "stage", "level", "contact", "schedule", "message", "objective", "alert", "health")
OPEN = "Open the document to see what it holds now."
Events = tuple[Proposed[OfferEvent], ...]


@dataclass(frozen=True, slots=True)
class Use:
    """What was taken, and the write that says by whom and when. `fact` is None when it cannot be read here."""

    write: Write[OfferEvent]
    taken: OfferUsed

    @property
    def fact(self) -> Fact | None:
        return fact_of(self.taken.kind, self.taken.content)


def offered(revision: Revision) -> tuple[Found, ...]:
    """What this text has to offer; what its author left blank is nothing to use yet."""
    found = facts(revision.document, revision.text)
    return tuple(one for one in found if one.kind in KINDS and is_whole(one.fact))


def is_whole(fact: Fact) -> bool:
    match fact:
        case Objective():
            return fact.wanted is not None or fact.alarm is not None
        case Contact():
            return bool(fact.person or fact.phone or fact.mail or fact.channel)
        case AlertRule():
            return bool(fact.condition)
        case Level():
            return bool(fact.who)
    return True


def used(history: DocumentHistory) -> dict[str, Use]:
    """What is in use now, by key."""
    winners = {key: register.winner for key, register in history.offers.items()}
    return {
        key: Use(write, write.value)
        for key, write in winners.items()
        if write and isinstance(write.value, OfferUsed)
    }


def take(history: DocumentHistory, command: Taking) -> tuple[Proposed[OfferEvent | RevisionWritten], ...]:
    match command:
        case UseOffers():
            return use(history, command)
        case StopOffers():
            return stop(history, command)
        case RepairText():
            return repair(history, command)


def use(history: DocumentHistory, command: UseOffers) -> Events:
    revision = history.revision(command.revision)
    found = {one.key: one for one in offered(revision)} if revision else {}
    if missing := [key for key in command.keys if key not in found]:
        why = f"This text does not hold {missing[0].partition('/')[2] or 'it'} any more."
        raise Refused("Nothing was taken into use.", why, OPEN)
    now = used(history)
    return tuple(
        _taken(history, found[key], command.revision)
        for key in dict.fromkeys(command.keys)
        if key not in now or now[key].taken.content != content(found[key].fact)
    )


def stop(history: DocumentHistory, command: StopOffers) -> Events:
    unknown = [key for key in command.keys if key not in history.offers]
    if unknown:
        raise Refused("Nothing was taken out of use.", "It was never in use here.", OPEN)
    now = used(history)
    return tuple(
        Proposed(OfferStopped(key), _heads(history, key)) for key in dict.fromkeys(command.keys) if key in now
    )


def undo(history: DocumentHistory, undone: str) -> Events:
    """As it was before the named command; none when that command was about no offer."""
    writes = [write for write in history.told if write.stamp.cmd == undone]
    for write in writes:
        _refuse_if_replaced(history, write)
    return tuple(Proposed(_before(history, write), (write.stamp.id,)) for write in writes)


def _taken(history: DocumentHistory, found: Found, revision: str) -> Proposed[OfferEvent]:
    event = OfferUsed(
        found.kind, found.key, found.name, revision, found.line, found.section, content(found.fact)
    )
    return Proposed(event, _heads(history, found.key))


def _heads(history: DocumentHistory, key: str) -> tuple[str, ...]:
    register = history.offers.get(key)
    return tuple(sorted(head.stamp.id for head in register.heads)) if register else ()


def _before(history: DocumentHistory, write: Write[OfferEvent]) -> OfferEvent:
    replaced = [one for one in history.told if one.stamp.id in write.stamp.over]
    latest = max(replaced, key=lambda one: one.stamp.order, default=None)
    return latest.value if latest else OfferStopped(write.value.key)


def _refuse_if_replaced(history: DocumentHistory, write: Write[OfferEvent]) -> None:
    later = next((one for one in history.told if write.stamp.id in one.stamp.over), None)
    if later:
        who = f"{later.stamp.actor or 'Someone'} changed it at {clock(later.stamp.at)}."
        raise Refused("Nothing was undone.", who, OPEN)
