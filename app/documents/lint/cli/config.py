"""A folder comes in, the settings that hold there go out; bad settings are refused in a sentence."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.documents.lint.cli.arguments import BadUse
from app.documents.lint.rules import RULES

SEVERITIES = ("error", "warning", "info")
# Where the settings stand in each file, the first that has them counts.
PLACES: dict[str, tuple[str, ...]] = {"sophie.toml": ("lint",), "pyproject.toml": ("tool", "sophie", "lint")}


@dataclass(frozen=True, slots=True)
class Config:
    """`exclude` are patterns of paths seen from `folder`."""

    folder: Path = field(default_factory=Path)
    off: frozenset[str] = frozenset()
    severity: Mapping[str, str] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()


def find_config(named: str, here: Path) -> Config:
    """The named file's, else the nearest one's from `here` upwards, else none at all."""
    if named:
        return _named(Path(named))
    for folder in (here, *here.parents):
        for name, keys in PLACES.items():
            path = folder / name
            table = _table(path, keys) if path.is_file() else None
            if table is not None:
                return _config(path, table)
    return Config(here)


def _named(path: Path) -> Config:
    keys = PLACES.get(path.name, ("lint",))
    table = _table(path, keys)
    if table is None:
        raise BadUse(f"{path} has no [{'.'.join(keys)}].")
    return _config(path, table)


def _table(path: Path, keys: tuple[str, ...]) -> Any:
    try:
        found: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadUse(f"{path} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise BadUse(f"{path} is not TOML: {error}.") from None
    for key in keys:
        if not isinstance(found, dict) or key not in found:
            return None
        found = found[key]
    return found


def _config(path: Path, table: Any) -> Config:
    if not isinstance(table, dict):
        raise BadUse(f"{path}: the lint settings are no table.")
    if unknown := sorted(set(table) - {"off", "severity", "exclude"}):
        raise BadUse(f"{path}: there is no setting {unknown[0]!r}. There are off, severity and exclude.")
    off = _texts(path, "off", table.get("off", []))
    severity = table.get("severity", {})
    if not isinstance(severity, dict):
        raise BadUse(f'{path}: severity is a table such as no-owner = "error".')
    for code in (*off, *severity):
        if code not in RULES:
            raise BadUse(f"{path}: there is no code {code!r}. docs/lint.md lists them.")
    for code, word in severity.items():
        if word not in SEVERITIES:
            raise BadUse(f"{path}: {code} cannot be {word!r}. Choose error, warning or info.")
    return Config(path.parent, frozenset(off), severity, _texts(path, "exclude", table.get("exclude", [])))


def _texts(path: Path, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadUse(f"{path}: {key} is a list of texts.")
    return tuple(value)
