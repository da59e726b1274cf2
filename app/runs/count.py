"""A run in, how far it is out: steps done, skipped, left out, blocked, for later, with a problem, and the current one."""

from dataclasses import dataclass, replace

from app.records.latest import of_latest
from app.runs.events import (
    ProblemReported,
    RunStarted,
    Step,
    StepBlocked,
    StepDeferred,
    StepDone,
    StepSkipped,
)
from app.runs.standing import is_left_out, is_settled, open_of, set_aside
from app.runs.state import Run


@dataclass(frozen=True, slots=True)
class Tally:
    """`current` is the step to work on, `number` its place from 1, or 0.

    It is the first that is neither done, skipped nor left out (not applicable), or, before another phase begins,
    one that is done and still asks for something: its verification, its gate, a second name. `unclosed` are such.
    What was left for later comes after all others. `total` leaves out the steps of a rollback that nobody began; once
    somebody did, it counts also those that stand apart from the run's own, which have a screen of their own.
    """

    total: int
    done: int = 0
    skipped: int = 0
    problems: int = 0
    left_out: int = 0
    blocked: int = 0
    unclosed: int = 0
    later: int = 0
    current: Step | None = None
    number: int = 0

    @property
    def left(self) -> int:
        """Steps that are not settled."""
        return self.total - self.done - self.skipped - self.left_out


@of_latest
def count(run: Run) -> Tally:
    if run.started is None:
        return Tally(0)
    start = run.started.value
    marks = {step: type(says) for step, work in run.work.items() if (says := work.says) and start.place(step)}
    kinds = list(marks.values())
    settled = {step for step, kind in marks.items() if kind in (StepDone, StepSkipped)}
    apart = set_aside(run, start)
    left_out = {
        step.id
        for step in run.conditional
        if step.id not in settled and step.id not in apart and is_left_out(run, start, step)
    }
    later = {step for step, kind in marks.items() if kind is StepDeferred}
    over = settled | left_out | apart
    asking = open_of(run, start)
    unclosed = [number for step, _ in asking if (number := start.number(step.id))]
    left = _first_left(start, over | later, unclosed) or _first_left(start, over, unclosed)
    return Tally(
        total=len(start.steps) + len(start.branch) - len(apart),
        done=kinds.count(StepDone),
        skipped=kinds.count(StepSkipped),
        problems=kinds.count(ProblemReported),
        left_out=len(left_out),
        blocked=kinds.count(StepBlocked),
        unclosed=len(asking),
        later=len(later),
        current=start.steps[left - 1] if left else None,
        number=left,
    )


def jumped(tally: Tally, run: Run, start: RunStarted, step: str) -> Tally:
    """With the step that somebody went to as the current one; once it is settled, the next open one behind it."""
    number = start.number(step)
    if not number or not tally.number:
        return tally
    places = (*range(number, len(start.steps) + 1), *range(1, number))
    still = [place for place in places if not is_settled(run, start, start.steps[place - 1])]
    now = [place for place in still if place == number or not _is_later(run, start.steps[place - 1])]
    left = next(iter(now or still), 0)
    return replace(tally, current=start.steps[left - 1] if left else None, number=left)


def _is_later(run: Run, step: Step) -> bool:
    return isinstance(run.on(step.id).says, StepDeferred)


def _first_left(start: RunStarted, settled: set[str], unclosed: list[int]) -> int:
    left = next((number for number, step in enumerate(start.steps, 1) if step.id not in settled), 0)
    # A phase that something is missing in does not close: the work stays there.
    return next((number for number in unclosed if not left or _phase_ends(start, number) < left), left)


def _phase_ends(start: RunStarted, number: int) -> int:
    phase = start.steps[number - 1].phase
    while number < len(start.steps) and start.steps[number].phase == phase:
        number += 1
    return number
