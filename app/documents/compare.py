"""An earlier and a later text in, what changed between them out, line by line and word by word; or None: too large."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents.lines import BUDGET, Block, lines, matching, words

MOST_LINES = 40_000
# A stretch longer than this is compared by where it begins and ends to differ, not word by word.
MOST_WORDS = 20_000
AROUND = 200
CUT = 2_000


@dataclass(frozen=True, slots=True)
class Span:
    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """From `before` (line number, 1-based) the old lines, from `after` the new ones; either may be empty.

    `cut` counts the characters that are left out because the stretch is too long to show.
    """

    before: int
    after: int
    old: tuple[Span, ...]
    new: tuple[Span, ...]
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Same:
    """Lines that did not change."""

    before: int
    after: int
    lines: tuple[str, ...]


Comparison = tuple[Change | Same, ...]


def compare(earlier: str, later: str) -> Comparison | None:
    a, b = lines(earlier), lines(later)
    if max(len(a), len(b)) > MOST_LINES:
        return None
    blocks = matching(a, b)
    # Many changes share what one may use up.
    return tuple(_pieces(a, b, blocks, BUDGET // (len(blocks) + 1)))


def _pieces(
    a: Sequence[str], b: Sequence[str], blocks: tuple[Block, ...], budget: int
) -> Iterator[Change | Same]:
    x, y = 0, 0
    for block in (*blocks, Block(len(a), len(b), 0)):
        if x < block.a or y < block.b:
            yield _change(x + 1, y + 1, "".join(a[x : block.a]), "".join(b[y : block.b]), budget)
        if block.size:
            yield Same(block.a + 1, block.b + 1, tuple(a[block.a : block.a + block.size]))
        x, y = block.a + block.size, block.b + block.size


def _change(before: int, after: int, old: str, new: str, budget: int) -> Change:
    if max(len(old), len(new)) > MOST_WORDS:
        return _long(before, after, old, new)
    a, b = words(old), words(new)
    blocks = matching(a, b, budget)
    return Change(
        before,
        after,
        _spans(a, [(one.a, one.size) for one in blocks]),
        _spans(b, [(one.b, one.size) for one in blocks]),
    )


def _spans(items: list[str], kept: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    spans, at = list[Span](), 0
    for start, size in (*kept, (len(items), 0)):
        spans += [Span("".join(items[at:start]), True), Span("".join(items[start : start + size]))]
        at = start + size
    return tuple(span for span in spans if span.text)


def _long(before: int, after: int, old: str, new: str) -> Change:
    """Only where it differs, with a little around it: a line may have five million characters."""
    start = _common(old, new)
    end = min(_common(old[::-1], new[::-1]), min(len(old), len(new)) - start)
    (was, lost), (now, more) = (_middle(text, start, len(text) - end) for text in (old, new))
    return Change(before, after, was, now, lost + more)


def _middle(text: str, start: int, end: int) -> tuple[tuple[Span, ...], int]:
    lead = text[max(0, start - AROUND) : start]
    tail = text[end : end + AROUND]
    changed = text[start:end]
    spans = (Span(lead), Span(changed[:CUT], True), Span(tail))
    shown = sum(len(span.text) for span in spans)
    return tuple(span for span in spans if span.text), len(text) - shown


def _common(one: str, other: str) -> int:
    """The length of the common beginning, by halving: fast on long texts."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
