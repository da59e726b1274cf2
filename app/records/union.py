"""Loaded snapshots in, one snapshot's lines or what differs out: nothing is replaced, nothing removed."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.records.canonical import sha256
from app.records.snapshot import Loaded, Record
from app.records.snapshot_file import FORMAT, VERSION


@dataclass(frozen=True, slots=True)
class Union:
    records: Mapping[str, Record]
    blobs: Mapping[str, Any]
    erased: frozenset[str]


def union(files: Iterable[Loaded]) -> Union:
    """Every event once, in the order it is first met; a content that one file lacks comes from another.

    So the files' order changes the order of lines and nothing else.
    """
    records: dict[str, Record] = {}
    blobs: dict[str, Any] = {}
    erased: frozenset[str] = frozenset()
    for file in files:
        for id_, record in file.records.items():
            if id_ not in records or records[id_].body is None:
                records[id_] = record
        blobs = {**file.blobs, **blobs}
        erased |= file.erased
    return Union(records, blobs, frozenset(id_ for id_ in erased if records[id_].body is None))


def lines_of(whole: Union, app: str, at: str) -> Iterator[str]:
    """A file as the page writes it (docs/formats/snapshot.md). `at` is ISO 8601 in UTC."""
    yield f'{{"format":{_json(FORMAT)},'
    yield f'"version":{VERSION},'
    yield '"minReader":1,'
    yield f'"app":{_json(app)},'
    yield f'"exportedAt":{_json(at)},'
    bodies = {id_: one for id_, one in whole.records.items() if one.body is not None}
    yield from _list("events", "[]", [_json(record.text) for record in whole.records.values()])
    yield from _list("data", "{}", [_content(id_, one) for id_, one in bodies.items()])
    yield from _list("blobs", "{}", [f'"{sha}":{_json(blob)}' for sha, blob in whole.blobs.items()])
    yield from _list("erased", "[]", [_json(id_) for id_ in sorted(whole.erased)])
    yield f'"heads":{_json(_heads(whole.records))},'
    yield f'"count":{len(whole.records)},'
    yield f'"sha256":"{sha256(chr(10).join(record.text for record in whole.records.values()))}"'
    yield "}"


@dataclass(frozen=True, slots=True)
class Difference:
    """How many events of a stream only one of two files has, and how many contents."""

    stream: str
    first: int
    second: int
    first_content: int
    second_content: int


def differences(first: Loaded, second: Loaded) -> tuple[Difference, ...]:
    """By stream; a stream that is the same in both is left out."""
    found: dict[str, list[int]] = {}
    for place, (here, there) in enumerate(((first, second), (second, first))):
        for id_, record in here.records.items():
            other = there.records.get(id_)
            counts = found.setdefault(record.header.stream, [0, 0, 0, 0])
            counts[place] += other is None
            counts[2 + place] += other is not None and record.body is not None and other.body is None
    return tuple(Difference(stream, *counts) for stream, counts in sorted(found.items()) if any(counts))


def _content(id_: str, record: Record) -> str:
    return f'"{id_}":{_json({"nonce": record.nonce, "body": record.body})}'


def _list(key: str, brackets: str, entries: Sequence[str]) -> Iterator[str]:
    yield f'"{key}":{brackets[0]}'
    yield from (f"{entry}," for entry in entries[:-1])
    yield from entries[-1:]
    yield f"{brackets[1]},"


def _heads(records: Mapping[str, Record]) -> dict[str, dict[str, Any]]:
    """Each device's last event; of two at one place, the greater id."""
    heads: dict[str, tuple[int, str, str]] = {}
    for id_, record in records.items():
        header = record.header
        mine = (header.seq, id_, header.hlc)
        heads[header.dev] = max(heads.get(header.dev, mine), mine)
    return {dev: {"seq": seq, "id": id_, "hlc": hlc} for dev, (seq, id_, hlc) in sorted(heads.items())}


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
