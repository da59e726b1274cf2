"""Paths as they were typed come in, the Markdown files they mean go out."""

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from app.documents.lint.cli.arguments import BadUse
from app.documents.lint.cli.config import Config

SUFFIXES = (".md", ".markdown")
# Folders that hold what others wrote.
SKIPPED = ("node_modules",)


def find_files(paths: tuple[str, ...], config: Config) -> tuple[str, ...]:
    """With forward slashes, each once, sorted within a folder."""
    found = [file for path in paths for file in _of(Path(path))]
    if not found:
        # A check of nothing would pass for ever, also when only the path is mistyped.
        raise BadUse(f"There is no Markdown file in {', '.join(paths)}.")
    kept = dict.fromkeys(file.as_posix() for file in found if not _is_excluded(file, config))
    return tuple(kept)


def _of(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from _below(path)
    elif path.exists():
        yield path
    else:
        raise BadUse(f"{path} is not there.")


def _below(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in SKIPPED)
        yield from (Path(here, name) for name in sorted(names) if name.lower().endswith(SUFFIXES))


def _is_excluded(file: Path, config: Config) -> bool:
    seen = Path(os.path.relpath(file, config.folder)).as_posix()
    return any(fnmatch(seen, pattern) for pattern in config.exclude)
