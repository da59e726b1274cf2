"""A run in, its report out: every step with its state, every line of the record, oldest first."""

from app.records.registers import Write
from app.runs.count import count
from app.runs.events import RunStarted
from app.runs.state import Run
from app.views.values import ReportSkeleton, RunReport, Screen, screen
from app.workbench.engine import Engine
from app.workbench.routes import Place
from app.workbench.screens.record import lines
from app.workbench.screens.runs import run_head
from app.workbench.screens.steps import drawn


def report(engine: Engine, place: Place, run: Run, start: Write[RunStarted]) -> Screen:
    steps = start.value.steps
    value = RunReport(
        head=run_head(engine, place.id, run, start, count(run)),
        steps=tuple(
            drawn(place.id, run, start.value, index, 0, read_only=True, devices=engine.devices)[1]
            for index in range(len(steps))
        ),
        entries=tuple(reversed(lines(run, start, engine.devices))),
        people=tuple(sorted({entry.stamp.actor for entry in run.record if entry.stamp.actor})),
        revision=start.value.revision,
    )
    return screen(place.route, f"Report: {start.value.title}", ReportSkeleton(), value)
