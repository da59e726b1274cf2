"""A run and the step it was left at in, its way back out: when to take it, and its steps, ticked like any other."""

from dataclasses import replace

from app.records.registers import Write
from app.runs.events import RunStarted
from app.runs.standing import is_settled
from app.runs.state import Run
from app.views.values import RollbackHead, RollbackSkeleton, Screen, When
from app.workbench.engine import Engine
from app.workbench.routes import Place
from app.workbench.screens.marks import mark
from app.workbench.screens.steps import drawn


def rollback(engine: Engine, place: Place, run: Run, start: Write[RunStarted]) -> Screen:
    began = start.value
    # A record from elsewhere may name a step twice, and a run has each of its steps once.
    steps = tuple(step for id_ in dict.fromkeys(began.rollback) if (step := began.find(id_)))
    # Drawn as a run of its own would be; what is done on them is the run's.
    way = replace(began, steps=steps, branch=(), aside=())
    left = next((n for n, step in enumerate(steps, 1) if not is_settled(run, began, step)), 0)
    regions = tuple(
        drawn(place.id, run, way, index, left, bool(run.newer), engine.devices) for index in range(len(steps))
    )
    number = began.number(place.query.get("from"))
    head = RollbackHead(
        run=place.id,
        title=began.title,
        step=began.steps[number - 1].id if number else "",
        number=number,
        begun=mark(run.rollback.stamp, engine.devices) if run.rollback else None,
        closed=bool(run.newer or run.finished),
        triggers=tuple(one.text for one in began.triggers),
        matrix=tuple(When(row.condition, row.action, row.owner) for row in began.matrix),
    )
    skeleton = RollbackSkeleton(place.id, tuple(step.id for step in steps))
    return Screen(place.route, f"Rollback: {began.title}", skeleton, ((head.region, head), *regions))
