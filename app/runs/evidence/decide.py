"""A command about evidence in, the fact to record out, or a refusal. Facts are taken even late."""

from app.records.act import Proposed
from app.records.codec import Unfit
from app.records.refusal import Refused
from app.runs.evidence.commands import AddLink, AttachFile, EvidenceCommand, KeepOutput, LogCopy
from app.runs.evidence.compare import compare
from app.runs.evidence.events import CommandCopied, EvidenceEvent, FileAttached, LinkAdded, OutputKept

# Characters of an output that are kept: more is a file.
MOST_OUTPUT = 200_000
MOST_COPIED = 20_000
MOST_NAME = 200


def decide_evidence(command: EvidenceCommand) -> tuple[Proposed[EvidenceEvent], ...]:
    match command:
        case LogCopy(step, text, line):
            return (Proposed(CommandCopied(step, text[:MOST_COPIED], max(0, line))),)
        case KeepOutput():
            return (Proposed(_output(command)),)
        case AttachFile():
            return (Proposed(_file(command)),)
        case AddLink(step, url, text):
            return (Proposed(_link(step, url.strip(), text.strip())),)


def _output(command: KeepOutput) -> OutputKept:
    text = command.text.strip("\n")
    if not text.strip():
        raise Refused("The output was not kept.", "It is empty.", "Paste what the command printed first.")
    if len(text) > MOST_OUTPUT:
        why = f"It is {len(text):,} characters long; at most {MOST_OUTPUT:,} are kept with a step."
        raise Refused("The output was not kept.", why, "Attach it as a file, or paste the part that matters.")
    how = command.how if command.expected.strip() else ""
    expected = command.expected if how else ""
    try:
        return OutputKept(
            command.step, text, command.command, expected, how, compare(text, expected, how).fits
        )
    except Unfit as unfit:
        raise Refused("The output was not kept.", str(unfit), "Choose how to compare it.") from unfit


def _file(command: AttachFile) -> FileAttached:
    name = " ".join(command.name.split())[:MOST_NAME] or "file"
    try:
        return FileAttached(command.step, command.sha, name, command.type, command.size)
    except Unfit as unfit:
        raise Refused("The file was not attached.", str(unfit), "Attach it again.") from unfit


def _link(step: str | None, url: str, text: str) -> LinkAdded:
    try:
        return LinkAdded(step, url, text)
    except Unfit as unfit:
        next_ = "Begin it with https://, http://, mailto: or tel:."
        raise Refused("The link was not added.", str(unfit), next_) from unfit
