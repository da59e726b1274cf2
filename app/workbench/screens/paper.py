"""A run in, the sheet to work it on paper and the form to type it back out."""

from app.records.registers import Write
from app.runs.codes import code
from app.runs.events import RunStarted
from app.runs.state import Run
from app.views.values import PaperSheet, PaperSkeleton, PaperStep, RunCodes, Screen, screen
from app.workbench.engine import Engine
from app.workbench.routes import Place
from app.workbench.screens.marks import mark
from app.workbench.screens.steps import drawn


def paper(engine: Engine, place: Place, run: Run, start: Write[RunStarted]) -> Screen:
    sheet = PaperSheet(
        place.id,
        start.value.title,
        mark(start.stamp, engine.devices),
        _steps(engine, place.id, run, start.value),
        tuple(start.value.fields.items()),
    )
    return screen(place.route, f"On paper: {sheet.title}", PaperSkeleton(), sheet)


def codes(engine: Engine, place: Place, run: Run, start: Write[RunStarted]) -> Screen:
    form = RunCodes(
        place.id,
        start.value.title,
        start.stamp.at,
        _steps(engine, place.id, run, start.value),
        read_only=bool(run.newer),
    )
    return screen(place.route, f"From paper: {form.title}", PaperSkeleton(), form)


def _steps(engine: Engine, id_: str, run: Run, start: RunStarted) -> tuple[PaperStep, ...]:
    drawn_steps = (
        drawn(id_, run, start, index, 0, read_only=True, devices=engine.devices)[1]
        for index in range(len(start.steps))
    )
    return tuple(
        PaperStep(
            code(id_, one.number),
            one.id,
            one.number,
            one.text,
            one.phase,
            tuple(command.text for command in one.commands),
            one.expect,
            one.stop,
            one.otherwise,
            one.state,
            one.over,
        )
        for one in drawn_steps
    )
