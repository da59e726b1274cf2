"""A run's report and a zone in, the same report as Markdown out."""

import re
from collections.abc import Iterator

from app.records.spans import span
from app.records.zone import Zone
from app.views.values import Kept, Mark, ReportStep, RunReport

STATES = {
    "open": "Open",
    "done": "Done",
    "skipped": "Skipped",
    "problem": "Problem",
    "blocked": "Blocked",
    "later": "Later",
    "left-out": "Not applicable",
    "aside": "Only to roll back",
}
# What would begin another block in the middle of a line of ours, or another cell.
_BLOCK = re.compile(r"^(\s*)([#>+*-]|\d+[.)]|`{3}|~{3}|\|)", re.MULTILINE)


def markdown(report: RunReport, zone: Zone) -> str:
    return "\n".join(_lines(report, zone)).rstrip() + "\n"


def _lines(report: RunReport, zone: Zone) -> Iterator[str]:
    head = report.head
    yield f"# {_line(head.title)}: run report"
    yield ""
    yield from _facts(report, zone)
    if report.deviations:
        yield "\n## Deviations from the runbook\n"
        for one in report.deviations:
            where = f"Step {one.number}: " if one.number else ""
            yield f"- {where}{_line(one.what)}{f': {_line(one.text)}' if one.text else '.'}"
    yield "\n## Steps\n"
    for step in report.steps:
        yield from _step(step, zone)
    if report.kept:
        yield "\n## Evidence of the whole run\n"
        for kept in report.kept:
            yield from _kept(kept, zone)
    yield "\n## Who did what when\n"
    for entry in report.entries:
        where = f", step {entry.number}" if entry.number else ""
        late = " (after the end)" if entry.late else ""
        text = f": {_line(entry.text)}" if entry.text else ""
        yield f"- {zone.words(entry.mark.at)} **{_line(entry.mark.by or 'Someone')}**: {entry.what}{where}{late}{text}"
    yield f"\nNames are what people called themselves on their device. Times are {zone.name}, with UTC as it is kept."


def _facts(report: RunReport, zone: Zone) -> Iterator[str]:
    head = report.head
    yield f"- **Result:** {report.summary}"
    yield f"- **Started:** {_by(head.started, zone)}"
    yield f"- **Finished:** {_by(head.finished, zone) if head.finished else 'not yet'}"
    if report.took is not None:
        paused = f", paused for {span(report.paused)} besides" if report.paused else ""
        yield f"- **Took:** {span(report.took)}{paused}"
    yield f"- **Document:** {_line(head.document_title)}"
    if report.revision:
        yield f"- **Version:** `{report.revision[:12]}`"
    if head.rollback:
        yield f"- **Rolled back:** {_by(head.rollback, zone)}"
    if head.stage:
        yield f"- **Stage then:** {_line(head.stage)}"
    yield f"- **People:** {_line(', '.join(report.people)) or 'nobody yet'}"
    for name, value in head.values:
        yield f"- **{_line(name)}:** {_line(value) or 'left empty'}"


def _step(one: ReportStep, zone: Zone) -> Iterator[str]:
    step = one.step
    if step.phase:
        yield f"\n### {_line(step.phase)}\n"
    took = f", took {span(one.took)}" if one.took is not None else ""
    who = f" by {_by(step.mark, zone)}" if step.mark else ""
    yield f"{step.number}. **{STATES[step.state]}**{who}{took}: {_line(step.text)}"
    if step.reason:
        yield f"   - Reason: {_line(step.reason)}"
    for answer in one.answers:
        text = f": {_line(answer.text)}" if answer.text else ""
        yield f"   - {answer.what}{text} ({_by(answer.mark, zone)})"
    for other in step.also:
        yield f"   - Also set: {STATES[other.state]} by {_by(other.mark, zone)}"
    for remark in step.remarks:
        kind = "Problem" if remark.problem else "Note"
        yield f"   - {kind} by {_by(remark.mark, zone)}:\n\n{_indented(remark.text)}\n"
    for kept in step.kept:
        yield from _kept(kept, zone)


def _kept(one: Kept, zone: Zone) -> Iterator[str]:
    match one.kind:
        case "link":
            yield f"   - Link by {_by(one.mark, zone)}: [{_line(one.text or one.url)}](<{one.url}>)"
        case "file":
            yield f"   - File by {_by(one.mark, zone)}: {_line(one.name)}, {one.size:,} bytes, sha256 `{one.sha}`"
        case "output":
            verdict = ("as expected" if one.fits else "not as expected") if one.how else "kept"
            yield f"   - Output by {_by(one.mark, zone)}, {verdict}:\n\n{_fenced(one.text)}\n"


def _by(mark: Mark, zone: Zone) -> str:
    device = f", {_line(mark.device)}" if mark.device else ""
    return f"{_line(mark.by or 'Someone')}, {zone.words(mark.at)}{device}"


def _line(text: str) -> str:
    """One line that begins no block of its own."""
    return _BLOCK.sub(r"\1\\\2", " ".join(text.split()))


def _indented(text: str) -> str:
    """A note's own Markdown, inside its item."""
    return "\n".join(f"     {line}".rstrip() for line in text.split("\n"))


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return _indented(f"{fence}\n{text}\n{fence}")
