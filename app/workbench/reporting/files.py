"""A run, the form asked for and the reader's zone in; the report's text and a name for its file out."""

import re

from app.records.registers import Write
from app.records.zone import Zone
from app.runs.events import RunStarted
from app.runs.state import Run
from app.views.values import ReportFile
from app.workbench.engine import Engine
from app.workbench.painting import Render
from app.workbench.reporting.lines import json_lines
from app.workbench.reporting.markdown import markdown
from app.workbench.screens.report import report_of

MOST_NAME = 60


def report_file(
    engine: Engine, render: Render, id_: str, run: Run, start: Write[RunStarted], form: str, zone: Zone
) -> str:
    """`form` is markdown, html or jsonl."""
    match form:
        case "jsonl":
            return json_lines(id_, run, start, engine.devices, zone)
        case "html":
            return render.render_file(ReportFile(report_of(engine, id_, run, start), zone))
        case _:
            return markdown(report_of(engine, id_, run, start), zone)


def file_name(start: Write[RunStarted], zone: Zone) -> str:
    """Without its end: "2026-11-21-api-latency-high"."""
    words = re.sub(r"[^\w]+", "-", start.value.title.casefold()).strip("-")[:MOST_NAME].strip("-")
    return f"{zone.local(start.stamp.at):%Y-%m-%d}-{words or 'run'}"
