"""A fixture file in, its cases out: title, input and expected text, each ended by a line with one dot."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@dataclass(frozen=True, slots=True)
class Case:
    title: str
    text: str
    expected: str


def cases(name: str) -> list[Case]:
    """Cases with an expected text (three pieces each)."""
    pieces = _pieces(name)
    assert len(pieces) % 3 == 0, f"{name} does not hold whole cases"
    threes = zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
    return [Case(title.strip(), text, expected.strip("\n")) for title, text, expected in threes]


def inputs(name: str) -> list[Case]:
    """Cases without an expected text (two pieces each)."""
    pieces = _pieces(name)
    assert len(pieces) % 2 == 0, f"{name} does not hold whole cases"
    return [Case(title.strip(), text, "") for title, text in zip(pieces[::2], pieces[1::2], strict=True)]


def _pieces(name: str) -> list[str]:
    pieces: list[list[str]] = [[]]
    for line in (FIXTURES / name).read_text(encoding="utf-8").split("\n"):
        if line == ".":
            pieces.append([])
        else:
            pieces[-1].append(line)
    return ["\n".join(piece) for piece in pieces[:-1]]


def of_file(name: str) -> Callable[[Callable[[Case], None]], Callable[[Case], None]]:
    """Runs a test once for every case of a file."""
    every = cases(name)
    mark = pytest.mark.parametrize("case", every, ids=[case.title for case in every])
    return lambda test: mark(test)
