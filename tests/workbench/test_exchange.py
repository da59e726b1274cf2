"""Three devices exchange real snapshot files, withdraw what came, erase, crash: nothing is lost, and all end the same."""

import json
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.records.canonical import body_hash, canonical, id_of
from app.records.header import parse
from app.records.snapshot import Record, load, report_of
from app.records.union import Union, lines_of
from bench.journal import identity
from tests.workbench.desk import RUN, START, Desk, Wire, with_run

REPORT = f"#/runs/{'c' * 16}/report"
NONCE = "0" * 32
DEVICES = st.integers(0, 2)
STEPS = st.sampled_from(["s1", "s2", "s3"])


class RealDesk(Desk):
    """Its events have the headers that the page writes, so its snapshots are real ones."""

    own: list[str]
    erased: set[str]

    def write(self, command: dict[str, Any], event: dict[str, Any]) -> Wire:
        own = getattr(self, "own", [])
        self.last = max(f"{self.wall:016d}-0000", _next(self.last))
        header = {key: command[key] for key in ("actor", "at", "tz")}
        header |= {key: event[key] for key in ("stream", "type", "over")}
        header |= {"v": 1, "cmd": identity(command["id"]), "dev": self.dev, "hlc": self.last}
        header |= {"prev": own[-1] if own else "", "seq": len(own) + 1, "dh": body_hash(NONCE, event["body"])}
        text = canonical(header)
        self.own = [*own, id_of(text)]
        return self.receive([0, id_of(text), text, event["body"]])

    def save(self) -> str:
        records = {
            id_: Record(text, parse(text), NONCE if body is not None else "", body)
            for _, id_, text, body in self.log
        }
        return "\n".join(lines_of(Union(records, {}, frozenset()), "test", "2026-01-01T00:00:00.000Z"))

    def bring(self, text: str) -> dict[str, list[str]]:
        """Import a file; gives what it added, by stream."""
        file = load(text.split("\n"))
        assert report_of(file).damage == ()
        added: dict[str, list[str]] = {}
        new = [
            self.receive([0, id_, one.text, one.body])
            for id_, one in file.records.items()
            if id_ not in self.ids
        ]
        for wire in new:
            added.setdefault(json.loads(wire[2])["stream"], []).append(wire[1])
        if any(stream.startswith("import/") for stream in added):
            self.boot()
        elif new:
            self.apply(new, paint=False)
        return added

    def erase(self, ids: set[str]) -> None:
        self.log = [[*wire[:3], None if wire[1] in ids else wire[3]] for wire in self.log]
        self.boot()


def _next(last: str) -> str:
    return f"{last[:17]}{int(last[17:], 16) + 1:04x}" if last else ""


def withdrawn(desk: Desk) -> frozenset[str]:
    """The same by the words of docs/formats/log.md: of each import's acts that none replaces, the last one counts."""
    told = [(json.loads(text), id_, json.loads(body or "{}")) for _, id_, text, body in desk.log]
    acts = [one for one in told if one[0]["stream"].startswith("import/")]
    replaced = {over for header, _, _ in acts for over in header["over"]}
    out: set[str] = set()
    for stream in {header["stream"] for header, _, _ in acts}:
        heads = [one for one in acts if one[0]["stream"] == stream and one[1] not in replaced]
        last = max(heads, key=lambda one: (one[0]["hlc"], one[1]))
        if last[0]["type"] == "ImportWithdrawn":
            out |= {id_ for _, _, body in heads for ids in body.get("streams", {}).values() for id_ in ids}
    return frozenset(out)


class Exchange(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        first = with_run(RealDesk("a", "Ana"))
        assert isinstance(first, RealDesk)
        self.desks = [first, RealDesk("b", "Bo", START - 7_200_000), RealDesk("e", "Eve", START + 86_400_000)]
        self.files = [first.save()]
        self.acknowledged: set[str] = set(first.ids)
        self.erased: set[str] = set()
        self.imports: list[tuple[str, dict[str, list[str]]]] = []
        for desk in self.desks[1:]:
            desk.bring(self.files[0])

    def act(self, device: int, name: str, stream: str = RUN, **args: object) -> None:
        self.acknowledged |= set(self.desks[device].act(name, stream, args).ids)
        if stream.startswith("import/"):
            self.desks[device].boot()

    @rule(device=DEVICES, step=STEPS, done=st.booleans())
    def tick(self, device: int, step: str, done: bool) -> None:
        self.act(device, "check-step", step=step, done=done)

    @rule(device=DEVICES, step=STEPS)
    def note(self, device: int, step: str) -> None:
        self.act(device, "add-note", step=step, text="seen")

    @rule(device=DEVICES)
    def save(self, device: int) -> None:
        self.files.append(self.desks[device].save())

    @rule(device=DEVICES, source=DEVICES, data=st.data())
    def bring(self, device: int, source: int, data: st.DataObject) -> None:
        """A file of now, with something new in it, or one that was saved long ago."""
        self.act(source, "add-note", step="s1", text="for you")
        added = self.desks[device].bring(
            data.draw(st.sampled_from([self.desks[source].save(), *self.files[-3:]]))
        )
        brought = {stream: ids for stream, ids in added.items() if not stream.startswith("import/")}
        if brought:
            stream = f"import/{identity(f'import {len(self.imports)}')}"
            self.imports.append((stream, brought))
            if data.draw(st.booleans()):
                self.act(device, "withdraw-import", stream, file="x.json", streams=brought)

    @precondition(lambda self: self.imports)
    @rule(device=DEVICES, data=st.data(), back=st.booleans())
    def withdraw(self, device: int, data: st.DataObject, back: bool) -> None:
        stream, brought = data.draw(st.sampled_from(self.imports))
        name = "restore-import" if back else "withdraw-import"
        self.act(device, name, stream, **({} if back else {"file": "x.json", "streams": brought}))

    @rule(device=DEVICES, data=st.data())
    def erase(self, device: int, data: st.DataObject) -> None:
        notes = [wire[1] for wire in self.desks[device].log if '"type":"NoteAdded"' in wire[2]]
        if notes:
            gone = {data.draw(st.sampled_from(notes))}
            self.erased |= gone
            self.desks[device].erase(gone)

    @rule(device=DEVICES, minutes=st.integers(-600, 600))
    def jump(self, device: int, minutes: int) -> None:
        self.desks[device].wall += minutes * 60_000

    @rule(device=DEVICES, with_checkpoint=st.booleans())
    def crash(self, device: int, with_checkpoint: bool) -> None:
        desk = self.desks[device]
        saved = desk.checkpoint() if with_checkpoint else (None, None)
        desk.boot(*saved)

    @invariant()
    def nothing_acknowledged_is_gone(self) -> None:
        assert self.acknowledged <= set().union(*(desk.ids for desk in self.desks))

    def teardown(self) -> None:
        files = [desk.save() for desk in self.desks]
        for desk in self.desks:
            for file in files:
                desk.bring(file)
            # An erasure counts for another device once somebody there agreed.
            desk.erase(self.erased)
        for desk in self.desks:
            assert desk.workbench.engine.withdrawn == withdrawn(desk)
        assert len({frozenset(desk.ids) for desk in self.desks}) == 1
        assert len({repr(desk.workbench.engine.model.rows("ORDER BY stream")) for desk in self.desks}) == 1
        assert len({desk.fresh(REPORT) for desk in self.desks}) == 1
        report = report_of(load(self.desks[0].save().split("\n")))
        assert report.is_whole
        assert not any(chain.forks for chain in report.chains)


Exchange.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
TestExchange = Exchange.TestCase
