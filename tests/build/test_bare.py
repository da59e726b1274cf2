"""Compiling for the image: docstrings and functions' annotations go, all that a program is made of stays."""

import marshal
from typing import Any

from build.bare import compiled

SOURCE = '''"""About the module."""
from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch


@dataclass
class Step:
    """About the class."""

    name: str

    def told(self, loud: bool = False, *rest: str, **more: int) -> str:
        """About the method."""
        return self.name.upper() if loud else self.name


class Empty:
    """About nothing else."""


async def later(one: int) -> None:
    """About later."""


@singledispatch
def kind(one: object) -> str:
    return "thing"


@kind.register
def _(one: int) -> str:
    return "number"
'''


def made(source: str = SOURCE) -> dict[str, Any]:
    code = compiled(source.encode(), "step.py")[16:]
    names: dict[str, Any] = {"__name__": "builtins"}
    exec(marshal.loads(code), names)  # noqa: S102, S302  our own text, compiled a line above
    return names


def test_docstrings_go() -> None:
    names = made()
    things = (names["Empty"], names["later"], names["Step"].told)
    assert [thing.__doc__ for thing in things] == [None, None, None]
    assert names.get("__doc__") is None


def test_annotations_of_functions_go_and_those_of_classes_stay() -> None:
    names = made()
    assert names["Step"].told.__annotations__ == {}
    assert list(names["Step"].__annotations__) == ["name"]
    assert names["Step"]("drain").told(loud=True) == "DRAIN"


def test_what_is_registered_by_its_annotation_is_still_found() -> None:
    kind = made()["kind"]
    assert (kind(1), kind("1")) == ("number", "thing")


def test_lines_keep_their_numbers() -> None:
    late = made('"""Two\nlines."""\n\n\ndef late(a: int) -> int:\n    return a\n')["late"]
    assert late.__code__.co_firstlineno == 5
