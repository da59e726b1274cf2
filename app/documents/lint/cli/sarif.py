"""Problems by file come in, a SARIF 2.1.0 log goes out: what code hosts and editors read."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from app.documents.lint.rules import RULES, Rule
from app.documents.model import Problem

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(found: Sequence[tuple[str, Sequence[Problem]]]) -> dict[str, Any]:
    places = {code: index for index, code in enumerate(RULES)}
    results = [_result(file, one, places[one.code]) for file, problems in found for one in problems]
    driver = {"name": "Sophie", "rules": [_rule(rule) for rule in RULES.values()]}
    run = {"tool": {"driver": driver}, "results": results, "columnKind": "unicodeCodePoints"}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        # No helpUri: it must be an absolute address, and docs/lint.md has none that is known here.
        "help": {"text": f"{rule.hint} More under “{rule.code}” in docs/lint.md."},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(file: str, problem: Problem, index: int) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": _uri(file)}, "region": {"startLine": problem.line}}
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.message} {problem.hint}"},
        "locations": [{"physicalLocation": place}],
    }


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
