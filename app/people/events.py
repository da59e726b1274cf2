"""What can happen to the team's people and devices: past-tense facts, read from and written to the log."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonAdded:
    name: str


@dataclass(frozen=True, slots=True)
class DeviceNamed:
    name: str


PeopleEvent = PersonAdded | DeviceNamed
