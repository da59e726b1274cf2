"""A title that tells what to do in prose and commands comes in, the steps a reader would take go out."""

import re

from app.documents.blocks import Block, plain
from app.documents.drafts import Draft, phase_of
from app.documents.items import MAX_TEXT, first_sentence
from app.documents.parts import Part
from app.documents.titles import is_expectation, without_number

_BLANK_ONLY = re.compile(r"^\W*\[[^\]]*\]\W*$")


def told_steps(part: Part, blocks: list[Block]) -> list[Draft]:
    """Steps of a title that tells what to do in prose and commands, without a list to tick."""
    if part.role not in ("act", "do") or part.level < 1:
        return []
    if any(block.kind in ("fence", "code") for block in blocks):
        return by_command(part, blocks)
    texts = [plain(block) for block in blocks if block.kind == "paragraph"]
    if part.level < 2 or part.parts or not texts or all(_BLANK_ONLY.match(text) for text in texts):
        return []
    draft = Draft(without_number(part.title), part.line, part, phase_of(part.parent))
    for block in blocks:
        draft.add(block)
    return [draft]


def by_command(part: Part, blocks: list[Block]) -> list[Draft]:
    """A step for each command with the words before it."""
    drafts: list[Draft] = []
    waiting: list[Block] = []
    for block in blocks:
        waiting.append(block)
        if block.kind not in ("fence", "code"):
            continue
        words = [b for b in waiting if b.kind == "paragraph"]
        if drafts and (not words or is_expectation(plain(words[-1]))):
            _add_all(drafts[-1], waiting)
        else:
            text = _first_sentence_of(words) or without_number(part.title)
            drafts.append(Draft(text, waiting[0].line, part, phase_of(part)))
            _add_all(drafts[-1], waiting)
        waiting = []
    _add_all(drafts[-1], waiting)
    if len(drafts) == 1 and part.role == "do":
        drafts[0].text, drafts[0].line = without_number(part.title), part.line
        drafts[0].phase = phase_of(part.parent)
    return drafts


def _add_all(draft: Draft, blocks: list[Block]) -> None:
    for block in blocks:
        draft.add(block)


def _first_sentence_of(words: list[Block]) -> str:
    text = plain(words[-1]) if words else ""
    text = first_sentence(text) if len(text) > MAX_TEXT else text
    return text.rstrip(":： ")
