"""Data classes with methods written for each in, the same classes sharing one where all do the same out.

`dataclasses` compiles a `__repr__`, `__setattr__` and `__delattr__` for every class, and an image holds hundreds of classes.
Runs inside Pyodide only, just before the image is taken."""

from collections.abc import Iterable
from dataclasses import FrozenInstanceError, fields
from reprlib import recursive_repr
from types import FunctionType
from typing import Any

# What code gives as its file when `dataclasses` wrote it.
WRITTEN = "<string>"


class Alike:
    """A frozen data class: what it shows, and that nothing of it is changed."""

    @recursive_repr()
    def __repr__(self) -> str:
        shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)  # type: ignore[arg-type]
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def __setattr__(self, name: str, value: object) -> None:
        if is_held(type(self), name):
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        object.__setattr__(self, name, value)

    def __delattr__(self, name: str) -> None:
        if is_held(type(self), name):
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        object.__delattr__(self, name)


def is_held(kind: Any, name: str) -> bool:
    """A class that only inherits from a frozen one may have things of its own."""
    return "__dataclass_params__" in vars(kind) or name in kind.__dataclass_fields__


def share(things: Iterable[object]) -> None:
    for thing in things:
        if isinstance(thing, type) and "__dataclass_params__" in vars(thing):
            for name in ("__repr__", "__setattr__", "__delattr__"):
                if is_written(vars(thing).get(name)):
                    setattr(thing, name, vars(Alike)[name])


def is_written(method: Any) -> bool:
    inside = getattr(method, "__wrapped__", method)
    return isinstance(inside, FunctionType) and inside.__code__.co_filename == WRITTEN
