"""Adding people and naming devices."""

import pytest

from app.people.commands import AddPerson, NameDevice
from app.people.decide import decide_device, decide_team
from app.people.events import DeviceNamed, PersonAdded
from app.people.state import Device, Team, evolve_device, evolve_team
from app.records.act import Act, Proposed
from app.records.envelope import Stamp
from app.records.refusal import Refused

HERE, THERE = "a" * 16, "b" * 16


def stamp(id_: str, dev: str = HERE, over: tuple[str, ...] = ()) -> Stamp:
    return Stamp(id_, id_, 0, "Ana", dev, "command", over)


def act() -> Act:
    return Act("now", HERE, "Ana", 0)


def test_a_new_name_is_added_with_single_spaces() -> None:
    assert decide_team(Team(), AddPerson("  Ana   María ")) == (Proposed(PersonAdded("Ana María")),)


def test_a_known_name_in_other_letters_changes_nothing() -> None:
    team = evolve_team(Team(), stamp("1"), PersonAdded("Ana María"))
    assert decide_team(team, AddPerson("ana maría")) == ()


def test_the_same_person_added_on_two_devices_is_listed_once() -> None:
    team = evolve_team(Team(), stamp("1"), PersonAdded("Ana"))
    assert evolve_team(team, stamp("2", THERE), PersonAdded("ANA")).people == ("Ana",)


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_an_empty_or_endless_name_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        decide_team(Team(), AddPerson(name))


def test_a_device_is_renamed_over_its_own_name() -> None:
    device = evolve_device(Device(), stamp("1"), DeviceNamed("Phone"))
    assert decide_device(device, NameDevice("Old phone"), act()) == (
        Proposed(DeviceNamed("Old phone"), ("1",)),
    )
    assert decide_device(device, NameDevice("Phone"), act()) == ()
