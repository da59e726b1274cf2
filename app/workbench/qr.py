"""A link in, the QR code of it out, as one path of an SVG."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.records.refusal import Refused

# Bytes in the largest code (version 40) with the least correction (level L), ISO/IEC 18004.
MOST_BYTES = 2_953
# Modules of light around it: without them cameras do not find it.
QUIET = 4


@dataclass(frozen=True, slots=True)
class Code:
    """`size` in modules with the quiet zone; `path` draws the dark ones; `bytes` of the text in it."""

    size: int
    path: str
    version: int
    bytes: int


def code(text: str) -> Code:
    """Raises Refused when the text does not fit."""
    length = len(text.encode())
    if length > MOST_BYTES:
        raise Refused(
            "There is no QR code for this link.",
            f"It is {length:,} bytes long, and the largest code holds {MOST_BYTES:,} (version 40, level L).",
            "Copy the link, or save the hand-over file.",
        )
    # Not in the memory image: few visits draw a code.
    import segno  # noqa: PLC0415

    made = segno.make(text, error="L", mode="byte", micro=False)
    return Code(len(made.matrix) + 2 * QUIET, path(made.matrix), int(made.version), length)


def path(matrix: Iterable[Sequence[int]]) -> str:
    """A bar for each run of dark modules, moved by the quiet zone."""
    bars = (bar for y, row in enumerate(matrix) for bar in _bars(row, y))
    return "".join(f"M{x + QUIET} {y + QUIET}h{width}v1h-{width}z" for x, y, width in bars)


def _bars(row: Sequence[int], y: int) -> Iterator[tuple[int, int, int]]:
    x = 0
    for dark, modules in groupby(row):
        width = len(list(modules))
        if dark:
            yield x, y, width
        x += width
