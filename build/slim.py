"""A Python that has imported everything in, the same Python with less to carry in a memory image out.

Runs inside Pyodide only, just before the image is taken."""

import gc
import importlib
import linecache
import random
import re
import sys
import zipimport
from types import CodeType, FunctionType, ModuleType
from typing import Any

from app.views.environment import RARE, TEXTS

CO_HAS_DOCSTRING = 0x4000000


def slim() -> None:
    drop_docstrings()
    forget()
    gc.collect()


def forget() -> None:
    """Texts of compiled templates, caches that speak of files that are not there, a random state that all would share."""
    TEXTS.update((name, "") for name in TEXTS if name not in RARE)
    linecache.clearcache()
    importlib.invalidate_caches()
    re.purge()
    sys.path_importer_cache.clear()
    zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]  # noqa: SLF001  no public name clears it
    random.seed(0)


def drop_docstrings() -> None:
    """What bare.py could not take away: of classes that are made while they are imported, and of files inside the runtime."""
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType):
            thing.__doc__ = None
            # Changing all of them would leave the memory full of holes.
            if has_docstring(thing.__code__):
                thing.__code__ = without_docstring(thing.__code__)
        elif isinstance(thing, ModuleType):
            thing.__doc__ = None
        elif isinstance(thing, type) and type(thing.__dict__.get("__doc__")) is str:
            clear_class(thing)


def clear_class(thing: Any) -> None:
    """Classes written in C keep their text: it is part of the runtime, not of the image."""
    try:
        thing.__doc__ = None
    except (AttributeError, TypeError):
        return


def has_docstring(code: CodeType) -> bool:
    inside = (one for one in code.co_consts if isinstance(one, CodeType))
    return bool(code.co_flags & CO_HAS_DOCSTRING) or any(has_docstring(one) for one in inside)


def without_docstring(code: CodeType) -> CodeType:
    constants = tuple(without_docstring(one) if isinstance(one, CodeType) else one for one in code.co_consts)
    if code.co_flags & CO_HAS_DOCSTRING:
        constants = (None, *constants[1:])
    return code.replace(co_consts=constants)
