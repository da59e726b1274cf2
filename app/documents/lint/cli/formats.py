"""Reports come in, their text in one of the formats goes out: the map from names to formats."""

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from app.documents.lint.cli.sarif import sarif

if TYPE_CHECKING:
    from app.documents.lint.cli.examine import Report

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def text(reports: Sequence["Report"]) -> str:
    return "".join(
        f"{report.file}:{one.line}: {one.code} {one.message}\n"
        for report in reports
        for one in report.problems
    )


def as_json(reports: Sequence["Report"]) -> str:
    files = [
        {"file": report.file, "score": report.readiness.score, "state": report.readiness.state}
        for report in reports
        if report.readiness
    ]
    problems = [
        {"file": report.file, "line": one.line, "severity": one.severity, "code": one.code}
        | {"message": one.message, "hint": one.hint}
        for report in reports
        for one in report.problems
    ]
    return _json({"problems": problems, "files": files})


def as_sarif(reports: Sequence["Report"]) -> str:
    return _json(sarif([(report.file, report.problems) for report in reports]))


def github(reports: Sequence["Report"]) -> str:
    """Lines that a GitHub workflow shows beside the changed line."""
    return "".join(
        f"::{_LEVELS[one.severity]} file={_property(report.file)},line={one.line},title={_property(one.code)}"
        f"::{_data(f'{one.message} {one.hint}')}\n"
        for report in reports
        for one in report.problems
    )


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


FORMATS: dict[str, Callable[[Sequence["Report"]], str]] = {
    "text": text,
    "json": as_json,
    "sarif": as_sarif,
    "github": github,
}
