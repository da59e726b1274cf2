"""A run in, what stands around its steps out: head facts, the way back, timers, who has which step until when."""

from dataclasses import replace

from app.records.registers import Write
from app.runs.crew.events import RunPaused
from app.runs.events import RunStarted
from app.runs.finishing import Left, come_back
from app.runs.setup import Setup
from app.runs.state import Run
from app.views.values import BackRow, Card, RunBack, RunGuard
from app.views.values import Step as StepValue
from app.workbench.crew import due_at
from app.workbench.screens.marks import Devices, mark

MOST_BACK = 40
MODES = {False: "Read and do", True: "Do, then confirm"}


def back_rows(run: Run, left: tuple[Left, ...]) -> tuple[BackRow, ...]:
    return tuple(_back_row(run, one) for one in left)


def _back_row(run: Run, left: Left) -> BackRow:
    takes_reason = left.why == "later" and not run.newer
    over = tuple(head.stamp.id for head in run.on(left.step.id).marks.heads) if takes_reason else ()
    is_apart = bool(run.started and not run.started.value.number(left.step.id))
    return BackRow(left.step.id, left.number, left.step.text, left.why, left.reason, over, is_apart)


def guard_of(id_: str, start: RunStarted) -> RunGuard:
    return RunGuard(id_, tuple(one.text for one in start.stops), tuple(one.text for one in start.memory))


def unconfirmed(start: RunStarted) -> int:
    """How many prerequisites nobody confirmed."""
    return sum(1 for one in start.prerequisites if one.id not in start.setup.confirmed)


def back(id_: str, run: Run) -> RunBack:
    left = come_back(run)
    # It is drawn at every tick: the list must not grow with the run.
    return RunBack(id_, back_rows(run, left[:MOST_BACK]), max(0, len(left) - MOST_BACK))


def card(run: Run, devices: Devices) -> Card | None:
    """The hand-over that waits for somebody to take it."""
    waits = run.crew.card
    return (
        Card(waits.stamp.id, waits.value.text, mark(waits.stamp, devices), waits.value.to) if waits else None
    )


def pause_reason(run: Run) -> str:
    paused = run.crew.paused
    return paused.value.reason if paused and isinstance(paused.value, RunPaused) else ""


def mode(setup: Setup) -> str:
    return MODES[setup.confirms]


def current_since(run: Run, start: Write[RunStarted], current: int) -> int:
    """When the step of this number became the current one: a step before it was settled, or the run went on; 0 at rest."""
    if run.finished or run.crew.paused:
        return 0
    before = start.value.steps[: max(current - 1, 0)]
    moments = [mark.stamp.at for step in before if (work := run.work.get(step.id)) and (mark := work.mark)]
    resumed = run.crew.pauses.winner
    return max((*moments, start.stamp.at, resumed.stamp.at if resumed else 0))


def framed(value: StepValue, run: Run, start: Write[RunStarted], since: int) -> StepValue:
    """The step as drawn, with whom it is assigned to and its due time; of the current one also its timer."""
    crew = run.crew
    to = crew.to(value.id) if crew.assigned else ""
    due, after = (
        due_at(run, start, crew, value.id) if crew.due and value.state in ("open", "problem") else (0, 0)
    )
    folded = value.current and start.value.setup.confirms
    if not (to or due or after or folded or value.current):
        return value
    timer, step = since if value.current else 0, start.value.steps[value.number - 1]
    return replace(
        value,
        assigned=to,
        due=due,
        due_after=after,
        folded=folded,
        since=timer,
        seconds=step.seconds if timer else 0,
    )
