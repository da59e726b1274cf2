"""A Source comes in; texts to send, and documents to begin from, go out: fenced or quoted."""

import re
from collections.abc import Iterator

from app.documents.blanks import blanks_in
from app.documents.blocks import Block
from app.documents.facts.model import Message, Template
from app.documents.facts.source import Source, Told, is_under, title
from app.documents.fences import language
from app.documents.parts import Part

_SENT = re.compile(
    r"\b(communicat\w*|messaging|(internal|external|customer) messages?|message templates?|notif\w*|announce\w*"
    r"|status ?pages?|e-?mails?|stakeholders?|status updates?)\b",
    re.IGNORECASE,
)
_MESSAGE = re.compile(
    r"\b(templates?|messages?|notifications?|announcements?|updates?|communications?)\b", re.IGNORECASE
)
_PLAIN = frozenset(("", "text", "txt", "plain", "plaintext", "none", "email", "markdown", "md"))
_MARKDOWN = frozenset(("markdown", "md"))
_HEADING = re.compile(r"^#{1,3} \S", re.MULTILINE)
_TOP = re.compile(r"^# +(.+?)\s*$", re.MULTILINE)
_SUBJECT = re.compile(
    r"^(?:[^\w\n]|_){0,20}subject(?:[^\w\n:]|_){0,5}:[ \t*_]*(\S.*)$", re.IGNORECASE | re.MULTILINE
)
# `subject: CN=shop.test` is the subject of a certificate.
_CERTIFICATE = re.compile(r"^/?[A-Za-z]{1,2}\s?=")
_STATUS = re.compile(
    r"^\W*(?:status|state)\W*:\W*([A-Za-z][A-Za-z ]{2,30}?)\W*$", re.IGNORECASE | re.MULTILINE
)
MIN_WORDS = 5


def messages(source: Source) -> Iterator[Told]:
    commands = {command.line for command in source.document.commands}
    for part in source.parts:
        said = is_under(part, _SENT) and is_under(part, _MESSAGE)
        for block in part.blocks:
            text = _text(block, source)
            if (
                text
                and (said or _begins_with_subject(text))
                and block.line not in commands
                and not _is_document(block)
                and len(text.split()) >= MIN_WORDS
            ):
                yield _message(text, block, part)


def _begins_with_subject(text: str) -> bool:
    """A text with a subject is a message, whatever it stands under."""
    head = "\n".join(text.split("\n", 3)[:3])
    found = _SUBJECT.search(head)
    return bool(found) and not _CERTIFICATE.match(found[1] if found else "")


def _text(block: Block, source: Source) -> str:
    if block.kind == "fence" and language(block.info) in _PLAIN:
        return block.source.strip("\n")
    if block.kind == "quote":
        return "\n".join(
            line.lstrip()[1:].removeprefix(" ") for line in source.body[block.line - 1 : block.end]
        )
    return ""


def _message(text: str, block: Block, part: Part) -> Told:
    subject, status = _SUBJECT.search(text), _STATUS.search(text)
    place = title(part.parent) if part.parent and part.parent.level > 1 else ""
    found = (blank for line in text.split("\n") for blank, _ in blanks_in(line, None, frozenset()))
    message = Message(
        text=text,
        place=place,
        subject=subject[1].strip(" \t*_") if subject else "",
        status=status[1] if status else "",
        blanks=tuple(dict.fromkeys(found)),
    )
    return Told(title(part), message, block.line, part)


def templates(source: Source) -> Iterator[Told]:
    for part in source.parts:
        for block in part.blocks:
            if _is_document(block) and is_under(part, _MESSAGE):
                yield Told(_called(block, part), Template(block.source), block.line, part)


def _is_document(block: Block) -> bool:
    return block.kind == "fence" and language(block.info) in _MARKDOWN and bool(_HEADING.search(block.source))


def _called(block: Block, part: Part) -> str:
    found = _TOP.search(block.source)
    return title(part) or (found[1] if found else "")
