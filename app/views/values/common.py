"""Shared small values in: what every screen is made of; a Screen and its parts out. Times are int milliseconds, UTC."""

from dataclasses import dataclass
from typing import Any, Literal, Protocol

Tone = Literal["neutral", "ok", "info", "warn", "bad", "unknown"]


class Region(Protocol):
    """A frozen value drawn as ONE element; `region` is that element's id."""

    @property
    def region(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Screen:
    """A whole screen: the skeleton fixes structure only, the regions hold what changes."""

    route: str
    title: str
    skeleton: Any
    regions: tuple[tuple[str, Any], ...] = ()


def screen(route: str, title: str, skeleton: Any, *regions: Region) -> Screen:
    """Pair each region value with its own id, in the order given (the order of the skeleton's slots)."""
    return Screen(route, title, skeleton, tuple((value.region, value) for value in regions))


@dataclass(frozen=True, slots=True)
class Chip:
    """One fact in a row of facts: `label` may be "" ("Owner", "Platform team"); the tone never stands alone."""

    label: str
    text: str
    tone: Tone = "neutral"


@dataclass(frozen=True, slots=True)
class Mark:
    """Who did something and when; `device` is a device's name or ""."""

    by: str
    at: int
    device: str = ""
