"""A run in, where it departed from its runbook out: told in the report, so that the runbook or the habit can change."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.records.secrets import is_secret_name
from app.runs.answers import ChecksOverridden, GateAnswered
from app.runs.events import ProblemReported, RunStarted, StepDeferred, StepSkipped
from app.runs.evidence.events import OutputKept
from app.runs.standing import is_left_out, is_settled
from app.runs.state import Run, StepWork
from app.runs.timing import settled_at


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
    return tuple(sorted(found, key=lambda one: start.number(one.step)))


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
    """A step settled while one before it was still open; of the steps that followed it, only the first is told."""
    numbers = [(start.number(step), step) for step in settled_at(run)]
    ever = {number for number, _ in numbers}
    ahead = 0
    still_open = {n for n, step in enumerate(start.steps, 1) if not is_left_out(run, start, step)}
    for number, step in numbers:
        still_open.discard(number)
        earlier = min(still_open, default=number)
        if earlier < number and number > ahead + 1:
            what = (
                f"Settled before step {earlier}"
                if earlier in ever
                else f"Settled, and step {earlier} never was"
            )
            yield Deviation(step, what)
        ahead = max(ahead, number)


def _steps(run: Run, start: RunStarted) -> Iterator[Deviation]:
    for step in start.steps:
        work = run.on(step.id)
        mark = work.mark.value if work.mark else None
        if isinstance(mark, StepSkipped):
            yield Deviation(step.id, "Skipped", mark.reason)
        elif run.finished and isinstance(mark, StepDeferred):
            yield Deviation(step.id, "Left for later, and not done", mark.reason)
        elif run.finished and not is_settled(run, start, step):
            yield Deviation(step.id, "Left open")
        yield from _answers(work, step.id)
        if len(work.marks.heads) > 1:
            yield Deviation(step.id, "Set by two people who had not seen each other")
        for entry in work.remarks:
            if isinstance(entry.event, ProblemReported):
                yield Deviation(step.id, "Problem", entry.event.text)
        yield from _outputs(run, step.id)


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
