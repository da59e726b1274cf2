"""Events about people and devices in, the team's names and a device's name out."""

from dataclasses import dataclass, field, replace

from app.people.events import DeviceNamed, PersonAdded
from app.records.codec import Strange
from app.records.envelope import Stamp
from app.records.registers import Register, Write


@dataclass(frozen=True, slots=True)
class Team:
    """`people` in the order they were added; the same name in other letters is one person."""

    people: tuple[str, ...] = ()
    newer: str = ""

    def knows(self, name: str) -> bool:
        return key(name) in {key(known) for known in self.people}


@dataclass(frozen=True, slots=True)
class Device:
    naming: Register[str] = field(default_factory=Register)
    newer: str = ""

    @property
    def name(self) -> str:
        winner = self.naming.winner
        return winner.value if winner else ""


def key(name: str) -> str:
    """What two writings of one name have in common."""
    return " ".join(name.split()).casefold()


def evolve_team(team: Team, _: Stamp, event: PersonAdded | Strange) -> Team:
    match event:
        case PersonAdded(name):
            return team if team.knows(name) else replace(team, people=(*team.people, name))
        case Strange():
            return replace(team, newer=team.newer or (event.type if event.newer else ""))


def evolve_device(device: Device, stamp: Stamp, event: DeviceNamed | Strange) -> Device:
    match event:
        case DeviceNamed(name):
            return replace(device, naming=device.naming.written(Write(stamp, name)))
        case Strange():
            return replace(device, newer=device.newer or (event.type if event.newer else ""))
