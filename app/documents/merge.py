"""Two texts and the one both came from in, their merge out: what is clean, and where somebody has to choose."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.documents.lines import Block, lines, matching
from app.documents.state import DocumentHistory, Revision

Choice = Literal["first", "second", "both"]
Source = Literal["same", "first", "second", "alike"]


@dataclass(frozen=True, slots=True)
class Clean:
    """Text that needs no choice; `source` says who changed it: nobody, one of the two, or both in the same way."""

    text: str
    source: Source
    base: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both changed `base` here, each in another way."""

    base: str
    first: str
    second: str


Part = Clean | Conflict


def merge(base: str | None, first: str, second: str) -> tuple[Part, ...]:
    """Line by line, line ends kept; without a common text (None) every difference is a choice."""
    one, two = lines(first), lines(second)
    if base is None:
        return tuple(_without_base(one, two))
    return tuple(_parts(lines(base), one, two))


def merged(parts: Sequence[Part], choices: Mapping[int, Choice]) -> str | None:
    """The text as chosen, conflict by conflict from 0; None while a choice is missing."""
    texts, number = list[str](), 0
    for part in parts:
        if isinstance(part, Clean):
            texts.append(part.text)
            continue
        chosen = choices.get(number)
        if chosen is None:
            return None
        texts.append(_chosen(part, chosen))
        number += 1
    return "".join(texts)


def conflicts(parts: Sequence[Part]) -> int:
    return sum(isinstance(part, Conflict) for part in parts)


def ancestor(history: DocumentHistory, first: Revision, second: Revision) -> Revision | None:
    """The latest text that both were made from; None when there is none, or when it was erased."""
    shared = history.ancestors([first]) & history.ancestors([second])
    held = [one for one in history.revisions if one.stamp.id in shared]
    older = history.ancestors(held)
    return next((one for one in reversed(held) if one.stamp.id not in older), None)


def _chosen(part: Conflict, choice: Choice) -> str:
    match choice:
        case "first":
            return part.first
        case "second":
            return part.second
        case "both":
            # The first may be a text's last line, without an end of its own.
            ended = not part.first or part.first.endswith(("\n", "\r")) or not part.second
            return part.first + ("" if ended else _end_of(part.second)) + part.second


def _end_of(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _parts(base: list[str], one: list[str], two: list[str]) -> Iterator[Part]:
    at, x, y = 0, 0, 0
    for start, a, b, size in (*_shared(base, one, two), (len(base), len(one), len(two), 0)):
        yield from _between("".join(base[at:start]), "".join(one[x:a]), "".join(two[y:b]))
        if size:
            yield Clean("".join(base[start : start + size]), "same")
        at, x, y = start + size, a + size, b + size


def _between(base: str, first: str, second: str) -> Iterator[Part]:
    if first == second:
        if first or base:
            yield Clean(first, "alike", base)
    elif first == base:
        yield Clean(second, "second", base)
    elif second == base:
        yield Clean(first, "first", base)
    else:
        yield Conflict(base, first, second)


def _shared(base: list[str], one: list[str], two: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches that stand in all three: where they begin in base, first and second, and how long they are."""
    with_one, with_two = matching(base, one), matching(base, two)
    i = j = 0
    while i < len(with_one) and j < len(with_two):
        p, q = with_one[i], with_two[j]
        start, end = max(p.a, q.a), min(_end(p), _end(q))
        if start < end:
            yield start, p.b + start - p.a, q.b + start - q.a, end - start
        if _end(p) < _end(q):
            i += 1
        else:
            j += 1


def _end(block: Block) -> int:
    return block.a + block.size


def _without_base(one: list[str], two: list[str]) -> Iterator[Part]:
    x, y = 0, 0
    for block in (*matching(one, two), Block(len(one), len(two), 0)):
        first, second = "".join(one[x : block.a]), "".join(two[y : block.b])
        if first != second:
            yield Conflict("", first, second)
        if block.size:
            yield Clean("".join(one[block.a : _end(block)]), "same")
        x, y = _end(block), block.b + block.size
