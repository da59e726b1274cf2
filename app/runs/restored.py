"""A write of a run in, the act whose result it shows out: an undo brings back an earlier one, and may be followed by another."""

from collections.abc import Iterable
from typing import Any, TypeVar

from app.records.registers import Write, register_of

V = TypeVar("V")


def act_of(write: Write[V], known: Iterable[Write[Any]]) -> Write[Any] | None:
    """The write that set what it says; None when it says that nobody has set anything.

    `known` are the writes among which those it takes back are looked for; what is not there, or goes round in a
    circle, came from elsewhere: then the last that was found stands for itself.
    """
    found: Write[Any] = write
    undoes = undone_by(write)
    if not undoes:
        return write
    writes = {one.stamp.id: one for one in known}
    seen = set[str]()
    while undoes:
        undone = writes.get(undoes)
        if undone is None or undoes in seen:
            return found
        seen.add(undoes)
        before = replaced(undone, writes.values())
        if before is None:
            return None
        found, undoes = before, undone_by(before)
    return found


def replaced(write: Write[Any], known: Iterable[Write[Any]]) -> Write[Any] | None:
    """Of the writes that it replaces, what none of the others replaces, whatever their clocks say."""
    return register_of(one for one in known if one.stamp.id in write.stamp.over).winner


def as_set(write: Write[V], known: Iterable[Write[Any]]) -> Write[V]:
    """What it says, with who said so and when: of what an undo brought back, not who undid."""
    if not undone_by(write):
        return write
    act = act_of(write, known)
    return write if act is None or act is write else Write(act.stamp, write.value)


def undone_by(write: Write[Any]) -> str:
    """The id of the event that it takes back; "" when it takes back none."""
    return getattr(write.value, "undoes", "")
