"""Old bodies become today's form, one step a version; each event type has kept samples that must be read."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.records.codec import Strange, body_of, read
from app.records.envelope import Envelope
from app.records.upgrade import CURRENT, STEPS, Body, Newer, upgraded
from app.workbench.rooms import ROOMS
from tests.records.stories import stamp

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.json"))
EVENTS = {name: kind for room in ROOMS.values() for name, kind in room.events.items()}


def sample(path: Path) -> tuple[str, int, str]:
    name, version, *_ = path.name.split(".")
    return name, int(version), path.read_text(encoding="utf-8").removesuffix("\n")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: str(path.stem))
def test_a_kept_sample_is_read(path: Path) -> None:
    name, version, body = sample(path)
    assert json.loads(body)["v"] == version
    event = read(Envelope(1, "run/a", name, stamp("a"), body), EVENTS)
    assert not isinstance(event, Strange), event
    if version == CURRENT.get(name, 1):
        assert read(Envelope(1, "run/a", name, stamp("a"), body_of(event)), EVENTS) == event


def test_every_event_type_has_a_sample_of_each_of_its_versions() -> None:
    kept = {sample(path)[:2] for path in SAMPLES}
    assert kept >= {(name, version) for name in EVENTS for version in range(1, CURRENT.get(name, 1) + 1)}


def test_every_older_version_has_a_step() -> None:
    assert set(STEPS) == {
        (name, version) for name, current in CURRENT.items() for version in range(1, current)
    }


def from_1_to_2(body: Body) -> Body:
    return {**body, "text": str(body["words"])}


def from_2_to_3(body: Body) -> Body:
    return {**body, "text": body["text"].upper()}


CURRENT_3 = {"Told": 3}
STEPS_3 = {("Told", 1): from_1_to_2, ("Told", 2): from_2_to_3}


def test_steps_run_one_after_another() -> None:
    old: dict[str, Any] = {"v": 1, "words": "hello"}
    assert upgraded("Told", old, CURRENT_3, STEPS_3)["text"] == "HELLO"
    assert upgraded("Told", old, CURRENT_3, STEPS_3)["v"] == 3
    assert upgraded("Told", {"v": 3, "text": "as it is"}, CURRENT_3, STEPS_3)["text"] == "as it is"
    assert old == {"v": 1, "words": "hello"}


def test_a_version_to_come_is_newer() -> None:
    with pytest.raises(Newer):
        upgraded("Told", {"v": 4}, CURRENT_3, STEPS_3)
