"""A document's text or a run's report in, the issue that tells it out."""

from collections.abc import Iterator

from app.documents.phases import whole_phases
from app.documents.state import Revision
from app.interchange.issue import Issue, Work, issue
from app.interchange.markdown import fenced
from app.records.spans import span
from app.records.zone import Zone
from app.views.values import Mark, ReportStep, RunReport
from app.workbench.screens.documents import chips_of

WITHOUT = "What stands outside of the steps: symptoms, contacts, tables."
RECORD = "The record line by line, and attachments: the report has them."


def document_issue(source: Revision) -> Issue:
    read = source.document
    facts = tuple((chip.label, chip.text) for chip in chips_of(read))
    steps = tuple(
        Work(step.text, phase, "done" if step.checked else "open", detail=step.detail)
        for step, phase in zip(read.steps, whole_phases(read), strict=True)
    )
    made = issue(facts, steps, f"From the runbook “{read.title}”, version {source.stamp.id[:12]}.")
    return Issue(made.body, (*made.lost, WITHOUT))


def run_issue(report: RunReport, zone: Zone) -> Issue:
    head = report.head
    facts = [("Result", report.summary), ("Started", _by(head.started, zone))]
    if head.subject:
        facts.insert(0, ("About", head.subject))
    if head.drill:
        facts.insert(0, ("Drill", "yes"))
    if head.finished:
        facts.append(("Finished", _by(head.finished, zone)))
    if report.took is not None:
        facts.append(("Took", span(report.took)))
    facts += [
        ("Document", head.document_title),
        *((name, value or "left empty") for name, value in head.values),
    ]
    facts += [
        (
            "Deviation",
            f"{f'step {one.number}: ' if one.number else ''}{one.what}{f': {one.text}' if one.text else ''}",
        )
        for one in report.deviations
    ]
    made = issue(tuple(facts), tuple(_works(report, zone)), f"Times are {zone.name}, with UTC as it is kept.")
    return Issue(made.body, (*made.lost, RECORD))


def _works(report: RunReport, zone: Zone) -> Iterator[Work]:
    phase = ""
    for one in report.steps:
        step = one.step
        phase = step.phase or phase
        yield Work(
            step.text,
            phase,
            step.state,
            _by(step.mark, zone) if step.mark else "",
            step.reason,
            tuple(_notes(one, zone)),
        )


def _notes(one: ReportStep, zone: Zone) -> Iterator[str]:
    for answer in one.answers:
        yield f"{answer.what}{f': {answer.text}' if answer.text else ''} ({_by(answer.mark, zone)})"
    for remark in one.step.remarks:
        kind = "Problem" if remark.problem else "Note"
        yield f"{kind} by {_by(remark.mark, zone)}: {remark.text}"
    for kept in one.step.kept:
        if kept.kind == "link":
            yield f"Link: {kept.url}"
        elif kept.kind == "output":
            yield f"Output:\n\n{fenced(kept.text, 'text')}"


def _by(mark: Mark, zone: Zone) -> str:
    return f"{mark.by or 'Someone'}, {zone.words(mark.at)}"
