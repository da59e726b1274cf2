"""An event as it crosses the channel in, its stamp (who, when, where, over what) and its unread body out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who wrote an event, when and where. `over` holds the ids of the events it replaces; `at` is ms UTC."""

    id: str
    hlc: str
    at: int
    actor: str
    dev: str
    cmd: str
    over: tuple[str, ...] = ()
    tz: str = "UTC"

    @property
    def order(self) -> tuple[str, str]:
        """Sorts events that did not see each other: logical time, then id."""
        return (self.hlc, self.id)


@dataclass(frozen=True, slots=True)
class Envelope:
    """`n` is the arrival number in this browser, `v` the header's version; `body` None is erased or lost."""

    n: int
    stream: str
    type: str
    stamp: Stamp
    body: str | None
    v: int = 1

    @property
    def id(self) -> str:
        return self.stamp.id

    @property
    def order(self) -> tuple[str, str]:
        return self.stamp.order


def envelope_of(wire: Sequence[Any]) -> Envelope:
    """From `[n, id, header text, body text or null]`. The page checked the header before storing it."""
    n, id_, header_text, body = wire
    header = json.loads(header_text)
    stamp = Stamp(
        id=id_,
        hlc=header["hlc"],
        at=header["at"],
        actor=header["actor"],
        dev=header["dev"],
        cmd=header["cmd"],
        over=tuple(header["over"]),
        tz=header["tz"],
    )
    return Envelope(n, header["stream"], header["type"], stamp, body, header["v"])
