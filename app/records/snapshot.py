"""A snapshot's lines in, a report out: what is damaged, what has no content, each device's chain."""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.records.canonical import body_hash, id_of
from app.records.chain import Chain, chains, link_of
from app.records.header import BadHeader, Header, parse
from app.records.snapshot_file import Entry, SnapshotFile, open_snapshot

_HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Damage:
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """`events` counts good headers; `bare` those without content (erased, or lost with a line)."""

    events: int
    bare: int
    blobs: int
    damage: tuple[Damage, ...]
    chains: tuple[Chain, ...]

    @property
    def is_whole(self) -> bool:
        return not self.damage and not any(chain.gaps for chain in self.chains)


def verify(lines: Iterable[str]) -> Report:
    """Raises NotASnapshot for a file that is something else."""
    file = open_snapshot(lines)
    damage = [Damage(place, "This line is damaged.") for place in file.damaged]
    headers = dict(_headers(file.entries("events"), damage))
    bodies = set(_bodies(file.entries("data"), headers, damage))
    blobs = sum(_is_blob(entry, damage) for entry in file.entries("blobs"))
    damage.extend(_totals(file))
    links = (link_of(id_, header) for id_, header in headers.items())
    return Report(len(headers), len(headers) - len(bodies), blobs, tuple(damage), chains(links))


def _headers(entries: Iterable[Entry], damage: list[Damage]) -> Iterator[tuple[str, Header]]:
    for entry in entries:
        if not isinstance(entry.value, str):
            damage.append(Damage(entry.place, "This event is damaged."))
            continue
        try:
            yield id_of_safe(entry.value), parse(entry.value)
        except BadHeader as bad:
            damage.append(Damage(entry.place, str(bad)))


def _bodies(entries: Iterable[Entry], headers: dict[str, Header], damage: list[Damage]) -> Iterator[str]:
    for entry in entries:
        why = _body_fault(entry, headers)
        if why:
            damage.append(Damage(entry.place, why))
        else:
            yield entry.name


def _body_fault(entry: Entry, headers: dict[str, Header]) -> str:
    match entry.value:
        case {"nonce": str() as nonce, "body": str() as body} if _HASH.fullmatch(entry.name):
            if entry.name not in headers:
                return "This content belongs to no event in the file: the event is missing or damaged."
            right = _sound(body) and body_hash(nonce, body) == headers[entry.name].dh
            return "" if right else "The content is not what was written: the hash differs."
    return "The content of an event is damaged."


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
    elif file.top.get("count") != len(lines):
        yield Damage("end", f"The file should hold {file.top.get('count')} events and holds {len(lines)}.")
    elif file.top.get("sha256") != id_of_safe("\n".join(lines)):
        yield Damage("end", "The sum over all events differs.")


def id_of_safe(text: str) -> str:
    """The hash of a text that may hold half of a character; such a text is damaged anyway."""
    return id_of(text if _sound(text) else "")


def _sound(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text) if not text.isascii() else True
