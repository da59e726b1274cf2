"""A run in, what the read model keeps of its people and times out."""

from collections.abc import Iterator
from typing import Any

from app.records.registers import Write
from app.runs.crew.state import MINUTE, Crew
from app.runs.events import RunStarted, StepDone
from app.runs.finishing import come_back
from app.runs.standing import is_settled, waiting
from app.runs.state import Run
from app.workbench.duties import Duty


def crew_facts(stream: str, run: Run, start: Write[RunStarted]) -> dict[str, Any]:
    """Columns of the run's row, and the duties beside it."""
    crew = run.crew
    taken = crew.holder
    return {
        "name": start.value.procedure or "",
        "drill": int(start.value.setup.drill),
        "subject": start.value.setup.subject,
        "holder": taken.stamp.actor if taken else start.stamp.actor,
        "paused": run.paused.stamp.at if run.paused else 0,
        "back": len(come_back(run)),
        "duties": () if run.finished else tuple(_duties(stream, run, start)),
        "answers": start.value.fields,
    }


def _duties(stream: str, run: Run, start: Write[RunStarted]) -> Iterator[Duty]:
    crew, drill = run.crew, int(start.value.setup.drill)
    # The latest first, so that of several waits in a step the soonest stays.
    waits = dict(reversed(waiting(run)))
    for step in sorted({*crew.assigned, *crew.due, *waits}):
        found = start.value.find(step)
        # A step that the run does not have came from elsewhere; "" is the whole run.
        is_over = is_settled(run, start.value, found) if found else step != ""
        if is_over:
            continue
        to, (due, after) = crew.to(step), due_at(run, start, crew, step)
        due = min(filter(None, (due, waits.get(step, 0))), default=0)
        if to or due or after:
            number, text = start.value.place(step), found.text if found else ""
            is_back = int(found is not None and not start.value.number(step))
            yield Duty(stream, step, number, text, to, due, after, start.value.title, drill, is_back)


def due_at(run: Run, start: Write[RunStarted], crew: Crew, step: str) -> tuple[int, int]:
    """When it is due (ms UTC, 0: not, or not yet known), and the number of the step it waits for."""
    deadline = crew.deadline(step)
    if deadline is None or deadline.minutes is None:
        return 0, 0
    length = deadline.minutes * MINUTE
    if not deadline.after:
        return start.stamp.at + length, 0
    mark = run.on(deadline.after).mark
    if mark and isinstance(mark.value, StepDone):
        return mark.stamp.at + length, 0
    return 0, start.value.place(deadline.after)
