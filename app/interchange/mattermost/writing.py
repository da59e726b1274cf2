"""A playbook in, the JSON text that Mattermost imports out: its own export's keys, order and indent."""

import json
from collections.abc import Mapping
from typing import Any

from app.interchange.mattermost.playbook import VERSION, Checklist, Item, Metric, Playbook


def write_playbook(playbook: Playbook) -> str:
    """Empty values are left out, as Mattermost does; it refuses a file with an `id` or another version."""
    told: dict[str, Any] = {
        "version": VERSION,
        "title": playbook.title,
        "description": playbook.description,
        "checklists": [_checklist(one) for one in playbook.checklists],
        "metrics": [_metric(one) for one in playbook.metrics],
        **dict(playbook.templates),
        **dict(playbook.settings),
    }
    kept = {key: told[key] for key in sorted(told) if told[key] or key in ("title", "checklists", "metrics")}
    return json.dumps(kept, ensure_ascii=False, indent=4) + "\n"


def _checklist(one: Checklist) -> Mapping[str, Any]:
    return {"items": [_item(item) for item in one.items], "title": one.title}


def _item(item: Item) -> Mapping[str, Any]:
    told = {
        "command": item.command,
        "description": item.description,
        "due_date": item.due,
        "title": item.title,
    }
    return {key: value for key, value in told.items() if value}


def _metric(metric: Metric) -> Mapping[str, Any]:
    told: dict[str, Any] = {"description": metric.description} if metric.description else {}
    if metric.target is not None:
        told["target"] = metric.target
    return {**told, "title": metric.title, "type": metric.type}
