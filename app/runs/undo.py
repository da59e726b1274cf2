"""A run and a command's id in, the event that reverses it out; a refusal when it no longer holds."""

from dataclasses import replace

from app.records.act import Act, Proposed, over
from app.records.codec import Strange
from app.records.envelope import Stamp
from app.records.refusal import Refused, clock
from app.records.registers import Register
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
from app.runs.evidence.events import CommandCopied, FileAttached, LinkAdded, OutputKept
from app.runs.state import Entry, Run

NOT_UNDONE = "Nothing was undone."


def undo(run: Run, command: str, act: Act) -> Proposed[RunEvent]:
    entry = next((one for one in reversed(run.record) if one.stamp.cmd == command), None)
    if entry is None:
        raise Refused(NOT_UNDONE, "This run holds no such act.", "Open the run again to see its record.")
    match entry.event:
        case StepDone() | StepReopened() | StepSkipped() | ProblemReported():
            return _unmark(run, entry, entry.event, act)
        case RunFinished() | RunReopened():
            return _unend(run, entry, entry.event, act)
        case NoteAdded():
            raise Refused(NOT_UNDONE, "A note stays in the record.", "Add another note that corrects it.")
        case CommandCopied() | OutputKept() | FileAttached() | LinkAdded():
            raise Refused(NOT_UNDONE, "What was kept with a step stays in the record.", "Add a note to it.")
        case RunStarted():
            raise Refused(
                NOT_UNDONE, "A started run stays in the record.", "Finish the run if it is not needed."
            )
        case Strange():
            raise Refused(
                NOT_UNDONE,
                "This Sophie cannot read that entry.",
                "Update Sophie on this device, then try again.",
            )


def last_undoable(run: Run, dev: str) -> Entry | None:
    """The last act of this device that set something, while it still holds; an undo is not undone."""
    for entry in reversed(run.record):
        if entry.stamp.dev == dev and isinstance(entry.event, StepMark | RunEnd):
            return entry if not entry.event.undoes and _holds(run, entry, entry.event) else None
    return None


def _holds(run: Run, entry: Entry, event: StepMark | RunEnd) -> bool:
    if isinstance(event, RunFinished | RunReopened):
        return run.ends.winner is not None and run.ends.winner.stamp.id == entry.stamp.id
    winner = run.on(event.step).mark
    return winner is not None and winner.stamp.id == entry.stamp.id


def _unmark(run: Run, entry: Entry, mark: StepMark, act: Act) -> Proposed[RunEvent]:
    marks = run.on(mark.step).marks
    _refuse_unless_held(marks, entry.stamp, "the step")
    before = replace(_mark_before(run, entry, mark), undoes=entry.stamp.id)
    return Proposed(before, over(marks, act, entry.stamp.id))


def _unend(run: Run, entry: Entry, end: RunFinished | RunReopened, act: Act) -> Proposed[RunEvent]:
    _refuse_unless_held(run.ends, entry.stamp, "the run")
    undoes = entry.stamp.id
    opposite = RunReopened(undoes) if isinstance(end, RunFinished) else RunFinished(undoes)
    return Proposed(opposite, over(run.ends, act, entry.stamp.id))


def _refuse_unless_held(
    register: Register[StepMark] | Register[RunFinished | RunReopened], stamp: Stamp, thing: str
) -> None:
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
    before = [
        one for one in run.record if one.stamp.id in entry.stamp.over and isinstance(one.event, StepMark)
    ]
    last = max(before, key=lambda one: one.stamp.order, default=None)
    return last.event if last and isinstance(last.event, StepMark) else StepReopened(mark.step)
