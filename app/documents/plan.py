"""A document's history in, who writes what is still missing and by when out; or the document it was begun for."""

from dataclasses import dataclass

from app.documents.about import about
from app.documents.events import PlanSet, WrittenFor
from app.documents.life import SOURCE, about_plan
from app.documents.state import DocumentHistory

FIELDS = ("assignee", "target", "priority", "blockers")


@dataclass(frozen=True, slots=True)
class Plan:
    """`target` is a day such as 2026-11-27, or ""."""

    assignee: str = ""
    target: str = ""
    priority: str = ""
    blockers: str = ""


def plan_of(history: DocumentHistory) -> Plan:
    """What people set, else what the text says in its header or at its foot."""
    current = history.current
    said = about(current.document) if current and current.document.required else None
    told = {"assignee": said.assignee, "target": said.due, "priority": said.priority} if said else {}
    return Plan(**{field: _set(history, field, told.get(field, "")) for field in FIELDS})


def _set(history: DocumentHistory, field: str, told: str) -> str:
    held = history.life.holds(about_plan(field))
    return held.event.value if held and isinstance(held.event, PlanSet) else told


def source_of(history: DocumentHistory) -> str:
    """The id of the document that this one was begun for, or ""."""
    held = history.life.holds(SOURCE)
    return held.event.document if held and isinstance(held.event, WrittenFor) else ""
