"""A schedule's state in, the text that the read model keeps of it out, and back: all that its lists are drawn from."""

import json
from dataclasses import asdict
from functools import lru_cache
from typing import Any

import cattrs

from app.schedule.events import OccurrencesSkipped
from app.schedule.plan import Plan
from app.schedule.standing import Book, Skip, Urgent
from app.schedule.state import Schedule, Version


def written(schedule: Schedule) -> str:
    """JSON; short, for a row is written anew with every event."""
    kept = {
        "versions": [[one.since, one.plan and asdict(one.plan)] for one in schedule.versions()],
        "skips": {
            key: [write.value.reason, write.stamp.actor, write.stamp.at]
            for key, write in schedule.skipped().items()
            if isinstance(write.value, OccurrencesSkipped)
        },
        "started": schedule.started,
        "urgent": [
            [one.value.occurrence, one.value.at, one.value.minutes, one.value.reason, one.value.notice]
            for one in schedule.emergencies
        ],
        "notices": {key: write.stamp.at for key, write in schedule.notices.items()},
        "stopped": schedule.is_stopped,
        "changes": schedule.changes,
        "reopened": schedule.reopened(),
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=256)
def read_book(id_: str, text: str) -> Book:
    """Of what `written` wrote; the read model is our own, so nothing else is expected."""
    kept: dict[str, Any] = json.loads(text)
    return Book(
        id=id_,
        versions=tuple(Version(since, plan and _plan(plan)) for since, plan in kept["versions"]),
        skips={key: Skip(*found) for key, found in kept["skips"].items()},
        started={key: tuple(runs) for key, runs in kept["started"].items()},
        urgent=tuple(Urgent(*found) for found in kept["urgent"]),
        notices=kept["notices"],
        is_stopped=kept["stopped"],
        changes=kept["changes"],
        reopened=tuple(kept["reopened"]),
    )


def _plan(kept: dict[str, Any]) -> Plan:
    return _converter().structure(kept, Plan)


@lru_cache(maxsize=1)
def _converter() -> cattrs.Converter:
    return cattrs.Converter()
