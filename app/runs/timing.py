"""A run in, how long each of its steps took out: from when the one before was settled, or from the start, without rests."""

from collections.abc import Iterable, Iterator, Mapping

from app.runs.crew.events import RunPaused, RunResumed
from app.runs.events import RunFinished, RunReopened, StepDone, StepSkipped
from app.runs.state import Run

Rests = tuple[tuple[int, int], ...]
# When (ms UTC), whether rest began or ended then, and whether that takes something back.
_Turn = tuple[int, bool, bool]
_EVER = 2**53


def settled_at(run: Run) -> dict[str, int]:
    """Step id -> when it was done or skipped (ms UTC), for those that stand so, in the order they were settled."""
    if run.started is None:
        return {}
    start = run.started.value
    marks = [(work.mark, step) for step, work in run.work.items() if work.mark and start.place(step)]
    ended = [(mark.stamp, step) for mark, step in marks if isinstance(mark.value, StepDone | StepSkipped)]
    return {step: stamp.at for stamp, step in sorted(ended, key=lambda one: (one[0].at, one[0].order))}


def took(run: Run) -> Mapping[str, int]:
    """Step id -> ms. Where the clock of whoever did it lies before what came first, nobody knows how long it took."""
    if run.started is None:
        return {}
    before, found, rested = run.started.stamp.at, {}, rests(run)
    for step, at in settled_at(run).items():
        if at >= before:
            found[step] = at - before - within(rested, before, at)
        before = max(before, at)
    return found


def whole(run: Run) -> int | None:
    """From start to end without rests (ms); None while it is open."""
    if run.started is None or run.finished is None:
        return None
    begun, ended = run.started.stamp.at, run.finished.stamp.at
    return max(0, ended - begun) - within(rests(run), begun, ended)


def paused_for(run: Run) -> int:
    """How long a finished run rested between its start and its end (ms); of an open one, what is over by now."""
    if run.started is None:
        return 0
    last = run.finished.stamp.at if run.finished else run.record[-1].stamp.at
    return within(rests(run), run.started.stamp.at, last)


def rests(run: Run) -> Rests:
    """When nobody worked it (ms UTC), one after another: while it was paused, and between an end and its reopening."""
    found = sorted(span for turns in (_pauses(run), _ends(run)) for span in _spans(turns))
    joined: list[tuple[int, int]] = []
    for begin, end in found:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return tuple(joined)


def _pauses(run: Run) -> Iterator[_Turn]:
    for entry in run.turns:
        if isinstance(entry.event, RunPaused | RunResumed):
            yield entry.stamp.at, isinstance(entry.event, RunPaused), bool(entry.event.undoes)


def _ends(run: Run) -> Iterator[_Turn]:
    for entry in run.turns:
        if isinstance(entry.event, RunFinished | RunReopened):
            yield entry.stamp.at, isinstance(entry.event, RunFinished), bool(entry.event.undoes)


def _spans(turns: Iterable[_Turn]) -> Iterator[tuple[int, int]]:
    """A rest that is undone was none; undoing the going on makes it one that never ended."""
    closed: list[tuple[int, int]] = []
    since: int | None = None
    for at, rests_, undoes in turns:
        if rests_ and since is None:
            since = closed.pop()[0] if undoes and closed else at
        elif not rests_ and since is not None:
            closed.extend([] if undoes else [(since, at)])
            since = None
    yield from (span for span in closed if span[0] < span[1])
    if since is not None:
        yield since, _EVER


def within(rested: Rests, begin: int, end: int) -> int:
    """How much of the time from `begin` to `end` was rest (ms)."""
    return sum(max(0, min(end, last) - max(begin, first)) for first, last in rested)
