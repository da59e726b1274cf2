"""A document's problems come in, how ready it is to be worked and why go out."""

from collections.abc import Iterable

from app.documents.lint.rules import RULES
from app.documents.model import Problem, Readiness, Reason

INCOMPLETE_BELOW = 60
# As long as one of these is told, its author is not done.
UNWRITTEN = frozenset(("not-written", "stub"))
# Problems of these codes say that it must be read again before it is trusted.
DUE = frozenset(("review-overdue", "stale-date"))
# What a document that only promises lacks, until the document that was begun for it is complete.
PROMISED = frozenset(
    ("not-written", "no-steps", "no-owner", "no-review-date", "gap", "stub", "blank", "empty-section")
)


def without_promised(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What is still wrong with a promise once another document keeps it."""
    return tuple(one for one in problems if one.code not in PROMISED)


def assess(problems: Iterable[Problem], *, is_tested: bool) -> Readiness:
    """A hundred points, less what each kind of problem costs; `is_tested`: a run of it was finished."""
    reasons = _reasons(problems)
    score = max(0, 100 - sum(reason.points for reason in reasons))
    return Readiness(score, reasons, _state(score, {reason.code for reason in reasons}, is_tested))


def _state(score: int, codes: set[str], is_tested: bool) -> str:
    if score < INCOMPLETE_BELOW or codes & UNWRITTEN:
        return "Incomplete"
    if codes & DUE:
        return "Review due"
    return "Ready" if is_tested else "Untested"


def _reasons(problems: Iterable[Problem]) -> tuple[Reason, ...]:
    """One for each code, the dearest first."""
    by_code: dict[str, list[Problem]] = {}
    for problem in problems:
        by_code.setdefault(problem.code, []).append(problem)
    reasons = [_reason(code, found) for code, found in by_code.items() if _points(code, len(found))]
    return tuple(sorted(reasons, key=lambda reason: (-reason.points, reason.line)))


def _reason(code: str, found: list[Problem]) -> Reason:
    many = RULES[code].many
    text = found[0].message if len(found) == 1 or not many else f"{many.format(len(found))}."
    return Reason(text, found[0].line, _points(code, len(found)), code)


def _points(code: str, count: int) -> int:
    rule = RULES.get(code)
    return min(rule.most, rule.cost * count) if rule else 0
