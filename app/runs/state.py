"""A run's events in, the run out: each step's mark and remarks, whether it is finished, its whole record."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.records.codec import ERASED, Strange
from app.records.envelope import Stamp
from app.records.registers import Register, Write
from app.runs.events import (
    NoteAdded,
    ProblemReported,
    RunEnd,
    RunEvent,
    RunFinished,
    RunReopened,
    RunStarted,
    StepDone,
    StepMark,
    StepReopened,
    StepSkipped,
)
from app.runs.evidence.events import CommandCopied, EvidenceEvent, FileAttached, LinkAdded, OutputKept


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the record; `late` = written after the run was finished."""

    stamp: Stamp
    event: RunEvent | Strange
    late: bool = False


@dataclass(frozen=True, slots=True)
class StepWork:
    """What was done on one step; `late` names the marks written after the run was finished.

    `kept` is evidence: outputs, files, links, and the copies of its commands.

    A later event makes a new value, so an unchanged step keeps its identity.
    """

    marks: Register[StepMark] = field(default_factory=Register)
    remarks: tuple[Entry, ...] = ()
    late: frozenset[str] = frozenset()
    kept: tuple[Entry, ...] = ()

    @property
    def mark(self) -> Write[StepMark] | None:
        return self.marks.winner


UNTOUCHED = StepWork()


@dataclass(frozen=True, slots=True)
class Run:
    """Work is kept by step id before the steps are known: a fast clock may put a tick before the start."""

    started: Write[RunStarted] | None = None
    work: Mapping[str, StepWork] = field(default_factory=dict)
    ends: Register[RunEnd] = field(default_factory=Register)
    record: tuple[Entry, ...] = ()
    newer: str = ""

    @property
    def finished(self) -> Write[RunEnd] | None:
        """The event that finished the run, while it holds."""
        end = self.ends.winner
        return end if end and isinstance(end.value, RunFinished) else None

    @property
    def start_fault(self) -> str:
        """Why the start that is here cannot be read; "" when one can be, or when none is here."""
        if self.started:
            return ""
        strange = (entry.event for entry in self.record if isinstance(entry.event, Strange))
        return next((event.why for event in strange if event.type == RunStarted.__name__), "")

    @property
    def is_erased(self) -> bool:
        """Whether the start, and with it the words of the steps, was erased or came without its content."""
        return self.start_fault == ERASED

    def on(self, step: str) -> StepWork:
        return self.work.get(step, UNTOUCHED)


def evolve(run: Run, stamp: Stamp, event: RunEvent | Strange) -> Run:
    entry = Entry(
        stamp,
        event,
        late=run.finished is not None and isinstance(event, StepMark | NoteAdded | EvidenceEvent),
    )
    run = replace(run, record=(*run.record, entry))
    match event:
        case RunStarted():
            return replace(run, started=run.started or Write(stamp, event))
        case StepDone() | StepReopened() | StepSkipped():
            return _worked(run, event.step, _marked(run.on(event.step), entry, event))
        case ProblemReported():
            work = _marked(run.on(event.step), entry, event)
            return _worked(run, event.step, work if event.undoes else _remarked(work, entry))
        case NoteAdded(step):
            return _worked(run, step, _remarked(run.on(step), entry)) if step is not None else run
        case CommandCopied(step) | OutputKept(step) | FileAttached(step) | LinkAdded(step):
            return _worked(run, step, _kept(run.on(step), entry)) if step is not None else run
        case RunFinished() | RunReopened():
            return replace(run, ends=run.ends.written(Write(stamp, event)))
        case Strange():
            return replace(run, newer=run.newer or (event.type if event.newer else ""))


def _worked(run: Run, step: str, work: StepWork) -> Run:
    return replace(run, work={**run.work, step: work})


def _marked(work: StepWork, entry: Entry, event: StepMark) -> StepWork:
    marks = work.marks.written(Write(entry.stamp, event))
    return replace(work, marks=marks, late=work.late | {entry.stamp.id} if entry.late else work.late)


def _kept(work: StepWork, entry: Entry) -> StepWork:
    return replace(work, kept=(*work.kept, entry))


def _remarked(work: StepWork, entry: Entry) -> StepWork:
    return replace(work, remarks=(*work.remarks, entry))
