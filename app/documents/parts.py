"""Blocks come in, a tree of Parts goes out: headings, and bold lines that work as headings."""

import re
from dataclasses import dataclass, field

from app.documents.blocks import Block, plain
from app.documents.cadences import cadences
from app.documents.slots import is_slot
from app.documents.titles import is_advice, is_numbered, is_step, is_step_title, role

LABEL_LEVEL = 7
MAX_STEP_LINE = 120
_LABEL_TAIL = re.compile(r"^\s*(\([^()]*\))?\s*:?\s*$")


@dataclass(slots=True, eq=False)
class Part:
    """A title and what stands under it. `blocks` are its own, `parts` its children's.

    `level` is 0 for the document, 1 to 6 for headings, 7 for bold lines; `end` is its last line. `eager` parts
    belong to a document that calls itself a runbook: there a plain list of orders is a list of steps.
    """

    title: str
    line: int
    end: int
    level: int
    parent: "Part | None" = None
    role: str = ""
    eager: bool = False
    blocks: list[Block] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)
    head: Block | None = None  # the line that its title stands on
    recurs: bool = False  # an item of a list that says how often what it holds is done


def read_parts(blocks: list[Block], last_line: int, *, eager: bool = False) -> Part:
    """The document as one Part of level 0 that ends at `last_line`."""
    root = Part("", 1, last_line, 0, eager=eager)
    open_parts = [root]
    for index, block in enumerate(blocks):
        title, level = _opens(block, blocks, index, open_parts[-1])
        if level:
            _close(open_parts, level, block.line - 1)
            open_parts.append(_child(open_parts[-1], title, level, block))
            continue
        if open_parts[-1].level == LABEL_LEVEL and (block.kind == "rule" or _goes_on(block, open_parts[-1])):
            _close(open_parts, LABEL_LEVEL, block.line - 1)
        told = cadences(block, open_parts[-1].title, open_parts[-1].role) if block.kind == "list" else ()
        if told and _is_last(blocks, index):
            open_parts[-1].parts += [_recurring(open_parts[-1], *one) for one in told]
        else:
            open_parts[-1].blocks.append(block)
    _close(open_parts, 1, last_line)
    return root


def _goes_on(block: Block, label: Part) -> bool:
    """`Do not:` forbids the list or the words below it, and not the next list; a command there is forbidden too."""
    if label.role != "never" or block.kind != "list" or not label.blocks:
        return False
    said = label.blocks[-1].source.rstrip().endswith((":", "："))
    return any(one.kind == "list" for one in label.blocks) or (block.ordered and not said)


def _opens(block: Block, blocks: list[Block], index: int, here: Part) -> tuple[str, int]:
    if block.kind == "heading":
        return plain(block), block.level
    if block.kind == "paragraph" and is_step_line(block):
        return plain(block), LABEL_LEVEL
    label = bold_label(block) or _plain_label(block, blocks, index)
    if not label or _belongs_above(label, blocks, index, here):
        return "", 0
    return label, LABEL_LEVEL


def _close(open_parts: list[Part], level: int, line: int) -> None:
    while open_parts[-1].level >= level:
        open_parts.pop().end = line


def _child(parent: Part, title: str, level: int, block: Block) -> Part:
    part = Part(
        title, block.line, block.end, level, parent, _role(title, level, parent), parent.eager, head=block
    )
    parent.parts.append(part)
    return part


def _recurring(parent: Part, often: str, done: Block) -> Part:
    """`- Daily: back up the base` is what a bold line `Daily` with a list below it is."""
    return Part(often, done.line, done.end, LABEL_LEVEL, parent, "check", parent.eager, [done], recurs=True)


def _is_last(blocks: list[Block], index: int) -> bool:
    """Nothing but words follows below the same title: steps that do would come before it, for they are the title's own."""
    for block in blocks[index + 1 :]:
        if block.kind == "heading" or bold_label(block):
            break
        if block.kind not in ("paragraph", "quote", "rule", "html"):
            return False
    return True


def _role(title: str, level: int, parent: Part) -> str:
    own = role(title)
    if parent.role == "avoid" and own == "act" and is_advice(parent.title):
        return "avoid"  # `Process` below "Success criteria" is a kind of criteria.
    if level == 1 and own in ("avoid", "never"):
        return ""  # "Monitoring runbook" names what it is about, not what it is for.
    return own or _inherited(parent, level)


def _inherited(parent: Part, level: int) -> str:
    # What to do under "Steps" is not passed on to sub-headings, only to the bold lines in it.
    if parent.role == "act":
        return "act" if level == LABEL_LEVEL else ""
    return parent.role if parent.role == "check" or parent.level > 1 else ""


def bold_label(block: Block) -> str:
    """The words of a paragraph that is one bold line (`**Symptoms:**`); "" for any other block."""
    tokens = [token for token in block.inline if token.type != "text" or token.content.strip()]
    if block.kind != "paragraph" or len(tokens) < 3 or tokens[0].type != "strong_open":
        return ""
    close = next((i for i, token in enumerate(tokens) if token.type == "strong_close"), 0)
    tail = tokens[close + 1 :]
    if any(token.type != "text" for token in tail):
        return ""
    if not _LABEL_TAIL.match("".join(token.content for token in tail)):
        return ""
    return plain(block).strip().rstrip(":：").strip()


def is_step_line(block: Block) -> bool:
    """A short line of its own that calls itself a step: `Step 1. Check the logs`."""
    words = block.source.strip()
    return len(words) <= MAX_STEP_LINE and "\n" not in words and is_step_title(words.lstrip("*_ "))


def _plain_label(block: Block, blocks: list[Block], index: int) -> str:
    # `Symptoms:` in plain words counts only right before a list and when its meaning is known.
    if block.kind != "paragraph" or block.end != block.line:
        return ""
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    if after is None or after.kind != "list":
        return ""
    words = plain(block).rstrip(":：").strip()
    if not _is_title_like(words) or not role(words):
        return ""
    near = block.source.rstrip().endswith((":", "：")) or after.line == block.end + 1
    return words if near or role(words) == "never" else ""


def _is_title_like(words: str) -> bool:
    return 0 < len(words.split()) <= 5 and not words[0].islower() and not words.endswith((".", "!", "?", ","))


def _belongs_above(label: str, blocks: list[Block], index: int, here: Part) -> bool:
    """Whether this label is a slot of the step above: a numbered list, or a `Step N` heading."""
    if role(label) == "never":
        return False
    if is_step_part(here) and here.level < LABEL_LEVEL:
        return not is_step(label) and not is_numbered(label)
    if not is_slot(label):
        return False
    if is_step_part(here):
        return True
    above = [block for block in here.blocks if block.kind == "list" and block.ordered]
    if not above:
        return False
    if role(label) == "avoid" or role(label) == "":
        return True
    return _numbering_goes_on(above[-1], blocks, index)


def is_step_part(part: Part) -> bool:
    """A `Step N` heading or bold line; a bold line needs no more than its number."""
    if part.level == LABEL_LEVEL and is_numbered(part.title):
        return True
    return part.level > 1 and is_step(part.title)


def _numbering_goes_on(above: Block, blocks: list[Block], index: int) -> bool:
    last = above.children[-1].number or 0
    for block in blocks[index + 1 : index + 9]:
        if block.kind == "heading":
            return False
        if block.kind == "list" and block.ordered:
            return block.children[0].number in (last + 1, 1) and block.children[0].number != 1
    return False
