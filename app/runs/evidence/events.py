"""What was done with a step's commands and kept with the step: facts that add up, so their order never matters."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from app.records.codec import Unfit

SHA = re.compile(r"[0-9a-f]{64}")
TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]{0,80}")
ADDRESS = re.compile(r"(?:https?|mailto|tel):[^\s<>\"]{1,2000}", re.IGNORECASE)
How = Literal["exact", "contains", "pattern", ""]
HOWS = get_args(How)


@dataclass(frozen=True, slots=True)
class CommandCopied:
    """`text` is what went to the clipboard; `line` counts from 1 in a copy line by line, 0 is all of it."""

    step: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class OutputKept:
    """`text` is what a command printed, `expected` what it was compared with in the way of `how` ("": with nothing).

    `fits` is what the comparison said then.
    """

    step: str
    text: str
    command: str = ""
    expected: str = ""
    how: str = ""
    fits: bool = False

    def __post_init__(self) -> None:
        if self.how not in HOWS:
            raise Unfit("It was compared in a way that is not known here.")


@dataclass(frozen=True, slots=True)
class FileAttached:
    """`sha` names the bytes in the log's attachment store; `size` is in bytes; `step` None is the whole run."""

    step: str | None
    sha: str
    name: str
    type: str
    size: int

    def __post_init__(self) -> None:
        if not SHA.fullmatch(self.sha) or not TYPE.fullmatch(self.type) or self.size < 0:
            raise Unfit("What it says of the attached file is no name, type and size.")


@dataclass(frozen=True, slots=True)
class LinkAdded:
    """`text` is what the person says of it, or ""."""

    step: str | None
    url: str
    text: str = ""

    def __post_init__(self) -> None:
        if not ADDRESS.fullmatch(self.url):
            raise Unfit("The link is no address of the web, of mail or of a telephone.")


EvidenceEvent = CommandCopied | OutputKept | FileAttached | LinkAdded
EVIDENCE = (CommandCopied, OutputKept, FileAttached, LinkAdded)
