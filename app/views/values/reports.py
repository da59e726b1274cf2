"""Values in for a run's report, on its page and as a file; drawn by templates/run-report and report-file."""

from dataclasses import dataclass
from typing import ClassVar

from app.records.zone import Zone
from app.views.values.common import Mark
from app.views.values.kept import Kept
from app.views.values.runs import Entry, RunHead
from app.views.values.steps import Step


@dataclass(frozen=True, slots=True)
class ReportSkeleton:
    """Slot: run-report."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where the run departed from its runbook; `number` 0 is the whole run, `text` a reason or what was reported."""

    number: int
    what: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """What somebody set inside a step, in words: "Gate passed", "240 ms"."""

    what: str
    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class ReportStep:
    """`took` in ms, None where the step was not settled."""

    step: Step
    took: int | None = None
    answers: tuple[ReportAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class RunReport:
    """The whole record, oldest first; `steps` with their state, without details. `took` in ms without the time that it was
    `paused` (ms), None while it is open.
    """

    region: ClassVar[str] = "run-report"
    head: RunHead
    steps: tuple[ReportStep, ...]
    entries: tuple[Entry, ...]
    people: tuple[str, ...] = ()
    revision: str = ""
    took: int | None = None
    paused: int = 0
    deviations: tuple[Deviation, ...] = ()
    summary: str = ""
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportFile:
    """The same as a page of its own, for anybody's browser."""

    report: RunReport
    zone: Zone
