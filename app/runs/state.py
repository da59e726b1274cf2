"""A run's events in, the run out: each step's mark and remarks, whether it is finished, its whole record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.records.codec import ERASED, Strange
from app.records.envelope import Stamp
from app.records.registers import Register, Write
from app.runs.answers import Answer, AnswerCleared, CheckReopened
from app.runs.crew.events import CrewEvent, Pause
from app.runs.crew.state import NOBODY, Crew, evolve_crew
from app.runs.events import (
    NoteAdded,
    ProblemReported,
    RunEnd,
    RunEvent,
    RunFinished,
    RunReopened,
    RunStarted,
    Step,
    StepBlocked,
    StepDeferred,
    StepDone,
    StepMark,
    StepReopened,
    StepSkipped,
    StepUnblocked,
)
from app.runs.evidence.events import EvidenceEvent
from app.runs.restored import as_set
from app.runs.rollback import RollbackBegun, RollbackEvent


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the record; `late` = written after the run was finished."""

    stamp: Stamp
    event: RunEvent | Strange
    late: bool = False


@dataclass(frozen=True, slots=True)
class StepWork:
    """What was done on one step; `late` names the marks and answers written after the run was finished.

    `answers` holds by its name each value inside the step that somebody set ("gate", "check c1").
    `said` are all marks and answers there were, so that what an undo brings back is told of who set it first.
    `kept` is evidence: outputs, files, links, and the copies of its commands.

    A later event makes a new value, so an unchanged step keeps its identity.
    """

    marks: Register[StepMark] = field(default_factory=Register)
    answers: Mapping[str, Register[Answer]] = field(default_factory=dict)
    remarks: tuple[Entry, ...] = ()
    late: frozenset[str] = frozenset()
    kept: tuple[Entry, ...] = ()
    said: tuple[Write[Any], ...] = ()

    @property
    def mark(self) -> Write[StepMark] | None:
        """How it stands, and by whose act since when."""
        winner = self.marks.winner
        return as_set(winner, self.said) if winner else None

    @property
    def says(self) -> StepMark | None:
        """What its mark says, whoever set it."""
        winner = self.marks.winner
        return winner.value if winner else None

    def answer(self, part: str) -> Write[Answer] | None:
        """What that value says now, and by whose act since when; None while it is open."""
        register = self.answers.get(part)
        winner = register.winner if register else None
        if winner is None or isinstance(winner.value, AnswerCleared | CheckReopened):
            return None
        return as_set(winner, self.said)

    def also(self, part: str = "") -> tuple[Write[Any], ...]:
        """What others had said of the step, or of that part of it, who had not seen what holds now."""
        losers = self.answers.get(part, NO_ANSWER).losers if part else self.marks.losers
        return tuple(as_set(one, self.said) for one in losers)


NO_ANSWER: Register[Answer] = Register()
UNTOUCHED = StepWork()


@dataclass(frozen=True, slots=True)
class Run:
    """Work is kept by step id before the steps are known: a fast clock may put a tick before the start.

    `asking` are the steps that want more than to be done, `conditional` those that may not apply: few, so that a
    tick need not look through all. `kept` is evidence of the whole run, `turns` are
    the few events at which it came to rest, went on or turned back, so that a clock need not read the whole record.
    """

    started: Write[RunStarted] | None = None
    asking: tuple[Step, ...] = ()
    conditional: tuple[Step, ...] = ()
    work: Mapping[str, StepWork] = field(default_factory=dict)
    ends: Register[RunEnd] = field(default_factory=Register)
    back: Register[RollbackEvent] = field(default_factory=Register)
    crew: Crew = NOBODY
    kept: tuple[Entry, ...] = ()
    turns: tuple[Entry, ...] = ()
    record: tuple[Entry, ...] = ()
    newer: str = ""

    @property
    def finished(self) -> Write[RunEnd] | None:
        """The event that finished the run, while it holds."""
        end = self.ends.winner
        return as_set(end, self._turns) if end and isinstance(end.value, RunFinished) else None

    @property
    def rollback(self) -> Write[RollbackEvent] | None:
        """The event that began the way back, while it holds."""
        back = self.back.winner
        return as_set(back, self._turns) if back and isinstance(back.value, RollbackBegun) else None

    @property
    def paused(self) -> Write[Pause] | None:
        """Who paused the run, and when, while it rests."""
        pause = self.crew.paused
        return as_set(pause, self._turns) if pause and not self.finished else None

    @property
    def _turns(self) -> Iterator[Write[RunEvent | Strange]]:
        return (Write(one.stamp, one.event) for one in self.turns)

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
        late=run.finished is not None and isinstance(event, StepMark | Answer | NoteAdded | EvidenceEvent),
    )
    run = _told(run, entry)
    if isinstance(event, Answer | EvidenceEvent | CrewEvent | RollbackEvent):
        return _inside(run, entry, event)
    match event:
        case RunStarted():
            return run if run.started else _begun(run, Write(stamp, event))
        case StepDone() | StepReopened() | StepSkipped() | StepBlocked() | StepUnblocked() | StepDeferred():
            return _worked(run, event.step, _marked(run.on(event.step), entry, event))
        case ProblemReported():
            work = _marked(run.on(event.step), entry, event)
            return _worked(run, event.step, work if event.undoes else _remarked(work, entry))
        case NoteAdded(step):
            return _worked(run, step, _remarked(run.on(step), entry)) if step is not None else run
        case RunFinished() | RunReopened():
            return replace(run, ends=run.ends.written(Write(stamp, event)))
        case Strange():
            return replace(run, newer=run.newer or (event.type if event.newer else ""))


def _told(run: Run, entry: Entry) -> Run:
    is_turn = isinstance(entry.event, RunEnd | Pause | RollbackEvent)
    turns = (*run.turns, entry) if is_turn else run.turns
    return replace(run, record=(*run.record, entry), turns=turns)


def _inside(run: Run, entry: Entry, event: Answer | EvidenceEvent | CrewEvent | RollbackEvent) -> Run:
    if isinstance(event, RollbackEvent):
        return replace(run, back=run.back.written(Write(entry.stamp, event)))
    if isinstance(event, CrewEvent):
        return replace(run, crew=evolve_crew(run.crew, entry.stamp, event))
    if event.step is None:
        return replace(run, kept=(*run.kept, entry))
    work = run.on(event.step)
    kept = _kept(work, entry) if isinstance(event, EvidenceEvent) else _answered(work, entry, event)
    return _worked(run, event.step, kept)


def _begun(run: Run, started: Write[RunStarted]) -> Run:
    steps = started.value.every
    asking = tuple(step for step in steps if step.asks)
    conditional = tuple(step for step in steps if step.condition)
    return replace(run, started=started, asking=asking, conditional=conditional)


def _worked(run: Run, step: str, work: StepWork) -> Run:
    return replace(run, work={**run.work, step: work})


def _marked(work: StepWork, entry: Entry, event: StepMark) -> StepWork:
    write = Write(entry.stamp, event)
    late = work.late | {entry.stamp.id} if entry.late else work.late
    return replace(work, marks=work.marks.written(write), said=(*work.said, write), late=late)


def _kept(work: StepWork, entry: Entry) -> StepWork:
    return replace(work, kept=(*work.kept, entry))


def _answered(work: StepWork, entry: Entry, event: Answer) -> StepWork:
    write = Write(entry.stamp, event)
    answers = {**work.answers, event.part: work.answers.get(event.part, NO_ANSWER).written(write)}
    late = work.late | {entry.stamp.id} if entry.late else work.late
    return replace(work, answers=answers, said=(*work.said, write), late=late)


def _remarked(work: StepWork, entry: Entry) -> StepWork:
    return replace(work, remarks=(*work.remarks, entry))
