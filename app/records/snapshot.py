"""A snapshot's lines in, a report out: what is damaged, what has no content, each device's chain."""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.records.canonical import id_of, is_content
from app.records.chain import Chain, chains, link_of
from app.records.header import BadHeader, Header, parse
from app.records.screen import content_fault, is_sound
from app.records.snapshot_file import Entry, SnapshotFile, open_snapshot

_HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Damage:
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """`events` counts good headers; `bare` those without content (erased, left out, or lost with a line).

    `part`: the file holds what somebody chose, so events between others may be missing.
    """

    events: int
    bare: int
    blobs: int
    damage: tuple[Damage, ...]
    chains: tuple[Chain, ...]
    part: bool = False

    @property
    def is_whole(self) -> bool:
        return not self.damage and (self.part or not any(chain.gaps for chain in self.chains))


class Record(NamedTuple):
    """One event of a file; `body` None when its content is not in it."""

    text: str
    header: Header
    nonce: str = ""
    body: str | None = None

    def without_content(self) -> "Record":
        return Record(self.text, self.header)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is good in a snapshot, in the file's order, and what is not. Keys are ids and sha256.

    `erased` also names events that are not in the file; `waiting` counts acts that never reached its log.
    """

    top: Mapping[str, Any]
    records: Mapping[str, Record]
    blobs: Mapping[str, Any]
    erased: frozenset[str]
    damage: tuple[Damage, ...]
    waiting: int = 0

    @property
    def scope(self) -> Any:
        """What was chosen, when the file holds a part on purpose; then missing events are no damage."""
        return self.top.get("scope")

    @property
    def is_part(self) -> bool:
        return isinstance(self.scope, dict)


def load(lines: Iterable[str]) -> Loaded:
    """Raises NotASnapshot for a file that is something else."""
    file = open_snapshot(lines)
    damage = [Damage(place, "This line is damaged.") for place in file.damaged]
    records = dict(_headers(file.entries("events"), damage))
    for id_, nonce, body in _bodies(file.entries("data"), records, damage):
        bare = records[id_]
        records[id_] = Record(bare.text, bare.header, nonce, body)
    blobs = {entry.name: entry.value for entry in file.entries("blobs") if _is_blob(entry, damage)}
    erased = frozenset(_erased(file.entries("erased"), damage))
    damage.extend(_totals(file))
    return Loaded(file.top, records, blobs, erased, tuple(damage), len(file.entries("inbox")))


def verify(lines: Iterable[str]) -> Report:
    """Raises NotASnapshot for a file that is something else."""
    return report_of(load(lines))


def report_of(loaded: Loaded) -> Report:
    records = loaded.records
    bare = sum(record.body is None for record in records.values())
    found = chains(link_of(id_, record.header) for id_, record in records.items())
    return Report(len(records), bare, len(loaded.blobs), loaded.damage, found, loaded.is_part)


def _headers(entries: Iterable[Entry], damage: list[Damage]) -> Iterator[tuple[str, Record]]:
    for entry in entries:
        if not isinstance(entry.value, str):
            damage.append(Damage(entry.place, "This event is damaged."))
            continue
        try:
            yield id_of_safe(entry.value), Record(entry.value, parse(entry.value))
        except BadHeader as bad:
            damage.append(Damage(entry.place, str(bad)))


def _bodies(
    entries: Iterable[Entry], records: Mapping[str, Record], damage: list[Damage]
) -> Iterator[tuple[str, str, str]]:
    for entry in entries:
        match entry.value:
            case {"nonce": str() as nonce, "body": str() as body} if _HASH.fullmatch(entry.name):
                why = _body_fault(records.get(entry.name), nonce, body)
            case _:
                nonce, body, why = "", "", "The content of an event is damaged."
        if why:
            damage.append(Damage(entry.place, why))
        else:
            yield entry.name, nonce, body


def _body_fault(record: Record | None, nonce: str, body: str) -> str:
    if record is None:
        return "This content belongs to no event in the file: the event is missing or damaged."
    if why := content_fault(body):
        return f"This content is left out. {why}"
    right = is_sound(nonce) and is_content(record.header.dh, nonce, body)
    return "" if right else "The content is not what was written: the hash differs."


def _erased(entries: Iterable[Entry], damage: list[Damage]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry.value, str) and _HASH.fullmatch(entry.value):
            yield entry.value
        else:
            damage.append(Damage(entry.place, "The name of an erased event is damaged."))


def _is_blob(entry: Entry, damage: list[Damage]) -> bool:
    if _blob_sha(entry.value) == entry.name:
        return True
    damage.append(Damage(entry.place, "This attachment is not what was written."))
    return False


def _blob_sha(value: Any) -> str | None:
    match value:
        case {"base64": str() as text}:
            try:
                return hashlib.sha256(base64.b64decode(text, validate=True)).hexdigest()
            except (binascii.Error, ValueError):
                return None
    return None


def _totals(file: SnapshotFile) -> Iterator[Damage]:
    """What no single line can show: lines that are gone."""
    lines = [entry.value for entry in file.entries("events") if isinstance(entry.value, str)]
    if file.cut:
        yield Damage("end", "The file was cut: its end is missing.")
    elif type(count := file.top.get("count")) is not int:
        yield Damage("end", f"The number of events is missing or damaged; the file holds {len(lines):,}.")
    elif count != len(lines):
        yield Damage("end", f"The number of events should be {count:,} and is {len(lines):,}.")
    elif file.top.get("sha256") != id_of_safe("\n".join(lines)):
        yield Damage("end", "The sum over all events differs.")


def id_of_safe(text: str) -> str:
    """The hash of a text that may hold half of a character; such a text is damaged anyway."""
    return id_of(text if is_sound(text) else "")
