"""A run in, its report out: every step with its state, time and evidence, deviations, every line of the record."""

from dataclasses import replace

from app.records.registers import Write
from app.runs.answers import CheckDone
from app.runs.count import Tally, count
from app.runs.deviations import Deviation as RunDeviation
from app.runs.deviations import deviations
from app.runs.events import RunStarted
from app.runs.standing import is_rolling_back
from app.runs.state import Run, StepWork
from app.runs.timing import paused_for, took, whole
from app.views.values import Deviation, ReportAnswer, ReportSkeleton, ReportStep, RunReport, Screen, screen
from app.workbench.engine import Engine
from app.workbench.routes import Place
from app.workbench.screens.evidence import kept
from app.workbench.screens.marks import mark
from app.workbench.screens.record import lines
from app.workbench.screens.runs import run_head
from app.workbench.screens.steps import drawn
from app.workbench.words import words


def report(engine: Engine, place: Place, run: Run, start: Write[RunStarted]) -> Screen:
    value = report_of(engine, place.id, run, start)
    return screen(place.route, f"Report: {start.value.title}", ReportSkeleton(), value)


def report_of(engine: Engine, id_: str, run: Run, start: Write[RunStarted]) -> RunReport:
    worked, times, tally = _with_way_back(run, start.value), took(run), count(run)
    head = run_head(engine, id_, run, start, tally)
    return RunReport(
        head=head,
        steps=tuple(
            ReportStep(
                drawn(id_, run, worked, index, 0, read_only=True, devices=engine.devices)[1],
                times.get(step.id),
                _answers(run.on(step.id), engine),
            )
            for index, step in enumerate(worked.steps)
        ),
        entries=tuple(reversed(lines(run, start, engine.devices))),
        people=tuple(sorted({entry.stamp.actor for entry in run.record if entry.stamp.actor})),
        revision=start.value.revision,
        took=whole(run),
        paused=paused_for(run) if run.finished else 0,
        deviations=(
            *_of_version(start.value, newer=head.newer),
            *(_told(start.value, one) for one in deviations(run)),
        ),
        kept=kept(run.kept, engine.devices),
        summary=_summary(tally, is_finished=run.finished is not None),
    )


def _with_way_back(run: Run, start: RunStarted) -> RunStarted:
    """Also the steps of a way back that stand apart from the run's own, once somebody rolls back or wrote on one."""
    is_worked = is_rolling_back(run, start) or any(one.id in run.work for one in start.branch)
    return replace(start, steps=start.every, branch=()) if is_worked else start


def _told(start: RunStarted, one: RunDeviation) -> Deviation:
    return Deviation(start.place(one.step), one.what, one.text)


def _of_version(start: RunStarted, *, newer: bool) -> list[Deviation]:
    found = []
    if start.stage and start.stage.casefold() not in ("approved", "active"):
        found.append(Deviation(0, f"Worked from a text that was {start.stage}, not approved"))
    if newer:
        found.append(
            Deviation(0, "The document has changed since: this is the version the run was started from")
        )
    return found


def _summary(tally: Tally, *, is_finished: bool) -> str:
    told = (
        (tally.skipped, "skipped"),
        (tally.left_out, "not applicable"),
        (tally.blocked, "blocked"),
        (tally.later, "left for later"),
        (tally.problems, "with a problem"),
        (is_finished and tally.left - tally.blocked - tally.later - tally.problems, "left open"),
    )
    rest = "".join(f", {count} {what}" for count, what in told if count)
    return f"{tally.done} of {tally.total} steps done{rest}. {'Finished.' if is_finished else 'Still open.'}"


def _answers(work: StepWork, engine: Engine) -> tuple[ReportAnswer, ...]:
    """What stands inside a step: gate values, approvals, decisions, conditions, in order of their time; ticks are many."""
    writes = [
        write
        for part in work.answers
        if (write := work.answer(part)) and not isinstance(write.value, CheckDone)
    ]
    told = [(write, words(write.value)) for write in sorted(writes, key=lambda one: one.stamp.order)]
    return tuple(ReportAnswer(one.what, one.text, mark(write.stamp, engine.devices)) for write, one in told)
