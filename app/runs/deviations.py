"""A run in, where it departed from its runbook out: told in the report, so that the runbook or the habit can change."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from app.records.envelope import Stamp
from app.records.registers import Write
from app.records.secrets import is_secret_name
from app.runs.answers import ChecksOverridden, GateAnswered
from app.runs.events import ProblemReported, RunStarted, Step, StepDeferred, StepDone, StepMark, StepSkipped
from app.runs.evidence.events import OutputKept
from app.runs.standing import Waiting, is_left_out, is_settled, wait_in
from app.runs.state import Run, StepWork

# The clocks of two devices may be set to other days (ms).
CLOCKS = 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class Deviation:
    """`step` is an id, "" for the whole run; `what` a sentence without its full stop, `text` what a person gave as reason."""

    step: str
    what: str
    text: str = ""


def deviations(run: Run) -> tuple[Deviation, ...]:
    """By step, those of the whole run first."""
    if run.started is None:
        return ()
    start = run.started.value
    found = [*_whole(run, start), *_order(run, start), *_steps(run, start)]
    return tuple(sorted(found, key=lambda one: start.place(one.step)))


def _whole(run: Run, start: RunStarted) -> Iterator[Deviation]:
    # A secret is never kept, so it is no blank that somebody forgot.
    empty = [name for name, value in start.fields.items() if not value.strip() and not is_secret_name(name)]
    if empty:
        yield Deviation(
            "", f"Started with {'this' if len(empty) == 1 else 'these'} left empty: {', '.join(empty)}"
        )
    late = sum(1 for entry in run.record if entry.late)
    if late:
        yield Deviation(
            "", f"{late} {'entry was' if late == 1 else 'entries were'} made after the run was finished"
        )


def _order(run: Run, start: RunStarted) -> Iterator[Deviation]:
    """A step settled while one before it was still open: among the run's own steps, and among those of the way back."""
    back = {*start.rollback, *start.aside, *(step.id for step in start.branch)}
    for way in (False, True):
        path = [
            (number, step)
            for number, step in enumerate(start.every, 1)
            if (step.id in back) is way and not is_left_out(run, start, step)
        ]
        settled = [(number, mark) for number, step in path if (mark := _settled(run, step))]
        told = _early(settled) | _over([number for number, _ in path], {number for number, _ in settled})
        yield from (Deviation(start.every[number - 1].id, what) for number, what in told.items())


def _settled(run: Run, step: Step) -> Write[StepMark] | None:
    mark = run.on(step.id).mark
    return mark if mark and isinstance(mark.value, StepDone | StepSkipped) else None


def _over(path: Sequence[int], settled: Collection[int]) -> dict[int, str]:
    """The first step that was settled behind some that never were."""
    found, still_open = dict[int, str](), 0
    for number in path:
        if number in settled and still_open:
            found[number] = f"Settled, and step {still_open} never was"
        still_open = 0 if number in settled else still_open or number
    return found


def _early(settled: Sequence[tuple[int, Write[StepMark]]]) -> dict[int, str]:
    """A step settled before one above it; of the steps that followed it, only the first is told.

    Only what one device did has an order that is sure: the clocks of two may be hours apart.
    """
    found = dict[int, str]()
    for dev in {mark.stamp.dev for _, mark in settled}:
        own = sorted((mark.stamp.order, number) for number, mark in settled if mark.stamp.dev == dev)
        ahead, still_open = 0, {number for _, number in own}
        for _, number in own:
            still_open.discard(number)
            earlier = min(still_open, default=number)
            if earlier < number and number > ahead + 1:
                found[number] = f"Settled before step {earlier}"
            ahead = max(ahead, number)
    return found


def _steps(run: Run, start: RunStarted) -> Iterator[Deviation]:
    for step in start.every:
        work = run.on(step.id)
        mark = work.mark.value if work.mark else None
        if isinstance(mark, StepSkipped):
            yield Deviation(step.id, "Skipped", mark.reason)
        elif run.finished and isinstance(mark, StepDeferred):
            yield Deviation(step.id, "Left for later, and not done", mark.reason)
        elif run.finished and not is_settled(run, start, step):
            yield Deviation(step.id, "Left open")
        yield from _hurried(run, start, step)
        yield from _answers(work, step.id)
        if len(work.marks.heads) > 1:
            yield Deviation(step.id, "Set by two people who had not seen each other")
        for entry in work.remarks:
            if isinstance(entry.event, ProblemReported):
                yield Deviation(step.id, "Problem", entry.event.text)
        yield from _outputs(run, step.id)


def _hurried(run: Run, start: RunStarted, step: Step) -> Iterator[Deviation]:
    """Done, or its share passed, while it still had to wait."""
    work = run.on(step.id)
    done = work.mark if work.mark and isinstance(work.mark.value, StepDone) else None
    if step.wait and done and _is_early(wait_in(run, start, step), done.stamp):
        yield Deviation(step.id, "Done before its wait was over", step.wait.text)
    for stage in step.stages:
        said = work.answer(f"gate {stage.id}")
        passed = said if said and isinstance(said.value, GateAnswered) and said.value.passed else None
        if passed and _is_early(wait_in(run, start, step, stage), passed.stamp):
            yield Deviation(step.id, f"{stage.percent} % passed before its time was over", stage.duration)


def _is_early(waiting: Waiting | None, stamp: Stamp) -> bool:
    if waiting is None or stamp.at < waiting.since:
        return False
    return stamp.at < waiting.due - (0 if stamp.dev == waiting.dev else CLOCKS)


def _answers(work: StepWork, step: str) -> Iterator[Deviation]:
    for part in work.answers:
        write = work.answer(part)
        if write and isinstance(write.value, GateAnswered) and not write.value.passed:
            yield Deviation(step, "Its gate did not pass", write.value.value)
        if write and isinstance(write.value, ChecksOverridden):
            yield Deviation(step, "Went on with something still open in it", write.value.reason)


def _outputs(run: Run, step: str) -> Iterator[Deviation]:
    for entry in run.on(step).kept:
        if isinstance(entry.event, OutputKept) and entry.event.how and not entry.event.fits:
            yield Deviation(step, "The output of a command was not what was expected")
