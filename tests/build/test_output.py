"""Names and build ids: they change with the content and with nothing else."""

from pathlib import Path

import pytest

from build.output import Site
from build.pages import fill


def site(folder: Path, text: str) -> tuple[str, str]:
    made = Site(folder)
    made.empty()
    name = made.hashed("static/app.css", text.encode())
    return name, made.build_id("a page")


def test_the_same_content_has_the_same_name_and_build(tmp_path: Path) -> None:
    assert site(tmp_path / "one", "a") == site(tmp_path / "two", "a")


def test_other_content_has_another_name_and_build(tmp_path: Path) -> None:
    first, second = site(tmp_path / "one", "a"), site(tmp_path / "two", "b")
    assert first[0] != second[0]
    assert first[1] != second[1]


def test_a_name_keeps_its_whole_ending(tmp_path: Path) -> None:
    name = Site(tmp_path).hashed("static/python.tar.gz", b"x")
    assert name.startswith("static/python-")
    assert name.endswith(".tar.gz")


def test_a_page_with_an_unknown_mark_is_an_error() -> None:
    assert fill("<p>{{ build }}{{build}}</p>", {"build": "7"}) == "<p>{{ build }}7</p>"
    with pytest.raises(KeyError):
        fill("{{nobody}}", {})
