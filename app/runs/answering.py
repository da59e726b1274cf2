"""A run and what somebody answers inside a step in, the event to record out, or a refusal."""

import re
from decimal import Decimal

from app.documents.facts.limits import number
from app.people.state import key
from app.records.act import Act
from app.records.refusal import Refused
from app.runs.answers import (
    Answer,
    AnswerCleared,
    CheckDone,
    CheckReopened,
    ChecksOverridden,
    ConditionAnswered,
    DecisionPicked,
    GateAnswered,
    StepApproved,
    WaitStarted,
)
from app.runs.commands import (
    AnswerCommand,
    AnswerCondition,
    AnswerGate,
    ApproveStep,
    ClearAnswer,
    OverrideChecks,
    PickRow,
    StartWait,
    TickCheck,
)
from app.runs.events import RunStarted, Step
from app.runs.frozen import Gate
from app.runs.standing import is_done
from app.runs.state import Run

NOT_RECORDED = "This was not recorded."
OPEN_AGAIN = "Open the run again to see what the step holds."
LONGEST_NAME, LONGEST_TEXT = 200, 20_000
_NUMBER = re.compile(r"^\s*([-+]?\d(?:[\d,_ ]*\d)?(?:\.\d*)?|[-+]?\.\d+)(?:([kKM])(?!\w))?(.*)$")
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(?:[,_ ]\d{3})+(?:\.\d*)?")
_MANY = {None: 1, "k": 1_000, "K": 1_000, "M": 1_000_000}


def answer(run: Run, start: RunStarted, command: AnswerCommand, act: Act) -> Answer:
    """What the command says, as an event; refuses what the frozen step does not hold or cannot be."""
    step = start.find(command.step)
    match command:
        case TickCheck():
            return _tick(step, command)
        case AnswerCondition():
            return _condition(step, command)
        case StartWait():
            return _wait(step, command, act.at)
        case AnswerGate():
            return _gate(step, command)
        case PickRow():
            return _pick(start, step, command)
        case OverrideChecks() | ApproveStep():
            return _signed(run, step, command)
        case ClearAnswer(id_, part):
            return AnswerCleared(id_, part)


def _tick(step: Step | None, command: TickCheck) -> CheckDone | CheckReopened:
    known = step and any(one.id == command.check for one in step.checks)
    _refuse_unless(known, step, f"no tick {command.check}")
    return (CheckDone if command.done else CheckReopened)(command.step, command.check)


def _condition(step: Step | None, command: AnswerCondition) -> ConditionAnswered:
    checks = [one for one in step.checks if one.id == command.check] if step else []
    conditional = checks[0].condition if checks else step and not command.check and step.condition
    _refuse_unless(conditional, step, "no such condition")
    return ConditionAnswered(command.step, command.applies, command.check)


def _pick(start: RunStarted, step: Step | None, command: PickRow) -> DecisionPicked:
    matrix = start.matrix if not command.step else step.decision if step else ()
    _refuse_unless(any(one.id == command.row for one in matrix), step, f"no row {command.row}")
    return DecisionPicked(command.step, command.row)


def _wait(step: Step | None, command: StartWait, at: int) -> WaitStarted:
    stage = next((one for one in step.stages if one.id == command.stage), None) if step else None
    told = stage.seconds if stage else step.wait.seconds if step and step.wait and not command.stage else 0
    _refuse_unless(stage or told, step, "nothing to wait for")
    seconds = command.seconds or told
    if seconds <= 0:
        raise Refused(NOT_RECORDED, "Nobody says how long this takes.", "Give the time, for example 2 hours.")
    return WaitStarted(command.step, seconds, at, command.stage)


def _gate(step: Step | None, command: AnswerGate) -> GateAnswered:
    stage = next((one for one in step.stages if one.id == command.stage), None) if step else None
    gate = stage.gate if stage else step.gate if step and not command.stage else None
    if gate is None:
        raise Refused(NOT_RECORDED, "The step has no such gate.", OPEN_AGAIN)
    value = command.value.strip()[:LONGEST_TEXT]
    if gate.sign:
        return GateAnswered(command.step, value, measured(gate, value), command.stage)
    if command.passed is None:
        raise Refused(NOT_RECORDED, "Nobody said whether the gate passed.", "Press Pass or Fail.")
    return GateAnswered(command.step, value, command.passed, command.stage)


def measured(gate: Gate, value: str) -> bool:
    """Whether a value that a person typed keeps the limit; refuses what is no number, or is in another unit."""
    found = _NUMBER.match(value)
    given = _decimal(found.group(1)) if found else None
    if found is None or given is None:
        wanted = f"a number in {gate.unit}" if gate.unit else "a number"
        why = f"“{value[:60]}” is not a number." if value else "No value was given."
        raise Refused(NOT_RECORDED, why, f"Give {wanted}, for example {gate.limit}.")
    unit = found.group(3).strip()
    if unit and _unit(unit) != _unit(gate.unit):
        told = f"in {gate.unit}" if gate.unit else "a number without a unit"
        next_ = f"Give the value in {gate.unit}." if gate.unit else "Give the number alone."
        raise Refused(NOT_RECORDED, f"The limit is {told}, the value in {unit[:40]}.", next_)
    limit = _decimal(gate.limit)
    if limit is None:
        raise Refused(NOT_RECORDED, "The limit of this gate cannot be read.", "Write what you saw as a note.")
    given *= _MANY[found.group(2)]
    return {
        "<": given < limit,
        "<=": given <= limit,
        ">": given > limit,
        ">=": given >= limit,
    }.get(gate.sign, False)


def _decimal(text: str) -> Decimal | None:
    plain = text.strip()
    # Grouped by threes or not at all: "1 2" is two numbers, and "4,5" is four and a half.
    if _THOUSANDS.fullmatch(plain):
        plain = re.sub(r"[,_ ]", "", plain)
    elif "_" in plain:
        return None
    return number(plain)


def _unit(text: str) -> str:
    """`Seconds` is `s`, `percent` is `%`."""
    plain = text.casefold().strip(" .")
    words = {
        "percent": "%",
        "per cent": "%",
        "pct": "%",
        "sec": "s",
        "second": "s",
        "minute": "min",
        "hr": "h",
        "hour": "h",
    }
    return words.get(plain.rstrip("s") if len(plain) > 2 else plain, plain)


def _signed(
    run: Run, step: Step | None, command: OverrideChecks | ApproveStep
) -> ChecksOverridden | StepApproved:
    if isinstance(command, ApproveStep):
        return _approval(run, step, command)
    reason = command.reason.strip()[:LONGEST_TEXT]
    if not reason:
        raise Refused(NOT_RECORDED, "No reason was given.", "Say why the run may go on.")
    return ChecksOverridden(command.step, reason)


def _approval(run: Run, step: Step | None, command: ApproveStep) -> StepApproved:
    _refuse_unless(step and step.approval, step, "nothing to sign")
    person = " ".join(command.person.split())
    if not person or len(person) > LONGEST_NAME:
        why = "No name was given." if not person else f"The name is longer than {LONGEST_NAME} characters."
        raise Refused(NOT_RECORDED, why, "Give the name of the person who approves.")
    work = run.on(command.step)
    if work.mark and is_done(work) and key(work.mark.stamp.actor) == key(person):
        raise Refused(NOT_RECORDED, f"{person} did this step.", "Another person must approve it.")
    return StepApproved(command.step, person)


def _refuse_unless(holds: object, step: Step | None, what: str) -> None:
    if not holds:
        where = f"The step “{step.text[:60]}” has" if step else "This run has"
        raise Refused(NOT_RECORDED, f"{where} {what}.", OPEN_AGAIN)
