"""What a person can ask about an import: the arguments of each command, as values."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WithdrawImport:
    """`streams`: what came with the file `file`, event ids by stream."""

    file: str
    streams: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class RestoreImport:
    pass


ImportCommand = WithdrawImport | RestoreImport
