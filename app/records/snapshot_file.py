"""A snapshot's text in, its top keys and entries out, each with its place; a damaged entry is one of them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from json.decoder import scanstring  # type: ignore[attr-defined]  # it is what json.loads itself calls
from typing import Any, NamedTuple

from app.records.deep import is_too_deep

FORMAT = "sophie.snapshot"
VERSION = 1


class NotASnapshot(ValueError):
    """The message is a sentence."""


class Entry(NamedTuple):
    """`name` is "" in a list; `value` is None when the entry is damaged."""

    place: str
    name: str
    value: Any


@dataclass(slots=True)
class SnapshotFile:
    """`cut`: the end is missing; `damaged`: places that belong to no list."""

    top: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, list[Entry]] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)
    cut: bool = False

    def entries(self, name: str) -> list[Entry]:
        return self.lists.get(name, [])


def open_snapshot(lines: Iterable[str]) -> SnapshotFile:
    """From lines without their ends. Sophie writes one entry a line; other tools may have re-indented it."""
    text = list(lines)
    is_ours = '"events":[' in text or '"data":{' in text
    file = _by_lines(text) if is_ours else _whole("\n".join(text))
    if file.top.get("format", FORMAT) != FORMAT or not (file.top.get("format") or file.lists.get("events")):
        raise NotASnapshot('This is not a Sophie snapshot: it does not say "format": "sophie.snapshot".')
    # Any other version than a number up to this one is of no Sophie that is known; a damaged line says nothing.
    if "minReader" in file.top and not _is_read(file.top["minReader"]):
        raise NotASnapshot(
            f"This snapshot needs a newer Sophie (reader version {file.top['minReader']!r:.40})."
        )
    return file


def _is_read(version: Any) -> bool:
    return type(version) in (int, float) and version <= VERSION


# The start of a top key's line; no entry of a list looks like this.
_TOP_KEY = re.compile(r'"([A-Za-z][A-Za-z0-9]{0,39})":')
_LIST_END = re.compile(r"[\]}],?")
# How an entry of a list starts, for a list whose opening line is lost.
_ENTRIES = {
    "events": re.compile(r'"\{\\"'),
    "data": re.compile(r'"[0-9a-f]{64}":\{"nonce"'),
    "blobs": re.compile(r'"[0-9a-f]{64}":\{"type"'),
}


def _by_lines(lines: list[str]) -> SnapshotFile:
    file = SnapshotFile(cut=True)
    current = ""
    for number, line in enumerate(lines, 1):
        text = line.removeprefix("{") if number == 1 else line
        # Nearly every line is an entry, and is told by how it starts: no top key starts like that.
        if current and (text.startswith('"{') or text[65:67] == '":'):
            file.lists[current].append(_entry(f"line {number}", text.removesuffix(",")))
            continue
        place = f"line {number}"
        if top := _TOP_KEY.match(text):
            current = _top_line(file, place, top[1], text)
        elif text == "}":
            file.cut = False
        elif _LIST_END.fullmatch(text):
            current = ""
        elif current := current or _stray(file, text):
            file.lists[current].append(_entry(place, text.removesuffix(",")))
        elif text not in ("", "{"):
            file.damaged.append(place)
    return file


def _top_line(file: SnapshotFile, place: str, key: str, text: str) -> str:
    """Keeps a key that stands on one line; gives the name of a list that starts here, else ""."""
    if text.endswith(("[", "{")):
        file.lists.setdefault(key, [])
        return key
    value = _parsed(f"{{{text.removesuffix(',')}}}")
    if isinstance(value, dict):
        file.top.update(value)
    else:
        file.damaged.append(place)
    return ""


def _stray(file: SnapshotFile, text: str) -> str:
    """The list that a line outside all lists belongs to, or ""."""
    for name, start in _ENTRIES.items():
        if name not in file.lists and start.match(text):
            file.lists[name] = []
            return name
    return ""


def _entry(place: str, text: str) -> Entry:
    """An entry is a bare value, or a name and a value."""
    if text.startswith('"{'):
        return Entry(place, "", _text(text, 1, ""))
    if (content := _CONTENT.match(text)) and (body := _text(text, content.end(), "}")) is not None:
        return Entry(place, content[1], {"nonce": content[2], "body": body})
    if _NAMED.match(text):
        return Entry(place, text[1:65], _parsed(text[67:]))
    value = _parsed(text)
    if value is not None:
        return Entry(place, "", value)
    match _parsed(f"{{{text}}}"):
        case dict() as pair if len(pair) == 1:
            [(name, value)] = pair.items()
            return Entry(place, name, value)
    return Entry(place, "", None)


def _whole(text: str) -> SnapshotFile:
    snapshot = _parsed(text)
    if not isinstance(snapshot, dict):
        raise NotASnapshot("This is not a Sophie snapshot: it is not JSON, or it is cut or damaged.")
    lists = {
        name: list(_numbered(name, snapshot.pop(name, None)))
        for name in ("events", "data", "blobs", "inbox", "erased")
    }
    return SnapshotFile(top=snapshot, lists=lists)


def _numbered(name: str, kept: Any) -> Iterator[Entry]:
    match kept:
        case list():
            yield from (Entry(f"{name} {number}", "", value) for number, value in enumerate(kept, 1))
        case Mapping():
            yield from (Entry(f"{name} {key:.12}", key, value) for key, value in kept.items())


def _text(text: str, start: int, rest: str) -> str | None:
    """The JSON text that starts here, when only `rest` follows it: as the decoder itself reads it, without its ways there."""
    try:
        value, end = scanstring(text, start)
    except ValueError:
        return None
    return value if text[end:] == rest else None


# A content as Sophie writes it; anything else is read as any JSON.
_CONTENT = re.compile(r'"([0-9a-f]{64})": ?\{"nonce": ?"([0-9a-f]{0,64})", ?"body": ?"')
_NAMED = re.compile(r'"[0-9a-f]{64}":')


def _parsed(text: str) -> Any:
    """The JSON value, or None; also None for JSON so deep that it would end a browser's Python."""
    if is_too_deep(text):
        return None
    try:
        return _DECODER.decode(text)
    except ValueError:
        return None


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is not JSON.")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Readers differ on which of two equal keys counts, so neither does."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("A key comes twice.")
    return found


_DECODER = json.JSONDecoder(parse_constant=_no_number, object_pairs_hook=_each_once)
