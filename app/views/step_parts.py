"""A step in, its body as parts in the author's own order out: words, commands to copy, Expect, If not, Stop if.

Nothing is moved and nothing is left out: where the order cannot be kept, the whole detail stays one piece of words
(prose draws its fences with a copy button of their own).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.documents.blocks import Block, read_blocks, walk_blocks
from app.documents.fences import command_of
from app.documents.markdown import normalize, read_tokens, too_large
from app.views.values import Command, Step

Kind = Literal["words", "command", "expect", "otherwise", "stop"]

_EDGE = r"[*_]{0,3}(?:%s)\b[^:\n*_]{0,30}[*_]{0,3}\s*:\s*[*_]{0,3}[ \t]*"
LABELS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("expect", re.compile(_EDGE % "expect(?:ed|ation)?|you should see", re.IGNORECASE)),
    (
        "otherwise",
        re.compile(_EDGE % "if not|otherwise|if (?:it|this) (?:fails|does not)|on failure", re.IGNORECASE),
    ),
    ("stop", re.compile(_EDGE % "stop if|abort if|do not continue if", re.IGNORECASE)),
)
FENCE = re.compile(r"^\s*(?:```|~~~)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """`text` is Markdown; a command part carries its command instead."""

    kind: Kind
    text: str = ""
    command: Command | None = None


def parts(step: Step) -> tuple[Part, ...]:
    source = normalize(step.detail)
    if not source.strip():
        return (*_commands(step), *_slots(step))
    if too_large(source):
        return (Part("words", source),)
    blocks = read_blocks(read_tokens(source))
    outside = sum(1 for block in blocks if _is_command(block))
    fenced = sum(1 for block in walk_blocks(blocks) if _is_command(block))
    said = tuple(Part("command", command=command) for command in step.commands[fenced:])
    if outside == fenced <= len(step.commands):
        return (*_merged(_in_order(source.split("\n"), blocks, iter(step.commands))), *said)
    # Fences inside lists or quotes: the author's order is kept by drawing all of it as words.
    return (Part("words", source), *(said if FENCE.search(source) else _commands(step)))


def _is_command(block: Block) -> bool:
    return block.kind == "fence" and command_of(block) is not None


def _in_order(lines: list[str], blocks: list[Block], commands: Iterator[Command]) -> Iterator[Part]:
    label: Part | None = None
    end = 0
    for block in blocks:
        # Lines between blocks (link definitions, comments) go along with the block after them.
        text, end = "\n".join(lines[end : block.end]), block.end
        if label and not _is_command(block):
            yield Part(label.kind, text)
            label = None
            continue
        if label:
            yield Part("words", label.text)
        kind, rest = _labelled(block, text)
        label = Part(kind, text) if kind != "words" and not rest.strip() else None
        if _is_command(block):
            yield Part("command", command=next(commands))
        elif not label:
            yield Part(kind, rest)
    yield from _last(label, "\n".join(lines[end:]))


def _last(label: Part | None, text: str) -> Iterator[Part]:
    if label:
        yield Part("words", label.text)
    if text.strip():
        yield Part("words", text)


def _labelled(block: Block, text: str) -> tuple[Kind, str]:
    if block.kind == "paragraph":
        for kind, pattern in LABELS:
            if found := pattern.match(text.lstrip()):
                return kind, text.lstrip()[found.end() :]
    return "words", text


def _merged(all_parts: Iterator[Part]) -> Iterator[Part]:
    """Neighbouring words drawn as one piece, so that lists and paragraphs keep their distance."""
    words: list[str] = []
    for part in all_parts:
        if part.kind == "words":
            words.append(part.text)
            continue
        if words:
            yield Part("words", "\n".join(words))
            words = []
        yield part
    if words:
        yield Part("words", "\n".join(words))


def _commands(step: Step) -> tuple[Part, ...]:
    return tuple(Part("command", command=command) for command in step.commands)


def _slots(step: Step) -> tuple[Part, ...]:
    slots = (Part("expect", step.expect), Part("otherwise", step.otherwise), Part("stop", step.stop))
    return tuple(part for part in slots if part.text)
