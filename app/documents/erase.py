"""A history and the texts that must go in, the event that says so out: the page then removes them for good."""

from app.documents.commands import EraseTexts
from app.documents.events import TextsErased
from app.documents.state import DocumentHistory
from app.people.state import key
from app.records.act import Proposed
from app.records.refusal import Refused

NOT_ERASED = "Nothing was erased."


def erase(history: DocumentHistory, command: EraseTexts) -> tuple[Proposed[TextsErased], ...]:
    """No undo brings an erased text back, so all of a document goes only under its typed title."""
    held = {one.stamp.id for one in history.revisions}
    texts = tuple(sorted(held.intersection(command.texts)))
    if not texts and history.life.erased.intersection(command.texts):
        # The texts are gone already; the page removes what else is left of them here.
        return ()
    if not texts:
        raise Refused(
            NOT_ERASED, "This browser holds none of these texts.", "Open the document's versions again."
        )
    title = history.current.document.title if history.current else ""
    if len(texts) == len(held) and key(command.title) != key(title):
        why = "The title typed is not the document's title."
        raise Refused(NOT_ERASED, why, f"Type “{title}” to erase the whole document.")
    return (Proposed(TextsErased(texts), texts),)
