"""Two sequences (lines or words) in, the stretches they have in common out: within a bound, whatever they hold."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Cells that may be looked at one by one where nothing unique guides: about a second in the browser.
BUDGET = 1_000_000


@dataclass(frozen=True, slots=True)
class Block:
    """`size` items that are equal from `a` in the one and from `b` in the other sequence."""

    a: int
    b: int
    size: int


Range = tuple[int, int, int, int]  # from a, to a, from b, to b
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_WORD = re.compile(r"\w+|[^\S\r\n]+|\r\n|.", re.DOTALL)


def lines(text: str) -> list[str]:
    """With their own line ends, so that joining them gives the text back."""
    return _LINE.findall(text)


def words(text: str) -> list[str]:
    """Words, spaces and signs: joining them gives the text back."""
    return _WORD.findall(text)


def matching(a: Sequence[str], b: Sequence[str], budget: int = BUDGET) -> tuple[Block, ...]:
    """Anchored at items that are unique in both, as people read a change; difflib fills the small gaps between.

    difflib alone takes minutes on long texts of repeated lines. What is over budget counts as different.
    """
    found: list[Block] = []
    ahead: list[Range] = [(0, len(a), 0, len(b))]
    while ahead:
        here = _trimmed(a, b, ahead.pop(), found)
        alo, ahi, blo, bhi = here
        if alo == ahi or blo == bhi:
            continue
        anchors = _anchors(a, b, here)
        cells = (ahi - alo) * (bhi - blo)
        if anchors:
            ahead += _gaps(here, anchors)
            found += [Block(x, y, 1) for x, y in anchors]
        elif cells <= budget:
            budget -= cells
            found += _small(a, b, here)
    return _joined(found)


def _trimmed(a: Sequence[str], b: Sequence[str], here: Range, found: list[Block]) -> Range:
    """The range without its common beginning and end, which are found."""
    alo, ahi, blo, bhi = here
    most = min(ahi - alo, bhi - blo)
    start = next((n for n in range(most) if a[alo + n] != b[blo + n]), most)
    most -= start
    end = next((n for n in range(most) if a[ahi - 1 - n] != b[bhi - 1 - n]), most)
    found.append(Block(alo, blo, start))
    found.append(Block(ahi - end, bhi - end, end))
    return alo + start, ahi - end, blo + start, bhi - end


def _anchors(a: Sequence[str], b: Sequence[str], here: Range) -> list[tuple[int, int]]:
    """The longest row of items that are unique in both ranges and come in the same order."""
    alo, ahi, blo, bhi = here
    in_a, in_b = Counter(a[alo:ahi]), Counter(b[blo:bhi])
    place = {b[y]: y for y in range(blo, bhi) if in_b[b[y]] == 1}
    pairs = [(x, place[a[x]]) for x in range(alo, ahi) if in_a[a[x]] == 1 and a[x] in place]
    ends: list[int] = []  # the lowest end in b of a row of each length
    rows: list[int] = []  # the pair at that end
    before = [-1] * len(pairs)
    for number, (_, y) in enumerate(pairs):
        length = bisect_left(ends, y)
        before[number] = rows[length - 1] if length else -1
        ends[length : length + 1] = [y]
        rows[length : length + 1] = [number]
    row, last = list[tuple[int, int]](), rows[-1] if rows else -1
    while last >= 0:
        row.append(pairs[last])
        last = before[last]
    return row[::-1]


def _gaps(here: Range, anchors: list[tuple[int, int]]) -> list[Range]:
    alo, ahi, blo, bhi = here
    starts = [(alo, blo), *((x + 1, y + 1) for x, y in anchors)]
    ends = [*anchors, (ahi, bhi)]
    return [(x, to_x, y, to_y) for (x, y), (to_x, to_y) in zip(starts, ends, strict=True)]


def _small(a: Sequence[str], b: Sequence[str], here: Range) -> list[Block]:
    alo, ahi, blo, bhi = here
    blocks = SequenceMatcher(None, a[alo:ahi], b[blo:bhi], autojunk=False).get_matching_blocks()
    return [Block(alo + one.a, blo + one.b, one.size) for one in blocks]


def _joined(found: list[Block]) -> tuple[Block, ...]:
    """In order, neighbours as one."""
    joined: list[Block] = []
    for one in sorted((one for one in found if one.size), key=lambda one: one.a):
        last = joined[-1] if joined else None
        if last and (last.a + last.size, last.b + last.size) == (one.a, one.b):
            joined[-1] = Block(last.a, last.b, last.size + one.size)
        else:
            joined.append(one)
    return tuple(joined)
