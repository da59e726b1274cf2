"""What the page asks besides gestures, each a request in and a reply out: nothing is stored by it, and no event comes of it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.documents.state import DocumentHistory
from app.records.refusal import Refused
from app.records.zone import Zone
from app.runs.state import Run
from app.workbench import questions
from app.workbench.agenda import calendar_of, reminders
from app.workbench.books import books
from app.workbench.jump import places
from app.workbench.qr import code
from app.workbench.reporting.files import file_name, report_file
from app.workbench.routes import place
from app.workbench.screens.editing import Proof, template_at
from app.workbench.screens.importing import checked
from app.workbench.screens.sharing import shared_run
from app.workbench.traces import IN_RUNS, traces
from app.workbench.wire import sound

if TYPE_CHECKING:
    from app.workbench.handle import Workbench

Request = Mapping[str, Any]
Reply = dict[str, Any]
Call = Callable[["Workbench", Request], Reply]


def jumps(bench: "Workbench", _: Request) -> Reply:
    """What can be jumped to from anywhere."""
    return {"status": "ok", **places(bench.engine.model)}


def preview(bench: "Workbench", request: Request) -> Reply:
    screen, says = checked(bench.engine, request["files"])
    return {"status": "ok", "painted": bench.painter.paint(screen, request.get("shown")), "files": says}


def library(bench: "Workbench", _: Request) -> Reply:
    return {"status": "ok", "books": books(bench.engine.model)}


def streams(bench: "Workbench", _: Request) -> Reply:
    """What a person can choose from when only a part goes out."""
    rows = questions.streams_to_choose(bench.engine.model)
    listed = [{"stream": row.stream, "title": row.title, "kind": row.kind} for row in rows]
    return {"status": "ok", "streams": listed}


def agenda(bench: "Workbench", request: Request) -> Reply:
    """What is to be done now, and when that changes: for reminders, on any screen."""
    return {"status": "ok", **reminders(bench.engine.model, int(request.get("now") or 0))}


def calendar(bench: "Workbench", request: Request) -> Reply:
    """The calendar file of one schedule, or of all."""
    only, now = str(request.get("id") or ""), int(request.get("now") or 0)
    return {"status": "ok", "text": calendar_of(bench.engine.model, now, only)}


def qr(_: "Workbench", request: Request) -> Reply:
    """A link as a QR code."""
    return {"status": "ok", **asdict(code(str(request["text"])))}


def report(bench: "Workbench", request: Request) -> Reply:
    """A run's report as the text of a file; the page saves it."""
    id_ = str(request["id"])
    run = bench.engine.state(f"run/{id_}")
    if not isinstance(run, Run) or run.started is None:
        raise Refused("There is no report.", "This browser does not hold the run.", "Open the list of runs.")
    zone, form = Zone.read(request.get("zone")), str(request.get("form"))
    text = report_file(bench.engine, bench.render, id_, run, run.started, form, zone)
    return {"status": "ok", "text": text, "name": file_name(run.started, zone)}


def export(bench: "Workbench", request: Request) -> Reply:
    """The text of a file in another program's form; the page saves or copies it."""
    # Few visits write one: what does it is fetched then.
    from app.workbench.exporting.files import export_file  # noqa: PLC0415

    made = export_file(bench.engine, bench.render, request)
    return {
        "status": "ok",
        "name": made.name,
        "type": made.type,
        "text": made.text,
        "lost": list(made.lost),
    }


def answer(bench: "Workbench", request: Request) -> Reply:
    """What helps against a pasted alert; nothing is stored."""
    screen = bench.screens.alerts.ask(bench.engine, str(request["text"]))
    return {"status": "ok", "painted": bench.painter.paint(screen, request.get("shown"))}


def proof(bench: "Workbench", request: Request) -> Reply:
    """Look at a text that is being typed: nothing is stored, the screen shows what was found."""
    bench.screens.proof = Proof.of(request["id"], sound(request["text"]), request["line"])
    return {"status": "ok", **bench.painted(request)}


def template(bench: "Workbench", request: Request) -> Reply:
    """The text of a template that stands in a revision's fence."""
    history = bench.engine.state(f"document/{request['id']}")
    revision = history.revision(request["revision"]) if isinstance(history, DocumentHistory) else None
    text = template_at(revision.text, revision.document, request["line"]) if revision else ""
    return {"status": "ok", "text": text}


def erasable(bench: "Workbench", request: Request) -> Reply:
    """What must go with these texts of a document: events, and in runs those of some types."""
    history = bench.engine.state(f"document/{request['id']}")
    if not isinstance(history, DocumentHistory):
        return {"status": "ok", "events": [], "runs": [], "types": []}
    found = traces(bench.engine.model, request["id"], history, request["texts"])
    return {
        "status": "ok",
        "events": list(found.events),
        "runs": list(found.runs),
        "types": list(IN_RUNS),
    }


def shared(bench: "Workbench", request: Request) -> Reply:
    """A run from elsewhere, to be read before it is taken; nothing is stored."""
    return {
        "status": "ok",
        "html": bench.render.render_region(shared_run(bench.engine, request["envelopes"])),
    }


def sheet(bench: "Workbench", request: Request) -> Reply:
    """A small screen of one region, to be shown over the one that is open."""
    found = bench.screens.at(bench.engine, place(request["route"]))
    html = bench.render.render_region(found.regions[0][1]) if len(found.regions) == 1 else ""
    return {"status": "ok", "title": found.title, "html": html}


CALLS: Mapping[str, Call] = {
    "agenda": agenda,
    "answer": answer,
    "books": library,
    "calendar": calendar,
    "export": export,
    "places": jumps,
    "preview": preview,
    "proof": proof,
    "qr": qr,
    "report": report,
    "shared": shared,
    "sheet": sheet,
    "streams": streams,
    "template": template,
    "traces": erasable,
}
