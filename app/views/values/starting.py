"""Values in for the start of a run: the blanks to fill in and the version to work; drawn by templates/run-start."""

from dataclasses import dataclass
from typing import ClassVar

from app.views.values.common import Chip
from app.views.values.frame import Named
from app.views.values.life import OtherVersion, StageMark


@dataclass(frozen=True, slots=True)
class StartSkeleton:
    """Slot: run-start."""


@dataclass(frozen=True, slots=True)
class FieldInput:
    """`text` is what the input is called: the field as written ("[Feature Name]"), with "label: " where it repeats.

    The answer's key is `name`, or `text`. `kind` (text, date, time, link, number, person, command, choice) picks the
    input, `label` is a hint beside it; `open` says that other words than the options may be given; `value` is what
    an alert already says; `earlier` are answers given before, the latest first; `people` are names for a person.
    """

    text: str
    kind: str = "text"
    line: int = 0
    label: str = ""
    name: str = ""
    options: tuple[str, ...] = ()
    open: bool = False
    value: str = ""
    earlier: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def offered(self) -> tuple[str, ...]:
        """What the input suggests while one types."""
        return tuple(dict.fromkeys((*self.options, *self.people, *self.earlier)))


@dataclass(frozen=True, slots=True)
class RunStart:
    """`procedure` None is the whole document; `stage` is that of the version to work.

    `other` is the approved version when this one is not, else the later draft if there is one. `drilled` is
    when a drill of it was last finished (ms UTC), `subjects` what earlier runs were about.
    """

    region: ClassVar[str] = "run-start"
    document: str
    revision: str
    title: str
    procedure: str | None
    steps: int
    fields: tuple[FieldInput, ...] = ()
    chips: tuple[Chip, ...] = ()
    stage: StageMark | None = None
    is_approved: bool = False
    other: OtherVersion | None = None
    drilled: int | None = None
    stale: bool = False
    owner: str = ""
    subjects: tuple[str, ...] = ()
    seconds: int = 0
    prerequisites: tuple[Named, ...] = ()
    stops: tuple[str, ...] = ()
    memory: tuple[str, ...] = ()
