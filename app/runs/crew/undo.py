"""An event around the steps of a run in, the register it wrote to and the event that reverses it out."""

from dataclasses import replace

from app.records.registers import Register
from app.runs.crew.events import DueSet, HandOverTaken, HandOverWritten, RunPaused, RunResumed, WorkAssigned
from app.runs.crew.state import Crew

Undoable = WorkAssigned | DueSet | RunPaused | RunResumed
FINAL = (HandOverWritten, HandOverTaken)


def register_of(
    crew: Crew, event: Undoable
) -> Register[WorkAssigned] | Register[DueSet] | Register[RunPaused | RunResumed]:
    match event:
        case WorkAssigned(step):
            return crew.assignments(step)
        case DueSet(step):
            return crew.due_times(step)
        case RunPaused() | RunResumed():
            return crew.pauses


def reversal(event: Undoable, before: Undoable | None, undoes: str) -> Undoable:
    """`before` is what stood until the event came; nobody and no time when nothing did."""
    match event:
        case WorkAssigned(step):
            stood = before if isinstance(before, WorkAssigned) else WorkAssigned(step, "")
            return replace(stood, undoes=undoes)
        case DueSet(step):
            due = before if isinstance(before, DueSet) else DueSet(step, None)
            return replace(due, undoes=undoes)
        case RunPaused():
            return RunResumed(undoes)
        case RunResumed():
            paused = before if isinstance(before, RunPaused) else RunPaused()
            return replace(paused, undoes=undoes)
