"""A browser in small: a log in a list, the page's loop around one workbench, values drawn as plain text."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from app.views.values import Screen
from app.workbench import Workbench
from app.workbench.painting import Render

Wire = list[Any]
START = 1_763_716_200_000
DOCUMENT = "document/" + "b" * 16
RUN = "run/" + "c" * 16
# For a run with steps to come back to, or that still ask for something.
ENOUGH = {"asked": True, "reason": "It is enough"}
TEXT = "# Restart the API\n\n1. Stop it\n2. Look at the log\n3. Start it\n"


class PlainRender:
    """Draws a value as its own text, and counts how often it had to."""

    def __init__(self) -> None:
        self.drawn: list[str] = []

    def render_region(self, value: Any, before: Any = None) -> str:
        self.drawn.append(value.region)
        return f"<p id={value.region}>{value!r}</p>"

    def render_file(self, value: Any) -> str:
        return repr(value)

    def render_screen(self, screen: Screen, html_by_region: Mapping[str, str]) -> str:
        return f"{screen.skeleton!r}" + "".join(html_by_region[region] for region, _ in screen.regions)


@dataclass(frozen=True)
class Said:
    """What a person's act came to: the reply to decide, the reply to apply, the events' ids."""

    decided: dict[str, Any]
    applied: dict[str, Any]
    ids: list[str]

    @property
    def refusal(self) -> dict[str, str]:
        refusal: dict[str, str] = self.decided["refusal"]
        return refusal


class Desk:
    """One device: its own clock, its own order of arrival, and the loop that the page runs."""

    def __init__(
        self, dev: str = "a", person: str = "Ana", wall: int = START, render: Render | None = None
    ) -> None:
        self.dev = dev * 16
        self.person = person
        self.wall = wall
        self.log: list[Wire] = []
        self.ids: set[str] = set()
        self.last = ""
        self.acts = 0
        self.route = "#/now"
        self.token: str | None = None
        self.plain = PlainRender()
        self.render = render or self.plain
        self.boot()

    def boot(
        self,
        saved: dict[str, Any] | None = None,
        data: bytes | None = None,
        quarantined: Sequence[str] = (),
        build: str = "t",
    ) -> int:
        """A fresh engine, from a checkpoint when there is one, brought to the log's tail."""
        self.workbench = Workbench(self.render)
        meta = saved and {"n": saved["n"], "id": saved["id"], "epoch": 0, "projection": saved["projection"]}
        request = {
            "call": "boot",
            "build": build,
            "dev": self.dev,
            "deviceName": "",
            "checkpoint": meta,
            "quarantined": quarantined,
            "imports": [wire for wire in self.log if json.loads(wire[2])["stream"].startswith("import/")],
        }
        reply, _ = self.workbench.handle(json.dumps(request), data)
        n: int = json.loads(reply)["n"]
        self.catch_up(n)
        return n

    def call(self, **request: Any) -> dict[str, Any]:
        reply: dict[str, Any] = json.loads(self.workbench.handle(json.dumps(request))[0])
        return reply

    def ask(self, **request: Any) -> dict[str, Any]:
        """As the page: load the streams that are needed and ask again."""
        streams: dict[str, list[Wire]] = {}
        for _ in range(64):
            reply = self.call(**request, **({"streams": streams} if streams else {}))
            if reply["status"] != "need":
                return reply
            streams |= {name: self.stream(name) for name in reply["streams"]}
        raise AssertionError("the same streams were needed again and again")

    def stream(self, name: str) -> list[Wire]:
        return [wire for wire in self.log if json.loads(wire[2])["stream"] == name]

    def act(
        self, name: str, stream: str, args: dict[str, Any] | None = None, over: Sequence[str] = ()
    ) -> Said:
        """A person's act: decided, appended, applied, painted."""
        self.acts += 1
        self.wall += 1000
        command = self.command(name, stream, args or {}, over)
        decided = self.ask(call="decide", command=command)
        wires = [self.write(command, event) for event in decided.get("events", [])]
        applied = self.apply(wires) if wires else {}
        return Said(decided, applied, [wire[1] for wire in wires])

    def command(
        self, name: str, stream: str, args: dict[str, Any], over: Sequence[str] = ()
    ) -> dict[str, Any]:
        id_ = sha256(f"{self.dev}{self.acts}".encode()).hexdigest()[:16]
        at = {"at": self.wall, "tz": "Europe/Madrid", "tab": "t", "build": "t", "route": self.route}
        what = {"actor": self.person, "name": name, "stream": stream, "over": list(over), "args": args}
        return {"v": 1, "id": id_, **at, **what}

    def write(self, command: dict[str, Any], event: dict[str, Any]) -> Wire:
        """Append one event as the page's log does."""
        self.last = max(f"{self.wall:016d}-0000", _after(self.last))
        header = {key: command[key] for key in ("actor", "at", "tz")} | {
            key: event[key] for key in ("stream", "type", "over")
        }
        header |= {
            "v": 1,
            "cmd": command["id"],
            "dev": self.dev,
            "hlc": self.last,
            "prev": "",
            "seq": len(self.log) + 1,
            "dh": "0" * 64,
        }
        text = json.dumps(header, sort_keys=True, separators=(",", ":"))
        return self.receive([0, sha256(text.encode()).hexdigest(), text, event["body"]])

    def receive(self, wire: Wire) -> Wire:
        """Put an event in the log as it arrives; its number is this device's own."""
        arrived = [len(self.log) + 1, *wire[1:]]
        self.log.append(arrived)
        self.ids.add(arrived[1])
        return arrived

    def apply(self, wires: Sequence[Wire], *, paint: bool = True) -> dict[str, Any]:
        screen = {"route": self.route, "shown": self.token} if paint else {}
        reply = self.ask(call="apply", envelopes=wires, tail=len(self.log), **screen)
        assert reply["status"] == "ok"
        self._show(reply)
        return reply

    def open(self, route: str) -> dict[str, Any]:
        self.route = route
        reply = self.ask(call="open", route=route, shown=self.token)
        self._show(reply)
        painted: dict[str, Any] = reply["painted"]
        return painted

    def fresh(self, route: str) -> str:
        """The whole screen, drawn anew."""
        full: str = self.ask(call="open", route=route, shown=None)["painted"]["full"]
        self.token = None
        return full

    def merge(self, other: "Desk", order: Sequence[int] | None = None) -> list[Wire]:
        """Import what another device has, in any order; its clock is adopted by 5 minutes at most."""
        theirs = [wire for wire in other.log if wire[1] not in self.ids]
        shuffled = (
            theirs if not order or not theirs else [theirs[index % len(theirs)] for index in order] + theirs
        )
        new = [self.receive(wire) for wire in shuffled if wire[1] not in self.ids]
        limit = f"{self.wall + 300_000:016d}-0000"
        self.last = max([self.last, *(hlc for wire in new if (hlc := json.loads(wire[2])["hlc"]) <= limit)])
        if new:
            self.apply(new, paint=False)
        return new

    def catch_up(self, n: int = 0) -> None:
        new = [wire for wire in self.log if wire[0] > n]
        if new:
            self.apply(new, paint=False)

    def checkpoint(self) -> tuple[dict[str, Any], bytes]:
        reply, data = self.workbench.handle(json.dumps({"call": "checkpoint"}))
        assert data is not None
        return json.loads(reply), data

    def _show(self, reply: dict[str, Any]) -> None:
        if "painted" in reply:
            self.token = reply["painted"]["token"]


def _after(hlc: str) -> str:
    if not hlc:
        return ""
    ms, counter = hlc.split("-")
    return f"{ms}-{int(counter, 16) + 1:04x}"


def with_run(desk: Desk, text: str = TEXT) -> Desk:
    """The desk with one document imported, one run of it started, and the run on the screen."""
    revision = desk.act("import-document", DOCUMENT, {"name": "restart.md", "text": text}).ids[0]
    desk.act("start-run", RUN, {"document": "b" * 16, "revision": revision, "procedure": None, "fields": {}})
    desk.open(f"#/runs/{'c' * 16}")
    return desk
