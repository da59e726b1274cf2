"""Two versions and a person's choices in, the revision over both out, or a refusal."""

from collections.abc import Mapping

from app.documents.commands import MergeVersions
from app.documents.events import RevisionWritten
from app.documents.merge import Choice, Part, ancestor, conflicts, merge, merged
from app.documents.state import DocumentHistory, Revision
from app.records.act import Proposed
from app.records.refusal import Refused

NOT_MERGED = "The two versions were not merged."
SUMMARY = "Merged two versions"
CHOICES: tuple[Choice, ...] = ("first", "second", "both")


def join(history: DocumentHistory, command: MergeVersions) -> tuple[Proposed[RevisionWritten], ...]:
    standing = [one for one in history.heads if one.stamp.id in command.versions]
    if len(standing) != 2:
        why = "One of them no longer stands: it was changed or merged since."
        raise Refused(NOT_MERGED, why, "Open the document again.")
    first, second = standing
    parts = parts_of(history, first, second)
    text = merged(parts, _choices(command.choices))
    if text is None:
        left = conflicts(parts) - len(_choices(command.choices))
        places = "1 place is" if left == 1 else f"{left} places are"
        raise Refused(NOT_MERGED, f"{places} without a choice.", "Choose one side, or both, in each place.")
    over = tuple(sorted((first.stamp.id, second.stamp.id)))
    return (Proposed(RevisionWritten(second.name, text, SUMMARY), over),)


def parts_of(history: DocumentHistory, first: Revision, second: Revision) -> tuple[Part, ...]:
    base = ancestor(history, first, second)
    return merge(base.text if base else None, first.text, second.text)


def _choices(given: Mapping[str, str]) -> dict[int, Choice]:
    return {int(key): choice for key, choice in _pairs(given) if key.isdecimal() and len(key) < 9}


def _pairs(given: Mapping[str, str]) -> list[tuple[str, Choice]]:
    return [(key, choice) for key, value in given.items() for choice in CHOICES if choice == value]
