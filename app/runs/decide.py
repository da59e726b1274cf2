"""A run and a command in, the events to record out, or a refusal. Ticks and notes are recorded even late."""

from typing import TypeVar

from app.records.act import Act, Proposed, over
from app.records.refusal import Refused, clock, refuse_if_newer
from app.records.registers import Register
from app.runs.answering import NOT_RECORDED, answer
from app.runs.answers import AnswerCleared, CheckReopened, ChecksOverridden
from app.runs.commands import (
    AddNote,
    AnswerCommand,
    BlockStep,
    CheckStep,
    DeferStep,
    FinishRun,
    MarkCommand,
    PickRow,
    ReopenRun,
    ReportProblem,
    RunAct,
    RunCommand,
    SkipStep,
    StartRun,
    UnblockStep,
    Undo,
)
from app.runs.count import count
from app.runs.crew.commands import AssignWork, CrewCommand, PauseRun, SetDue
from app.runs.crew.decide import decide_crew
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
from app.runs.evidence.commands import EvidenceCommand
from app.runs.evidence.decide import decide_evidence
from app.runs.finishing import refuse_unconfirmed, refuse_unless_settled
from app.runs.rollback import BeginRollback, LeaveRollback, RollbackBegun, RollbackCommand, RollbackLeft
from app.runs.standing import open_of
from app.runs.start import NOT_STARTED, start
from app.runs.state import NO_ANSWER, Run
from app.runs.undo import undo

V = TypeVar("V")
Events = tuple[Proposed[RunEvent], ...]


def decide(run: Run, command: RunCommand, act: Act) -> Events:
    refuse_if_newer(NOT_RECORDED, run.newer)
    if isinstance(command, EvidenceCommand):
        return _evidence(run, command)
    if isinstance(command, CrewCommand):
        return _crew(run, command, act)
    return _answer(run, command, act) if isinstance(command, AnswerCommand) else _act(run, command, act)


def _act(run: Run, command: RunAct, act: Act) -> Events:
    match command:
        case StartRun():
            return _start(run, command, act)
        case CheckStep() | SkipStep() | ReportProblem() | BlockStep() | UnblockStep() | DeferStep():
            return _mark(run, _wanted(command), act)
        case AddNote(text, step):
            return _note(run, text.strip(), step)
        case FinishRun() | ReopenRun():
            return _finish(run, command) if isinstance(command, FinishRun) else _reopen(run)
        case BeginRollback() | LeaveRollback():
            return _roll_back(run, command)
        case Undo(undone):
            return undo(run, undone, act)


def _start(run: Run, command: StartRun, act: Act) -> Events:
    if run.started is None:
        return (Proposed(_confirmed(start(command), command)),)
    if run.started.stamp.cmd == act.cmd:
        return ()
    by = run.started.stamp.actor or "Someone"
    raise Refused(
        "The run was not started again.",
        f"{by} started it at {clock(run.started.stamp.at)}.",
        "Open the run to work it.",
    )


def _confirmed(started: RunStarted, command: StartRun) -> RunStarted:
    setup = started.setup
    if command.asked:
        items = started.prerequisites
        refuse_unconfirmed(NOT_STARTED, "prerequisites", items, setup.confirmed, setup.reason)
    return started


def _wanted(command: MarkCommand) -> StepMark:
    match command:
        case CheckStep(step, done):
            return StepDone(step) if done else StepReopened(step)
        case SkipStep(step, reason):
            return StepSkipped(step, reason.strip())
        case ReportProblem(step, text):
            return ProblemReported(step, text.strip())
        case BlockStep(step, reason):
            return StepBlocked(step, _reason(reason))
        case UnblockStep(step):
            return StepUnblocked(step)
        case DeferStep(step, reason):
            return StepDeferred(step, reason=reason.strip())


def _reason(text: str) -> str:
    if not text.strip():
        raise Refused(
            NOT_RECORDED, "Nobody said what blocks it.", "Say what must happen before it can go on."
        )
    return text.strip()


def _mark(run: Run, mark: StepMark, act: Act) -> Events:
    _refuse_unless_step(run, mark.step)
    marks = run.on(mark.step).marks
    if isinstance(mark, StepUnblocked) and not _is_blocked(run, mark.step):
        return ()
    return () if _says(marks, mark, act, StepReopened) else (Proposed(mark, over(marks, act)),)


def _is_blocked(run: Run, step: str) -> bool:
    return any(isinstance(head.value, StepBlocked) for head in run.on(step).marks.heads)


def _says(register: Register[V], value: V, act: Act, *opens: type) -> bool:
    """The register says so already, and whoever acts has seen it, or nobody set it and the value only opens it."""
    if not register.heads:
        return isinstance(value, opens)
    same = all(head.value == value for head in register.heads)
    return same and any(act.saw(head.stamp.id, head.stamp.dev) for head in register.heads)


def _answer(run: Run, command: AnswerCommand, act: Act) -> Events:
    if command.step or not isinstance(command, PickRow):
        _refuse_unless_step(run, command.step)
    _refuse_unless_started(run)
    if run.started is None:
        return ()
    event = answer(run, run.started.value, command, act)
    register = run.on(event.step).answers.get(event.part, NO_ANSWER)
    if _says(register, event, act, AnswerCleared, CheckReopened):
        return ()
    return (Proposed(event, over(register, act)),)


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


def _crew(run: Run, command: CrewCommand, act: Act) -> Events:
    _refuse_unless_started(run)
    if isinstance(command, AssignWork | SetDue) and command.step is not None:
        _refuse_unless_step(run, command.step)
    if run.finished and isinstance(command, PauseRun):
        raise Refused("The run was not paused.", "It is finished.", "Reopen it to go on with it.")
    return decide_crew(run.crew, run.started.value, command, act) if run.started else ()


def _finish(run: Run, command: FinishRun) -> Events:
    _refuse_unless_started(run)
    if run.finished:
        by = run.finished.stamp.actor or "Someone"
        raise Refused(
            "The run was not finished again.",
            f"{by} finished it at {clock(run.finished.stamp.at)}.",
            "Reopen the run to go on with it.",
        )
    refuse_unless_settled(run, command)
    reason = command.reason.strip()
    finished = Proposed(RunFinished(met=command.met, reason=reason, left=count(run).left), _all_ends(run))
    return (*_overridden(run, reason), finished)


def _overridden(run: Run, reason: str) -> Events:
    """A step that was done must have what it asks for, or a reason why not: that of the end counts for all of them."""
    unclosed = open_of(run, run.started.value) if run.started else ()
    if reason:
        return tuple(Proposed(ChecksOverridden(step.id, reason)) for step, _ in unclosed)
    if run.started and unclosed:
        step, asked = unclosed[0]
        more = f" So do {len(unclosed) - 1} other steps." if len(unclosed) > 2 else ""
        more = " So does another step." if len(unclosed) == 2 else more
        raise Refused(
            "The run was not finished.",
            f"Step {run.started.value.place(step.id)} still asks for: {'; '.join(one.text for one in asked[:3])}"
            f"{f' and {len(asked) - 3} more' if len(asked) > 3 else ''}.{more}",
            "Do it, or press Go on without and say why.",
        )
    return ()


def _reopen(run: Run) -> Events:
    _refuse_unless_started(run)
    if not run.finished:
        raise Refused("The run was not reopened.", "It is not finished.", "Go on with the run.")
    return (Proposed(RunReopened(), _all_ends(run)),)


def _roll_back(run: Run, command: RollbackCommand) -> Events:
    _refuse_unless_started(run)
    start = run.started.value if run.started else None
    if start is None or not start.has_way_back:
        if isinstance(command, LeaveRollback):
            why = "This run has no way back, so nobody began one."
            raise Refused("The rollback was not left.", why, "Go on with the run.")
        raise Refused(
            "The rollback was not begun.",
            "This run has no rollback steps, triggers or matrix.",
            "Report a problem, and say in a note what you do instead.",
        )
    heads = tuple(sorted(head.stamp.id for head in run.back.heads))
    if isinstance(command, BeginRollback):
        where = command.step if start.find(command.step) else ""
        return () if run.rollback else (Proposed(RollbackBegun(where), heads),)
    return (Proposed(RollbackLeft(), heads),) if run.rollback else ()


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
    if run.started and run.started.value.find(step) is None:
        raise Refused(
            NOT_RECORDED,
            f"The run {run.started.value.title} has no step {step}.",
            "Open the run again to see its steps.",
        )
