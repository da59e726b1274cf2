"""An event of a run in, the words that tell it out: for the record, the Undo button and the screen reader."""

from app.records.codec import Strange
from app.runs.answers import Answer
from app.runs.crew.events import CrewEvent
from app.runs.events import (
    NoteAdded,
    ProblemReported,
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
from app.runs.evidence.events import CommandCopied, EvidenceEvent, FileAttached, LinkAdded, OutputKept
from app.runs.rollback import RollbackBegun, RollbackEvent, RollbackLeft
from app.workbench.answer_words import Words, answer_words
from app.workbench.crew_words import crew_words

# What a mark is called when an undo has brought it back; its reason or words stand with the first.
AGAIN = {
    StepDone: "Done again",
    StepReopened: "Reopened",
    StepSkipped: "Skipped again",
    ProblemReported: "Problem stands again",
    StepBlocked: "Blocked again",
    StepUnblocked: "Unblocked again",
    StepDeferred: "Left for later again",
}


# What a mark without words of its own is called.
PLAIN = {StepDone: "Done", StepReopened: "Reopened", StepUnblocked: "Unblocked"}


def words(event: RunEvent | Strange) -> Words:
    if isinstance(event, Answer | CrewEvent | RollbackEvent):
        return _beside_words(event)
    match event:
        case RunStarted():
            return Words("Drill started" if event.setup.drill else "Started", None, event.setup.reason)
        case NoteAdded(step, text):
            return Words("Note", step, text)
        case CommandCopied() | OutputKept() | FileAttached() | LinkAdded():
            return _evidence_words(event)
        case RunFinished():
            steps = "1 step" if event.left == 1 else f"{event.left} steps"
            return Words(
                f"Finished, {steps} still open" if event.left > 0 else "Finished", None, event.reason
            )
        case RunReopened():
            return Words("Run reopened")
        case Strange(type, why):
            return Words(type, None, why)
        case _:
            return _mark_words(event)


def _beside_words(event: Answer | CrewEvent | RollbackEvent) -> Words:
    """Of what stands in a step, or around all of them."""
    if isinstance(event, Answer):
        return answer_words(event)
    match event:
        case RollbackBegun(step, undoes):
            return Words("Rollback begun again" if undoes else "Rollback begun", step or None)
        case RollbackLeft():
            return Words("Rollback left")
        case _:
            return crew_words(event)


# Of an output, the record shows the beginning: all of it stands with the step.
MOST_SHOWN = 300


def _evidence_words(event: EvidenceEvent) -> Words:
    match event:
        case CommandCopied(step, text, line):
            return Words(f"Copied line {line}" if line else "Copied", step, _short(text))
        case OutputKept(step, text, _, _, how, fits):
            what = ("Output as expected" if fits else "Output differs") if how else "Output"
            return Words(what, step, _short(text))
        case FileAttached(step, _, name):
            return Words("Attached", step, name)
        case LinkAdded(step, url, text):
            return Words("Link", step, f"{text}\n{url}" if text else url)


def _short(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


def _mark_words(mark: StepMark) -> Words:
    if mark.undoes:
        return Words(AGAIN[type(mark)], mark.step)
    match mark:
        case StepSkipped(step, reason):
            return Words("Skipped", step, reason)
        case ProblemReported(step, text):
            return Words("Problem", step, text)
        case StepBlocked(step, reason):
            return Words("Blocked", step, reason)
        case StepDeferred(step, reason=reason):
            return Words("Left for later", step, reason)
        case StepDone() | StepReopened() | StepUnblocked():
            return Words(PLAIN[type(mark)], mark.step)


__all__ = ["Words", "words"]
