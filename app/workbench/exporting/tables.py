"""The read model or a run's report in, tables as rows out: the library, runs, steps of a run, occurrences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC

from app.interchange.tables import Value
from app.records.zone import Zone
from app.schedule.standing import Standing
from app.views.values import Mark, RunReport
from app.workbench import questions
from app.workbench.agenda import agenda
from app.workbench.engine import Engine
from app.workbench.reporting.markdown import STATES
from app.workbench.rows import Row
from app.workbench.screens.library import WORDS as READINESS

DAY_MS = 86_400_000
# What was missed is listed from the beginning on, all else of this many days around now.
BACK, AHEAD = 92, 31
MOST_MISSED = 10_000


@dataclass(frozen=True, slots=True)
class Table:
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    lost: tuple[str, ...] = ()


def run_steps(report: RunReport, zone: Zone) -> Table:
    header = (
        "No.", "Phase", "Step", "State", "By", "At (UTC)", f"At ({zone.name})", "Took (s)", "Reason", "Notes",
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    phase = ""
    for one in report.steps:
        step = one.step
        phase = step.phase or phase
        notes = "\n".join(remark.text for remark in step.remarks)
        seconds = one.took // 1000 if one.took is not None else None
        rows.append(
            (
                step.number,
                phase,
                step.text,
                STATES[step.state],
                *_mark(step.mark, zone),
                seconds,
                step.reason,
                notes,
            )
        )
    return Table(
        header,
        tuple(rows),
        ("Commands, outputs, answers inside steps and attachments: the report has them.",),
    )


def _mark(mark: Mark | None, zone: Zone) -> tuple[Value, Value, Value]:
    return (mark.by or "Someone", utc(mark.at), local(mark.at, zone)) if mark else ("", "", "")


def library(engine: Engine, _: int, zone: Zone) -> Table:
    header = (
        "Title", "File", "Kind", "Readiness", "Status", "Owner", "Tags", "Next review", "Steps", "Procedures",
        f"Last changed ({zone.name})", "Id",
    )  # fmt: skip
    rows = (
        (
            row.title, row.name, row.word, READINESS.get(row.readiness, row.readiness), row.status, row.owner,
            ", ".join(row.tags), row.review, row.total, row.procedures, local(row.changed, zone), row.id,
        )
        for row in questions.documents(engine.model)
    )  # fmt: skip
    return Table(header, tuple(rows), ("The texts themselves, and documents that are archived.",))


def runs(engine: Engine, _: int, zone: Zone) -> Table:
    header = (
        "Run", "Procedure", "Subject", "State", "Steps", "Done", "Skipped", "Problems", "Drill", "Started by",
        "Started (UTC)", f"Started ({zone.name})", "Finished (UTC)", "Took (s)", "Id",
    )  # fmt: skip
    found = engine.model.rows(
        "WHERE kind = 'run' AND state IN ('open', 'finished') ORDER BY began DESC, stream"
    )
    return Table(
        header,
        tuple(_run(row, zone) for row in found),
        ("What was done in each step: a run’s own CSV has it.",),
    )


def _run(row: Row, zone: Zone) -> tuple[Value, ...]:
    return (
        row.title, row.name, row.subject, row.state, row.total, row.done, row.skipped, row.problems,
        "yes" if row.drill else "no", row.began_by, utc(row.began), local(row.began, zone),
        utc(row.ended) if row.ended is not None else "",
        (row.ended - row.began) // 1000 if row.ended is not None else None, row.id,
    )  # fmt: skip


def occurrences(engine: Engine, now: int, zone: Zone) -> Table:
    """All that was missed, and how everything else stood in the last three months and stands in the next."""
    header = (
        "Schedule", "Occurrence", "State", f"Opens ({zone.name})", f"Due ({zone.name})", f"Closes ({zone.name})",
        "Due (UTC)", "Late", "Reason", "Run",
    )  # fmt: skip
    planned = agenda(engine.model)
    around = planned.between(now, now - BACK * DAY_MS, now + AHEAD * DAY_MS)
    missed = planned.ledger(now, MOST_MISSED)
    known = {(one.schedule, one.key) for one in around}
    older = [one for one in missed.missed if (one.schedule, one.key) not in known]
    told = sorted([*older, *around], key=lambda one: (one.occurrence.opens, one.plan.title, one.schedule))
    lost = [f"What was done in time more than {BACK} days ago, and what comes after {AHEAD} days."]
    if missed.is_cut:
        lost.append(f"Of what was missed, all but the last {MOST_MISSED:,}.")
    return Table(header, tuple(_occurrence(one, zone) for one in told), tuple(lost))


def _occurrence(one: Standing, zone: Zone) -> tuple[Value, ...]:
    at = one.occurrence
    why = one.skip.reason if one.skip else at.off or one.urgent
    return (
        one.plan.title, one.key, one.state, local(at.opens, zone), local(at.due, zone), local(at.closes, zone),
        utc(at.due), "yes" if one.late else "", why, one.run,
    )  # fmt: skip


def utc(at: int) -> str:
    return Zone().local(at).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local(at: int, zone: Zone) -> str:
    """As spreadsheets read a time: "2026-11-27 10:30:05"."""
    return zone.local(at).strftime("%Y-%m-%d %H:%M:%S")


# A table of figures is one more entry here.
LISTS: Mapping[str, Callable[[Engine, int, Zone], Table]] = {
    "library": library,
    "runs": runs,
    "schedule": occurrences,
}
