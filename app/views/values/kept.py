"""Values in for evidence: what was kept with a step, or with the whole run; drawn by templates/kept and run-kept."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.views.values.common import Mark

# What is shown as a picture; anything else, drawings in SVG too, is a file to take out.
PICTURES = frozenset(("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp"))


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of a comparison: "missing" was expected and did not come, "extra" came unexpected, "same" is around them."""

    kind: Literal["same", "missing", "extra"]
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Evidence. An output has `text`, `command`, and where it was compared `how` and `fits`, with the lines that differ.

    A file has `name`, `sha`, `type` and `size` (bytes); a link `url` and `text`.
    """

    id: str
    kind: Literal["output", "file", "link"]
    mark: Mark
    late: bool = False
    text: str = ""
    command: str = ""
    how: str = ""
    fits: bool = False
    differences: tuple[Difference, ...] = ()
    more: int = 0
    name: str = ""
    sha: str = ""
    type: str = ""
    size: int = 0
    url: str = ""

    @property
    def is_picture(self) -> bool:
        return self.type in PICTURES


@dataclass(frozen=True, slots=True)
class RunKept:
    """Evidence of the whole run; what belongs to a step stands with it."""

    region: ClassVar[str] = "run-kept"
    run: str
    title: str
    kept: tuple[Kept, ...] = ()
    read_only: bool = False
