"""A run and its events in, JSON Lines out: first what the run is, then one line for each event, oldest first."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from app.records.codec import Strange, body_of
from app.records.registers import Write
from app.records.zone import Zone
from app.runs.events import RunStarted
from app.runs.state import Entry, Run
from app.workbench.words import words


def json_lines(id_: str, run: Run, start: Write[RunStarted], devices: Mapping[str, str], zone: Zone) -> str:
    return "".join(
        f"{json.dumps(row, ensure_ascii=False, separators=(',', ':'))}\n"
        for row in _rows(id_, run, start, devices, zone)
    )


def _rows(
    id_: str, run: Run, start: Write[RunStarted], devices: Mapping[str, str], zone: Zone
) -> Iterator[dict[str, Any]]:
    begun = start.value
    yield {
        "format": "sophie.run",
        "version": 1,
        "run": id_,
        "title": begun.title,
        "document": begun.document,
        "revision": begun.revision,
        "procedure": begun.procedure,
        "zone": zone.name,
        "steps": len(begun.steps),
    }
    for entry in run.record:
        yield _row(entry, begun, devices, zone)


def _row(entry: Entry, start: RunStarted, devices: Mapping[str, str], zone: Zone) -> dict[str, Any]:
    stamp, told = entry.stamp, words(entry.event)
    step = start.find(told.step)
    local = zone.local(stamp.at)
    row: dict[str, Any] = {
        "id": stamp.id,
        "at": local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "local": local.isoformat(timespec="seconds"),
        "zone": stamp.tz,
        "actor": stamp.actor,
        "device": devices.get(stamp.dev, "") or stamp.dev,
        "what": told.what,
        "late": entry.late,
    }
    if step:
        row |= {"step": start.place(step.id), "stepText": step.text}
    if isinstance(entry.event, Strange):
        return row | {"type": entry.event.type, "unreadable": entry.event.why}
    return row | {"type": type(entry.event).__name__, "body": json.loads(body_of(entry.event))}
