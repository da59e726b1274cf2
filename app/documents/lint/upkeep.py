"""A document's metadata comes in, what is wrong with its owner, dates and status goes out."""

from datetime import date

from app.documents.about import is_end, unread_date
from app.documents.lint.sheet import Finding, Findings, Sheet
from app.documents.model import Document
from app.documents.reviewing import STALE_DAYS, due_day, last_day

MOST_SHOWN = 40


def owner(sheet: Sheet) -> Findings:
    said = sheet.about
    if sheet.document.kind != "template" and not (said.owner or said.author):
        yield Finding(1, "No owner is named.")


def review_date(sheet: Sheet) -> Findings:
    said = sheet.about
    if sheet.document.kind == "template" or said.updated or said.review or said.date:
        return
    unread = unread_date(sheet.document)
    if unread:
        yield Finding(1, f"The date “{unread[:MOST_SHOWN]}” could not be read: it states no day.")
    else:
        yield Finding(1, "No date says when it was last reviewed.")


def status(sheet: Sheet) -> Findings:
    said = sheet.about
    if said.status and not said.state and not is_end(said.status):
        yield Finding(1, f"The status “{said.status}” is none that Sophie knows.")


def overdue(document: Document, today: date) -> Findings:
    due = due_day(document)
    if due and due < today:
        yield Finding(1, f"Its review was due on {due.isoformat()}.")


def stale(document: Document, today: date) -> Findings:
    """Only where no next review says better how long it holds."""
    last = last_day(document)
    if last and not due_day(document) and (today - last).days > STALE_DAYS:
        yield Finding(1, f"It was last reviewed on {last.isoformat()}, over a year ago.")
