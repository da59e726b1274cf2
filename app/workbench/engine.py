"""Envelopes in, state out: what this browser has applied, which streams are open, which are set aside."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.documents.state import DocumentHistory
from app.imports.state import Import, withdrawn
from app.records.codec import read
from app.records.envelope import Envelope, envelope_of
from app.workbench import questions
from app.workbench.find.sections import Section, sections_of
from app.workbench.readmodel import Applied, ReadModel, projection, restore
from app.workbench.rooms import State, room_of
from app.workbench.rows import Row
from app.workbench.streams import OpenStream, OpenStreams
from app.workbench.summary import set_aside, summarise

Wire = list[Any]


class Needed(Exception):
    """These streams' whole histories must come from the log first."""

    def __init__(self, streams: Iterable[str]) -> None:
        self.streams = sorted(set(streams))
        super().__init__(" ".join(self.streams))


class Engine:
    """One device's; `boot` makes it this build's and this log's."""

    def __init__(self) -> None:
        self.boot("", "", "", frozenset(), None, None)

    def boot(
        self,
        build: str,
        dev: str,
        name: str,
        quarantined: frozenset[str],
        claim: Applied | None,
        checkpoint: bytes | None,
        imports: Iterable[Wire] = (),
    ) -> None:
        """Begin from a checkpoint when its bytes say what `claim` says; else from nothing.

        `imports` are all events of import streams: what they withdraw must be known before anything is folded.
        """
        self.withdrawn = withdrawn_by(imports)
        # Another build may read the same events in another way, so its checkpoint is not used.
        self.projection = projection(build, self.withdrawn)
        model = restore(checkpoint, self.projection) if checkpoint and claim else None
        sound = model is not None and model.applied == claim and _set_aside(model) <= quarantined
        self.model = model if model and sound else ReadModel(projection=self.projection)
        self.dev = dev
        self.device_name = name
        self.quarantined = quarantined
        self.open = OpenStreams()
        self.applied = self.model.applied
        self._set_rows_aside()
        self.devices = questions.device_names(self.model)

    def load(self, histories: Mapping[str, list[Wire]]) -> None:
        """Open the streams whose whole histories these are."""
        for name, wires in histories.items():
            if name not in self.quarantined and not self.open.get(name):
                self._fold(OpenStream(name), [envelope_of(wire) for wire in wires])

    def state(self, stream: str) -> State:
        """The stream's folded state; an unknown stream is blank. Raises Needed when it is closed."""
        found = self.open.get(stream)
        if found:
            return found.state
        if self.is_closed(stream):
            raise Needed([stream])
        return room_of(stream).blank

    def is_closed(self, stream: str) -> bool:
        """Known here, but its history is not open."""
        return self.open.get(stream) is None and self.model.row(stream) is not None

    def apply(self, wires: list[Wire], *, ahead: bool = False) -> None:
        """Fold what is new here, all of it or nothing. Raises Needed before anything has changed.

        `ahead`: others arrived before these and are still to come, so the log counts as folded only as far as
        before; when these come again in their turn, folding them twice changes nothing.
        """
        new = [envelope_of(wire) for wire in wires if wire[0] > self.applied.n]
        by_stream: dict[str, list[Envelope]] = {}
        for one in new:
            by_stream.setdefault(one.stream, []).append(one)
        self._refuse_unopened(by_stream)
        rows = [row for stream, found in by_stream.items() if (row := self._row(stream, found))]
        if new:
            last = max(new, key=lambda one: one.n)
            self.applied = self.applied if ahead else Applied(last.n, last.id)
            self.model.put(rows, self.applied, self._sections)
        if any(row.kind == "device" for row in rows):
            self.devices = questions.device_names(self.model)

    def forget(self) -> None:
        """Drop what a failed call may have left half folded; the log still has it."""
        self.open.clear()

    def _refuse_unopened(self, streams: Iterable[str]) -> None:
        needed = [name for name in streams if name not in self.quarantined and self.is_closed(name)]
        if needed:
            raise Needed(needed)

    def _row(self, name: str, new: list[Envelope]) -> Row | None:
        """None: all of it is withdrawn, and nothing of it was here before."""
        if name in self.quarantined:
            return set_aside(name, self.model.row(name), [one.stamp for one in new])
        stream = self._fold(self.open.get(name) or OpenStream(name), new)
        if not stream.told:
            return None
        return summarise(name, stream.state, len(stream.told), stream.told[0][0], stream.told[-1][0])

    def _sections(self, stream: str) -> tuple[Section, ...]:
        state = self.state(stream)
        return sections_of(state.current) if isinstance(state, DocumentHistory) and state.current else ()

    def _fold(self, stream: OpenStream, new: list[Envelope]) -> OpenStream:
        counted = [one for one in new if one.id not in self.withdrawn] if self.withdrawn else new
        stream.take((one.stamp, read(one, stream.room.events)) for one in counted)
        stream.weight += sum(len(one.body or "") for one in new)
        self.open.keep(stream)
        return stream

    def _set_rows_aside(self) -> None:
        """What a checkpoint holds of a quarantined stream was folded before the stream was set aside."""
        rows = [row for name in sorted(self.quarantined) if (row := self.model.row(name))]
        if rows:
            self.model.put([set_aside(row.stream, row, []) for row in rows], self.applied)


def withdrawn_by(imports: Iterable[Wire]) -> frozenset[str]:
    """The ids of the events that do not count, from all events of import streams in any order."""
    streams: dict[str, OpenStream] = {}
    for one in map(envelope_of, imports):
        stream = streams.setdefault(one.stream, OpenStream(one.stream))
        stream.take([(one.stamp, read(one, stream.room.events))])
    return withdrawn(stream.state for stream in streams.values() if isinstance(stream.state, Import))


def _set_aside(model: ReadModel) -> set[str]:
    """Streams whose rows were not folded: once forgiven, they need a start without this checkpoint."""
    return {row.stream for row in model.rows("WHERE state = 'aside'")}
