"""`python -m app` says which command lines there are."""

import pytest

from app.__main__ import main


def test_the_usage_names_the_command_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "python -m app.documents FILE" in capsys.readouterr().out


def test_anything_else_is_bad_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paint"]) == 2
    assert "python -m app.records verify FILE" in capsys.readouterr().err
