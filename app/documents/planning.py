"""A history and a command about what is still unwritten in, the events that plan or begin it out, or a refusal."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from app.documents.commands import BeginRunbook, Planning, SetPlan, WriteRevision
from app.documents.events import DocumentEvent, PlanSet, WrittenFor
from app.documents.life import SOURCE, about_plan
from app.documents.plan import plan_of
from app.documents.scaffold import scaffold
from app.documents.state import DocumentHistory, read
from app.documents.writing import file_name, write
from app.records.act import Act, Proposed, over
from app.records.refusal import Refused

LONGEST = {"assignee": 120, "target": 10, "priority": 60, "blockers": 2000}
NOT_SET = "The plan was not changed."
NOT_BEGUN = "The runbook was not begun."


def plan(history: DocumentHistory, command: Planning, act: Act) -> tuple[Proposed[DocumentEvent], ...]:
    match command:
        case SetPlan():
            return tuple(_set(history, command, act))
        case BeginRunbook():
            return _begin(history, command, act)


def _set(history: DocumentHistory, command: SetPlan, act: Act) -> Iterator[Proposed[DocumentEvent]]:
    """One event for each field that changes, so that two people may set two of them at once."""
    if history.current is None:
        raise Refused(NOT_SET, "This document is not in this browser.", "Open the library to see what is.")
    before = plan_of(history)
    for field in LONGEST:
        value = _checked(field, getattr(command, field).strip())
        if value != getattr(before, field):
            yield Proposed(PlanSet(field, value), over(history.life.matter(about_plan(field)), act))


def _checked(field: str, value: str) -> str:
    if len(value) > LONGEST[field]:
        why = f"The {field} is longer than {LONGEST[field]} characters."
        raise Refused(NOT_SET, why, "Shorten it, or write it into the document.")
    if field == "target" and value and not _is_day(value):
        raise Refused(NOT_SET, f"{value} is not a day.", "Give the day as 2027-01-31.")
    return value


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _begin(history: DocumentHistory, command: BeginRunbook, act: Act) -> tuple[Proposed[DocumentEvent], ...]:
    if not command.text:
        why = "The document that promises it is not in this browser."
        raise Refused(NOT_BEGUN, why, "Bring a snapshot from the device that has it.")
    promised = read(command.text, command.name)
    if not promised.required:
        raise Refused(NOT_BEGUN, "That document lists nothing that must be written.", "Write it with Edit.")
    if history.revisions:
        raise Refused(NOT_BEGUN, "There is a document in its place.", "Open the library to see it.")
    day = datetime.fromtimestamp(act.at / 1000, UTC).date()
    written = WriteRevision(
        scaffold(promised, day), file_name(promised.title), "Begun from its required content"
    )
    source = Proposed(WrittenFor(command.document), over(history.life.matter(SOURCE), act))
    return (*write(history, written, act), source)
