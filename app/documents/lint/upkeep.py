"""A document's metadata comes in, what is wrong with its owner, dates and status goes out."""

from datetime import date, timedelta

from app.documents.about import About, about
from app.documents.lint.sheet import Finding, Findings, Sheet
from app.documents.lint.words import STATUSES
from app.documents.model import Document

STALE_DAYS = 365


def owner(sheet: Sheet) -> Findings:
    said = about(sheet.document)
    if sheet.document.kind != "template" and not (said.owner or said.author):
        yield Finding(1, "No owner is named.")


def review_date(sheet: Sheet) -> Findings:
    said = about(sheet.document)
    if sheet.document.kind != "template" and not (said.updated or said.review or said.date):
        yield Finding(1, "No date says when it was last reviewed.")


def status(sheet: Sheet) -> Findings:
    said = about(sheet.document)
    if said.status and not said.state and said.status.lower() not in STATUSES:
        yield Finding(1, f"The status “{said.status}” is none that Sophie knows.")


def overdue(document: Document, today: date) -> Findings:
    due = _day(about(document).review)
    if due and due < today:
        yield Finding(1, f"Its review was due on {due.isoformat()}.")


def stale(document: Document, today: date) -> Findings:
    """Only where no next review says better how long it holds."""
    said = about(document)
    last = _last(said)
    if last and not said.review and (today - last).days > STALE_DAYS:
        yield Finding(1, f"It was last reviewed on {last.isoformat()}, over a year ago.")


def review_day(document: Document) -> str:
    """The last day on which it needs no review ("2026-05-01"): its author's, else a year after the last one; or ""."""
    said = about(document)
    last = _last(said)
    return said.review or (_later(last).isoformat() if last else "")


def _later(day: date) -> date:
    return day + min(timedelta(days=STALE_DAYS), date.max - day)


def _last(said: About) -> date | None:
    return _day(said.updated or said.date)


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
