"""A run in, what its steps still ask for out: in which case they are done, what is open in them, when waits are over.

Pure functions of the record: nothing here knows what time it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.people.state import key
from app.records.envelope import Stamp
from app.records.registers import Write
from app.runs.amounts import MOST_SECONDS
from app.runs.answers import (
    Answer,
    ChecksOverridden,
    ConditionAnswered,
    DecisionPicked,
    GateAnswered,
    StepApproved,
    WaitStarted,
)
from app.runs.events import RunStarted, Step, StepDone, StepReopened, StepSkipped, StepUnblocked
from app.runs.frozen import Check, Choice, Condition, Stage
from app.runs.levels import are_levels, is_among
from app.runs.restored import as_set
from app.runs.state import Run, StepWork

_LATEST = 253_402_300_799_000  # the last ms of the year 9999


@dataclass(frozen=True, slots=True)
class Case:
    """Whether a conditional thing applies: None while nobody knows. `itself`: a field or a gate answered, no person."""

    applies: bool | None
    write: Write[Answer] | None = None

    @property
    def itself(self) -> bool:
        return self.applies is not None and self.write is None


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a step still asks for; `part` is its name in the record ("gate", "check c1", "approval")."""

    part: str
    text: str


def case_of(run: Run, start: RunStarted, step: Step, check: Check | None = None) -> Case | None:
    """How the condition of a step, or of a tick of it, stands; None when it has none. What a person says counts first."""
    condition = check.condition if check else step.condition
    if condition is None:
        return None
    said = run.on(step.id).answer(f"condition {check.id}" if check else "condition")
    if said and isinstance(said.value, ConditionAnswered):
        return Case(said.value.applies, said)
    return Case(_by_itself(run, start, condition))


def _by_itself(run: Run, start: RunStarted, condition: Condition) -> bool | None:
    if condition.field:
        answer = start.fields.get(condition.field, "")
        holds = _holds(answer, condition.values) if answer else None
        return None if holds is None else holds != condition.negated
    gate = run.on(condition.gate).answer("gate") if condition.gate else None
    if gate and isinstance(gate.value, GateAnswered):
        return (gate.value.passed == condition.passed) != condition.negated
    return None


def _holds(answer: str, values: tuple[str, ...]) -> bool | None:
    """`P1 - High` is P1, and is high; None where it says nothing of it: "critical" tells of no P2."""
    if are_levels(values):
        return is_among(answer, values)
    plain = f" {_plain(answer)} "
    return any(f" {_plain(one)} " in plain for one in values if one)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def is_rolling_back(run: Run, start: RunStarted) -> bool:
    """Somebody began the way back, or works one of its steps."""
    return run.rollback is not None or any(
        mark and not isinstance(mark.value, StepReopened | StepUnblocked)
        for id_ in (*start.rollback, *start.aside)
        if (work := run.work.get(id_)) and (mark := work.mark)
    )


def set_aside(run: Run, start: RunStarted) -> frozenset[str]:
    """The ids of the steps that are none of the run's own while nobody rolls back."""
    if not (start.aside or start.branch) or is_rolling_back(run, start):
        return frozenset()
    return frozenset((*(id_ for id_ in start.aside if start.number(id_)), *(one.id for one in start.branch)))


def is_left_out(run: Run, start: RunStarted, step: Step) -> bool:
    """It does not apply in this run, or only rolls it back: neither skipped nor missed, and settled."""
    is_back = step.id in start.aside or any(one.id == step.id for one in start.branch)
    if is_back and not is_rolling_back(run, start):
        return True
    case = case_of(run, start, step)
    return case is not None and case.applies is False


def is_settled(run: Run, start: RunStarted, step: Step) -> bool:
    """Done, skipped, or not applicable."""
    return isinstance(run.on(step.id).says, StepDone | StepSkipped) or is_left_out(run, start, step)


def asked_of(run: Run, start: RunStarted, step: Step) -> tuple[Asked, ...]:
    """What must still be done in a step before its phase closes; nothing of a step left out, skipped or overridden."""
    work = run.on(step.id)
    if isinstance(work.says, StepSkipped):
        return ()
    if work.answer("override") or is_left_out(run, start, step):
        return ()
    return tuple(_asked(run, start, step, work))


def _asked(run: Run, start: RunStarted, step: Step, work: StepWork) -> Iterator[Asked]:
    yield from (
        Asked(f"check {one.id}", one.text) for one in step.checks if _is_wanted(run, start, step, one)
    )
    gates = [("gate", step.gate.text)] if step.gate else []
    gates += [(f"gate {one.id}", f"{one.percent} %: {one.gate.text}") for one in step.stages if one.gate]
    yield from (Asked(part, text) for part, text in gates if not _passed(work, part))
    if step.decision and picked(work, step.decision) is None:
        yield Asked("decision", "Pick the row that holds")
    if step.approval and not approved(work):
        yield Asked("approval", step.approval.text)


def _is_wanted(run: Run, start: RunStarted, step: Step, check: Check) -> bool:
    """A tick of a verification that is open, and applies as far as anybody knows."""
    if not check.verify or run.on(step.id).answer(f"check {check.id}"):
        return False
    case = case_of(run, start, step, check)
    return case is None or case.applies is not False


def _passed(work: StepWork, part: str) -> bool:
    answer = work.answer(part)
    return bool(answer and isinstance(answer.value, GateAnswered) and answer.value.passed)


def holds_back(work: StepWork, step: Step, stage: Stage) -> str:
    """The percentage of the first share before this one whose gate has not passed; "" when none holds it back."""
    before = step.stages[: step.stages.index(stage)]
    return next((one.percent for one in before if one.gate and not _passed(work, f"gate {one.id}")), "")


def picked(work: StepWork, matrix: tuple[Choice, ...]) -> Choice | None:
    """The row that was picked, when the matrix has it."""
    answer = work.answer("decision")
    row = answer.value.row if answer and isinstance(answer.value, DecisionPicked) else None
    return next((one for one in matrix if one.id == row), None)


def approved(work: StepWork) -> Write[Answer] | None:
    """The approval that counts: by somebody else than who did the step, on whichever device either was written."""
    register = work.answers.get("approval")
    # Who did it, also where somebody else's undo brought the tick back.
    doer = key(work.mark.stamp.actor) if work.mark and isinstance(work.mark.value, StepDone) else None
    for write in reversed(register.heads if register else ()):
        if isinstance(write.value, StepApproved) and key(write.value.person) not in ("", doer):
            return as_set(write, work.said)
    return None


def open_of(run: Run, start: RunStarted) -> tuple[tuple[Step, tuple[Asked, ...]], ...]:
    """The steps that are done and still ask for something: their phase cannot close, nor the run finish."""
    return tuple(
        (step, asked)
        for step in run.asking
        if is_done(run.on(step.id)) and (asked := asked_of(run, start, step))
    )


def is_done(work: StepWork) -> bool:
    return isinstance(work.says, StepDone)


def reason_of(work: StepWork) -> tuple[str, Stamp] | None:
    """Why what it asks for was given up, and by whom."""
    answer = work.answer("override")
    return (
        (answer.value.reason, answer.stamp) if answer and isinstance(answer.value, ChecksOverridden) else None
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """`since` and `due` are ms UTC on the clock of the device `dev`; `by` is who began it, None when it began by itself."""

    since: int
    due: int
    dev: str
    by: Write[Answer] | None = None


def wait_in(run: Run, start: RunStarted, step: Step, stage: Stage | None = None) -> Waiting | None:
    """How long the step, or that share of its rollout, still waits; None when it does not wait, or not yet."""
    part = f"wait {stage.id}" if stage else "wait"
    begun = run.on(step.id).answer(part)
    if begun and isinstance(begun.value, WaitStarted):
        return _until(begun.value.at, begun.value.seconds, begun.stamp.dev, begun)
    if stage or step.wait is None or not step.wait.after:
        return None
    before = _settled_before(run, start, step)
    return _until(before.at, step.wait.seconds, before.dev) if before else None


def _until(at: int, seconds: int, dev: str, by: Write[Answer] | None = None) -> Waiting:
    at = min(max(at, 0), _LATEST)
    return Waiting(at, min(at + min(max(seconds, 0), MOST_SECONDS) * 1000, _LATEST), dev, by)


def _settled_before(run: Run, start: RunStarted, step: Step) -> Stamp | None:
    """When and where the last step above it that applies was settled; of the first one, when the run began.

    A way back that stands apart begins when somebody says so: its first step waits from then on.
    """
    branch = run.started.value.branch if run.started else ()
    apart = next((number for number, one in enumerate(branch) if one.id == step.id), None)
    above = start.steps[: max(0, start.number(step.id) - 1)] if apart is None else branch[:apart]
    for before in reversed(above):
        if is_left_out(run, start, before):
            continue
        mark = run.on(before.id).mark
        return mark.stamp if mark and isinstance(mark.value, StepDone | StepSkipped) else None
    begun = run.started if apart is None else run.rollback
    return begun.stamp if begun else None


def waiting(run: Run) -> tuple[tuple[str, int], ...]:
    """The ids of the open steps that wait, and when each is due (ms UTC), the soonest first."""
    if run.started is None or run.finished:
        return ()
    start = run.started.value
    found = (
        (step.id, one.due)
        for step in (*start.steps, *start.branch)
        if (step.wait or step.stages) and not is_settled(run, start, step)
        for one in (
            wait_in(run, start, step),
            *(_stage_wait(run, start, step, stage) for stage in step.stages),
        )
        if one
    )
    return tuple(sorted(found, key=lambda one: (one[1], one[0])))


def _stage_wait(run: Run, start: RunStarted, step: Step, stage: Stage) -> Waiting | None:
    """None too once its gate has passed: nobody waits for it any more."""
    return None if _passed(run.on(step.id), f"gate {stage.id}") else wait_in(run, start, step, stage)
