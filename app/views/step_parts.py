"""A step in, its body as parts in the author's own order out: words, commands to copy, Expect, If not, Stop if.

Nothing is moved and nothing is left out: where the order cannot be kept, the whole detail stays one piece of words
(prose draws its fences with a copy button of their own).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.documents.blocks import Block, plain, read_blocks, walk_blocks
from app.documents.fences import command_of
from app.documents.markdown import normalize, read_tokens, too_large
from app.documents.slots import EDGE, EXPECT, OTHERWISE, STOP
from app.views.values import Command, Step, StepBody, Tick

Kind = Literal["words", "command", "expect", "otherwise", "stop", "ticks", "matrix"]

LABELS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("expect", re.compile(EDGE % EXPECT, re.IGNORECASE)),
    ("otherwise", re.compile(EDGE % OTHERWISE, re.IGNORECASE)),
    ("stop", re.compile(EDGE % STOP, re.IGNORECASE)),
)
FENCE = re.compile(r"^\s*(?:```|~~~)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """`text` is Markdown; a command part carries its command instead, a list to tick its ticks."""

    kind: Kind
    text: str = ""
    command: Command | None = None
    ticks: tuple[Tick, ...] = ()


def parts(step: Step | StepBody) -> tuple[Part, ...]:
    """What the author's order has no place for comes last."""
    found = _parts(step)
    drawn = {tick.id for part in found for tick in part.ticks}
    rest = tuple(tick for tick in step.ticks if tick.id not in drawn)
    matrix = step.matrix.rows and all(part.kind != "matrix" for part in found)
    more = (Part("ticks", ticks=rest),) if rest else ()
    return (*found, *more, *((Part("matrix"),) if matrix else ()))


def _parts(step: Step | StepBody) -> tuple[Part, ...]:
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
        return (*_merged(_in_order(source.split("\n"), blocks, iter(step.commands), step)), *said)
    # Fences inside lists or quotes: the author's order is kept by drawing all of it as words.
    return (Part("words", source), *(said if FENCE.search(source) else _commands(step)))


def _is_command(block: Block) -> bool:
    return block.kind in ("fence", "code") and command_of(block) is not None


def _in_order(
    lines: list[str], blocks: list[Block], commands: Iterator[Command], step: Step | StepBody
) -> Iterator[Part]:
    label: Part | None = None
    end = 0
    for block in blocks:
        # Lines between blocks (link definitions, comments) go along with the block after them.
        text, end = "\n".join(lines[end : block.end]), block.end
        if answer := _answered(block, step):
            yield from [Part("words", label.text), answer] if label else [answer]
            label = None
            continue
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


def _answered(block: Block, step: Step | StepBody) -> Part | None:
    """A list whose items are ticks of the step, or the table that is its matrix."""
    if block.kind == "list" and step.ticks:
        texts = [plain(item.children[0]) for item in block.children if item.children]
        ticks = tuple(tick for tick in step.ticks if tick.text in texts)
        return Part("ticks", ticks=ticks) if len(ticks) == len(texts) == len(block.children) else None
    if block.kind == "table" and step.matrix.rows and len(block.children) == len(step.matrix.rows) + 1:
        cells = {plain(cell) for cell in block.children[1].children}
        return Part("matrix") if step.matrix.rows[0].condition in cells else None
    return None


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


def _commands(step: Step | StepBody) -> tuple[Part, ...]:
    return tuple(Part("command", command=command) for command in step.commands)


def _slots(step: Step | StepBody) -> tuple[Part, ...]:
    slots = (Part("expect", step.expect), Part("otherwise", step.otherwise), Part("stop", step.stop))
    return tuple(part for part in slots if part.text)
