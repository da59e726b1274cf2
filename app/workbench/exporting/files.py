"""A wish for a file in another program's form in, its name, text and type out, and in sentences what it leaves out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from app.documents.state import DocumentHistory, Revision
from app.interchange.mattermost.extracting import extract
from app.interchange.mattermost.writing import write_playbook
from app.interchange.runme import notebook
from app.interchange.tables import csv_text
from app.records.refusal import Refused
from app.records.zone import Zone
from app.runs.state import Run
from app.views.values import DocumentFile
from app.workbench.engine import Engine
from app.workbench.exporting.issues import document_issue, run_issue
from app.workbench.exporting.tables import LISTS, run_steps
from app.workbench.painting import Render
from app.workbench.reporting.files import file_name
from app.workbench.screens.documents import chips_of
from app.workbench.screens.report import report_of

MARKDOWN, JSON, CSV, HTML = "text/markdown", "application/json", "text/csv", "text/html"
NOT_WRITTEN = "The file was not written."


@dataclass(frozen=True, slots=True)
class File:
    name: str
    type: str
    text: str
    lost: tuple[str, ...] = ()


def export_file(engine: Engine, render: Render, asked: Mapping[str, Any]) -> File:
    """`what` is document, run or list; `form` one of what FORMS has for it. Raises Refused and Needed."""
    what, form, id_ = str(asked.get("what")), str(asked.get("form")), str(asked.get("id") or "")
    zone = Zone.read(asked.get("zone"))
    if what == "document" and form in DOCUMENT:
        return DOCUMENT[form](render, _revision(engine, id_, str(asked.get("revision") or "")), zone)
    if what == "run":
        return _run(engine, id_, form, zone, mark=asked.get("mark") is True)
    if what == "list" and form in LISTS:
        now = asked.get("now")
        moment = now if isinstance(now, int) and 0 <= now < 2**52 else 0
        table = LISTS[form](engine, moment, zone)
        text = csv_text(table.header, table.rows, mark=asked.get("mark") is True)
        return File(f"sophie-{form}-{_day(moment)}.csv", CSV, text, table.lost)
    raise Refused(NOT_WRITTEN, f"Sophie does not know the form {form}.", "Reload Sophie, then try again.")


def _revision(engine: Engine, id_: str, wanted: str) -> Revision:
    history = engine.state(f"document/{id_}")
    found = (history.revision(wanted) or history.current) if isinstance(history, DocumentHistory) else None
    if found is None:
        raise Refused(NOT_WRITTEN, "This browser does not hold the text.", "Open the library.")
    return found


def _mattermost(_: Render, source: Revision, __: Zone) -> File:
    taken = extract(source.document, source.text)
    return File(f"{stem(source)}.json", JSON, write_playbook(taken.playbook), taken.lost)


def _runme(_: Render, source: Revision, __: Zone) -> File:
    made = notebook(source.document, source.text)
    return File(f"{stem(source)}.md", MARKDOWN, made.text, made.lost)


def _issue(_: Render, source: Revision, __: Zone) -> File:
    made = document_issue(source)
    return File(f"{stem(source)}-issue.md", MARKDOWN, made.body, made.lost)


def _html(render: Render, source: Revision, zone: Zone) -> File:
    facts = tuple((chip.label, chip.text) for chip in chips_of(source.document))
    value = DocumentFile(source.document.title, source.text, facts, source.stamp.actor, source.stamp.at, zone)
    return File(f"{stem(source)}.html", HTML, render.render_file(value))


DOCUMENT: Mapping[str, Callable[[Render, Revision, Zone], File]] = {
    "mattermost": _mattermost,
    "runme": _runme,
    "issue": _issue,
    "html": _html,
}


def _run(engine: Engine, id_: str, form: str, zone: Zone, *, mark: bool) -> File:
    run = engine.state(f"run/{id_}")
    if not isinstance(run, Run) or run.started is None:
        raise Refused(NOT_WRITTEN, "This browser does not hold the run.", "Open the list of runs.")
    report = report_of(engine, id_, run, run.started)
    name = file_name(run.started, zone)
    if form == "issue":
        made = run_issue(report, zone)
        return File(f"{name}-issue.md", MARKDOWN, made.body, made.lost)
    if form == "csv":
        table = run_steps(report, zone)
        return File(f"{name}.csv", CSV, csv_text(table.header, table.rows, mark=mark), table.lost)
    raise Refused(NOT_WRITTEN, f"Sophie does not know the form {form}.", "Reload Sophie, then try again.")


def stem(source: Revision) -> str:
    """The file's own name without its end, or one made from the title."""
    own = source.name.rsplit("/", 1)[-1]
    own = re.sub(r"\.(md|markdown|txt)$", "", own, flags=re.IGNORECASE)
    words = re.sub(r"[^\w.-]+", "-", own or source.document.title.casefold()).strip("-.")
    return words[:80].strip("-.") or "document"


def _day(moment: int) -> str:
    return datetime.fromtimestamp(moment / 1000, UTC).strftime("%Y-%m-%d")
