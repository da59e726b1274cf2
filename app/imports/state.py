"""An import's events in, in any order; whether it is withdrawn, and which events that takes out of the folds, out."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from app.imports.events import ImportEvent, ImportRestored, ImportWithdrawn
from app.records.codec import Strange
from app.records.envelope import Stamp
from app.records.registers import Register, Write


@dataclass(frozen=True, slots=True)
class Import:
    """`told` keeps what was withdrawn while it is restored, so that it can be withdrawn again."""

    acts: Register[ImportEvent] = field(default_factory=Register)
    told: Write[ImportWithdrawn] | None = None
    newer: str = ""

    @property
    def is_withdrawn(self) -> bool:
        """Of two acts that did not see each other, the later one holds, as with every register."""
        return self.acts.winner is not None and isinstance(self.acts.winner.value, ImportWithdrawn)

    @property
    def withdrawn(self) -> frozenset[str]:
        """The ids of the events that do not count: all that stand withdrawn here, while the withdrawal holds."""
        if not self.is_withdrawn:
            return frozenset()
        return frozenset(id_ for head in self.acts.heads for id_ in _ids(head.value))

    @property
    def file(self) -> str:
        return self.told.value.file if self.told else ""

    @property
    def count(self) -> int:
        return sum(len(ids) for ids in self.told.value.streams.values()) if self.told else 0


def evolve(past: Import, stamp: Stamp, event: ImportEvent | Strange) -> Import:
    match event:
        case ImportWithdrawn():
            first = past.told or Write(stamp, event)
            return replace(past, acts=past.acts.written(Write(stamp, event)), told=first)
        case ImportRestored():
            return replace(past, acts=past.acts.written(Write(stamp, event)))
        case Strange():
            return replace(past, newer=past.newer or (event.type if event.newer else ""))


def withdrawn(imports: Iterable[Import]) -> frozenset[str]:
    """What some import takes out. What two imports brought counts again when both are restored."""
    return frozenset().union(*(one.withdrawn for one in imports))


def _ids(event: ImportEvent) -> Iterable[str]:
    if isinstance(event, ImportWithdrawn):
        for stream, ids in event.streams.items():
            # Withdrawing a withdrawal would make the answer depend on where one begins: it is restored instead.
            if not stream.startswith("import/"):
                yield from ids
