"""A run in, how far it is out: steps done, skipped, with a problem, and the current one."""

from dataclasses import dataclass

from app.runs.events import ProblemReported, RunStarted, Step, StepDone, StepSkipped
from app.runs.state import Run


@dataclass(frozen=True, slots=True)
class Tally:
    """`current` is the first step neither done nor skipped, `number` its place from 1, or 0."""

    total: int
    done: int = 0
    skipped: int = 0
    problems: int = 0
    current: Step | None = None
    number: int = 0


def count(run: Run) -> Tally:
    if run.started is None:
        return Tally(0)
    start = run.started.value
    marks = {
        step: type(mark.value)
        for step, work in run.work.items()
        if (mark := work.mark) and start.number(step)
    }
    kinds = list(marks.values())
    settled = {step for step, kind in marks.items() if kind in (StepDone, StepSkipped)}
    left = _first_left(start, settled)
    return Tally(
        total=len(start.steps),
        done=kinds.count(StepDone),
        skipped=kinds.count(StepSkipped),
        problems=kinds.count(ProblemReported),
        current=start.steps[left - 1] if left else None,
        number=left,
    )


def _first_left(start: RunStarted, settled: set[str]) -> int:
    return next((number for number, step in enumerate(start.steps, 1) if step.id not in settled), 0)
