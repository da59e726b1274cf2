"""A run in, how long each of its steps took out: from when the one before was settled, or from the start."""

from collections.abc import Mapping

from app.runs.events import StepDone, StepSkipped
from app.runs.state import Run


def settled_at(run: Run) -> dict[str, int]:
    """Step id -> when it was done or skipped (ms UTC), for those that stand so, in the order they were settled."""
    if run.started is None:
        return {}
    start = run.started.value
    marks = [(work.mark, step) for step, work in run.work.items() if work.mark and start.number(step)]
    ended = [(mark.stamp, step) for mark, step in marks if isinstance(mark.value, StepDone | StepSkipped)]
    return {step: stamp.at for stamp, step in sorted(ended, key=lambda one: (one[0].at, one[0].order))}


def took(run: Run) -> Mapping[str, int]:
    """Step id -> ms. A clock that was set back makes a step of no time, never a negative one."""
    if run.started is None:
        return {}
    before, found = run.started.stamp.at, {}
    for step, at in settled_at(run).items():
        found[step] = max(0, at - before)
        before = max(before, at)
    return found


def whole(run: Run) -> int | None:
    """From start to end (ms); None while it is open."""
    if run.started is None or run.finished is None:
        return None
    return max(0, run.finished.stamp.at - run.started.stamp.at)
