"""One setting in, the real documents to test against out; tests skip where they are absent."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
# Test input only: nothing from this folder is ever copied into the repository.
SHARED = Path(os.environ.get("SOPHIE_SHARED") or REPOSITORY.parent / "shared")


def shared_files(folder: str) -> list[Path]:
    """The files of a folder of real documents, sorted; empty where there are none."""
    place = SHARED / folder
    return sorted(path for path in place.iterdir() if path.is_file()) if place.is_dir() else []


def shared_file(folder: str, start: str) -> Path:
    """The file whose name begins with `start`; skips the test where it is absent."""
    found = next((path for path in shared_files(folder) if path.name.startswith(start)), None)
    if found is None:
        pytest.skip(f"{folder}/{start}* is not here; set SOPHIE_SHARED to the folder that holds {folder}")
    return found
