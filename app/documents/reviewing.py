"""A Document comes in, the days of its last and its next review go out."""

from datetime import date, timedelta

from app.documents.about import about
from app.documents.model import Document

STALE_DAYS = 365


def review_day(document: Document) -> str:
    """The last day on which it needs no review ("2026-05-01"): its author's, else a year after the last one; or ""."""
    last = last_day(document)
    return about(document).review or (_later(last).isoformat() if last else "")


def due_day(document: Document) -> date | None:
    """The day its author set for the next review."""
    return _day(about(document).review)


def last_day(document: Document) -> date | None:
    """When it was last reviewed, else written."""
    said = about(document)
    return _day(said.updated or said.date)


def _later(day: date) -> date:
    return day + min(timedelta(days=STALE_DAYS), date.max - day)


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
