"""Values in for what is promised and not yet written; drawn by templates/document-plan and now-due."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PlanItem:
    text: str
    done: bool


@dataclass(frozen=True, slots=True)
class PlanArea:
    name: str
    line: int
    items: tuple[PlanItem, ...]


@dataclass(frozen=True, slots=True)
class Titled:
    """Another document, by id and title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class DocumentPlan:
    """What a document must cover and who writes it by when (`areas`), or what it was begun for (`source`).

    `over` names the plan's events that the form shows; `written` are the documents begun for this one.
    """

    region: ClassVar[str] = "doc-plan"
    id: str
    revision: str
    areas: tuple[PlanArea, ...] = ()
    assignee: str = ""
    target: str = ""
    priority: str = ""
    blockers: str = ""
    over: tuple[str, ...] = ()
    written: tuple[Titled, ...] = ()
    source: Titled | None = None


@dataclass(frozen=True, slots=True)
class DueRow:
    """A document that should be written by now; `target` is a day such as 2026-11-27."""

    id: str
    title: str
    target: str
    assignee: str
    priority: str
    blockers: str
    today: bool


@dataclass(frozen=True, slots=True)
class NowDue:
    region: ClassVar[str] = "now-due"
    rows: tuple[DueRow, ...] = ()
