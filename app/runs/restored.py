"""A write of a run in, the act whose result it shows out: an undo brings back an earlier one, and may be followed by another."""

from collections.abc import Mapping
from typing import Any

from app.records.registers import Register, Write
from app.runs.state import Entry, Run


def act_of(run: Run, write: Write[Any]) -> str:
    """The id of the event that set what it says; "" when it says that nobody has set anything."""
    if not write.value.undoes:
        return write.stamp.id
    entries = {one.stamp.id: one for one in run.record}
    found, undoes, seen = write.stamp.id, write.value.undoes, set[str]()
    while undoes:
        undone = entries.get(undoes)
        # What is not here, or goes round in a circle, came from elsewhere: then it stands for itself.
        if undone is None or undoes in seen:
            return found
        seen.add(undoes)
        before = replaced(entries, undone)
        if before is None:
            return ""
        found, undoes = before.stamp.id, getattr(before.event, "undoes", "")
    return found


def before(run: Run, entry: Entry) -> Entry | None:
    """What this one replaced, if anything."""
    return replaced({one.stamp.id: one for one in run.record}, entry)


def replaced(entries: Mapping[str, Entry], entry: Entry) -> Entry | None:
    """Of several, what none of the others replaces, whatever their clocks say."""
    register: Register[Entry] = Register()
    for id_ in entry.stamp.over:
        one = entries.get(id_)
        if one:
            register = register.written(Write(one.stamp, one))
    return register.winner.value if register.winner else None
