"""What a person can keep with a step: the arguments of each command."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LogCopy:
    """`text` was copied; `line` counts from 1, 0 is all of the command."""

    step: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class KeepOutput:
    """`how` is exact, contains, pattern, or "" to keep it without a comparison."""

    step: str
    text: str
    command: str = ""
    expected: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class AttachFile:
    """The bytes are in the log's attachment store already, under `sha`."""

    step: str | None
    sha: str
    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class AddLink:
    step: str | None
    url: str
    text: str = ""


EvidenceCommand = LogCopy | KeepOutput | AttachFile | AddLink
