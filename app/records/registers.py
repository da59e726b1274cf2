"""Writes to one value in, in any order and more than once; the ones nothing has replaced out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.records.envelope import Stamp

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Write(Generic[V]):
    stamp: Stamp
    value: V


@dataclass(frozen=True, slots=True)
class Register(Generic[V]):
    """`heads`: writes that no other names in its `over`, in order; `replaced`: all ids that some write names.

    So causality beats clocks: a write that names another wins over it, whatever their times say.
    """

    heads: tuple[Write[V], ...] = ()
    replaced: frozenset[str] = frozenset()

    def written(self, write: Write[V]) -> "Register[V]":
        """With one write more. The same writes give the same register in any order."""
        return self.merged(Register((write,), frozenset(write.stamp.over)))

    def merged(self, other: "Register[V]") -> "Register[V]":
        replaced = self.replaced | other.replaced
        heads = {head.stamp.id: head for head in (*self.heads, *other.heads) if head.stamp.id not in replaced}
        return Register(tuple(sorted(heads.values(), key=lambda head: head.stamp.order)), replaced)

    @property
    def winner(self) -> Write[V] | None:
        """The value to show: among writes that did not see each other, the last by (hlc, id)."""
        return self.heads[-1] if self.heads else None

    @property
    def losers(self) -> tuple[Write[V], ...]:
        """Writes made at the same time as the winner: shown as "also set by", never dropped."""
        return self.heads[:-1]


def register_of(writes: Iterable[Write[V]]) -> Register[V]:
    register: Register[V] = Register()
    for write in writes:
        register = register.written(write)
    return register
