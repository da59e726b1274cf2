"""An import and a command in, the events to record out, or a refusal."""

from collections.abc import Mapping

from app.imports.commands import ImportCommand, RestoreImport, WithdrawImport
from app.imports.events import ImportEvent, ImportRestored, ImportWithdrawn
from app.imports.state import Import
from app.records.act import Act, Proposed
from app.records.refusal import Refused, refuse_if_newer

MOST = 200_000
"""Ids of events that fit into one content, with room to spare."""


def decide(past: Import, command: ImportCommand, _: Act) -> tuple[Proposed[ImportEvent], ...]:
    refuse_if_newer("Nothing was changed.", past.newer)
    match command:
        case WithdrawImport(file, streams):
            return _withdraw(past, file, streams)
        case RestoreImport():
            return (Proposed(ImportRestored(), _all(past)),) if past.is_withdrawn else ()


def _withdraw(
    past: Import, file: str, streams: Mapping[str, tuple[str, ...]]
) -> tuple[Proposed[ImportEvent], ...]:
    if past.is_withdrawn:
        return ()
    # An import that was withdrawn before is the same again, whatever the page still knows of it.
    told = past.told.value if past.told else ImportWithdrawn(file, streams)
    count = sum(len(ids) for ids in told.streams.values())
    if not count:
        raise Refused(
            "The import was not withdrawn.",
            "Nothing of it is known here any more.",
            "Archive or correct what it brought, one by one.",
        )
    if count > MOST:
        raise Refused(
            "The import was not withdrawn.",
            f"It brought {count:,} events; at most {MOST:,} can be withdrawn at once.",
            "Start with an empty browser profile and import only what you want to keep.",
        )
    return (Proposed(told, _all(past)),)


def _all(past: Import) -> tuple[str, ...]:
    """Whoever withdraws or restores means the import as it stands, whatever its clocks say."""
    return tuple(sorted(head.stamp.id for head in past.acts.heads))
