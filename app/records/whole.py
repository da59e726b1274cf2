"""A snapshot's text in, what a whole one holds out, or None: the quick look that settles most files.

It tells no fault. What is not plainly right is left to the full reading, which names each line (snapshot.py).
Each check here is one call for all events, or close to it: a Python call an event would take longer than the check.
"""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from app.records.canonical import blob_hash, sha256
from app.records.chain import Chain
from app.records.header import parse
from app.records.screen import content_fault
from app.records.snapshot_file import FORMAT, VERSION

# A header of version 1 with a plain name; `dh` and `prev` are held against hashes, so any letters may stand there.
_PLAIN_HEADER = re.compile(
    r'\{"actor":"[ !#-\[\]-~]{0,200}","at":(?:0|[1-9][0-9]{0,13}),"cmd":"[a-z2-7]{16}","dev":"([a-z2-7]{16})"'
    r',"dh":"(.{64})","hlc":"0[0-9]{15}-[0-9a-f]{4}","over":\[(?:"[0-9a-f]{64}")?\]'
    r',"prev":"(.{64}|)","seq":([1-9][0-9]{0,14}),"stream":"[a-z][a-z-]{0,31}/[a-z0-9][a-z0-9-]{0,63}"'
    r',"type":"[A-Z][A-Za-z0-9]{0,63}","tz":"[A-Za-z0-9_+\-/:]{1,64}","v":1\}'
)
_PLAIN_HEADERS = re.compile(f"^{_PLAIN_HEADER.pattern}$", re.MULTILINE)
_TOP_KEY = re.compile("[A-Za-z][A-Za-z0-9]{0,39}")
_HASH = re.compile("[0-9a-f]{64}")
_SALT = re.compile("[0-9a-f]{32}")
# A content of few plain values, each key once; what the screen looks for cannot be in one.
PLAIN_CONTENT = re.compile(
    r'\{(?:"([A-Za-z]{1,20})":(?![^}]{0,400}"\1":)(?:"[^"\\}]{0,80}"|[0-9]{1,15}|true|false|null)(?:,(?=")|(?=\}))){1,8}\}'
)


class Whole(NamedTuple):
    """`bare` events have no content in the file."""

    events: int
    bare: int
    blobs: int
    chains: tuple[Chain, ...]


class _Row(NamedTuple):
    """What a header says of its content and of its place."""

    dev: str
    dh: str
    prev: str
    seq: str


def whole(text: str) -> Whole | None:
    """None when the text is not plainly a whole snapshot: damaged, a part, or of an unusual form."""
    # In the browser's Python too deep JSON ends Python itself.
    if sys.platform == "emscripten" or not text.startswith("{"):
        return None
    try:
        top = _each_once(_DECODER.decode(text))
        return _whole(top) if _is_plain(top) else None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _is_plain(top: Mapping[str, Any]) -> bool:
    """Whether its top keys say nothing unusual. Objects are tuples of pairs here, lists are lists."""
    numbers = type(top["minReader"]) is int and type(top["count"]) is int
    lists = type(top["events"]) is list and type(top["data"]) is tuple
    is_ours = top["format"] == FORMAT and top["minReader"] == VERSION and "scope" not in top
    names = all(map(_TOP_KEY.fullmatch, top)) and all(map(_HASH.fullmatch, top.get("erased", [])))
    return numbers and lists and is_ours and names


def _whole(top: Mapping[str, Any]) -> Whole | None:
    events = top["events"]
    joined = "\n".join(events)
    if joined.count("\n") != len(events) - 1 or (top["count"], top["sha256"]) != (
        len(events),
        sha256(joined),
    ):
        return None
    ids = [sha256(header) for header in events]
    rows = _rows(events, joined)
    bare = _bare(ids, rows, _each_once(top["data"]))
    blobs = _each_once(top.get("blobs", ()))
    found = _chains(ids, rows)
    if bare is None or found is None or len(set(ids)) != len(ids):
        return None
    if any(blob_hash(dict(kept)) != name for name, kept in blobs.items()):
        return None
    return Whole(len(ids), bare, len(blobs), found)


def _rows(events: Sequence[str], joined: str) -> Sequence[Sequence[str]]:
    """What is no header is a ValueError."""
    rows = _PLAIN_HEADERS.findall(joined)
    return rows if len(rows) == len(events) else [_row(header) for header in events]


def _row(text: str) -> Sequence[str]:
    if found := _PLAIN_HEADER.fullmatch(text):
        return found.groups()
    header = parse(text)
    return _Row(header.dev, header.dh, header.prev, str(header.seq))


def _bare(ids: Sequence[str], rows: Sequence[Sequence[str]], contents: Mapping[str, Any]) -> int | None:
    """How many have no content; None when a content is wrong, or is of no event."""
    bare = 0
    is_salt, is_plain = _SALT.fullmatch, PLAIN_CONTENT.fullmatch
    for id_, (_, dh, _, _) in zip(ids, rows, strict=True):
        if id_ not in contents:
            if not _HASH.fullmatch(dh):
                return None
            bare += 1
            continue
        kept = contents[id_]
        (nonce_key, nonce), (body_key, body) = kept
        if type(kept) is not tuple or nonce_key != "nonce" or body_key != "body":
            return None
        if not is_salt(nonce) or sha256(nonce + body) != dh:
            return None
        if not is_plain(body) and content_fault(body):
            return None
    return bare if len(contents) == len(ids) - bare else None


def _chains(ids: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Chain, ...] | None:
    """Each device's chain, when all of them are whole and come in order."""
    ends: dict[str, tuple[str, int]] = {}
    for id_, (dev, _, prev, seq) in zip(ids, rows, strict=True):
        last, place = ends.get(dev, ("", 0))
        if prev != last or int(seq) != place + 1:
            return None
        ends[dev] = (id_, place + 1)
    return tuple(Chain(dev, ends[dev][1]) for dev in sorted(ends))


def _each_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _no_number(word: str) -> None:
    raise ValueError(word)


# Pairs as they stand: a dictionary for each content would cost more than its hash.
_DECODER = json.JSONDecoder(parse_constant=_no_number, object_pairs_hook=tuple)
