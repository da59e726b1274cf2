"""Values in for the screens that say in which forms something can leave; drawn by templates/export*."""

from dataclasses import dataclass
from typing import ClassVar

from app.records.zone import Zone


@dataclass(frozen=True, slots=True)
class ExportAct:
    """A button. `data` are its attributes after "data-", by name."""

    label: str
    icon: str
    data: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ExportForm:
    """One form: what it is for, and in sentences what it leaves out. `id` is unique on its screen."""

    id: str
    name: str
    says: str
    lost: tuple[str, ...]
    acts: tuple[ExportAct, ...]


@dataclass(frozen=True, slots=True)
class ExportSkeleton:
    """Slot: export-forms."""


@dataclass(frozen=True, slots=True)
class ExportForms:
    """`back` is the route of what leaves, `back_says` the words of the link."""

    region: ClassVar[str] = "export-forms"
    title: str
    name: str
    back: str
    back_says: str
    forms: tuple[ExportForm, ...]


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A document as a page of its own, for anybody's browser; `by` and `at` tell who brought this text, ms UTC."""

    title: str
    text: str
    facts: tuple[tuple[str, str], ...]
    by: str
    at: int
    zone: Zone
