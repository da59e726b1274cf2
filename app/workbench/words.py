"""An event of a run in, the words that tell it out: for the record, the Undo button and the screen reader."""

from dataclasses import dataclass

from app.records.codec import Strange
from app.runs.events import (
    NoteAdded,
    ProblemReported,
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

# What a mark is called when an undo has brought it back; its reason or words stand with the first.
AGAIN = {
    StepDone: "Done again",
    StepReopened: "Reopened",
    StepSkipped: "Skipped again",
    ProblemReported: "Problem stands again",
}


@dataclass(frozen=True, slots=True)
class Words:
    """`what` is a past-tense phrase; `step` an id; `text` what the person wrote."""

    what: str
    step: str | None = None
    text: str = ""

    def at(self, start: RunStarted) -> str:
        """ "Done, step 3", or only "Finished"."""
        number = start.number(self.step)
        return f"{self.what}, step {number}" if number else self.what


def words(event: RunEvent | Strange) -> Words:
    match event:
        case RunStarted():
            return Words("Started")
        case NoteAdded(step, text):
            return Words("Note", step, text)
        case CommandCopied() | OutputKept() | FileAttached() | LinkAdded():
            return _evidence_words(event)
        case RunFinished():
            return Words("Finished")
        case RunReopened():
            return Words("Run reopened")
        case Strange(type, why):
            return Words(type, None, why)
        case _:
            return _mark_words(event)


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
        case StepDone(step):
            return Words("Done", step)
        case StepReopened(step):
            return Words("Reopened", step)
        case StepSkipped(step, reason):
            return Words("Skipped", step, reason)
        case ProblemReported(step, text):
            return Words("Problem", step, text)
