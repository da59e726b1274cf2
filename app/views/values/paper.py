"""Values in for a run on paper and its way back; drawn by templates/run-paper and run-codes."""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.views.values.common import Mark


@dataclass(frozen=True, slots=True)
class PaperStep:
    """`code` is "12K"; `over` the ids that a mark typed back replaces."""

    code: str
    id: str
    number: int
    text: str
    phase: str = ""
    commands: tuple[str, ...] = ()
    expect: str = ""
    stop: str = ""
    otherwise: str = ""
    state: str = "open"
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperSkeleton:
    """Slot: run-paper."""


@dataclass(frozen=True, slots=True)
class PaperSheet:
    region: ClassVar[str] = "run-paper"
    id: str
    title: str
    started: Mark
    steps: tuple[PaperStep, ...]
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RunCodes:
    """`started` in ms UTC: a time on the sheet is on its day or the next."""

    region: ClassVar[str] = "run-paper"
    id: str
    title: str
    started: int
    steps: tuple[PaperStep, ...]
    read_only: bool = False

    @property
    def known(self) -> dict[str, dict[str, Any]]:
        """What the page needs of each code to make a command of it."""
        return {
            step.code: {
                "step": step.id,
                "number": step.number,
                "text": step.text,
                "over": " ".join(step.over),
            }
            for step in self.steps
        }
