"""What past runs tell of a step in, why its author should look at it again out."""

from collections.abc import Iterable
from statistics import median

from app.runs.worked import StepHistory

# Fewer runs are chance.
LEAST_RUNS = 3
OFTEN, LEAST = 0.25, 2
SLOW_TIMES, SLOW_SECONDS = 3, 60
LONG_TIMES, LONG_SECONDS = 4, 300


def usual(steps: Iterable[StepHistory]) -> int:
    """The seconds that half of the steps take at most; 0 when nothing is known."""
    known = [one.median for one in steps if one.median is not None]
    return int(median(known)) if known else 0


def friction(step: StepHistory, usual_seconds: int) -> tuple[str, ...]:
    """Sentences without their full stop, the gravest first: "Skipped in 4 of 10 runs"."""
    if step.runs < LEAST_RUNS:
        return ()
    counted = (
        ("Skipped", step.skipped),
        ("A problem was reported", step.problems),
        ("Its output was not as expected", step.differs),
        ("Undone", step.undone),
        ("A note was written", step.noted),
    )
    found = [
        f"{what} in {count} of {step.runs} runs"
        for what, count in counted
        if count >= LEAST and count >= OFTEN * step.runs
    ]
    return (*found, *_slow(step, usual_seconds))


def _slow(step: StepHistory, usual_seconds: int) -> Iterable[str]:
    middle, most = step.median, step.p90
    if middle is None or most is None or len(step.times) < LEAST_RUNS:
        return
    if usual_seconds and middle >= SLOW_SECONDS and middle >= SLOW_TIMES * usual_seconds:
        yield "Slower than the other steps"
    elif most >= LONG_SECONDS and most >= LONG_TIMES * max(1, middle):
        yield "Sometimes takes much longer"
