"""The team or a device and a command in, the events to record out, or a refusal."""

from app.people.commands import AddPerson, NameDevice
from app.people.events import DeviceNamed, PersonAdded
from app.people.state import Device, Team
from app.records.act import Act, Proposed, over
from app.records.refusal import Refused, refuse_if_newer

LONGEST = 80


def decide_team(team: Team, command: AddPerson) -> tuple[Proposed[PersonAdded], ...]:
    refuse_if_newer("The person was not added.", team.newer)
    name = _written("The person was not added.", command.name)
    return () if team.knows(name) else (Proposed(PersonAdded(name)),)


def decide_device(device: Device, command: NameDevice, act: Act) -> tuple[Proposed[DeviceNamed], ...]:
    refuse_if_newer("The device was not named.", device.newer)
    name = _written("The device was not named.", command.name)
    if [head.value for head in device.naming.heads] == [name]:
        return ()
    return (Proposed(DeviceNamed(name), over(device.naming, act)),)


def _written(what: str, name: str) -> str:
    """The name with single spaces, or a refusal."""
    short = " ".join(name.split())
    if not short:
        raise Refused(what, "The name is empty.", "Type a name first.")
    if len(short) > LONGEST:
        raise Refused(what, f"The name is longer than {LONGEST} characters.", "Type a shorter name.")
    return short
