"""A route text ("#/library/ID/start?procedure=Restart") in, a Place out; an unknown route is a place too."""

import re
from dataclasses import dataclass, field
from typing import Literal, get_args
from urllib.parse import parse_qsl, unquote

Area = Literal[
    "now",
    "library",
    "runs",
    "import",
    "snapshots",
    "settings",
    "help",
    "schedule",
    "incidents",
    "metrics",
    "shared",
    "nothing",
]

AREAS: tuple[Area, ...] = tuple(area for area in get_args(Area) if area != "nothing")
PARTS: dict[Area, tuple[str, ...]] = {
    "library": ("", "start", "edit", "fill", "step", "history", "compare", "merge", "export", "share"),
    "schedule": ("",),
    "runs": (
        "",
        "report",
        "fix",
        "finish",
        "crew",
        "handover",
        "rollback",
        "paper",
        "codes",
        "export",
        "share",
    ),
}
# Parts of an area that belong to no stream.
ALONE: dict[Area, tuple[str, ...]] = {
    "library": ("alert", "new"),
    "snapshots": ("storage", "tables"),
    "schedule": ("new",),
}
STREAMS: dict[Area, str] = {"library": "document", "runs": "run", "schedule": "schedule"}
ID = re.compile(r"[a-z2-7]{16}")


@dataclass(frozen=True, slots=True)
class Place:
    """`id` is "" for the area itself; `part` one of PARTS or ALONE; `query` is what follows the "?".

    `today` is the reader's own day ("2026-11-27"), or "" where nobody reads, `now` the moment in ms UTC or 0, `tz`
    the reader's zone: the engine has no clock. `me` is the reader's name, or "".
    """

    route: str
    area: Area
    id: str = ""
    part: str = ""
    query: dict[str, str] = field(default_factory=dict)
    today: str = ""
    me: str = ""
    now: int = 0
    tz: str = "UTC"

    @property
    def stream(self) -> str:
        """The stream whose history the place shows, or ""."""
        return f"{STREAMS[self.area]}/{self.id}" if self.id and self.area in STREAMS else ""


def place(route: str) -> Place:
    path, _, question = route.removeprefix("#").partition("?")
    names = [unquote(name) for name in path.strip("/").split("/")]
    query = dict(parse_qsl(question, keep_blank_values=True))
    if names == [""]:
        return Place(route, "now", query=query)
    area = next((area for area in AREAS if area == names[0]), None)
    found = _within(area, names[1:]) if area else None
    if area is None or found is None:
        return Place(route, "nothing", query=query)
    return Place(route, area, *found, query)


def _within(area: Area, names: list[str]) -> tuple[str, str] | None:
    """The id and the part, or None when the area has no such place."""
    if not names:
        return "", ""
    if len(names) == 1 and names[0] in ALONE.get(area, ()):
        return "", names[0]
    id_, part = names[0], "/".join(names[1:])
    known = area in PARTS and ID.fullmatch(id_) and part in PARTS[area]
    return (id_, part) if known else None
