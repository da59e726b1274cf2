"""A run in, its page out. A step's looks are remembered by what was done on it, so a tick costs one step."""

from dataclasses import dataclass, replace

from app.records.registers import Write
from app.runs.count import Tally, count, jumped
from app.runs.crew.state import Crew
from app.runs.events import RunStarted, StepDeferred
from app.runs.finishing import asks
from app.runs.standing import asked_of, is_done, is_rolling_back
from app.runs.state import UNTOUCHED, Run, StepWork
from app.runs.timing import paused_for
from app.views.values import RunActions, RunGuard, RunHead, RunKept, RunRecord, RunSkeleton, Screen
from app.views.values import Step as StepValue
from app.workbench.engine import Engine
from app.workbench.routes import Place
from app.workbench.screens.evidence import kept
from app.workbench.screens.framing import (
    back,
    card,
    current_since,
    framed,
    guard_of,
    mode,
    pause_reason,
    unconfirmed,
)
from app.workbench.screens.marks import Devices, mark
from app.workbench.screens.record import lines, undoable
from app.workbench.screens.step_parts import leans
from app.workbench.screens.steps import drawn, said_lead, said_otherwise

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
    crew: Crew
    since: int
    is_back: bool
    skeleton: RunSkeleton
    guard: RunGuard
    regions: tuple[tuple[str, StepValue], ...]
    leaning: frozenset[int]


class RunScreens:
    """Remembers the steps of the run shown last; forgetting them costs only time."""

    def __init__(self) -> None:
        self.seen: _Seen | None = None

    def run(self, engine: Engine, place: Place, run: Run, start: Write[RunStarted]) -> Screen:
        tally, devices = count(run), engine.devices
        if run.finished:
            tally = replace(tally, current=None, number=0)
        tally = jumped(tally, run, start.value, place.query.get("step", ""))
        self.seen = _build(self.seen, place.id, run, start, tally, devices)
        head = run_head(engine, place.id, run, start, tally)
        actions = action_bar(place.id, run, start.value, tally, undoable(run, start.value, engine.dev))
        record = RunRecord(
            place.id, lines(run, start, devices, MOST_LINES), max(0, len(run.record) - MOST_LINES)
        )
        way_back = back(place.id, run)
        evidence = RunKept(place.id, start.value.title, kept(run.kept, devices), read_only=bool(run.newer))
        regions = (
            (head.region, head),
            (self.seen.guard.region, self.seen.guard),
            *self.seen.regions,
            (actions.region, actions),
            (way_back.region, way_back),
            (RunKept.region, evidence),
            (record.region, record),
        )
        return Screen(place.route, _title(start.value.title, tally, run), self.seen.skeleton, regions)


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
        later=tally.later,
        finished=mark(run.finished.stamp, engine.devices) if run.finished else None,
        newer=bool(source and start.value.revision not in (source.revision, source.runnable)),
        read_only=READ_ONLY if run.newer else "",
        values=tuple(start.value.fields.items()),
        stage=start.value.stage,
        mode=mode(start.value.setup),
        drill=start.value.setup.drill,
        subject=start.value.setup.subject,
        since=start.stamp.at + paused_for(run),
        holder=mark(run.crew.holder.stamp, engine.devices) if run.crew.holder else None,
        paused=mark(run.paused.stamp, engine.devices) if run.paused else None,
        pause_reason=pause_reason(run),
        card=None if run.finished else card(run, engine.devices),
        rollback=mark(run.rollback.stamp, engine.devices) if run.rollback else None,
        seconds=start.value.seconds,
        unconfirmed=unconfirmed(start.value),
        begun_without=start.value.setup.reason,
    )


def _title(title: str, tally: Tally, run: Run) -> str:
    where = f"Step {tally.number} of {tally.total} - " if tally.number and not run.finished else ""
    return f"{where}{title}"


def action_bar(id_: str, run: Run, start: RunStarted, tally: Tally, last: tuple[str, str]) -> RunActions:
    step = tally.current
    otherwise = said_otherwise(step, start) if step else ""
    return RunActions(
        run=id_,
        step=step.id if step else None,
        step_text=step.text if step else "",
        step_number=tally.number,
        over=tuple(head.stamp.id for head in run.on(step.id).marks.heads) if step else (),
        left=tally.left,
        undo=last[0],
        undo_what=last[1],
        closing=len(asked_of(run, start, step)) if step and is_done(run.on(step.id)) else 0,
        deferred=bool(step and (put := run.on(step.id).mark) and isinstance(put.value, StepDeferred)),
        finished=run.finished is not None,
        read_only=READ_ONLY if run.newer else "",
        asks=asks(run),
        rollback=start.has_way_back,
        rolling=is_rolling_back(run, start),
        paused=run.paused is not None,
        otherwise=otherwise,
        leads=said_lead(step, start) if step and otherwise else None,
    )


def _build(
    seen: _Seen | None, id_: str, run: Run, start: Write[RunStarted], tally: Tally, devices: Devices
) -> _Seen:
    steps, work, crew = start.value.steps, run.work, run.crew
    leaning = seen.leaning if seen and seen.start is start else _leaning(start.value)
    works = tuple(work.get(step.id, UNTOUCHED) for step in steps)
    read_only, since = bool(run.newer), current_since(run, start, tally.number)
    is_back = is_rolling_back(run, start.value)

    def region(index: int) -> tuple[str, StepValue]:
        id_region, value = drawn(id_, run, start.value, index, tally.number, read_only, devices)
        return id_region, framed(value, run, start, since)

    if seen is None or seen.start is not start or seen.devices is not devices or seen.read_only != read_only:
        skeleton, guard = _skeleton(id_, start.value), guard_of(id_, start.value)
        regions = [region(index) for index in range(len(works))]
    else:
        skeleton, guard, regions = seen.skeleton, seen.guard, list(seen.regions)
        again = _changed(seen, works, tally.number) | leaning | _reframed(seen, start.value, crew, since)
        if seen.is_back != is_back:
            again |= {start.value.number(step) - 1 for step in start.value.aside} - {-1}
        for index in again:
            regions[index] = region(index)
    return _Seen(
        start,
        devices,
        read_only,
        works,
        tally.number,
        crew,
        since,
        is_back,
        skeleton,
        guard,
        tuple(regions),
        leaning,
    )


def _skeleton(id_: str, start: RunStarted) -> RunSkeleton:
    ids, names = tuple(step.id for step in start.steps), tuple(step.text for step in start.steps)
    return RunSkeleton(id_, ids, names, start.setup.confirms)


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


def _reframed(seen: _Seen, start: RunStarted, crew: Crew, since: int) -> set[int]:
    """Steps whose timer, person or due time may be another: only those that have one."""
    numbers = {start.number(step) for step in crew.due}
    if crew is not seen.crew:
        numbers |= {start.number(step) for step in (*crew.assigned, *seen.crew.assigned, *seen.crew.due)}
    if since != seen.since:
        numbers.add(seen.current)
    return {number - 1 for number in numbers} - {-1}
