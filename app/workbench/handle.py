"""One request's JSON text in, one reply's JSON text out: the workbench as the page sees it. No I/O."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from app.documents.state import DocumentHistory
from app.records.codec import body_of, prepare
from app.records.refusal import Refused
from app.records.zone import Zone
from app.runs.state import Run
from app.schedule.zones import zone
from app.workbench import questions
from app.workbench.agenda import calendar_of, reminders
from app.workbench.books import books
from app.workbench.decide import Decision, decide
from app.workbench.deciding import decide_together
from app.workbench.engine import Engine, Needed, withdrawn_by
from app.workbench.jump import places
from app.workbench.painting import Painter, Render
from app.workbench.qr import code
from app.workbench.readmodel import Applied, projection
from app.workbench.reporting.files import file_name, report_file
from app.workbench.rooms import ROOMS
from app.workbench.routes import Place, place
from app.workbench.screens.choose import Screens
from app.workbench.screens.editing import Proof, template_at
from app.workbench.screens.importing import checked
from app.workbench.screens.sharing import shared_run
from app.workbench.shell import shell
from app.workbench.traces import IN_RUNS, traces
from app.workbench.wire import sound

Request = Mapping[str, Any]
Reply = dict[str, Any]


class Workbench:
    """`render` draws page values."""

    def __init__(self, render: Render) -> None:
        # Made here, so that a memory image holds what reading and writing events needs.
        prepare(event for room in ROOMS.values() for event in room.events.values())
        self.render = render
        self.engine = Engine()
        self.screens = Screens()
        self.painter = Painter(render)
        self.told: Reply = {}

    def handle(self, text: str, data: bytes | None = None) -> tuple[str, bytes | None]:
        request: Request = json.loads(text)
        name = request["call"]
        if name == "boot":
            return _text(self.boot(request, data)), None
        if name == "checkpoint":
            return _text(self._applied()), self.engine.model.checkpoint()
        return _text(self._answer(CALLS[name], request)), None

    def boot(self, request: Request, data: bytes | None) -> Reply:
        saved, build = request.get("checkpoint"), request.get("build", "")
        imports = request.get("imports", ())
        fits = saved is not None and saved["projection"] == projection(build, withdrawn_by(imports))
        claim = Applied(saved["n"], saved["id"]) if saved and fits else None
        quarantined = frozenset(request.get("quarantined", ()))
        self.engine.boot(
            build, request["dev"], request.get("deviceName", ""), quarantined, claim, data, imports
        )
        self.screens, self.painter, self.told = Screens(), Painter(self.render), {}
        return self._applied()

    def apply(self, request: Request) -> Reply:
        self.engine.apply(request["envelopes"], ahead=bool(request.get("ahead")))
        painted = self._painted_if_it_can(request) if request.get("route") else {}
        return {"status": "ok", "n": self.engine.applied.n, **painted}

    def _painted_if_it_can(self, request: Request) -> Reply:
        """A screen's fault is not the events': they are folded, and the page's next `open` tells of the screen."""
        try:
            return self._painted(request)
        except (Needed, Refused):
            raise
        except Exception:  # noqa: BLE001  a bug can be anything
            return {}

    def decide(self, request: Request) -> Reply:
        return _decided(decide(self.engine, request["command"]))

    def decide_together(self, request: Request) -> Reply:
        """Files that wait in a row: replies for the first of them, perhaps for none."""
        return {
            "status": "ok",
            "decided": [_decided(one) for one in decide_together(self.engine, request["commands"])],
        }

    def open(self, request: Request) -> Reply:
        return {"status": "ok", **self._painted(request)}

    def places(self, _: Request) -> Reply:
        """What can be jumped to from anywhere."""
        return {"status": "ok", **places(self.engine.model)}

    def ping(self, _: Request) -> Reply:
        return {"status": "ok"}

    def preview(self, request: Request) -> Reply:
        screen, says = checked(self.engine, request["files"])
        return {"status": "ok", "painted": self.painter.paint(screen, request.get("shown")), "files": says}

    def books(self, _: Request) -> Reply:
        return {"status": "ok", "books": books(self.engine.model)}

    def streams(self, _: Request) -> Reply:
        """What a person can choose from when only a part goes out."""
        rows = questions.streams_to_choose(self.engine.model)
        listed = [{"stream": row.stream, "title": row.title, "kind": row.kind} for row in rows]
        return {"status": "ok", "streams": listed}

    def agenda(self, request: Request) -> Reply:
        """What is to be done now, and when that changes: for reminders, on any screen."""
        return {"status": "ok", **reminders(self.engine.model, int(request.get("now") or 0))}

    def calendar(self, request: Request) -> Reply:
        """The calendar file of one schedule, or of all."""
        only, now = str(request.get("id") or ""), int(request.get("now") or 0)
        return {"status": "ok", "text": calendar_of(self.engine.model, now, only)}

    def qr(self, request: Request) -> Reply:
        """A link as a QR code."""
        return {"status": "ok", **asdict(code(str(request["text"])))}

    def report(self, request: Request) -> Reply:
        """A run's report as the text of a file; the page saves it."""
        id_ = str(request["id"])
        run = self.engine.state(f"run/{id_}")
        if not isinstance(run, Run) or run.started is None:
            raise Refused(
                "There is no report.", "This browser does not hold the run.", "Open the list of runs."
            )
        zone, form = Zone.read(request.get("zone")), str(request.get("form"))
        text = report_file(self.engine, self.render, id_, run, run.started, form, zone)
        return {"status": "ok", "text": text, "name": file_name(run.started, zone)}

    def export(self, request: Request) -> Reply:
        """The text of a file in another program's form; the page saves or copies it."""
        # Few visits write one: what does it is fetched then.
        from app.workbench.exporting.files import export_file  # noqa: PLC0415

        made = export_file(self.engine, self.render, request)
        return {
            "status": "ok",
            "name": made.name,
            "type": made.type,
            "text": made.text,
            "lost": list(made.lost),
        }

    def answer(self, request: Request) -> Reply:
        """What helps against a pasted alert; nothing is stored."""
        screen = self.screens.alerts.ask(self.engine, str(request["text"]))
        return {"status": "ok", "painted": self.painter.paint(screen, request.get("shown"))}

    def proof(self, request: Request) -> Reply:
        """Look at a text that is being typed: nothing is stored, the screen shows what was found."""
        self.screens.proof = Proof.of(request["id"], sound(request["text"]), request["line"])
        return {"status": "ok", **self._painted(request)}

    def template(self, request: Request) -> Reply:
        """The text of a template that stands in a revision's fence."""
        history = self.engine.state(f"document/{request['id']}")
        revision = history.revision(request["revision"]) if isinstance(history, DocumentHistory) else None
        text = template_at(revision.text, revision.document, request["line"]) if revision else ""
        return {"status": "ok", "text": text}

    def traces(self, request: Request) -> Reply:
        """What must go with these texts of a document: events, and in runs those of some types."""
        history = self.engine.state(f"document/{request['id']}")
        if not isinstance(history, DocumentHistory):
            return {"status": "ok", "events": [], "runs": [], "types": []}
        found = traces(self.engine.model, request["id"], history, request["texts"])
        return {
            "status": "ok",
            "events": list(found.events),
            "runs": list(found.runs),
            "types": list(IN_RUNS),
        }

    def shared(self, request: Request) -> Reply:
        """A run from elsewhere, to be read before it is taken; nothing is stored."""
        return {
            "status": "ok",
            "html": self.render.render_region(shared_run(self.engine, request["envelopes"])),
        }

    def sheet(self, request: Request) -> Reply:
        """A small screen of one region, to be shown over the one that is open."""
        found = self.screens.at(self.engine, place(request["route"]))
        html = self.render.render_region(found.regions[0][1]) if len(found.regions) == 1 else ""
        return {"status": "ok", "title": found.title, "html": html}

    def _answer(self, call: "Call", request: Request) -> Reply:
        try:
            self.engine.load(request.get("streams") or {})
            reply = call(self, request)
        except Needed as needed:
            return {"status": "need", "streams": needed.streams}
        except Refused as refusal:
            return {
                "status": "refused",
                "refusal": {"what": refusal.what, "why": refusal.why, "next": refusal.next},
            }
        except BaseException:
            self.engine.forget()
            raise
        self.engine.open.trim()
        return reply

    def _painted(self, request: Request) -> Reply:
        here = _here(request)
        screen = self.screens.at(self.engine, here)
        painted = self.painter.paint(screen, request.get("shown"))
        news = shell(self.engine)
        changed = {key: value for key, value in news.items() if self.told.get(key) != value}
        self.told = news
        return {"painted": painted, "shell": changed} if changed else {"painted": painted}

    def _applied(self) -> Reply:
        applied = self.engine.applied
        return {"status": "ok", "n": applied.n, "id": applied.id, "projection": self.engine.projection}


Call = Callable[[Workbench, Request], Reply]

# What the page may ask, besides boot and checkpoint, which carry bytes.
CALLS: Mapping[str, Call] = {
    "agenda": Workbench.agenda,
    "answer": Workbench.answer,
    "apply": Workbench.apply,
    "books": Workbench.books,
    "calendar": Workbench.calendar,
    "decide": Workbench.decide,
    "decide-together": Workbench.decide_together,
    "export": Workbench.export,
    "open": Workbench.open,
    "ping": Workbench.ping,
    "places": Workbench.places,
    "preview": Workbench.preview,
    "proof": Workbench.proof,
    "qr": Workbench.qr,
    "report": Workbench.report,
    "shared": Workbench.shared,
    "sheet": Workbench.sheet,
    "streams": Workbench.streams,
    "template": Workbench.template,
    "traces": Workbench.traces,
}


def _decided(decision: Decision) -> Reply:
    reply: Reply = {"status": "ok", "events": _events(decision)}
    if decision.route:
        reply["route"] = decision.route
    if decision.said:
        reply["announce"] = {"text": decision.said, "assertive": False}
    if decision.lost:
        reply["lost"] = list(decision.lost)
    return reply


def _events(decision: Decision) -> list[Reply]:
    own = [_event(decision.stream, one) for one in decision.events]
    return own + [_event(stream, one) for stream, one in decision.also]


def _event(stream: str, one: Any) -> Reply:
    return {
        "stream": stream,
        "type": type(one.event).__name__,
        "over": list(one.over),
        "body": body_of(one.event),
    }


def _day(asked: Any) -> str:
    """The page's own day; anything else is none, and dates are not judged."""
    try:
        return date.fromisoformat(asked).isoformat()
    except (TypeError, ValueError):
        return ""


def _name(asked: Any) -> str:
    return sound(asked) if isinstance(asked, str) else ""


def _here(request: Request) -> Place:
    """The place that is asked for, by whom, and when and where it is read."""
    now, tz = request.get("now"), request.get("tz")
    return replace(
        place(request["route"]),
        today=_day(request.get("today")),
        me=_name(request.get("me")),
        now=now if isinstance(now, int) and 0 <= now < 2**52 else 0,
        tz=tz if isinstance(tz, str) and zone(tz) else "UTC",
    )


def _text(reply: Reply) -> str:
    return json.dumps(reply, ensure_ascii=False, separators=(",", ":"))
