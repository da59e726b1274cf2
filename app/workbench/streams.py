"""One stream's events in, in any order and more than once; its folded state out. A few streams stay open."""

from collections import OrderedDict
from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from app.records.envelope import Stamp
from app.workbench.rooms import State, room_of

Told = tuple[Stamp, Any]

MOST_OPEN = 64
MOST_WEIGHT = 32_000_000


class OpenStream:
    """A stream whose whole history is here, sorted, so that a late arrival can be folded in at its place."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.room = room_of(name)
        self.told: list[Told] = []
        self.known: set[str] = set()
        self.state: State = self.room.blank
        self.weight = 0

    def take(self, arrived: Iterable[Told]) -> None:
        """Evolve by what is newer than everything here; fold all again when something belongs in between."""
        new = sorted(self._unknown(arrived), key=_order)
        in_order = not self.told or not new or _order(self.told[-1]) < _order(new[0])
        self.told.extend(new)
        if not in_order:
            self.told.sort(key=_order)
            self.state, new = self.room.blank, self.told
        for stamp, event in new:
            self.state = self.room.evolve(self.state, stamp, event)

    def _unknown(self, arrived: Iterable[Told]) -> Iterable[Told]:
        for stamp, event in arrived:
            if stamp.id not in self.known:
                self.known.add(stamp.id)
                yield stamp, event


class OpenStreams:
    """The streams used last; the rest is in the page's log and is asked for again when needed."""

    def __init__(self) -> None:
        self.open: OrderedDict[str, OpenStream] = OrderedDict()

    def get(self, name: str) -> OpenStream | None:
        found = self.open.get(name)
        if found:
            self.open.move_to_end(name)
        return found

    def keep(self, stream: OpenStream) -> None:
        self.open[stream.name] = stream
        self.open.move_to_end(stream.name)

    def trim(self) -> None:
        """Close what was used longest ago; the stream used last always stays."""
        weight = sum(stream.weight for stream in self.open.values())
        while len(self.open) > 1 and (len(self.open) > MOST_OPEN or weight > MOST_WEIGHT):
            _, closed = self.open.popitem(last=False)
            weight -= closed.weight

    def clear(self) -> None:
        self.open.clear()


_stamp = itemgetter(0)


def _order(told: Told) -> tuple[str, str]:
    stamp: Stamp = _stamp(told)
    return stamp.order
