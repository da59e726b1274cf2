"""Values in for how a document's steps go in practice; drawn by templates/document-work."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class StepFigures:
    """`median` and `p90` in seconds; `friction` are sentences without their full stop."""

    number: int
    text: str
    line: int
    runs: int
    median: int | None = None
    p90: int | None = None
    friction: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentWork:
    """Of its last finished runs; times in seconds. A `plain` text has no lines to fix."""

    region: ClassVar[str] = "doc-work"
    id: str
    runs: int = 0
    median: int | None = None
    p90: int | None = None
    steps: tuple[StepFigures, ...] = ()
    plain: bool = False

    @property
    def rough(self) -> tuple[StepFigures, ...]:
        return tuple(step for step in self.steps if step.friction)
