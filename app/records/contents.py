"""A snapshot's records in, what a person would call them out: one line a document, run or other stream."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from app.records.snapshot import Record
from app.records.titles import heading_of

# Where an event's content says what its stream is called, first come first served; static/js/log/titles.js does the same.
_TITLES = ("title", "text", "name")
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Part:
    """A stream of the file: `began` and `changed` are ms UTC, `people` in the order they first wrote."""

    stream: str
    title: str
    events: int
    bare: int
    began: int
    changed: int
    people: tuple[str, ...]

    @property
    def kind(self) -> str:
        return self.stream.partition("/")[0]


def parts(records: Mapping[str, Record]) -> tuple[Part, ...]:
    """By kind, then by the time of the first act."""
    streams: dict[str, list[Record]] = {}
    for record in records.values():
        streams.setdefault(record.header.stream, []).append(record)
    found = (_part(stream, sorted(told, key=_order)) for stream, told in streams.items())
    return tuple(sorted(found, key=lambda part: (part.kind, part.began, part.stream)))


def _order(record: Record) -> tuple[str, str]:
    return record.header.hlc, record.text


def _part(stream: str, told: list[Record]) -> Part:
    times = [record.header.at for record in told]
    people = tuple(dict.fromkeys(name for record in told if (name := plain(record.header.actor))))
    bare = sum(record.body is None for record in told)
    title = next((title for record in told if (title := title_of(record.body))), "")
    return Part(stream, title, len(told), bare, min(times), max(times), people)


def title_of(body: str | None) -> str:
    """What a content calls its stream: a run's title, a text's first heading, a file's or a person's name."""
    try:
        told = json.loads(body or "null")
    except (ValueError, RecursionError):
        return ""
    if not isinstance(told, dict):
        return ""
    for key in _TITLES:
        value = told.get(key)
        if isinstance(value, str) and (title := heading_of(value) if key == "text" else value):
            return plain(title)[:LONGEST]
    return ""


def plain(text: str) -> str:
    """On one line and without what a terminal would obey: names and titles come from anybody."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
