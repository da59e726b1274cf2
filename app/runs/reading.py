"""A step of a document in, what it holds beside its words out: checks, condition, wait, gate, approval, matrix, rollout."""

import re
from collections.abc import Callable

from app.documents.facts.model import Rollout
from app.documents.model import Check as DocumentCheck
from app.documents.model import Document, Table
from app.documents.model import Step as DocumentStep
from app.documents.titles import starts_with_verb
from app.runs.amounts import expected_of, seconds, threshold
from app.runs.conditions import Surrounding, condition_of
from app.runs.frozen import Approval, Check, Choice, Gate, Stage

Said = Callable[[str], str]

_GATE = re.compile(r"^\W*(?:(?:decision|quality)?\s*gate|go\s*/?\s*no[- ]?go)\b", re.IGNORECASE)
# `Scale to at least 5` sets a limit, `Check that lag is below 5` reads a value.
_LOOK = re.compile(
    r"^\W*(?:check|confirm|verify|ensure|make sure|validate|watch|monitor|measure|read|wait|see|observe|compare)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W*(?:gate|pass if|go if|proceed (?:only )?if|threshold)\W*:\W*(.+)$", re.IGNORECASE | re.MULTILINE
)
_TWO = re.compile(
    r"\b(two[- ]person|two people|(?:four|4)[- ]eyes|dual control|countersign\w*|second (?:person|engineer|operator"
    r"|signature|approver|pair of eyes)|witness(?:ed)? by|(?:peer )?reviewed by|approv(?:al|ed) (?:by|from)"
    r"|sign(?:ed)?[- ]?off (?:by|from|required)|requires? (?:an? )?(?:approval|sign-?off)"
    r"|(?:get|obtain|ask for|request) (?:the |an? )?(?:\w+ )?(?:approval|sign-?off))\b",
    re.IGNORECASE,
)
_ROLE = re.compile(r"\b(?:by|from)\s+(?:the |an? )?([^.,;:()\n]{2,60})", re.IGNORECASE)
_CONDITION = re.compile(r"\b(condition|situation|scenario|if|trigger|symptom|when)s?\b", re.IGNORECASE)
_ACTION = re.compile(r"\b(action|decision|then|response|do)s?\b", re.IGNORECASE)
_OWNER = re.compile(r"\b(owner|who|role|approver|responsib\w*)\b", re.IGNORECASE)
_DURATION = re.compile(r"^\W*(?:duration|soak|wait)\b[^:\n]*:[\s*_]*(.+)$", re.IGNORECASE | re.MULTILINE)
_TARGET = re.compile(r"^\W*(?:target|audience|users)\b[^:\n]*:[\s*_]*(.+)$", re.IGNORECASE | re.MULTILINE)
_VALIDATION = re.compile(
    r"^\W*(?:validation|validate|verification|success|criteria|gate)\b[^:\n]*:[\s*_]*(.+)$",
    re.IGNORECASE | re.MULTILINE,
)


def checks_of(step: DocumentStep, around: Surrounding) -> tuple[Check, ...]:
    return tuple(_check(f"c{number}", one, around) for number, one in enumerate(step.checks, 1))


def _check(id_: str, check: DocumentCheck, around: Surrounding) -> Check:
    case = condition_of(check.condition, around)
    return Check(id_, check.text, check.line, check.kind == "verify", case)


def gate_of(step: DocumentStep, said: Said) -> Gate | None:
    """A limit in its own words, or in what it expects; else a question."""
    case = step.condition or ""
    own = said(step.text.replace(case, "") if case else step.text)
    label = _LABEL.search(step.detail)
    read = own if _LOOK.match(own) or not starts_with_verb(own) else ""
    for words in (said(label.group(1)) if label else "", read, said(step.expect or "")):
        if words and (gate := threshold(words)):
            return gate
    if label:
        return Gate(said(label.group(1)).strip())
    return Gate(own.strip()) if _GATE.match(own) or own.rstrip().endswith("?") else None


def approval_of(step: DocumentStep) -> Approval | None:
    for text in (step.text, *step.detail.split("\n")):
        if found := _TWO.search(text):
            role = _ROLE.search(text, found.start())
            return Approval(found.group(0), role.group(1).strip(" *_`") if role else "")
    return None


def decision_of(step: DocumentStep, document: Document) -> tuple[Choice, ...]:
    """The rows of the first decision matrix among its lines."""
    spans = step.spans
    inside = (one for one in document.tables if any(first <= one.line <= last for first, last in spans))
    return next((rows for table in inside if (rows := choices(table))), ())


def choices(table: Table) -> tuple[Choice, ...]:
    """A row for each case, when one column says in which case and another what to do."""
    case, act, who = (_column(table, words) for words in (_CONDITION, _ACTION, _OWNER))
    if case is None or act is None or case == act:
        return ()
    rows = zip(table.cells, table.lines, strict=False)
    return tuple(
        Choice(f"d{number}", _cell(cells, case), _cell(cells, act), _cell(cells, who), line)
        for number, (cells, line) in enumerate(rows, 1)
    )


def _column(table: Table, words: re.Pattern[str]) -> int | None:
    return next((place for place, head in enumerate(table.header) if words.search(head)), None)


def _cell(cells: tuple[str, ...], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


def stages_of(step: DocumentStep, rollout: Rollout, said: Said) -> tuple[Stage, ...]:
    """The shares it goes through: of `25% → 50% → 100%` the last two, for it begins with the first."""
    percents = rollout.percents[1:] or rollout.percents
    duration, target, check = (_told(step.detail, words) for words in (_DURATION, _TARGET, _VALIDATION))
    gate = threshold(said(check)) or Gate(check or "Validation")
    return tuple(
        Stage(f"p{number}", f"{percent:g}", target, duration, seconds(said(duration)), gate)
        for number, percent in enumerate(percents, 1)
    )


def _told(detail: str, words: re.Pattern[str]) -> str:
    found = words.search(detail)
    return found.group(1).strip(" *_`") if found else ""


def expected(step: DocumentStep, said: Said) -> int:
    return expected_of(said(step.text), *(said(line) for line in step.detail.split("\n")[:20]))
