"""A Document's findings come in, how ready it is to be worked and why go out."""

import re

from app.documents.metadata import value
from app.documents.model import Document, Problem, Readiness

_OWNERS = "owner|owners|author|maintained by|maintainer|maintainers|owned by|team|contact|owning team"
_DATES = (
    "last reviewed|last updated|reviewed|next review|next review date|review date|updated|date|last review"
    "|last verified|last tested|last modified|last update"
)
_PROMISED = re.compile(r"^\W*(\[|<|TBD|TODO|_|YYYY|not yet|to be|none|n/a)", re.IGNORECASE)


def judge(document: Document, *, recognised: int) -> tuple[Readiness, tuple[Problem, ...]]:
    """`recognised` counts the steps that were found, not the plain list that stands in for them."""
    problems: list[Problem] = []
    reasons: list[str] = []
    score = 100
    for cost, code, line, message in _faults(document, recognised):
        score -= cost
        reasons.append(message)
        problems.append(Problem(line, "warning", code, message))
    state = "Incomplete" if score < 60 else "Untested"
    return Readiness(max(score, 0), tuple(reasons), state), tuple(problems)


def _faults(document: Document, recognised: int) -> list[tuple[int, str, int, str]]:
    return [
        *_missing(document),
        *_unwritten(document),
        *_blank(document, recognised),
    ]


def _missing(document: Document) -> list[tuple[int, str, int, str]]:
    found: list[tuple[int, str, int, str]] = []
    if not _said(document, _OWNERS):
        found.append((10, "no-owner", 1, "No owner is named."))
    if not _said(document, _DATES):
        found.append((10, "no-review-date", 1, "No date says when it was last reviewed."))
    return found


def _unwritten(document: Document) -> list[tuple[int, str, int, str]]:
    found: list[tuple[int, str, int, str]] = []
    if document.required:
        items = sum(len(area.items) for area in document.required)
        areas = len(document.required)
        message = f"It lists {areas} areas with {items} items it must cover; they are not written yet."
        found.append((40, "not-written", document.required[0].line, message))
    if gaps := document.gaps:
        message = (
            f"{_count(len(gaps), 'place is', 'places are')} still open, the first says “{gaps[0].text}”."
        )
        found.append((min(30, 10 + 5 * len(gaps)), "gap", gaps[0].line, message))
    return found


def _blank(document: Document, recognised: int) -> list[tuple[int, str, int, str]]:
    found: list[tuple[int, str, int, str]] = []
    if not recognised:
        found.append((30, "no-steps", 1, "No steps were found: it runs as a plain list of its sections."))
    # `<namespace>` is asked when a run begins; `[Name]` is a text its author has not finished.
    blanks = [field for field in document.fields if field.text.startswith("[")]
    if blanks and document.kind != "template":
        count = _count(len(blanks), "blank is", "blanks are")
        message = f"{count} to be filled in, the first is {blanks[0].text}."
        found.append((min(20, 2 + len(blanks)), "blank", blanks[0].line, message))
    return found


def _said(document: Document, names: str) -> bool:
    said = value(document.metadata, *names.split("|"))
    return bool(said) and not _PROMISED.match(said)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
