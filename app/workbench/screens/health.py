"""A document, its life and the day in, how ready it is and why out: the readiness region of its page."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.documents.events import DocumentReviewed
from app.documents.lint import RULES, lint_dates, problems_of
from app.documents.lint.between import other_document
from app.documents.lint.sheet import Finding
from app.documents.lint.unwritten import missing_content
from app.documents.model import Document, Problem, Requirement
from app.documents.readiness import assess, without_promised
from app.documents.state import DocumentHistory
from app.views.values import DocumentHealth, Reason
from app.views.values import Problem as ProblemRow
from app.workbench import questions
from app.workbench.readmodel import ReadModel
from app.workbench.screens.marks import WORDS
from app.workbench.screens.severity import severity

# What a review that was marked here answers, whatever date stands in the text.
ANSWERED = frozenset(("no-review-date", "review-overdue", "stale-date"))


def health(
    model: ReadModel,
    history: DocumentHistory,
    read: Document,
    required: Sequence[Requirement],
    today: str,
    *,
    is_tested: bool,
    is_kept: bool = False,
) -> DocumentHealth:
    """`required` is what it must cover, with what a document begun for it has written already.

    `is_kept`: such a document is complete, so this one lacks nothing by what it only promised.
    """
    problems = _problems(model, history, read, required, today)
    if is_kept:
        problems = without_promised(problems)
    found = read.readiness if read.plain else assess(problems, is_tested=is_tested)
    # What a newer Sophie wrote here cannot be drawn, but it must not be hidden either.
    strange = tuple(Reason(f"{event.type}: {event.why}") for _, event in history.strange)
    told = tuple(Reason(one.text, one.line, one.points) for one in found.reasons)
    return DocumentHealth(
        readiness="unreadable" if read.plain else WORDS[found.state],
        score=None if read.plain else found.score,
        reasons=(*strange, *told),
        problems=tuple(
            ProblemRow(one.line, severity(one.severity), one.message, one.hint) for one in problems
        ),
    )


def _problems(
    model: ReadModel, history: DocumentHistory, read: Document, required: Sequence[Requirement], today: str
) -> tuple[Problem, ...]:
    if read.plain:
        return read.problems
    kept = [one for one in read.problems if one.code != "not-written"]
    missing = problems_of(RULES["not-written"], missing_content(required))
    dates = lint_dates(read, date.fromisoformat(today)) if today else ()
    every = [*kept, *missing, *dates, *_links(model, read)]
    reviewed = history.life.reviewed
    if reviewed and isinstance(reviewed.event, DocumentReviewed):
        every = [one for one in every if one.code not in ANSWERED] + _due(reviewed.event.next, today)
    return tuple(sorted(every, key=lambda one: one.line))


def _due(day: str, today: str) -> list[Problem]:
    if not day or not today or day >= today:
        return []
    return problems_of(RULES["review-overdue"], [Finding(1, f"Its review was due on {day}.")])


def _links(model: ReadModel, read: Document) -> Iterator[Problem]:
    """Links to documents whose file is not in the library."""
    wanted = [(link, other_document(link)[0].rpartition("/")[2]) for link in read.links]
    named = {name for _, name in wanted if name}
    here = questions.files_here(model, named) if named else frozenset()
    for link, name in wanted:
        if name and name.casefold() not in here:
            found = Finding(link.line, f"“{name}” is not in this library.")
            yield from problems_of(RULES["broken-link"], [found])
