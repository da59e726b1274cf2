"""A Document and its lines come in, its problems go out, each with line, code, sentence and hint."""

from datetime import date
from itertools import islice

from app.documents.lint.rules import DATED, MOST_FINDINGS, TEXT, Rule
from app.documents.lint.sheet import Findings, Spans, sheet_of
from app.documents.model import Document, Problem


def lint(document: Document, lines: list[str], recognised: int, fences: Spans) -> tuple[Problem, ...]:
    """What the text alone shows, by line. `recognised` counts the steps its author wrote as steps.

    `fences` are the first and last lines of the fences, in order.
    """
    sheet = sheet_of(document, lines, recognised, fences)
    return _sorted([one for rule, find in TEXT.items() for one in problems_of(rule, find(sheet))])


def lint_dates(document: Document, today: date) -> tuple[Problem, ...]:
    """What is overdue or stale on this day."""
    return _sorted([one for rule, find in DATED.items() for one in problems_of(rule, find(document, today))])


def problems_of(rule: Rule, findings: Findings) -> list[Problem]:
    """At most a hundred of one rule: past that a list helps nobody."""
    return [
        Problem(line, rule.severity, rule.code, message, rule.hint)
        for line, message in islice(findings, MOST_FINDINGS)
    ]


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda one: one.line))
