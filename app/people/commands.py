"""What a person can ask about people and devices: the arguments of each command, as values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AddPerson:
    name: str


@dataclass(frozen=True, slots=True)
class NameDevice:
    name: str


PeopleCommand = AddPerson | NameDevice
