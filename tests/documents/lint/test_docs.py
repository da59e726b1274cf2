"""docs/lint.md and the table of rules say the same, and each documented example holds exactly its own problem."""

import re
from datetime import date
from pathlib import Path

import pytest

from app.documents.lint import RULES
from app.documents.lint.cli.config import Config
from app.documents.lint.cli.examine import examine

PAGE = (Path(__file__).parents[3] / "docs" / "lint.md").read_text(encoding="utf-8")
ENTRY = re.compile(
    r"^### (?P<code>\S+)\n\n\*\*(?P<severity>\w+)\*\*, (?P<points>[^.]+)\. (?P<why>.+)\n\n\*(?P<hint>.+)\*\n\n"
    r"````markdown\n(?P<example>(?:.*\n)*?)````$",
    re.MULTILINE,
)
ENTRIES = {found["code"]: found for found in ENTRY.finditer(PAGE)}
TODAY = date(2026, 3, 1)


def test_every_code_is_documented_and_nothing_else() -> None:
    assert set(ENTRIES) == set(RULES)
    assert PAGE.count("\n### ") == len(ENTRIES)


@pytest.mark.parametrize("code", RULES)
def test_a_documented_code_says_its_weight_and_what_to_do(code: str) -> None:
    entry, rule = ENTRIES[code], RULES[code]
    points = "no points"
    if rule.cost:
        each = f"{rule.cost} point{'s' if rule.cost > 1 else ''}"
        points = each if rule.cost == rule.most else f"{each} each, {rule.most} at most"
    assert (entry["severity"], entry["points"], entry["hint"]) == (rule.severity, points, rule.hint)
    assert len(entry["why"].split()) > 10


@pytest.mark.parametrize("code", RULES)
def test_a_documented_example_holds_exactly_its_own_problem(code: str, tmp_path: Path) -> None:
    (tmp_path / "example.md").write_text(ENTRIES[code]["example"], encoding="utf-8")
    (report,) = examine((str(tmp_path / "example.md"),), Config(), TODAY)
    problems = report.problems
    assert {problem.code for problem in problems} == {code}
    assert all(problem.message.endswith(".") and problem.hint for problem in problems)
