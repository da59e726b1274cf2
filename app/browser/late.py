"""A module name that the memory image does not hold in, its files fetched and the module found out.

Nothing does this on the usual ways; it is for what is rarely used, and so that an import nobody foresaw is slow, not fatal."""

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

import sophie_late

# Ours, but not in the image: few visits need them.
PACKAGES = frozenset(("ftfy", "segno"))


class LateFinder(MetaPathFinder):
    """Asked last, when no other finder knows the name."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        top = fullname.partition(".")[0]
        if top not in sys.stdlib_module_names and top not in sys.modules and top not in PACKAGES:
            return None
        sys.meta_path.remove(self)
        load()
        return PathFinder.find_spec(fullname, path, target)


def load() -> None:
    """Put the standard library's and the packages' files in place."""
    sophie_late.load()
    importlib.invalidate_caches()


def install() -> None:
    sys.meta_path.append(LateFinder())
