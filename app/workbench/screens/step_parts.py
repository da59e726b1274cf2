"""A run and one of its steps in, what the step holds beside its words as the page shows it out."""

from collections.abc import Callable

from app.records.registers import Register, Write
from app.runs.answers import Answer, CheckDone, GateAnswered, StepApproved
from app.runs.events import RunStarted, Step, StepDone
from app.runs.frozen import Check, Condition, Stage
from app.runs.frozen import Gate as FrozenGate
from app.runs.standing import approved, asked_of, case_of, holds_back, picked, reason_of, wait_in
from app.runs.state import NO_ANSWER, Run, StepWork
from app.views.values import Approval, Case, Gate, Mark, Matrix, Row, Share, StepAsks, Tick, Wait
from app.workbench.screens.marks import Devices, mark

Fill = Callable[[str], str]
SIGNS = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}


class Pieces:
    """Of one step; `fill` puts the answers of the start in place of blanks."""

    def __init__(
        self, id_: str, run: Run, start: RunStarted, step: Step, fill: Fill, devices: Devices
    ) -> None:
        self.id, self.run, self.start, self.step, self.fill, self.devices = (
            id_,
            run,
            start,
            step,
            fill,
            devices,
        )
        self.work: StepWork = run.on(step.id)

    def case(self, check: Check | None = None) -> Case | None:
        condition = check.condition if check else self.step.condition
        standing = case_of(self.run, self.start, self.step, check)
        if condition is None or standing is None:
            return None
        part = f"condition {check.id}" if check else "condition"
        why = self._why(condition) if standing.itself else ""
        return Case(
            self.fill(condition.text), standing.applies, why, self._mark(standing.write), self._over(part)
        )

    def _why(self, condition: Condition) -> str:
        if condition.field:
            return f"because {condition.field} is {self.start.fields.get(condition.field, '')}"
        gate = self.run.on(condition.gate).answer("gate")
        outcome = (
            "passed" if gate and isinstance(gate.value, GateAnswered) and gate.value.passed else "failed"
        )
        return f"because the gate of step {self.start.place(condition.gate)} {outcome}"

    def ticks(self) -> tuple[Tick, ...]:
        return tuple(self._tick(check) for check in self.step.checks)

    def _tick(self, check: Check) -> Tick:
        part = f"check {check.id}"
        done = self.work.answer(part)
        others = [one for one in self.work.also(part) if isinstance(one.value, CheckDone)]
        return Tick(
            check.id,
            self.fill(check.text),
            check.verify,
            done is not None,
            self._mark(done),
            self.case(check),
            tuple(mark(one.stamp, self.devices) for one in others),
            self._over(part),
        )

    def matrix(self) -> Matrix:
        chosen = picked(self.work, self.step.decision)
        rows = tuple(
            Row(one.id, self.fill(one.condition), self.fill(one.action), self.fill(one.owner), one is chosen)
            for one in self.step.decision
        )
        answer = self.work.answer("decision") if chosen else None
        return Matrix(rows, self._mark(answer), self._over("decision"))

    def asks(self, *, read_only: bool) -> StepAsks | None:
        """None when it asks for nothing beside being done."""
        step = self.step
        left = tuple(self.fill(one.text) for one in asked_of(self.run, self.start, step))
        reason = reason_of(self.work)
        if not (step.gate or step.wait or step.stages or step.approval or left or reason):
            return None
        done = self.work.mark is not None and isinstance(self.work.mark.value, StepDone)
        return StepAsks(
            run=self.id,
            id=step.id,
            number=self.start.number(step.id),
            gate=self._gate(step.gate) if step.gate else None,
            wait=self._wait(self.fill(step.wait.text), after=step.wait.after) if step.wait else None,
            shares=tuple(self._share(stage) for stage in step.stages),
            approval=self._approval(),
            left=left,
            closing=done and bool(left),
            reason=reason[0] if reason else "",
            reason_mark=mark(reason[1], self.devices) if reason else None,
            over=self._over("override"),
            read_only=read_only,
        )

    def _gate(self, gate: FrozenGate, stage: str = "") -> Gate:
        part = f"gate {stage}".strip()
        answer = self.work.answer(part)
        said = answer.value if answer and isinstance(answer.value, GateAnswered) else None
        return Gate(
            text=self.fill(gate.text),
            limit=f"{SIGNS.get(gate.sign, gate.sign)} {gate.limit}" if gate.sign else "",
            unit=gate.unit,
            value=said.value if said else "",
            passed=said.passed if said else None,
            mark=self._mark(answer),
            also=tuple(_also(one) for one in self.work.also(part) if isinstance(one.value, GateAnswered)),
            over=self._over(part),
        )

    def _wait(self, text: str, stage: Stage | None = None, *, after: bool = False, ask: bool = False) -> Wait:
        waiting = wait_in(self.run, self.start, self.step, stage)
        part = f"wait {stage.id}" if stage else "wait"
        begun = waiting.by if waiting else None
        return Wait(text, waiting.due if waiting else None, self._mark(begun), after, ask, self._over(part))

    def _share(self, stage: Stage) -> Share:
        wait = self._wait(self.fill(stage.duration), stage, ask=stage.seconds == 0)
        return Share(
            stage.id,
            stage.percent,
            self.fill(stage.target),
            wait,
            self._gate(stage.gate, stage.id) if stage.gate else None,
            holds_back(self.work, self.step, stage),
        )

    def _approval(self) -> Approval | None:
        wanted = self.step.approval
        if wanted is None:
            return None
        counts = approved(self.work)
        answer = counts or self.work.answer("approval")
        person = answer.value.person if answer and isinstance(answer.value, StepApproved) else ""
        over = self._over("approval")
        return Approval(
            self.fill(wanted.text),
            self.fill(wanted.role),
            person,
            self._mark(answer),
            counts is not None,
            over,
        )

    def _register(self, part: str) -> Register[Answer]:
        return self.work.answers.get(part, NO_ANSWER)

    def _over(self, part: str) -> tuple[str, ...]:
        return tuple(head.stamp.id for head in self._register(part).heads)

    def _mark(self, write: Write[Answer] | None) -> Mark | None:
        return mark(write.stamp, self.devices) if write else None


def _also(write: Write[Answer]) -> str:
    """An answer to the same gate by somebody who had not seen the one that is shown."""
    said = write.value
    if not isinstance(said, GateAnswered):
        return ""
    outcome = "passed" if said.passed else "failed"
    value = f" with {said.value}" if said.value else ""
    return f"{write.stamp.actor or 'Someone'} also answered: {outcome}{value}. Neither had seen the other."


def leans(step: Step) -> bool:
    """Its looks hang on other steps: it is looked at again at every act."""
    cases = (step.condition, *(check.condition for check in step.checks))
    return bool(step.wait and step.wait.after) or any(case and case.gate for case in cases)
