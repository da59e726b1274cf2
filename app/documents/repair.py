"""A history and the damaged lines a person wants mended in, the revision that mends them out, or a refusal."""

from app.documents.commands import RepairText
from app.documents.events import RevisionWritten
from app.documents.mojibake import find, mended
from app.documents.state import DocumentHistory
from app.records.act import Proposed
from app.records.refusal import Refused

NOT_REPAIRED = "The text was not repaired."


def repair(history: DocumentHistory, command: RepairText) -> tuple[Proposed[RevisionWritten], ...]:
    """Only the lines asked for change; the rest keeps every byte."""
    revision = history.revision(command.revision)
    if revision is None or revision not in history.heads:
        raise Refused(
            NOT_REPAIRED,
            "It is not the latest text any more.",
            "Open the document and look at the lines again.",
        )
    lines = {one.line for one in find(revision.text)}.intersection(command.lines)
    if not lines:
        raise Refused(NOT_REPAIRED, "These lines are not damaged.", "Nothing needs to be done.")
    summary = f"Repaired {len(lines)} wrongly decoded line{'s' if len(lines) > 1 else ''}"
    text = mended(revision.text, lines)
    return (Proposed(RevisionWritten(revision.name, text, summary), (revision.stamp.id,)),)
