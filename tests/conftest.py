"""Nothing in, the settings and options all tests share out."""

from pathlib import Path

import pytest
from hypothesis import settings

# The same cases on every machine; no limit on one case's time, because Pyodide and a busy machine are slow.
settings.register_profile("sophie", deadline=None, database=None, derandomize=True)
settings.load_profile("sophie")


def pytest_addoption(parser: pytest.Parser) -> None:
    """They stand here because pytest reads options before it looks into folders."""
    parser.addoption(
        "--engine", choices=["chromium", "firefox", "webkit"], default="chromium", help="for browser tests"
    )
    parser.addoption("--fault-table", type=Path, help="a .json file; the table stands beside it as .md")
