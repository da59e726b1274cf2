"""One source line of a table in, where its cells stand and a row like it out."""

import itertools
import re
from collections.abc import Sequence

_PIPE = re.compile(r"(?<!\\)\|")


def cell_spans(line: str) -> list[tuple[int, int]]:
    """Start and end of each cell's words in the line, without the spaces around them."""
    bare = line.rstrip("\r\n")
    edges = [match.start() for match in _PIPE.finditer(bare)]
    if not edges or bare[: edges[0]].strip(" \t>"):
        edges.insert(0, -1)
    if bare[edges[-1] + 1 :].strip():
        edges.append(len(bare))
    return [_trimmed(bare, start + 1, end) for start, end in itertools.pairwise(edges)]


def escaped(words: str) -> str:
    """Words that stay in one cell."""
    return _PIPE.sub(r"\\|", " ".join(words.split()))


def row_like(line: str, cells: Sequence[str]) -> str:
    """A row with these cells, as wide and with the same edges as the given line; without its line end."""
    bare = line.rstrip("\r\n")
    spans = cell_spans(line)
    lead = bare[: len(bare) - len(bare.lstrip(" \t>"))]
    widths = _widths(bare)
    padded = [
        f" {escaped(cell)} ".ljust(width)
        for cell, width in zip(cells, widths + [0] * len(cells), strict=False)
    ]
    row = "|".join(padded)
    opens = not spans or bare.lstrip(" \t>").startswith("|")
    closes = bare.rstrip().endswith("|")
    return lead + (f"|{row}" if opens else row.lstrip()) + ("|" if closes else "").rstrip()


def _widths(bare: str) -> list[int]:
    return [len(part) for part in _PIPE.split(bare.strip(" \t>").removeprefix("|").removesuffix("|"))]


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    while start < end and line[start] in " \t":
        start += 1
    while end > start and line[end - 1] in " \t":
        end -= 1
    return start, end
