"""A run and a command's id in, the event that reverses it out; a refusal when it no longer holds."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.records.act import Act, Proposed, over
from app.records.codec import Strange
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
from app.runs.restored import act_of, replaced
from app.runs.rollback import RollbackBegun, RollbackEvent, RollbackLeft
from app.runs.state import NO_ANSWER, Entry, Run

NOT_UNDONE = "Nothing was undone."
# What sets something that can be set back.
Settable = StepMark | RunEnd | Answer | Undoable | RollbackEvent


def undo(run: Run, command: str, act: Act) -> tuple[Proposed[Settable], ...]:
    """With what was given up beside it: a finish that is taken back leaves no phase without its checks."""
    last = _undo(run, command, act)
    beside = [
        (one, one.event)
        for one in run.record
        if one.stamp.cmd == command
        and isinstance(one.event, ChecksOverridden)
        and one.stamp.id != last.event.undoes
    ]
    given_up = (_unanswer(run, one, event, act) for one, event in beside if _holds(run, one, event))
    return (*given_up, last)


def _undo(run: Run, command: str, act: Act) -> Proposed[Settable]:
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
    """The last act of this device that set something and was not taken back, while it still holds.

    So undo goes back one act further each time; an undo is not undone.
    """
    undone, gone = set[str](), set[str]()
    for entry in reversed(run.record):
        if entry.stamp.dev != dev or not isinstance(entry.event, Settable):
            continue
        if entry.event.undoes:
            undone.add(entry.event.undoes)
        elif entry.stamp.id in undone:
            # One act may have left more than one event.
            gone.add(entry.stamp.cmd)
        elif entry.stamp.cmd not in gone:
            return entry if _holds(run, entry, entry.event) else None
    return None


def _holds(run: Run, entry: Entry, event: Settable) -> bool:
    winner = _register(run, event).winner
    return winner is not None and _act_of(run, winner) == entry.stamp.id


def _act_of(run: Run, write: Write[Any]) -> str:
    """The id of the event that set what it says; "" when it says that nobody has set anything."""
    act = act_of(write, _writes(run))
    return act.stamp.id if act else ""


def _writes(run: Run) -> Iterator[Write[Any]]:
    return (Write(one.stamp, one.event) for one in run.record)


def _register(run: Run, event: Settable) -> Register[Any]:
    """What the event wrote to."""
    if isinstance(event, Answer):
        return run.on(event.step).answers.get(event.part, NO_ANSWER)
    if isinstance(event, Undoable):
        return register_of(run.crew, event)
    if isinstance(event, RollbackEvent):
        return run.back
    return run.ends if isinstance(event, RunFinished | RunReopened) else run.on(event.step).marks


def _unmark(run: Run, entry: Entry, mark: StepMark, act: Act) -> Proposed[Settable]:
    """An untouched step goes back to open."""
    over_, was = _held(run, entry, mark, act, "the step")
    before_ = was if isinstance(was, StepMark) else StepReopened(mark.step)
    return Proposed(replace(before_, undoes=entry.stamp.id), over_)


def _unanswer(run: Run, entry: Entry, said: Answer, act: Act) -> Proposed[Settable]:
    over_, was = _held(run, entry, said, act, "the answer")
    opened: Answer = (
        CheckReopened(said.step, said.check)
        if isinstance(said, CheckDone)
        else AnswerCleared(said.step, said.part)
    )
    said_before = was if isinstance(was, Answer) and was.part == said.part else opened
    return Proposed(replace(said_before, undoes=entry.stamp.id), over_)


def _unend(run: Run, entry: Entry, end: RunFinished | RunReopened, act: Act) -> Proposed[Settable]:
    over_, was = _held(run, entry, end, act, "the run")
    undoes = entry.stamp.id
    again = was if isinstance(was, RunFinished) else RunFinished()
    opposite = RunReopened(undoes) if isinstance(end, RunFinished) else replace(again, undoes=undoes)
    return Proposed(opposite, over_)


def _unroll(run: Run, entry: Entry, event: RollbackEvent, act: Act) -> Proposed[Settable]:
    over_, was = _held(run, entry, event, act, "the rollback")
    undoes = entry.stamp.id
    again = was if isinstance(was, RollbackBegun) else RollbackBegun()
    opposite = RollbackLeft(undoes) if isinstance(event, RollbackBegun) else replace(again, undoes=undoes)
    return Proposed(opposite, over_)


def _uncrew(run: Run, entry: Entry, event: Undoable, act: Act) -> Proposed[Settable]:
    over_, was = _held(run, entry, event, act, "it")
    undone = reversal(event, was if isinstance(was, Undoable) else None, entry.stamp.id)
    return Proposed(undone, over_)


def _held(
    run: Run, entry: Entry, event: Settable, act: Act, thing: str
) -> tuple[tuple[str, ...], RunEvent | Strange | None]:
    """The ids that its reversal replaces, and what stood before it; refused when it does not hold any more."""
    register = _register(run, event)
    winner = register.winner
    if winner and winner.stamp.id != entry.stamp.id and _act_of(run, winner) != entry.stamp.id:
        by = winner.stamp.actor or "Someone"
        raise Refused(
            NOT_UNDONE,
            f"{by} changed {thing} at {clock(winner.stamp.at)}.",
            "Set it again by hand if it is wrong.",
        )
    was = replaced(Write(entry.stamp, entry.event), _writes(run))
    stands = winner.stamp.id if winner else entry.stamp.id
    return over(register, act, stands), was.value if was else None
