"""`python -m app.documents FILE`: what it prints and how it exits."""

import json
from pathlib import Path

import pytest

from app.documents.__main__ import main

TEXT = """# Fill the tank

**Owner:** Ada

## Steps

1. Open the valve at [Place]
   ```bash
   $ valve open
   ok
   ```
   **Expect:** water flows
- [x] Told the [team](team.md)

| A | B |
|---|---|
| 1 | TBD |
"""


def _outline(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_the_outline_has_the_shape_others_rely_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "tank.md"
    file.write_text(TEXT, encoding="utf-8")
    assert main([str(file)]) == 0
    assert _outline(capsys) == {
        "title": "Fill the tank",
        "kind": "runbook",
        "metadata": {"Owner": "Ada"},
        "headings": [
            {"level": 1, "text": "Fill the tank", "line": 1},
            {"level": 2, "text": "Steps", "line": 5},
        ],
        "procedures": [{"name": "Fill the tank", "line": 1, "kind": "procedure", "steps": [0, 1]}],
        "steps": [
            {
                "text": "Open the valve at [Place]",
                "line": 7,
                "phase": "",
                "checked": None,
                "commands": [0],
                "expect": "water flows",
            },
            {"text": "Told the team", "line": 13, "phase": "", "checked": True, "commands": [], "expect": None},
        ],
        "tasks": [{"text": "Told the team", "line": 13, "checked": True}],
        "commands": [{"language": "bash", "line": 8, "text": "valve open", "output": "ok"}],
        "tables": [{"line": 15, "columns": 2, "rows": 1, "header": ["A", "B"]}],
        "fields": [{"text": "[Place]", "line": 7, "kind": "text"}],
        "gaps": [{"text": "TBD", "line": 17}],
        "links": [{"target": "team.md", "line": 13}],
        "problems": [
            {"line": 1, "severity": "warning", "code": "no-review-date", "message": "No date says when it was last reviewed."},
            {"line": 7, "severity": "warning", "code": "blank", "message": "[Place] at “Steps” is to be filled in."},
            {"line": 17, "severity": "warning", "code": "gap", "message": "This is still open: “TBD”."},
        ],
        "readiness": {
            "score": 83,
            "reasons": [
                "No date says when it was last reviewed.",
                "This is still open: “TBD”.",
                "[Place] at “Steps” is to be filled in.",
            ],
        },
        "facts": [],
    }  # fmt: skip


def test_the_facts_are_listed_with_their_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "tank.md"
    file.write_text("## Metrics\n- Level: > 20%\n", encoding="utf-8")
    assert main([str(file)]) == 0
    amount = {"number": 20.0, "unit": "%", "sign": ">", "of": ""}
    values = {"kind": "target", "target": "> 20%", "wanted": amount}
    assert _outline(capsys)["facts"] == [
        {"kind": "objective", "name": "Level", "line": 2, "section": "Metrics", "values": values}
    ]


@pytest.mark.parametrize("arguments", [[], ["a.md", "b.md"], ["--help"]])
def test_bad_use_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "python -m app.documents FILE" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "is empty"), (b"\x00\x01", "not text"), (b"a" * (6 * 1024 * 1024), "over 5 MB")],
)
def test_a_file_that_cannot_be_read_exits_with_1(
    content: bytes, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(content)
    assert main([str(file)]) == 1
    error = capsys.readouterr().err
    assert "x.md" in error
    assert why in error
    assert error.count("\n") == 1


def test_a_missing_file_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.md")]) == 1
    assert "none.md cannot be read" in capsys.readouterr().err
