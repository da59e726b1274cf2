"""A document or a run in, the page that gives it away out; the events of a run from elsewhere in, what to read of it out."""

from collections.abc import Iterable
from typing import Any

from app.documents.state import DocumentHistory, Revision
from app.records.codec import read
from app.records.envelope import envelope_of
from app.records.refusal import Refused
from app.records.registers import Write
from app.runs.events import RunStarted
from app.runs.state import Run
from app.views.values import Screen, SharedRun, SharedSkeleton, SharedStep, ShareForm, ShareSkeleton, screen
from app.workbench.engine import Engine
from app.workbench.routes import Place
from app.workbench.screens.report import report_of
from app.workbench.streams import OpenStream

STREAM = "run/"


def share_document(_: Engine, place: Place, __: DocumentHistory, shown: Revision) -> Screen:
    title = shown.document.title
    value = ShareForm(
        place.stream, f"#/library/{place.id}", title, shown.stamp.id, shown.name or f"{place.id}.md"
    )
    return screen(place.route, f"Share: {title}", ShareSkeleton(), value)


def share_run(_: Engine, place: Place, __: Run, start: Write[RunStarted]) -> Screen:
    value = ShareForm(place.stream, f"#/runs/{place.id}", start.value.title)
    return screen(place.route, f"Share: {value.title}", ShareSkeleton(), value)


def shared(place: Place) -> Screen:
    return screen(place.route, "Shared with you", SharedSkeleton())


def shared_run(engine: Engine, wires: Iterable[list[Any]]) -> SharedRun:
    """Nothing of it is kept. Raises Refused when no run can be read from these events."""
    envelopes = [one for one in map(envelope_of, wires) if one.stream.startswith(STREAM)]
    opened = OpenStream(envelopes[0].stream if envelopes else STREAM)
    mine = [one for one in envelopes if one.stream == opened.name]
    opened.take((one.stamp, read(one, opened.room.events)) for one in mine)
    run = opened.state
    if not isinstance(run, Run) or run.started is None:
        raise Refused(
            "The run cannot be read.", "Its beginning is not in the link.", "Ask for the hand-over file."
        )
    report = report_of(engine, opened.name.removeprefix(STREAM), run, run.started)
    steps = tuple(
        SharedStep(
            step.number,
            step.text,
            step.phase,
            step.state,
            step.mark,
            step.reason,
            tuple(one.text for one in step.remarks),
        )
        for step in (one.step for one in report.steps)
    )
    head = report.head
    return SharedRun(head.title, head.document_title, report.summary, head.started, head.finished, steps)
