"""Loaded snapshots in, one snapshot's lines or what differs out: nothing is replaced, only what was erased is removed."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from app.records.canonical import sha256
from app.records.snapshot import Loaded, Record
from app.records.snapshot_file import FORMAT, VERSION

# Names of attachments in a content: any sha256 it holds, as static/js/log/erase.js takes it.
_SHA = re.compile(r"\b[0-9a-f]{64}\b")


@dataclass(frozen=True, slots=True)
class Union:
    """`scope` None when every file is whole; `withheld`: erased in one file, and still with its content in another."""

    records: Mapping[str, Record]
    blobs: Mapping[str, Any]
    erased: frozenset[str]
    scope: Mapping[str, Any] | None = None
    withheld: frozenset[str] = frozenset()


def union(files: Iterable[Loaded]) -> Union:
    """Every event once, in the order it is first met; a content that one file lacks comes from another.

    What one file erased stays erased, with the attachments that nothing else names; with a part, it is all a part.
    So the files' order changes the order of lines and nothing else.
    """
    told = list(files)
    erased = frozenset[str]().union(*(file.erased for file in told))
    records: dict[str, Record] = {}
    gone: dict[str, str] = {}
    for file in told:
        for id_, record in file.records.items():
            if id_ in erased and record.body is not None:
                gone[id_] = record.body
                record = record.without_content()  # noqa: PLW2901  the same event
            if id_ not in records or records[id_].body is None:
                records[id_] = record
    blobs = {sha: blob for file in reversed(told) for sha, blob in file.blobs.items()}
    dropped = _names(gone.values()) & blobs.keys()
    dropped -= _names(record.body or "" for record in records.values()) if dropped else set()
    kept = {sha: blob for sha, blob in blobs.items() if sha not in dropped}
    return Union(records, kept, erased, _scope(told), frozenset(gone))


def _names(bodies: Iterable[str]) -> set[str]:
    return {sha for body in bodies for sha in _SHA.findall(body)}


def _scope(files: Sequence[Loaded]) -> Mapping[str, Any] | None:
    """What the files' parts hold together; None when each of them is whole."""
    if not any(file.is_part for file in files):
        return None
    parts: list[Mapping[str, Any]] = [file.scope if file.is_part else {} for file in files]
    return reduce(_both, parts, parts[0])


def _both(one: Mapping[str, Any], other: Mapping[str, Any]) -> Mapping[str, Any]:
    """A limit holds for both only when both have it; attachments and contents that one left out may be missing."""
    both: dict[str, Any] = {}
    match one, other:
        case {"streams": list() as mine}, {"streams": list() as theirs}:
            both["streams"] = sorted({name for name in (*mine, *theirs) if isinstance(name, str)})
    for key, outer in (("from", min), ("until", max)):
        if type(one.get(key)) is int and type(other.get(key)) is int:
            both[key] = outer(one[key], other[key])
    both["attachments"] = one.get("attachments") is not False and other.get("attachments") is not False
    counts = [told for part in (one, other) if isinstance(told := part.get("leftOut"), dict)]
    if left := {why: max(_count(told.get(why)) for told in counts) for told in counts for why in told}:
        both["leftOut"] = left
    return both


def _count(value: Any) -> int:
    return max(value, 0) if type(value) is int else 0


def lines_of(whole: Union, app: str, at: str) -> Iterator[str]:
    """A file as the page writes it (docs/formats/snapshot.md). `at` is ISO 8601 in UTC."""
    yield f'{{"format":{_json(FORMAT)},'
    yield f'"version":{VERSION},'
    yield '"minReader":1,'
    yield f'"app":{_json(app)},'
    yield f'"exportedAt":{_json(at)},'
    if whole.scope is not None:
        yield f'"scope":{_json(whole.scope)},'
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
