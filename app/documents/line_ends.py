"""A text and what a text box made of it in, the edited text with the original's own line ends out."""

import re
from collections import Counter
from difflib import SequenceMatcher

from app.documents.markdown import normalize

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+$")
_END = re.compile(r"\r\n?|\n")
# Comparing lines one by one costs their number squared at worst.
MOST_COMPARED = 3_000


def cut(text: str) -> list[str]:
    """The lines with their ends; line n of a Document is the one at n - 1."""
    return _LINE.findall(text)


def usual_end(text: str) -> str:
    """The line end most lines have."""
    ends = Counter(_END.findall(text))
    return ends.most_common(1)[0][0] if ends else "\n"


def as_written(base: str, edited: str) -> str:
    """A text box knows only `\\n` and no byte order mark: what was not edited gets its own back."""
    lines = cut(normalize(edited))
    before = cut(base.removeprefix("\ufeff"))
    mark = "\ufeff" if base.startswith("\ufeff") else ""
    usual = usual_end(base)
    written = "".join(_with_ends(before, lines, usual))
    # Two ends that meet may read as one ("\r" before "\n"): then all lines end alike.
    if normalize(written) != "".join(lines):
        written = "".join(_ended(line, usual) for line in lines)
    return mark + written


def _with_ends(before: list[str], lines: list[str], usual: str) -> list[str]:
    ends = {_end(line) for line in before} - {""}
    if len(ends) < 2:
        return [_ended(line, usual) for line in lines]
    # Mixed ends: a line that stayed keeps its own, a new one gets the usual.
    found = [_ended(line, usual) for line in lines]
    for old, new in _same(before, lines):
        if _end(before[old]) or not _end(lines[new]):
            found[new] = before[old]
    return found


def _same(before: list[str], lines: list[str]) -> list[tuple[int, int]]:
    """Pairs of places that hold the same words."""
    old, new = [_words(line) for line in before], [_words(line) for line in lines]
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    pairs = [(n, n) for n in range(first)]
    pairs += [(len(old) - 1 - n, len(new) - 1 - n) for n in range(last)]
    middle = old[first : len(old) - last], new[first : len(new) - last]
    if max(map(len, middle)) <= MOST_COMPARED:
        for a, b, size in SequenceMatcher(None, *middle, autojunk=False).get_matching_blocks():
            pairs += [(first + a + n, first + b + n) for n in range(size)]
    return pairs


def _end(line: str) -> str:
    return line[len(_words(line)) :]


def _words(line: str) -> str:
    return line.rstrip("\r\n")


def _ended(line: str, end: str) -> str:
    return _words(line) + end if _end(line) else line
