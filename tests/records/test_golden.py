"""Snapshots of every version that was released come in, for ever: whole, with what they held, and of the published shape."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.records.contents import parts
from app.records.snapshot import load, report_of
from app.records.union import lines_of, union
from app.workbench.rooms import State, room_of
from tests.workbench.desk import Desk

GOLDEN = Path(__file__).parent.parent / "golden"
SCHEMA = Path(__file__).parents[2] / "docs/formats/snapshot.schema.json"
EXPECTED: dict[str, dict[str, Any]] = json.loads((GOLDEN / "expected.json").read_text(encoding="utf-8"))
CASES = [(version, name) for version, files in EXPECTED.items() for name in files]


def text_of(version: str, name: str) -> str:
    return (GOLDEN / version / name).read_text(encoding="utf-8")


def test_every_kept_file_is_expected() -> None:
    assert sorted(CASES) == sorted((file.parent.name, file.name) for file in GOLDEN.glob("v*/*.json"))


@pytest.mark.parametrize(("version", "name"), CASES)
def test_a_kept_snapshot_is_whole_and_holds_what_it_held(version: str, name: str) -> None:
    loaded = load(text_of(version, name).split("\n"))
    report, expected = report_of(loaded), EXPECTED[version][name]
    assert report.is_whole
    assert {
        "events": report.events,
        "bare": report.bare,
        "blobs": report.blobs,
        "erased": len(loaded.erased),
        "devices": len(report.chains),
        "forks": sum(len(chain.forks) for chain in report.chains),
        "titles": {part.stream: part.title for part in parts(loaded.records)},
    } == {key: value for key, value in expected.items() if key != "inbox"}


@pytest.mark.parametrize(("version", "name"), CASES)
def test_a_kept_snapshot_is_written_again_line_by_line(version: str, name: str) -> None:
    before = load(text_of(version, name).split("\n"))
    after = load(lines_of(union([before]), "test", "2026-01-01T00:00:00.000Z"))
    assert (after.records, after.blobs, after.erased) == (before.records, before.blobs, before.erased)
    assert not after.damage


@pytest.mark.parametrize(("version", "name"), CASES)
def test_a_kept_snapshot_still_folds(version: str, name: str) -> None:
    """Whatever it holds, the engine takes it, and a person finds its documents and runs by their titles."""
    desk = Desk()
    loaded = load(text_of(version, name).split("\n"))
    desk.apply([desk.receive([0, id_, one.text, one.body]) for id_, one in loaded.records.items()])
    for stream, title in EXPECTED[version][name]["titles"].items():
        row = desk.workbench.engine.model.row(stream)
        assert row is not None
        blank: State = room_of(stream).blank
        if row.state in ("open", "finished") and stream.startswith(("document/", "run/")):
            assert " ".join("".join(c if c.isprintable() else " " for c in row.title).split()) == title, blank


@pytest.mark.parametrize(("version", "name"), CASES)
def test_a_kept_snapshot_has_the_published_shape(version: str, name: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    checker = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [error.message for error in checker.iter_errors(json.loads(text_of(version, name)))] == []


WRONG: dict[str, Any] = {
    "another format": {"format": "excalidraw"},
    "no version": {"version": None},
    "a reader of tomorrow": {"minReader": 2},
    "a header that is not ASCII": {"events": ['{"actor":"é"}']},
    "a content without a name": {"data": {"x": {"nonce": "0" * 32, "body": "{}"}}},
    "a content without a nonce": {"data": {"0" * 64: {"body": "{}"}}},
    "an erased event without a name": {"erased": ["x"]},
    "a scope that names nothing": {"scope": {"streams": [1]}},
    "a count below nothing": {"count": -1},
    "a sum that is none": {"sha256": "x"},
    "a device without a place": {"heads": {"a" * 16: {}}},
    "an act without a name": {"inbox": [{"id": "a" * 16, "tab": "", "state": "waiting", "command": {}}]},
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_the_published_shape_refuses(change: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    checker = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert not checker.is_valid({**json.loads(text_of("v1", "team.json")), **change})
