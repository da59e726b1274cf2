"""A history and what a person changed in a text in, the event that keeps the changed text out, or a refusal."""

from app.documents.acts import OPEN
from app.documents.changes import Change, noted, says_stage
from app.documents.commands import (
    Authoring,
    DuplicateDocument,
    FillFields,
    FinishDraft,
    FixStep,
    RenameDocument,
    WriteRevision,
    WriteStage,
)
from app.documents.events import RevisionWritten
from app.documents.filling import filled
from app.documents.line_ends import as_written, cut
from app.documents.renaming import clean_title, retitled
from app.documents.stages import stage_of
from app.documents.state import DocumentHistory, Revision, read
from app.documents.step_lines import with_lines
from app.documents.writing import file_name, write
from app.records.act import Act, Proposed
from app.records.refusal import Refused

Events = tuple[Proposed[RevisionWritten], ...]
NOT_CHANGED = "The document was not changed."
COPY = "Copy of"


def author(history: DocumentHistory, command: Authoring, act: Act) -> Events:
    match command:
        case FinishDraft():
            return _finish(history, command, act)
        case FillFields(answers):
            base = _base(history, act)
            return _revise(history, base, filled(base.text, answers), "Filled in blanks", act)
        case RenameDocument(title, name):
            return _rename(history, title, name, act)
        case FixStep():
            return _fix(history, command, act)
        case WriteStage():
            return _write_stage(history, command, act)
        case DuplicateDocument():
            return _duplicate(history, command, act)


def _finish(history: DocumentHistory, command: FinishDraft, act: Act) -> Events:
    base = _seen(history, act)
    text = as_written(base.text, command.text) if base else command.text
    if base and text != base.text:
        change = Change(_line(command.version), _line(command.summary), command.date, act.actor)
        text = noted(text, read(text, base.name), change)
    return write(history, WriteRevision(text, summary=command.summary), act)


def _rename(history: DocumentHistory, title: str, name: str, act: Act) -> Events:
    base = _base(history, act)
    text = retitled(base.text, base.document, title)
    new_name = _file(name) or base.name
    if (text, new_name) == (base.text, base.name):
        return ()
    # Made here, because another name for the same text is news too.
    summary = f"Renamed to {read(text, new_name).title}"
    return (Proposed(RevisionWritten(new_name, text, summary), (base.stamp.id,)),)


def _fix(history: DocumentHistory, command: FixStep, act: Act) -> Events:
    base = _base(history, act)
    first, last = command.first, command.last
    if not 1 <= first <= last <= len(cut(base.text)):
        raise Refused(
            NOT_CHANGED, f"It has no lines {first} to {last}.", "Open the document, and edit it there."
        )
    text = with_lines(base.text, (first, last), command.text)
    summary = f"Fixed the step in line {first}"
    return _revise(history, base, text, summary, act)


def _write_stage(history: DocumentHistory, command: WriteStage, act: Act) -> Events:
    base = history.revision(command.revision)
    if base is None:
        raise Refused(NOT_CHANGED, "This browser does not hold that version of the text.", OPEN)
    stage = stage_of(history, base).name
    summary = f"Status: {stage.capitalize()}"
    change = Change(_line(command.version), summary, command.date, act.actor)
    text = says_stage(base.text, base.document, stage, change) if stage else base.text
    if text == base.text:
        raise Refused(NOT_CHANGED, "It has no status that could be written anew.", "Edit the text by hand.")
    return (Proposed(RevisionWritten(base.name, text, summary, stage), (base.stamp.id,)),)


def _duplicate(history: DocumentHistory, command: DuplicateDocument, act: Act) -> Events:
    if not command.text:
        raise Refused(
            "Nothing was duplicated.",
            "The text to copy is not in this browser.",
            "Bring a snapshot from the device that has it.",
        )
    original = read(command.text, command.name)
    title = clean_title(f"{COPY} {original.title}")
    text = retitled(command.text, original, title)
    return write(history, WriteRevision(text, file_name(title), f"{COPY} {original.title}"), act)


def _revise(history: DocumentHistory, base: Revision, text: str, summary: str, act: Act) -> Events:
    if text == base.text:
        return ()
    return write(history, WriteRevision(text, base.name, summary), act)


def _base(history: DocumentHistory, act: Act) -> Revision:
    base = _seen(history, act)
    if base is None:
        raise Refused(
            NOT_CHANGED,
            "The text it was written from is not in this browser.",
            "Bring a snapshot from the device that has it.",
        )
    return base


def _seen(history: DocumentHistory, act: Act) -> Revision | None:
    """The latest of the texts that the person had before them."""
    seen = [one for one in history.revisions if one.stamp.id in act.seen]
    return max(seen, key=lambda one: one.stamp.order, default=None)


def _file(name: str) -> str:
    """One line, with an ending that says what it is."""
    words = _line(name)
    return f"{words}.md" if words and "." not in words else words


def _line(words: str) -> str:
    return " ".join(words.split())[:200]
