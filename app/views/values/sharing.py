"""Values in for giving something away and for what a link brought; drawn by templates/share, shared and shared-run."""

from dataclasses import dataclass
from typing import ClassVar

from app.views.values.common import Mark
from app.views.values.steps import StepState


@dataclass(frozen=True, slots=True)
class ShareSkeleton:
    """Slot: share."""


@dataclass(frozen=True, slots=True)
class ShareForm:
    """What goes out: a whole stream. `revision` and `name` are those of a document's text, "" for a run."""

    region: ClassVar[str] = "share"
    stream: str
    back: str
    title: str
    revision: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class SharedSkeleton:
    """All of it is drawn by the page: a link is read before Python is there."""


@dataclass(frozen=True, slots=True)
class SharedStep:
    number: int
    text: str
    phase: str = ""
    state: StepState = "open"
    mark: Mark | None = None
    reason: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedRun:
    """A run that is not in this browser, to be read before it is taken."""

    region: ClassVar[str] = "shared-run"
    title: str
    document: str
    summary: str
    started: Mark
    finished: Mark | None
    steps: tuple[SharedStep, ...]
