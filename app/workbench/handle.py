"""One request's JSON text in, one reply's JSON text out: the workbench as the page sees it. No I/O."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.records.codec import body_of, prepare
from app.records.refusal import Refused
from app.schedule.zones import zone
from app.workbench import asking
from app.workbench.asking import Call, Reply, Request
from app.workbench.decide import Decision, decide
from app.workbench.deciding import decide_together
from app.workbench.engine import Engine, Needed, withdrawn_by
from app.workbench.painting import Painter, Render
from app.workbench.readmodel import Applied, projection
from app.workbench.rooms import ROOMS
from app.workbench.routes import Place, place
from app.workbench.screens.choose import Screens
from app.workbench.shell import shell
from app.workbench.wire import sound


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
            return self.painted(request)
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
        return {"status": "ok", **self.painted(request)}

    def ping(self, _: Request) -> Reply:
        return {"status": "ok"}

    def _answer(self, call: Call, request: Request) -> Reply:
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

    def painted(self, request: Request) -> Reply:
        """The screen of the place that is asked for, and of what stands around it only what is new."""
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


# What the page may ask, besides boot and checkpoint, which carry bytes.
CALLS: Mapping[str, Call] = {
    "apply": Workbench.apply,
    "decide": Workbench.decide,
    "decide-together": Workbench.decide_together,
    "open": Workbench.open,
    "ping": Workbench.ping,
    **asking.CALLS,
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
