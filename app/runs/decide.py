"""A run and a command in, the events to record out, or a refusal. Ticks and notes are recorded even late."""

from app.records.act import Act, Proposed, over
from app.records.refusal import Refused, clock, refuse_if_newer
from app.runs.commands import (
    AddNote,
    CheckStep,
    FinishRun,
    ReopenRun,
    ReportProblem,
    RunCommand,
    SkipStep,
    StartRun,
    Undo,
)
from app.runs.events import (
    NoteAdded,
    ProblemReported,
    RunEvent,
    RunFinished,
    RunReopened,
    StepDone,
    StepMark,
    StepReopened,
    StepSkipped,
)
from app.runs.evidence.commands import AddLink, AttachFile, EvidenceCommand, KeepOutput, LogCopy
from app.runs.evidence.decide import decide_evidence
from app.runs.start import start
from app.runs.state import Run
from app.runs.undo import undo

Events = tuple[Proposed[RunEvent], ...]

NOT_RECORDED = "This was not recorded."


def decide(run: Run, command: RunCommand, act: Act) -> Events:
    refuse_if_newer(NOT_RECORDED, run.newer)
    match command:
        case StartRun():
            return _start(run, command, act)
        case CheckStep() | SkipStep() | ReportProblem():
            return _mark(run, _wanted(command), act)
        case AddNote(text, step):
            return _note(run, text.strip(), step)
        case FinishRun():
            return _finish(run)
        case ReopenRun():
            return _reopen(run)
        case Undo(undone):
            return (undo(run, undone, act),)
        case LogCopy() | KeepOutput() | AttachFile() | AddLink():
            return _evidence(run, command)


def _start(run: Run, command: StartRun, act: Act) -> Events:
    if run.started is None:
        return (Proposed(start(command)),)
    if run.started.stamp.cmd == act.cmd:
        return ()
    by = run.started.stamp.actor or "Someone"
    raise Refused(
        "The run was not started again.",
        f"{by} started it at {clock(run.started.stamp.at)}.",
        "Open the run to work it.",
    )


def _wanted(command: CheckStep | SkipStep | ReportProblem) -> StepMark:
    match command:
        case CheckStep(step, done):
            return StepDone(step) if done else StepReopened(step)
        case SkipStep(step, reason):
            return StepSkipped(step, reason.strip())
        case ReportProblem(step, text):
            return ProblemReported(step, text.strip())


def _mark(run: Run, mark: StepMark, act: Act) -> Events:
    _refuse_unless_step(run, mark.step)
    marks = run.on(mark.step).marks
    untouched = not marks.heads and isinstance(mark, StepReopened)
    settled = bool(marks.heads) and all(head.value == mark for head in marks.heads)
    if untouched or (settled and any(act.saw(head.stamp.id, head.stamp.dev) for head in marks.heads)):
        return ()
    return (Proposed(mark, over(marks, act)),)


def _note(run: Run, text: str, step: str | None) -> Events:
    if step is not None:
        _refuse_unless_step(run, step)
    _refuse_unless_started(run)
    if not text:
        raise Refused("The note was not added.", "It is empty.", "Type the note first.")
    return (Proposed(NoteAdded(step, text)),)


def _evidence(run: Run, command: EvidenceCommand) -> Events:
    _refuse_unless_started(run)
    if command.step is not None:
        _refuse_unless_step(run, command.step)
    return decide_evidence(command)


def _finish(run: Run) -> Events:
    _refuse_unless_started(run)
    if run.finished:
        by = run.finished.stamp.actor or "Someone"
        raise Refused(
            "The run was not finished again.",
            f"{by} finished it at {clock(run.finished.stamp.at)}.",
            "Reopen the run to go on with it.",
        )
    return (Proposed(RunFinished(), _all_ends(run)),)


def _reopen(run: Run) -> Events:
    _refuse_unless_started(run)
    if not run.finished:
        raise Refused("The run was not reopened.", "It is not finished.", "Go on with the run.")
    return (Proposed(RunReopened(), _all_ends(run)),)


def _all_ends(run: Run) -> tuple[str, ...]:
    """Whoever finishes or reopens a run means the run as it stands, whatever its clocks say."""
    return tuple(sorted(head.stamp.id for head in run.ends.heads))


def _refuse_unless_started(run: Run) -> None:
    if run.start_fault:
        raise Refused(
            NOT_RECORDED,
            f"The start of this run cannot be read: {run.start_fault}",
            "Start a new run of the document.",
        )
    if run.started is None:
        raise Refused(
            NOT_RECORDED,
            "This browser does not hold the start of this run.",
            "Import the snapshot that holds it, then try again.",
        )


def _refuse_unless_step(run: Run, step: str) -> None:
    _refuse_unless_started(run)
    if run.started and not run.started.value.number(step):
        raise Refused(
            NOT_RECORDED,
            f"The run {run.started.value.title} has no step {step}.",
            "Open the run again to see its steps.",
        )
