"""A title that tells what to do in prose and commands comes in, the steps a reader would take go out."""

import re

from app.documents.blocks import Block, plain
from app.documents.drafts import Draft, phase_of
from app.documents.fences import command_of, language
from app.documents.items import MAX_TEXT, first_sentence
from app.documents.parts import Part
from app.documents.titles import is_expectation, starts_with_verb, without_number
from app.documents.words import SHELLS

# A line that says in which case the command below is for.
_CASE = re.compile(
    r"^(?:trigger|if|when|in case|unless|si|wenn|falls|если|при|如果|当)(?:\b|(?<=[果当]))", re.IGNORECASE
)
_BLANK_ONLY = re.compile(r"^\W*\[[^\]]*\]\W*$")


def told_steps(part: Part, blocks: list[Block]) -> list[Draft]:
    """Steps of a title that tells what to do in prose and commands, without a list to tick."""
    if part.role not in ("act", "do") or part.level < 1:
        return []
    if any(block.kind == "code" or (block.kind == "fence" and _is_worked(block)) for block in blocks):
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
        if drafts and (not words or is_expectation(plain(words[-1])) or _is_sample(block)):
            _add_all(drafts[-1], waiting)
        else:
            drafts.append(_told(words, waiting[0].line, part))
            _add_all(drafts[-1], waiting)
        waiting = []
    _add_all(drafts[-1], waiting)
    if len(drafts) == 1 and part.role == "do":
        drafts[0].text, drafts[0].line = without_number(part.title), part.line
        drafts[0].phase = phase_of(part.parent)
    return drafts


def _is_worked(block: Block) -> bool:
    """Commands, or comments that say what to do in a shell; not a message, a picture or a file to look at."""
    return language(block.info) in SHELLS or command_of(block) is not None


def _is_sample(block: Block) -> bool:
    """What a program prints, shown after the command that prints it."""
    return block.kind == "fence" and command_of(block) is None and "#" not in block.source[:2]


def _told(words: list[Block], line: int, part: Part) -> Draft:
    """The words before a command when they ask for it, else the title above it."""
    text = plain(words[-1]) if words else ""
    if part.title and _CASE.match(text):
        draft = Draft(without_number(part.title), line, part, phase_of(part.parent))
        draft.condition = text.rstrip(":：. ")
        return draft
    if words and (text.endswith((":", "：")) or starts_with_verb(text) or not part.title):
        return Draft(_first_sentence_of(words), line, part, phase_of(part))
    return Draft(without_number(part.title) or "…", line, part, phase_of(part.parent))


def _add_all(draft: Draft, blocks: list[Block]) -> None:
    for block in blocks:
        draft.add(block)


def _first_sentence_of(words: list[Block]) -> str:
    text = plain(words[-1]) if words else ""
    text = first_sentence(text) if len(text) > MAX_TEXT else text
    return text.rstrip(":： ")
