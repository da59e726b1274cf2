"""A withdrawn import leaves the screens as if it had never come; restored, as if nothing had happened."""

import json

from tests.workbench.desk import DOCUMENT, RUN, TEXT, Desk, Wire

IMPORT = "import/" + "d" * 16


def started() -> Desk:
    ana = Desk("a")
    ana.act("import-document", DOCUMENT, {"name": "api.md", "text": TEXT})
    revision = ana.log[-1][1]
    ana.act("start-run", RUN, {"document": DOCUMENT[9:], "revision": revision})
    ana.act("check-step", RUN, {"step": "s1"})
    return ana


def rows(desk: Desk) -> list[object]:
    return [row for row in desk.workbench.engine.model.rows("ORDER BY stream") if row.kind != "import"]


def by_stream(wires: list[Wire]) -> dict[str, list[str]]:
    streams: dict[str, list[str]] = {}
    for wire in wires:
        streams.setdefault(json.loads(wire[2])["stream"], []).append(wire[1])
    return streams


def from_bo(ana: Desk) -> list[Wire]:
    """What a colleague did on her own copy: replaced a tick, wrote a note, brought a document of her own."""
    bo = Desk("b", "Bo", wall=ana.wall)
    for wire in ana.log:
        bo.receive(wire)
    bo.boot()
    known = len(bo.log)
    bo.act("check-step", RUN, {"step": "s1", "done": False}, over=[ana.log[-1][1]])
    bo.act("add-note", RUN, {"text": "not really"})
    bo.act("import-document", "document/" + "e" * 16, {"name": "other.md", "text": "# Other\n\n1. One\n"})
    return bo.log[known:]


def test_a_withdrawn_import_is_as_if_it_had_never_come() -> None:
    ana = started()
    before = rows(ana)
    came = [ana.receive(wire) for wire in from_bo(ana)]
    ana.apply(came)
    with_bo = rows(ana)
    assert with_bo != before
    said = ana.act("withdraw-import", IMPORT, {"file": "bo.json", "streams": by_stream(came)})
    assert len(said.ids) == 1
    ana.boot()
    # The tick that came had replaced ours: ours stands again.
    assert rows(ana) == before
    ana.act("restore-import", IMPORT)
    ana.boot()
    assert rows(ana) == with_bo


def test_a_checkpoint_from_before_a_withdrawal_is_not_used() -> None:
    ana = started()
    before = rows(ana)
    came = [ana.receive(wire) for wire in from_bo(ana)]
    ana.apply(came)
    _, data = ana.workbench.handle(json.dumps({"call": "checkpoint"}))
    saved = {"n": len(ana.log), "id": ana.log[-1][1], "projection": ana.workbench.engine.projection}
    assert ana.boot(saved, data) == len(ana.log)
    ana.act("withdraw-import", IMPORT, {"file": "bo.json", "streams": by_stream(came)})
    assert ana.boot(saved, data) == 0
    assert rows(ana) == before


def test_two_devices_agree_whatever_arrives_first() -> None:
    ana = started()
    came = [ana.receive(wire) for wire in from_bo(ana)]
    ana.apply(came)
    ana.act("withdraw-import", IMPORT, {"file": "bo.json", "streams": by_stream(came)})
    ana.boot()
    for order in (ana.log, ana.log[::-1]):
        other = Desk("c")
        for wire in order:
            other.receive(wire)
        other.boot()
        assert rows(other) == rows(ana)


def test_what_was_done_here_since_stays_and_comes_back_with_its_run() -> None:
    ana, bo = Desk("a"), started()
    came = [ana.receive(wire) for wire in bo.log]
    ana.apply(came)
    ana.act("check-step", RUN, {"step": "s2"})
    ana.act("withdraw-import", IMPORT, {"file": "bo.json", "streams": by_stream(came)})
    ana.boot()
    [row] = ana.workbench.engine.model.rows("WHERE kind = 'run'")
    assert (row.state, row.events) == ("held", 1)
    ana.act("restore-import", IMPORT)
    ana.boot()
    [row] = ana.workbench.engine.model.rows("WHERE kind = 'run'")
    assert (row.state, row.done) == ("open", 2)
