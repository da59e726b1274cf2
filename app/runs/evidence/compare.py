"""What a command printed and what was expected in; whether it fits, and the lines that differ, out.

A pattern is the author's text with `*` or `...` for anything within a line, and a line of only `...` for any lines.
No regular expression of a document is run: one of them could stop the engine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.documents.lines import matching

Kind = Literal["same", "missing", "extra"]
# Differences beyond this help nobody.
MOST_SHOWN = 200
MOST_COMPARED = 4_000
# Each of these is looked for in all lines of the output.
MOST_WANTED = 400
SKIPS = ("...", "…", "*")


@dataclass(frozen=True, slots=True)
class Line:
    """`missing` was expected and did not come, `extra` came and was not expected."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """`lines` is empty when it fits; `more` counts the differences that are left out."""

    fits: bool
    lines: tuple[Line, ...] = ()
    more: int = 0


def compare(text: str, expected: str, how: str) -> Compared:
    got, wanted = _lines(text)[:MOST_COMPARED], _lines(expected)[:MOST_COMPARED]
    if not wanted or how not in ("exact", "contains", "pattern"):
        return Compared(fits=True)
    if how == "exact":
        return Compared(fits=True) if got == wanted else _different(got, wanted)
    find = _absent if how == "contains" else _unmatched
    lost = [Line("missing", line) for line in find(got, wanted[:MOST_WANTED])]
    return Compared(not lost, tuple(lost[:MOST_SHOWN]), max(0, len(lost) - MOST_SHOWN))


def _lines(text: str) -> list[str]:
    """Without the spaces at the end of a line and the empty lines around, which no terminal shows."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    first = next((n for n, line in enumerate(lines) if line), 0)
    return lines[first:]


def _different(got: Sequence[str], wanted: Sequence[str]) -> Compared:
    told = list(_told(got, wanted))
    return Compared(False, tuple(told[:MOST_SHOWN]), max(0, len(told) - MOST_SHOWN))


def _told(got: Sequence[str], wanted: Sequence[str]) -> Iterator[Line]:
    """Around what is the same in both, one line of it on each side is shown."""
    at, here = 0, 0
    ends = [(block.a, block.b, block.size) for block in matching(wanted, got, 200_000)]
    for a, b, size in [*ends, (len(wanted), len(got), 0)]:
        changed = a > at or b > here
        if changed and at:
            yield Line("same", wanted[at - 1])
        yield from (Line("missing", line) for line in wanted[at:a])
        yield from (Line("extra", line) for line in got[here:b])
        if changed and size:
            yield Line("same", wanted[a])
        at, here = a + size, b + size


def _absent(got: Sequence[str], wanted: Sequence[str]) -> Iterator[str]:
    """The lines that no line of the output holds, however it is spaced."""
    spaced = [" ".join(line.split()) for line in got]
    for line in wanted:
        part = " ".join(line.split())
        if not any(part in one for one in spaced):
            yield line


def _unmatched(got: Sequence[str], wanted: Sequence[str]) -> Iterator[str]:
    """The lines of the pattern that nothing at their place, or after a line of `...` nothing later, fits."""
    at, may_skip = 0, False
    for line in wanted:
        if line.strip() in SKIPS:
            may_skip = True
            continue
        ahead = range(at, len(got)) if may_skip else range(at, min(at + 1, len(got)))
        found = next((n for n in ahead if fits(got[n], line)), None)
        if found is None:
            yield line
        else:
            at, may_skip = found + 1, False
    if at < len(got) and not may_skip and any(got[at:]):
        yield "(nothing more)"


def fits(line: str, pattern: str) -> bool:
    """Whether the line is what the pattern says; each `*` stands for any characters, also none."""
    parts = pattern.replace("...", "*").replace("…", "*").split("*")
    if len(parts) == 1:
        return line == pattern
    first, *middle, last = parts
    if not line.startswith(first) or len(line) < len(first) + len(last) or not line.endswith(last):
        return False
    at, end = len(first), len(line) - len(last)
    for part in middle:
        found = line.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True
