"""A run's crew and a command in, the events to record out, or a refusal."""

from app.records.act import Act, Proposed, over
from app.records.refusal import Refused
from app.records.registers import Register
from app.runs.crew.commands import (
    AssignWork,
    CrewCommand,
    HandOver,
    PauseRun,
    ResumeRun,
    SetDue,
    TakeOver,
)
from app.runs.crew.events import (
    CrewEvent,
    DueSet,
    HandOverTaken,
    HandOverWritten,
    Pause,
    RunPaused,
    RunResumed,
    WorkAssigned,
)
from app.runs.crew.state import LONGEST, Crew
from app.runs.events import RunStarted

LONGEST_NAME = 80
NOT_DUE = "The due time was not set."

Proposals = tuple[Proposed[CrewEvent], ...]


def decide_crew(crew: Crew, start: RunStarted, command: CrewCommand, act: Act) -> Proposals:
    """The step of the command itself was looked up before."""
    match command:
        case AssignWork(to, step):
            return _assign(crew, step, " ".join(to.split()), act)
        case SetDue():
            return _due(crew, start, command, act)
        case PauseRun(reason):
            return () if crew.paused else (Proposed(RunPaused(reason.strip()), _all(crew.pauses)),)
        case ResumeRun():
            return (Proposed(RunResumed(), _all(crew.pauses)),) if crew.paused else ()
        case HandOver(text, to):
            return _hand_over(text.strip(), " ".join(to.split()))
        case TakeOver(card):
            return (Proposed(HandOverTaken(card), _all(crew.takes)),)


def _assign(crew: Crew, step: str | None, to: str, act: Act) -> Proposals:
    if len(to) > LONGEST_NAME:
        why = f"The name is longer than {LONGEST_NAME} characters."
        raise Refused("It was not assigned.", why, "Type a shorter name.")
    register = crew.assignments(step)
    if [head.value.to for head in register.heads] == [to] or not (register.heads or to):
        return ()
    return (Proposed(WorkAssigned(step, to), over(register, act)),)


def _due(crew: Crew, start: RunStarted, command: SetDue, act: Act) -> Proposals:
    register = crew.due_times(command.step)
    wanted = DueSet(command.step, _minutes(command.minutes), command.after)
    if command.after and start.find(command.after) is None:
        raise Refused(NOT_DUE, "The run has no such step to count from.", "Choose another step.")
    if command.after and command.after == command.step:
        raise Refused(NOT_DUE, "A step cannot be due after itself.", "Choose another step.")
    if command.step and command.after and wanted.minutes:
        _refuse_circle(crew, start, command.step, command.after)
    if [head.value for head in register.heads] == [wanted] or not (register.heads or wanted.minutes):
        return ()
    return (Proposed(wanted, over(register, act)),)


def _refuse_circle(crew: Crew, start: RunStarted, step: str, after: str) -> None:
    """Steps that wait for each other are never due."""
    seen = list[str]()
    while after and after not in seen:
        if after == step:
            first, second = start.place(seen[-1]), start.place(step)
            why = f"Step {first} is due after step {second}, so they would wait for each other for ever."
            raise Refused(
                NOT_DUE, why, f"Choose another step, or take the due time of step {first} away first."
            )
        seen.append(after)
        before = crew.deadline(after)
        after = before.after if before else ""


def _minutes(typed: str) -> int | None:
    words = typed.strip()
    if not words:
        return None
    # Longer than this is no number of minutes, and Python refuses to read what is much longer.
    minutes = int(words) if len(words) <= 9 and words.isascii() and words.isdecimal() else 0
    if not 0 < minutes <= LONGEST:
        why = f"“{words[:40]}” is not a whole number of minutes from 1 to {LONGEST}."
        raise Refused(NOT_DUE, why, "Type the minutes as digits, for example 30.")
    return minutes


def _hand_over(text: str, to: str) -> Proposals:
    if not text:
        why = "It says nothing."
        raise Refused(
            "The hand-over was not recorded.", why, "Write the state in a sentence, then hand over."
        )
    return (Proposed(HandOverWritten(to[:LONGEST_NAME], text)),)


def _all(register: Register[Pause] | Register[HandOverTaken]) -> tuple[str, ...]:
    """Whoever pauses or takes over means the run as it stands, whatever the screen showed."""
    return tuple(sorted(head.stamp.id for head in register.heads))
