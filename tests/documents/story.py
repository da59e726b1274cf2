"""A document's story told act by act, as one device writes it: for the tests of its life."""

from dataclasses import replace

from app.documents.commands import DocumentCommand
from app.documents.decide import Events, decide
from app.documents.events import DocumentEvent
from app.documents.state import DocumentHistory, Revision, evolve
from app.records.act import Act
from app.records.envelope import Stamp
from app.records.refusal import Refused

AT = 1_763_716_200_000
Told = tuple[Stamp, DocumentEvent]


class Story:
    """Events get rising ids; `seen` is what the person's screen shows, all of it unless told otherwise."""

    def __init__(self, dev: str = "a", told: tuple[Told, ...] = (), first: int = 1) -> None:
        self.dev, self.told, self.next = dev * 16, list(told), first

    @property
    def history(self) -> DocumentHistory:
        return fold(self.told)

    @property
    def latest(self) -> Revision:
        current = self.history.current
        assert current
        return current

    def ids(self) -> frozenset[str]:
        return frozenset(stamp.id for stamp, _ in self.told)

    def does(self, command: DocumentCommand, actor: str = "Ana", seen: frozenset[str] | None = None) -> str:
        """The id of the last event it made, "" when it made none."""
        act = Act(f"command-{self.next}", self.dev, actor, AT, self.ids() if seen is None else seen)
        events: Events = decide(self.history, command, act)
        for event in events:
            id_ = f"{self.next:04d}{self.dev[0]}"
            self.told.append((Stamp(id_, id_, AT, actor, self.dev, act.cmd, event.over), event.event))
            self.next += 1
        return self.told[-1][0].id if events else ""

    def undoes(self, event: str) -> str:
        """The command of the event that has this id."""
        return next(stamp.cmd for stamp, _ in self.told if stamp.id == event)

    def refused(self, command: DocumentCommand, actor: str = "Ana") -> Refused:
        try:
            self.does(command, actor)
        except Refused as refusal:
            return refusal
        raise AssertionError(f"{command} was not refused")

    def on(self, dev: str) -> "Story":
        """The same document on another device, from here on apart."""
        return Story(dev, tuple(self.told), self.next)


def fold(told: list[Told]) -> DocumentHistory:
    history = DocumentHistory()
    for stamp, event in sorted(told, key=lambda one: one[0].order):
        history = evolve(history, stamp, event)
    return history


def merged(one: Story, other: Story) -> Story:
    """One device that holds what both hold."""
    told = {stamp.id: (stamp, event) for stamp, event in (*one.told, *other.told)}
    return Story("z", tuple(told.values()), max(one.next, other.next))


def at_time(told: Told, hlc: str) -> Told:
    """The same event from a device with another clock."""
    return replace(told[0], hlc=hlc), told[1]
