"""A run in, its page out. A step's looks are remembered by what was done on it, so a tick costs one step."""

from dataclasses import dataclass

from app.records.registers import Write
from app.runs.count import Tally, count
from app.runs.events import RunStarted
from app.runs.state import UNTOUCHED, Run, StepWork
from app.views.values import RunActions, RunHead, RunRecord, RunSkeleton, Screen
from app.views.values import Step as StepValue
from app.workbench.engine import Engine
from app.workbench.routes import Place
from app.workbench.screens.marks import Devices, mark
from app.workbench.screens.record import lines, undoable
from app.workbench.screens.step_parts import leans
from app.workbench.screens.steps import drawn

READ_ONLY = "A newer version of Sophie wrote in this run. It can be read here, and changed after an update."
MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class _Seen:
    """The steps of one run as they were last built, and what they were built from."""

    start: Write[RunStarted]
    devices: Devices
    read_only: bool
    works: tuple[StepWork, ...]
    current: int
    regions: tuple[tuple[str, StepValue], ...]
    leaning: frozenset[int]


class RunScreens:
    """Remembers the steps of the run shown last; forgetting them costs only time."""

    def __init__(self) -> None:
        self.seen: _Seen | None = None

    def run(self, engine: Engine, place: Place, run: Run, start: Write[RunStarted]) -> Screen:
        tally, devices = count(run), engine.devices
        self.seen = _build(self.seen, place.id, run, start, tally, devices)
        head = run_head(engine, place.id, run, start, tally)
        actions = _actions(place.id, run, tally, undoable(run, start.value, engine.dev))
        record = RunRecord(
            place.id, lines(run, start, devices, MOST_LINES), max(0, len(run.record) - MOST_LINES)
        )
        skeleton = RunSkeleton(place.id, tuple(step.id for step in start.value.steps))
        regions = (
            (head.region, head),
            *self.seen.regions,
            (actions.region, actions),
            (record.region, record),
        )
        return Screen(place.route, _title(start.value.title, tally, run), skeleton, regions)


def run_head(engine: Engine, id_: str, run: Run, start: Write[RunStarted], tally: Tally) -> RunHead:
    source = engine.model.row(f"document/{start.value.document}")
    return RunHead(
        id=id_,
        title=start.value.title,
        document=source.id if source else "",
        document_title=source.title if source else start.value.title,
        started=mark(start.stamp, engine.devices),
        done=tally.done,
        skipped=tally.skipped,
        problems=tally.problems,
        total=tally.total,
        left_out=tally.left_out,
        blocked=tally.blocked,
        finished=mark(run.finished.stamp, engine.devices) if run.finished else None,
        newer=bool(source and start.value.revision not in (source.revision, source.runnable)),
        read_only=READ_ONLY if run.newer else "",
        values=tuple(start.value.fields.items()),
        stage=start.value.stage,
    )


def _title(title: str, tally: Tally, run: Run) -> str:
    where = f"Step {tally.number} of {tally.total} - " if tally.number and not run.finished else ""
    return f"{where}{title}"


def _actions(id_: str, run: Run, tally: Tally, last: tuple[str, str]) -> RunActions:
    step = tally.current
    return RunActions(
        run=id_,
        step=step.id if step else None,
        step_text=step.text if step else "",
        step_number=tally.number,
        over=tuple(head.stamp.id for head in run.on(step.id).marks.heads) if step else (),
        left=tally.left,
        undo=last[0],
        undo_what=last[1],
        finished=run.finished is not None,
        read_only=READ_ONLY if run.newer else "",
    )


def _build(
    seen: _Seen | None, id_: str, run: Run, start: Write[RunStarted], tally: Tally, devices: Devices
) -> _Seen:
    steps, work = start.value.steps, run.work
    leaning = seen.leaning if seen and seen.start is start else _leaning(start.value)
    works = tuple(work.get(step.id, UNTOUCHED) for step in steps)
    read_only = bool(run.newer)
    if seen is None or seen.start is not start or seen.devices is not devices or seen.read_only != read_only:
        regions = [
            drawn(id_, run, start.value, index, tally.number, read_only, devices)
            for index in range(len(works))
        ]
    else:
        regions = list(seen.regions)
        for index in _changed(seen, works, tally.number) | leaning:
            regions[index] = drawn(id_, run, start.value, index, tally.number, read_only, devices)
    return _Seen(start, devices, read_only, works, tally.number, tuple(regions), leaning)


def _leaning(start: RunStarted) -> frozenset[int]:
    """The few steps whose looks hang on others."""
    return frozenset(index for index, step in enumerate(start.steps) if leans(step))


def _changed(seen: _Seen, works: tuple[StepWork, ...], current: int) -> set[int]:
    """Steps worked on since, and the two between which "current" moved."""
    moved = {seen.current - 1, current - 1} if seen.current != current else set()
    worked = {
        index for index, (one, before) in enumerate(zip(works, seen.works, strict=True)) if one is not before
    }
    return (moved | worked) - {-1}
