"""A title that tells what to do in prose and commands comes in, the steps a reader would take go out."""

import re
from itertools import takewhile

from app.documents.blocks import Block, plain
from app.documents.drafts import Draft, phase_of
from app.documents.fences import command_of, language
from app.documents.items import MAX_TEXT, first_sentence
from app.documents.orders import first_order, only_asks
from app.documents.parts import LABEL_LEVEL, Part
from app.documents.slots import is_expectation
from app.documents.titles import is_step_title, starts_with_verb, without_number
from app.documents.words import SHELLS

# A line that says in which case the command below is for.
_CASE = re.compile(
    r"^(?:trigger|if|when|in case|unless|si|wenn|falls|если|при|如果|当)(?:\b|(?<=[果当]))", re.IGNORECASE
)
# A paragraph that fits on the line of a step.
SHORT = 120
_BLANK_ONLY = re.compile(r"^\W*\[[^\]]*\]\W*$")


def told_steps(part: Part, blocks: list[Block]) -> list[Draft]:
    """Steps of a title that tells what to do in prose and commands, without a list to tick."""
    if part.role not in ("act", "do"):
        return _orders_alone(part, blocks)
    if part.level < 1:
        return []
    if any(block.kind == "code" or (block.kind == "fence" and _is_worked(block)) for block in blocks):
        return by_command(part, blocks)
    if part.level < 2 or (part.parts and not (is_step_title(part.title) and any(map(_is_asking, blocks)))):
        return []
    return _by_order(part, blocks)


def _orders_alone(part: Part, blocks: list[Block]) -> list[Draft]:
    """In a runbook, also below a title of no known meaning: a paragraph that does nothing but ask."""
    if part.role or part.level < 2 or part.level == LABEL_LEVEL or part.parts:
        return []
    if part.parent and part.parent.role == "act" and part.parent.level > 1:
        return _by_order(part, blocks) if any(map(_is_asking, blocks)) else []
    if not part.eager:
        return []
    if not all(block.kind == "paragraph" and only_asks(plain(block)) for block in blocks):
        return []
    return _by_order(part, blocks)


def _by_order(part: Part, blocks: list[Block]) -> list[Draft]:
    """A step for each paragraph that asks for something. A title that is an order itself is their only step."""
    above_rule = list(takewhile(lambda block: block.kind != "rule", blocks))
    paragraphs = [block for block in above_rule if block.kind == "paragraph"]
    if all(_BLANK_ONLY.match(plain(block)) for block in paragraphs):
        return []
    asked = [block for block in paragraphs if _is_asking(block)]
    if not asked or (part.role != "act" and len(asked) == 1 and not part.eager):
        draft = Draft(without_number(part.title), part.line, part, phase_of(part.parent))
        _add_all(draft, blocks)
        return [draft]
    drafts: list[Draft] = []
    waiting: list[Block] = []
    for block in blocks:
        if block.line <= asked[-1].line and _is_asking(block):
            drafts.append(Draft(first_order(plain(block)), block.line, part, phase_of(part)))
        waiting.append(block)
        if drafts:
            _add_all(drafts[-1], waiting)
            waiting = []
    return drafts


def by_command(part: Part, blocks: list[Block]) -> list[Draft]:
    """A step for each command with the words before it, and for each paragraph that asks for something else."""
    told = _Telling(part)
    for block in blocks:
        if block.kind != "rule":
            told.hear(block)
    drafts = told.end()
    if len(drafts) == 1 and part.role == "do":
        drafts[0].text, drafts[0].line = without_number(part.title), part.line
        drafts[0].phase = phase_of(part.parent)
    return drafts


class _Telling:
    """What a part has told so far: `waiting` blocks go to the next step, or to the last one."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._drafts: list[Draft] = []
        self._waiting: list[Block] = []
        self._words: Block | None = None  # the last paragraph that waits
        self._order: Block | None = None  # the first of them that asks for something

    def hear(self, block: Block) -> None:
        if block.kind == "paragraph":
            self._hear_words(block)
        self._waiting.append(block)
        if block.kind not in ("fence", "code"):
            return
        if _is_sample(block) and not (self._words and self._asks(self._words)):
            if self._drafts:
                self._give()
        elif self._drafts and (self._words is None or is_expectation(plain(self._words))):
            self._give()
        else:
            self._step(self._words)

    def _hear_words(self, block: Block) -> None:
        asks = self._asks(block)
        if asks and self._order:
            self._step(self._order)
        self._words = block
        if asks:
            self._order = block

    def end(self) -> list[Draft]:
        if self._order or (self._waiting and not self._drafts):
            self._step(self._order)
        self._give()
        return self._drafts

    def _step(self, words: Block | None) -> None:
        titled = self._part.title and not self._drafts
        first = self._part.line if titled else self._waiting[0].line
        self._drafts.append(_told(words, first, self._part))
        self._give()

    def _give(self) -> None:
        if self._drafts:
            _add_all(self._drafts[-1], self._waiting)
            self._waiting, self._words, self._order = [], None, None

    def _asks(self, block: Block) -> bool:
        return self._part.role in ("act", "do") and _is_asking(block)


def _is_asking(block: Block) -> bool:
    return block.kind == "paragraph" and bool(first_order(plain(block)))


def _is_worked(block: Block) -> bool:
    """Commands, or comments that say what to do in a shell; not a message, a picture or a file to look at."""
    return language(block.info) in SHELLS or command_of(block) is not None


def _is_sample(block: Block) -> bool:
    """What a program prints, shown after the command that prints it."""
    return block.kind == "fence" and command_of(block) is None and "#" not in block.source[:2]


def _told(words: Block | None, line: int, part: Part) -> Draft:
    """The words before a command when they ask for it, else the title above it, which stands at `line`."""
    text = plain(words) if words else ""
    title = without_number(part.title)
    if title and _CASE.match(text) and not first_order(text):
        draft = Draft(title, line, part, phase_of(part.parent))
        draft.condition = text.rstrip(":：. ")
        return draft
    asks = first_order(text) or text.endswith((":", "：")) or starts_with_verb(text) or not title
    if words and asks:
        return Draft(_asked_in(text), words.line, part, phase_of(part))
    return Draft(title or "…", line, part, phase_of(part.parent))


def _add_all(draft: Draft, blocks: list[Block]) -> None:
    for block in blocks:
        if block.kind != "rule":
            draft.add(block)


def _asked_in(text: str) -> str:
    """All of a short paragraph; of a long one the sentence that asks, else its first."""
    if len(text) > SHORT:
        text = first_order(text) or (first_sentence(text) if len(text) > MAX_TEXT else text)
    return text.rstrip(":： ")
