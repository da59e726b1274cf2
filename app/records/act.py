"""The circumstances of a command in, what it proposes to write out: shared by every room's decide."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from app.records.registers import Register

E_co = TypeVar("E_co", covariant=True)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Act:
    """Who acts, on which device, having seen which events. `at` is ms UTC; `cmd` is the command's id."""

    cmd: str
    dev: str
    actor: str
    at: int
    seen: frozenset[str] = frozenset()

    def saw(self, event: str, dev: str) -> bool:
        """A device has seen what its screen showed, and whatever it wrote itself."""
        return event in self.seen or dev == self.dev


@dataclass(frozen=True, slots=True)
class Proposed(Generic[E_co]):
    """An event not yet in the log, and the ids of the events it replaces."""

    event: E_co
    over: tuple[str, ...] = ()


def over(register: Register[V], act: Act, *more: str) -> tuple[str, ...]:
    """The ids a new write replaces: sorted and unique, as the header wants them."""
    own = {head.stamp.id for head in register.heads if act.saw(head.stamp.id, head.stamp.dev)}
    # What the screen showed stays named if it was replaced since: the header says what its author saw.
    return tuple(sorted(own | (act.seen & register.replaced) | set(more)))
