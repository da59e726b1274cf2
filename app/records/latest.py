"""A function of one value that never changes in, the same function out: asked of the same value again, it only remembers."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

T = TypeVar("T")
A = TypeVar("A")


def of_latest(function: Callable[[T], A]) -> Callable[[T], A]:
    """Remembers one answer, by the identity of the value: a gesture asks the same of one state several times."""
    latest: tuple[T, A] | None = None

    @wraps(function)
    def answer(value: T) -> A:
        nonlocal latest
        if latest is None or latest[0] is not value:
            latest = value, function(value)
        return latest[1]

    return answer
