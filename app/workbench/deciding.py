"""Imports that wait in a row in, what can be decided of them together out: each as if the others were not there.

One transaction and one drawing for several files; what meets a file before it, or needs a person, waits for its own turn.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.documents.commands import ImportDocument
from app.records.refusal import Refused
from app.workbench.decide import Decision, decide
from app.workbench.engine import Engine, Needed
from app.workbench.foreign import brought_as_document
from app.workbench.matching import Match, match
from app.workbench.summary import fingerprint
from app.workbench.wire import command_of

# A tick that comes meanwhile waits for one batch.
MOST_TOGETHER = 8
MOST_CHARACTERS = 64_000


def decide_together(engine: Engine, asked: Sequence[Mapping[str, Any]]) -> tuple[Decision, ...]:
    """The decisions of the first ones, as far as they touch neither each other nor anything but their own document."""
    return tuple(_first(engine, asked[:MOST_TOGETHER]))


def _first(engine: Engine, asked: Sequence[Mapping[str, Any]]) -> Iterator[Decision]:
    taken, size = set[tuple[str, ...]](), 0
    for one in asked:
        command = _import(one)
        size += len(command.text) if command else 0
        if command is None or size > MOST_CHARACTERS:
            return
        marks = _marks(one["stream"], command, match(engine.model, command.name, command.text))
        if marks & taken:
            return
        taken |= marks
        decision = _decided(engine, one)
        if decision is None:
            return
        yield decision


def _import(asked: Mapping[str, Any]) -> ImportDocument | None:
    try:
        command = command_of(asked["name"], asked["stream"], asked["args"])
    except Refused:
        return None
    if not isinstance(command, ImportDocument):
        return None
    brought = brought_as_document(command.name, command.text)
    return None if brought.why else ImportDocument(brought.name, brought.text)


def _marks(stream: str, command: ImportDocument, found: Match) -> set[tuple[str, ...]]:
    """By what a later file would find this one: its text, its name with its title, the document it goes to."""
    return {
        ("text", fingerprint(command.text)),
        ("named", command.name, found.title),
        ("to", stream),
        ("to", f"document/{found.document}" if found.document else stream),
    }


def _decided(engine: Engine, asked: Mapping[str, Any]) -> Decision | None:
    """None: it is refused, says nothing new, or needs a stream that is closed."""
    try:
        decision = decide(engine, asked)
    except (Needed, Refused):
        return None
    return decision if decision.events else None
