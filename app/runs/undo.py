"""A run and a command's id in, the event that reverses it out; a refusal when it no longer holds."""

from dataclasses import replace
from typing import Any

from app.records.act import Act, Proposed, over
from app.records.codec import Strange
from app.records.envelope import Stamp
from app.records.refusal import Refused, clock
from app.records.registers import Register, Write
from app.runs.answers import Answer, AnswerCleared, CheckDone, CheckReopened, ChecksOverridden
from app.runs.crew.events import DueSet, HandOverTaken, HandOverWritten, RunPaused, RunResumed, WorkAssigned
from app.runs.crew.undo import Undoable, register_of, reversal
from app.runs.events import (
    NoteAdded,
    ProblemReported,
    RunEnd,
    RunEvent,
    RunFinished,
    RunReopened,
    RunStarted,
    StepBlocked,
    StepDeferred,
    StepDone,
    StepMark,
    StepReopened,
    StepSkipped,
    StepUnblocked,
)
from app.runs.evidence.events import EvidenceEvent
from app.runs.rollback import RollbackBegun, RollbackEvent, RollbackLeft
from app.runs.state import NO_ANSWER, Entry, Run

NOT_UNDONE = "Nothing was undone."
# What sets something that can be set back.
Settable = StepMark | RunEnd | Answer | Undoable | RollbackEvent


def undo(run: Run, command: str, act: Act) -> tuple[Proposed[RunEvent], ...]:
    """With what was given up beside it: a finish that is taken back leaves no phase without its checks."""
    last = _undo(run, command, act)
    beside = [
        (one, one.event)
        for one in run.record
        if one.stamp.cmd == command
        and isinstance(one.event, ChecksOverridden)
        and one.stamp.id not in last.over
    ]
    given_up = (_unanswer(run, one, event, act) for one, event in beside if _holds(run, one, event))
    return (*given_up, last)


def _undo(run: Run, command: str, act: Act) -> Proposed[RunEvent]:
    entry = next((one for one in reversed(run.record) if one.stamp.cmd == command), None)
    if entry is None:
        raise Refused(NOT_UNDONE, "This run holds no such act.", "Open the run again to see its record.")
    if isinstance(entry.event, Answer):
        return _unanswer(run, entry, entry.event, act)
    match entry.event:
        case (
            StepDone()
            | StepReopened()
            | StepSkipped()
            | ProblemReported()
            | StepBlocked()
            | StepUnblocked()
            | StepDeferred()
        ):
            return _unmark(run, entry, entry.event, act)
        case RunFinished() | RunReopened():
            return _unend(run, entry, entry.event, act)
        case RollbackBegun() | RollbackLeft():
            return _unroll(run, entry, entry.event, act)
        case WorkAssigned() | DueSet() | RunPaused() | RunResumed():
            return _uncrew(run, entry, entry.event, act)
        case _:
            raise _lasting(entry.event)


def _lasting(
    event: NoteAdded | EvidenceEvent | RunStarted | HandOverWritten | HandOverTaken | Strange,
) -> Refused:
    """Why there is nothing to take back."""
    match event:
        case NoteAdded():
            return Refused(NOT_UNDONE, "A note stays in the record.", "Add another note that corrects it.")
        case HandOverWritten() | HandOverTaken():
            return Refused(NOT_UNDONE, "A hand-over stays in the record.", "Hand over again to correct it.")
        case RunStarted():
            why, next_ = "A started run stays in the record.", "Finish the run if it is not needed."
            return Refused(NOT_UNDONE, why, next_)
        case Strange():
            why, next_ = (
                "This Sophie cannot read that entry.",
                "Update Sophie on this device, then try again.",
            )
            return Refused(NOT_UNDONE, why, next_)
        case _:
            return Refused(NOT_UNDONE, "What was kept with a step stays in the record.", "Add a note to it.")


def last_undoable(run: Run, dev: str) -> Entry | None:
    """The last act of this device that set something, while it still holds; an undo is not undone."""
    for entry in reversed(run.record):
        if entry.stamp.dev == dev and isinstance(entry.event, Settable):
            return entry if not entry.event.undoes and _holds(run, entry, entry.event) else None
    return None


def _holds(run: Run, entry: Entry, event: Settable) -> bool:
    if isinstance(event, Answer):
        said = run.on(event.step).answers.get(event.part, NO_ANSWER).winner
        return said is not None and said.stamp.id == entry.stamp.id
    if isinstance(event, Undoable):
        last = register_of(run.crew, event).winner
        return last is not None and last.stamp.id == entry.stamp.id
    if isinstance(event, RollbackEvent):
        return run.back.winner is not None and run.back.winner.stamp.id == entry.stamp.id
    if isinstance(event, RunFinished | RunReopened):
        return run.ends.winner is not None and run.ends.winner.stamp.id == entry.stamp.id
    winner = run.on(event.step).mark
    return winner is not None and winner.stamp.id == entry.stamp.id


def _unmark(run: Run, entry: Entry, mark: StepMark, act: Act) -> Proposed[RunEvent]:
    marks = run.on(mark.step).marks
    _refuse_unless_held(marks, entry.stamp, "the step")
    before = replace(_mark_before(run, entry, mark), undoes=entry.stamp.id)
    return Proposed(before, over(marks, act, entry.stamp.id))


def _unanswer(run: Run, entry: Entry, said: Answer, act: Act) -> Proposed[RunEvent]:
    register = run.on(said.step).answers.get(said.part, NO_ANSWER)
    _refuse_unless_held(register, entry.stamp, "the answer")
    before = _before(run, entry)
    opened: Answer = (
        CheckReopened(said.step, said.check)
        if isinstance(said, CheckDone)
        else AnswerCleared(said.step, said.part)
    )
    said_before = before if isinstance(before, Answer) and before.part == said.part else opened
    return Proposed(replace(said_before, undoes=entry.stamp.id), over(register, act, entry.stamp.id))


def _unend(run: Run, entry: Entry, end: RunFinished | RunReopened, act: Act) -> Proposed[RunEvent]:
    _refuse_unless_held(run.ends, entry.stamp, "the run")
    undoes = entry.stamp.id
    before = _before(run, entry)
    again = before if isinstance(before, RunFinished) else RunFinished()
    opposite = RunReopened(undoes) if isinstance(end, RunFinished) else replace(again, undoes=undoes)
    return Proposed(opposite, over(run.ends, act, entry.stamp.id))


def _unroll(run: Run, entry: Entry, event: RollbackEvent, act: Act) -> Proposed[RunEvent]:
    _refuse_unless_held(run.back, entry.stamp, "the rollback")
    before = _before(run, entry)
    again = before if isinstance(before, RollbackBegun) else RollbackBegun()
    undoes = entry.stamp.id
    opposite = RollbackLeft(undoes) if isinstance(event, RollbackBegun) else replace(again, undoes=undoes)
    return Proposed(opposite, over(run.back, act, entry.stamp.id))


def _uncrew(run: Run, entry: Entry, event: Undoable, act: Act) -> Proposed[RunEvent]:
    register: Register[Any] = register_of(run.crew, event)
    _refuse_unless_held(register, entry.stamp, "it")
    before = _before(run, entry)
    undone = reversal(event, before if isinstance(before, Undoable) else None, entry.stamp.id)
    return Proposed(undone, over(register, act, entry.stamp.id))


def _refuse_unless_held(register: Register[Any], stamp: Stamp, thing: str) -> None:
    winner = register.winner
    if winner and winner.stamp.id != stamp.id:
        by = winner.stamp.actor or "Someone"
        raise Refused(
            NOT_UNDONE,
            f"{by} changed {thing} at {clock(winner.stamp.at)}.",
            "Set it again by hand if it is wrong.",
        )


def _mark_before(run: Run, entry: Entry, mark: StepMark) -> StepMark:
    """The mark that this one replaced; an untouched step goes back to open."""
    before = _before(run, entry)
    return before if isinstance(before, StepMark) else StepReopened(mark.step)


def _before(run: Run, entry: Entry) -> RunEvent | Strange | None:
    """What this one replaced: of several, what none of the others replaces, whatever their clocks say."""
    replaced: Register[RunEvent | Strange] = Register()
    for one in run.record:
        if one.stamp.id in entry.stamp.over:
            replaced = replaced.written(Write(one.stamp, one.event))
    return replaced.winner.value if replaced.winner else None
