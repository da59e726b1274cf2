"""A run in, what stands between it and its end out: steps to come back to, and a refusal that names them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.records.latest import of_latest
from app.records.refusal import Refused
from app.runs.commands import FinishRun
from app.runs.events import ProblemReported, Step, StepBlocked, StepDeferred, StepMark, StepSkipped
from app.runs.frozen import Item
from app.runs.standing import is_settled, open_of
from app.runs.state import Run

NOT_FINISHED = "The run was not finished."
LISTED = 3


@dataclass(frozen=True, slots=True)
class Left:
    """A step to come back to; `number` is its place from 1, `why` the word for its state, `reason` what was written with it."""

    step: Step
    number: int
    why: str
    reason: str = ""


@of_latest
def come_back(run: Run) -> tuple[Left, ...]:
    """Steps skipped, blocked, left for later, with a problem and not done, or done and not closed; in order."""
    if run.started is None:
        return ()
    start = run.started.value
    every = start.every
    found = [
        left
        for id_, work in run.work.items()
        if isinstance(says := work.says, _LEFT)
        and (number := start.place(id_))
        and (left := _left(says, every[number - 1], number))
    ]
    unclosed = [
        Left(step, start.place(step.id), "unclosed", "; ".join(one.text for one in asked))
        for step, asked in open_of(run, start)
    ]
    return tuple(sorted([*found, *unclosed], key=lambda left: left.number))


def untouched(run: Run) -> int:
    """How many steps are open and nobody has set; none of a rollback that nobody began."""
    if run.started is None:
        return 0
    start, back = run.started.value, {one.step.id for one in come_back(run)}
    return sum(1 for step in start.every if step.id not in back and not is_settled(run, start, step))


_LEFT = (StepSkipped, StepBlocked, StepDeferred, ProblemReported)


def _left(says: StepMark, step: Step, number: int) -> Left | None:
    match says:
        case StepSkipped(reason=reason):
            return Left(step, number, "skipped", reason)
        case StepBlocked(reason=reason):
            return Left(step, number, "blocked", reason)
        case StepDeferred(reason=reason):
            return Left(step, number, "later", reason)
        case ProblemReported(text=text):
            return Left(step, number, "problem", text)
        case _:
            return None


def asks(run: Run) -> bool:
    """Whether finishing has something to ask first. Steps that nobody touched are told in the record, and stop nobody."""
    return bool(come_back(run) or (run.started and run.started.value.criteria))


def refuse_unless_settled(run: Run, command: FinishRun) -> None:
    left = come_back(run)
    if left and not command.asked:
        raise Refused(NOT_FINISHED, _named(left), "Press Finish run again: it shows them, and asks.")
    criteria = run.started.value.criteria if run.started else ()
    refuse_unconfirmed(NOT_FINISHED, "success criteria", criteria, command.met, command.reason)


def _named(left: Sequence[Left]) -> str:
    """`2 steps are to come back to: 1. Stop it; 2. Start it.`"""
    named = "; ".join(f"{one.number}. {one.step.text}" for one in left[:LISTED])
    more = f"; and {len(left) - LISTED} more" if len(left) > LISTED else ""
    count = "1 step is" if len(left) == 1 else f"{len(left)} steps are"
    return f"{count} to come back to: {named}{more}."


def refuse_unconfirmed(
    what: str, kind: str, items: Sequence[Item], confirmed: Collection[str], reason: str
) -> None:
    """Refuse when some of the items are not confirmed and no reason is given."""
    missing = [one.text for one in items if one.id not in confirmed]
    if missing and not reason.strip():
        named = "; ".join(missing[:LISTED])
        more = f"; and {len(missing) - LISTED} more" if len(missing) > LISTED else ""
        raise Refused(what, f"Not confirmed of the {kind}: {named}{more}.", "Confirm them, or give a reason.")
