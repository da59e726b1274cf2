"""Small makers of stamps, headers and whole snapshots for the tests of records."""

import json
from collections.abc import Sequence

from app.records.canonical import body_hash, canonical, id_of
from app.records.clock import format_hlc
from app.records.envelope import Stamp
from app.records.header import Header

WALL = 1_763_716_200_000
FIRST = Header(
    actor="Ada",
    at=WALL,
    cmd="a" * 16,
    dev="b" * 16,
    dh="",
    hlc=format_hlc(WALL, 0),
    over=(),
    prev="",
    seq=1,
    stream="run/cccccccccccccccc",
    type="NoteAdded",
    tz="Europe/Berlin",
    v=1,
)
NONCE = "0" * 32


def text_of(header: Header) -> str:
    return canonical({**header._asdict(), "over": list(header.over)})


def chain(bodies: Sequence[str], dev: str = "b" * 16) -> list[tuple[str, str]]:
    """Header texts and bodies of one device's events, each after the one before."""
    made: list[tuple[str, str]] = []
    for seq, body in enumerate(bodies, 1):
        prev = id_of(made[-1][0]) if made else ""
        header = FIRST._replace(dev=dev, seq=seq, prev=prev, dh=body_hash(NONCE, body))
        made.append((text_of(header), body))
    return made


def snapshot(records: Sequence[tuple[str, str]]) -> list[str]:
    """The lines of a snapshot, as the page writes them."""
    headers = [header for header, _ in records]
    data = [f'"{id_of(header)}":{_compact({"nonce": NONCE, "body": body})}' for header, body in records]
    return [
        '{"format":"sophie.snapshot",',
        '"version":1,',
        '"minReader":1,',
        '"events":[',
        *_listed([json.dumps(header) for header in headers]),
        "],",
        '"data":{',
        *_listed(data),
        "},",
        '"blobs":{',
        '"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad":{"type":"text/plain","base64":"YWJj"}',
        "},",
        f'"count":{len(headers)},',
        f'"sha256":"{id_of(chr(10).join(headers))}"',
        "}",
        "",
    ]


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _listed(entries: Sequence[str]) -> list[str]:
    return [f"{entry}," for entry in entries[:-1]] + list(entries[-1:])


def stamp(id_: str, hlc: str = FIRST.hlc, over: Sequence[str] = (), dev: str = "b" * 16) -> Stamp:
    return Stamp(id_, hlc, WALL, "Ada", dev, "a" * 16, tuple(sorted(over)))
