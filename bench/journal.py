"""Events one by one in, a snapshot (docs/formats/snapshot.md) out; the same calls give the same bytes."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MINUTE = 60_000
START = 1_735_689_600_000  # 2025-01-01, well before any clock that runs a bench


def identity(name: str) -> str:
    """The id of a thing with this name: 80 bits as 16 characters."""
    return base64.b32encode(hashlib.sha256(name.encode()).digest()[:10]).decode().lower()


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class Journal:
    """What one device writes down: each event follows the one before, a minute later."""

    person: str
    at: int = START
    headers: list[str] = field(default_factory=list)
    bodies: list[tuple[str, str, str]] = field(default_factory=list)
    last: str = ""

    @property
    def device(self) -> str:
        return identity(f"device of {self.person}")

    def write(self, stream: str, kind: str, over: Iterable[str] = (), **content: object) -> str:
        """Add an event and return its id; `over` names the events it replaces."""
        body = json.dumps({"v": 1, **content}, ensure_ascii=False, separators=(",", ":"))
        return self.put(stream, kind, body, over)

    def put(self, stream: str, kind: str, body: str, over: Iterable[str] = ()) -> str:
        """The same with the body's text as it is to stand, whatever it is."""
        seq = len(self.headers) + 1
        nonce = sha256(f"{self.person} {seq}")[:32]
        header = {
            "actor": self.person, "at": self.at, "cmd": identity(f"{self.person} {seq}"), "dev": self.device,
            "dh": sha256(nonce + body), "hlc": f"{self.at:016d}-0000", "over": sorted(set(over)),
            "prev": self.last, "seq": seq, "stream": stream, "type": kind, "tz": "UTC", "v": 1,
        }  # fmt: skip
        line = json.dumps(header, sort_keys=True, separators=(",", ":")).replace("\x7f", "\\u007f")
        self.last = sha256(line)
        self.headers.append(line)
        self.bodies.append((self.last, nonce, body))
        self.at += MINUTE
        return self.last

    @property
    def head(self) -> Mapping[str, object]:
        hlc = json.loads(self.headers[-1])["hlc"]
        return {"seq": len(self.headers), "id": self.last, "hlc": hlc}


def snapshot(*journals: Journal) -> str:
    """One file with what all these devices wrote."""
    headers = [header for journal in journals for header in journal.headers]
    written = [body for journal in journals for body in journal.bodies]
    top = {"format": "sophie.snapshot", "version": 1, "minReader": 1, "app": "bench"}
    end = {
        "blobs": {}, "inbox": [], "unreadable": [],
        "heads": {journal.device: journal.head for journal in journals},
        "count": len(headers), "sha256": sha256("\n".join(headers)),
    }  # fmt: skip
    lines = ",\n".join(json.dumps(header) for header in headers)
    data = ",\n".join(
        f'"{event}":{json.dumps({"nonce": nonce, "body": body})}' for event, nonce, body in written
    )
    return f'{{{members(top)},\n"events":[\n{lines}\n],\n"data":{{\n{data}\n}},\n{members(end)}\n}}\n'


def members(values: Mapping[str, object]) -> str:
    return ",\n".join(f'"{key}":{json.dumps(value, separators=(",", ":"))}' for key, value in values.items())
