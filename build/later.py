"""The name `pyscript` in, a stand-in for it in the memory image out.

PyScript writes its Python package into every worker and imports it, which compiles fourteen files at each start.
Sophie uses none of them, so the image already has a module of that name; whoever asks it for something gets the
real one, from the files that PyScript wrote.
"""

import importlib
import sys
from types import ModuleType
from typing import Any


class Later(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def install() -> None:
    sys.modules["pyscript"] = Later("pyscript")
