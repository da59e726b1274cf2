"""A run and the step it was left at in, its way back out: when to take it, and its steps, worked like any other."""

from dataclasses import replace

from app.records.registers import Write
from app.runs.count import count
from app.runs.events import RunStarted
from app.runs.standing import asked_of, is_settled
from app.runs.state import Run
from app.views.values import RollbackHead, RollbackSkeleton, Screen, When
from app.workbench.engine import Engine
from app.workbench.routes import Place
from app.workbench.screens.marks import mark
from app.workbench.screens.record import undoable
from app.workbench.screens.runs import action_bar
from app.workbench.screens.steps import drawn


def rollback(engine: Engine, place: Place, run: Run, start: Write[RunStarted]) -> Screen:
    began = start.value
    # A record from elsewhere may name a step twice, and a run has each of its steps once.
    places = [number for id_ in dict.fromkeys(began.rollback) if (number := began.place(id_))]
    # Drawn as the run's own steps are, and under the numbers that its record and report give them.
    whole = replace(began, steps=began.every, branch=(), aside=())
    # Those that stand apart can be worked before anybody says that the rollback begins.
    near = replace(began, branch=())
    # Then one that is done and still asks for something, as in the run itself.
    left = next((n for n in places if not is_settled(run, near, whole.steps[n - 1])), 0) or next(
        (n for n in places if asked_of(run, near, whole.steps[n - 1])), 0
    )
    regions = tuple(drawn(place.id, run, whole, n - 1, left, bool(run.newer), engine.devices) for n in places)
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
    # Before it is begun there is one thing to decide, and once the run is closed nothing to do.
    is_working = head.begun is not None and not head.closed
    skeleton = RollbackSkeleton(place.id, tuple(whole.steps[n - 1].id for n in places), is_working)
    foot: tuple[tuple[str, object], ...] = ()
    if is_working:
        tally = replace(count(run), current=whole.steps[left - 1] if left else None, number=left)
        bar = action_bar(place.id, run, began, tally, undoable(run, began, engine.dev))
        foot = ((bar.region, replace(bar, rollback=False, way_back=True)),)
    return Screen(place.route, f"Rollback: {began.title}", skeleton, ((head.region, head), *regions, *foot))
