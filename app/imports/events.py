"""What can happen to an import: past-tense facts, read from and written to the log.

Importing itself writes nothing, so two devices that exchange their files come to rest. Withdrawing does.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportWithdrawn:
    """These events no longer count, as if they had never come; they stay in the log and in every snapshot."""

    file: str
    streams: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ImportRestored:
    """They count again."""


ImportEvent = ImportWithdrawn | ImportRestored
