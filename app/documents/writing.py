"""A history and a text written from some of its revisions in, the event that keeps it out, or a refusal."""

import re

from app.documents.commands import WriteRevision
from app.documents.events import RevisionWritten
from app.documents.intake import check
from app.documents.state import DocumentHistory, read
from app.records.act import Act, Proposed
from app.records.refusal import Refused, clock

LONGEST_SUMMARY = 200
LONGEST_NAME = 80


def write(
    history: DocumentHistory, command: WriteRevision, act: Act
) -> tuple[Proposed[RevisionWritten], ...]:
    """The text follows only the revisions it was written from, so what was written beside it stands too."""
    # Unlike a tick, a text made in another tab of this device was not seen: only what the editor held counts.
    parents = tuple(sorted(act.seen & history.known))
    if _stands(history, command.text, parents):
        return ()
    sentence = check("This text", command.text)
    if sentence:
        raise Refused("The revision was not kept.", sentence, "What you wrote stays in the editor.")
    name = command.name or _name(history, parents) or file_name(read(command.text).title)
    return (Proposed(RevisionWritten(name, command.text, _line(command.summary)), parents),)


def restore(history: DocumentHistory, id_: str, act: Act) -> tuple[Proposed[RevisionWritten], ...]:
    old = history.revision(id_)
    if old is None:
        why = "This browser does not hold that version of the text."
        raise Refused("The version was not restored.", why, "Open the document's versions again.")
    summary = f"Restored the version of {clock(old.stamp.at)}"
    return write(history, WriteRevision(old.text, old.name, summary), act)


def file_name(title: str) -> str:
    """The file a document of this title would be: "Restart the API" as `restart-the-api.md`."""
    words = "-".join(re.findall(r"\w+", title.casefold()))
    return f"{words[:LONGEST_NAME].strip('-') or 'document'}.md"


def _stands(history: DocumentHistory, text: str, parents: tuple[str, ...]) -> bool:
    """A head with this very text is there, and writing would join it with no other."""
    others = {head.stamp.id for head in history.heads if head.text != text}
    return len(others) < len(history.heads) and not others.intersection(parents)


def _name(history: DocumentHistory, parents: tuple[str, ...]) -> str:
    named = [one for one in history.revisions if one.stamp.id in parents]
    latest = max(named, key=lambda one: one.stamp.order, default=history.current)
    return latest.name if latest else ""


def _line(summary: str) -> str:
    return " ".join(summary.split())[:LONGEST_SUMMARY]
