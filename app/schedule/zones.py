"""A time zone's name in, the zone out: a browser's Python has no zone files, so all of them travel packed."""

import zlib
from functools import cache
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo


@cache
def zone(name: str) -> ZoneInfo | None:
    """None when the name is no zone of the IANA database."""
    place = _packed()[1].get(name)
    if place is None:
        return None
    first, last = place
    return ZoneInfo.from_file(BytesIO(zlib.decompress(_packed()[0])[first:last]), key=name)


def names() -> tuple[str, ...]:
    """All zones, and the older names of some, in the order of the alphabet."""
    return tuple(_packed()[1])


@cache
def _packed() -> tuple[bytes, dict[str, tuple[int, int]]]:
    """The zones' files in one piece, each once, and where each name's file lies in it: 50 kB in the memory image."""
    root = files("tzdata")
    places: dict[bytes, tuple[int, int]] = {}
    found: dict[str, tuple[int, int]] = {}
    whole = bytearray()
    for name in sorted(root.joinpath("zones").read_text(encoding="utf-8").split()):
        data = root.joinpath("zoneinfo", *name.split("/")).read_bytes()
        if data not in places:
            places[data] = (len(whole), len(whole) + len(data))
            whole += data
        found[name] = places[data]
    return zlib.compress(bytes(whole), 9), found
