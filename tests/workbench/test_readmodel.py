"""The read model is a cache: any order, chunks, duplicates or checkpoint give the same rows and screens."""

import gc
import sqlite3
import sys
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.workbench import streams
from app.workbench.readmodel import ReadModel
from tests.workbench.desk import DOCUMENT, ENOUGH, RUN, TEXT, Desk, Wire, with_run

OTHER = "run/" + "e" * 16
ROUTES = ("#/now", "#/library", "#/runs", "#/snapshots", f"#/library/{'b' * 16}", f"#/runs/{'c' * 16}/report")


@cache
def history() -> tuple[Wire, ...]:
    """Two devices that worked apart, with clocks an hour apart."""
    ana, bo = with_run(Desk()), Desk("b", "Bo", wall=1_763_712_600_000)
    bo.merge(ana)
    bo.act("name-device", "device/" + "b" * 16, {"name": "Phone"})
    bo.act("check-step", RUN, {"step": "s2"})
    ana.act("check-step", RUN, {"step": "s1"})
    ana.act("add-person", "team/people", {"name": "Ana"})
    bo.act("report-problem", RUN, {"step": "s1", "text": "503"})
    ana.act("import-document", DOCUMENT, {"name": "restart.md", "text": TEXT + "4. Tell\n"})
    bo.act("import-document", DOCUMENT, {"name": "restart.md", "text": TEXT + "4. Call\n"})
    revision = ana.log[-1][1]
    ana.act("start-run", OTHER, {"document": "b" * 16, "revision": revision, "procedure": None, "fields": {}})
    bo.act("finish-run", RUN, ENOUGH)
    ana.act("add-note", RUN, {"text": "still here"})
    ana.merge(bo)
    return tuple(ana.log)


def rows(desk: Desk) -> list[object]:
    return sorted(desk.workbench.engine.model.rows(""), key=repr)


def screens(desk: Desk) -> list[str]:
    return [desk.fresh(route) for route in ROUTES]


@cache
def expected() -> tuple[list[object], list[str]]:
    desk = reader(history())
    return rows(desk), screens(desk)


def reader(wires: Sequence[Wire], chunk: int = 99) -> Desk:
    """A third device that is brought these events, this many at a time."""
    desk = Desk("r", "Reader")
    numbered = [desk.receive(wire) for wire in wires]
    for start in range(0, len(numbered), chunk):
        desk.apply(numbered[start : start + chunk], paint=False)
    return desk


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(len(history()))), st.integers(1, 6), st.booleans())
def test_any_order_of_arrival_gives_the_same_rows_and_screens(
    order: list[int], chunk: int, twice: bool
) -> None:
    desk = reader([history()[index] for index in order], chunk)
    if twice:
        desk.apply(desk.log, paint=False)
    assert (rows(desk), screens(desk)) == expected()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, len(history())), st.permutations(range(len(history()))))
def test_a_checkpoint_at_any_point_changes_nothing_but_time(cut: int, order: list[int]) -> None:
    wires = [history()[index] for index in order]
    desk = reader(wires[:cut])
    saved, data = desk.checkpoint()
    for wire in wires[cut:]:
        desk.receive(wire)
    assert desk.boot(saved, data) == cut
    assert (rows(desk), screens(desk)) == expected()


def test_an_import_into_the_middle_of_history_is_folded_in_at_its_place() -> None:
    wires = list(history())
    desk = reader([*wires[:3], *wires[6:], *wires[3:6]], chunk=2)
    assert (rows(desk), screens(desk)) == expected()


def test_open_streams_are_few_and_closing_them_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MOST_OPEN", 1)
    desk = reader(history(), chunk=1)
    assert len(desk.workbench.engine.open.open) == 1
    assert (rows(desk), screens(desk)) == expected()


def test_a_closed_stream_is_asked_for_by_name_and_nothing_has_changed_before() -> None:
    desk = reader(history())
    saved, data = desk.checkpoint()
    desk.boot(saved, data)
    before = rows(desk)
    late = desk.receive(with_run(Desk("q")).log[1])
    assert desk.call(call="apply", envelopes=[late], tail=late[0]) == {"status": "need", "streams": [RUN]}
    assert desk.call(call="open", route=f"#/runs/{'c' * 16}", shown=None) == {
        "status": "need",
        "streams": [RUN],
    }
    assert rows(desk) == before


@pytest.mark.parametrize("change", ["id", "n", "projection", "bytes"])
def test_a_checkpoint_that_does_not_fit_is_not_used(change: str) -> None:
    desk = reader(history())
    saved, data = desk.checkpoint()
    if change == "bytes":
        data = b"SQLite format 3\0" + data[16:4096]
    else:
        saved = {**saved, change: 3 if change == "n" else "other"}
    assert desk.boot(saved, data) == 0
    assert (rows(desk), screens(desk)) == expected()


def test_a_checkpoint_of_another_build_is_not_used_and_each_build_uses_its_own() -> None:
    desk = reader(history())
    saved, data = desk.checkpoint()
    assert desk.boot(saved, data, build="t") == len(history())
    assert desk.boot(saved, data, build="u") == 0
    after, rebuilt = desk.checkpoint()
    assert after["projection"] != saved["projection"]
    assert desk.boot(after, rebuilt, build="u") == len(history())
    # What the page remembers beside the bytes is not believed alone.
    assert desk.boot(after, data, build="u") == 0
    assert (rows(desk), screens(desk)) == expected()


def test_rows_stay_small() -> None:
    desk = reader(history())
    size = sum(len(repr(row)) for row in rows(desk)) / len(rows(desk))
    assert size < 1200


def test_a_forgotten_model_closes_its_database_even_if_the_database_goes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a ring that nobody holds, the older part is finalized first; since Python 3.13 an open database complains then."""
    complaints: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda found: complaints.append(found.exc_value))
    older = [sqlite3.connect(":memory:")]
    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", lambda *_, **__: older.pop())
        model = ReadModel()
    model.ring = model  # type: ignore[attr-defined]
    del model
    gc.collect()
    assert not complaints
