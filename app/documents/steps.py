"""A tree of Parts comes in, the steps of a run of the whole document go out, as drafts in order."""

from app.documents.blocks import Block
from app.documents.drafts import Draft, phase_of
from app.documents.fences import command_of
from app.documents.items import is_pairs, list_steps
from app.documents.parts import LABEL_LEVEL, Part, bold_label, is_step_part
from app.documents.rows import table_steps
from app.documents.titles import is_reference, is_step_title
from app.documents.told import by_command, told_steps


def collect(root: Part) -> list[Draft]:
    drafts: list[Draft] = []
    waiting = [root]
    while waiting:
        part = waiting.pop()
        if _only_counts(part):
            waiting.extend(reversed(part.parts))
        elif is_step_part(part) and _is_single(part):
            drafts.append(_single(part))
        else:
            drafts.extend(_own(part))
            waiting.extend(reversed(part.parts))
    return drafts


def _only_counts(part: Part) -> bool:
    """`1. Alert fires` below `Decision tree`: there a number alone makes no step of a text."""
    if (
        part.parent is None
        or part.parent.role != "avoid"
        or is_step_title(part.title)
        or part.level == LABEL_LEVEL
    ):
        return False
    return is_step_part(part) and all(block.kind in ("paragraph", "rule", "quote") for block in part.blocks)


def _is_single(part: Part) -> bool:
    """A `Step N` title with its own command or text is one step; with bullets only it is a phase."""
    lists = [block for block in part.blocks if block.kind == "list"]
    if part.parts or any(block.ordered and len(block.children) > 1 for block in lists):
        return False
    others = [block for block in part.blocks if block.kind not in ("list", "rule")]
    if any(not bold_label(block) for block in others):
        return True
    return all(is_pairs(block) for block in lists)


def _single(part: Part) -> Draft:
    draft = Draft(part.title, part.line, part, phase_of(part.parent))
    for block in part.blocks:
        if block.kind != "rule":
            draft.add(block)
    return draft


def _own(part: Part) -> list[Draft]:
    """The steps written directly under this title, bold lines apart."""
    drafts: list[Draft] = []
    aside: list[Block] = []
    numbered = ruled = False
    for block in part.blocks:
        taken = _steps_of(block, part, numbered)
        numbered = numbered or (block.kind == "list" and block.ordered)
        if taken:
            _settle(aside, drafts, taken[0])
            drafts += taken
            aside, ruled = [], False
        elif block.kind == "rule":
            ruled = True
            aside.append(block)
        elif drafts and not ruled:
            drafts[-1].add(block)
        else:
            aside.append(block)
    return (
        [*drafts, *_commanded(part, aside)] if drafts else told_steps(part, aside) or _commanded(part, aside)
    )


def _steps_of(block: Block, part: Part, numbered: bool) -> list[Draft]:
    if block.kind == "table":
        listed = any(other.kind == "list" for other in part.blocks)
        return [] if listed or numbered else table_steps(block, part)
    return list_steps(block, part, numbered) if block.kind == "list" else []


def _commanded(part: Part, aside: list[Block]) -> list[Draft]:
    """No command may be missing from a run: one that no step holds makes a step, but where it is only told about."""
    typed = [block for block in aside if block.kind == "fence" and command_of(block)]
    above: Part | None = part
    while above:
        if is_reference(above.title):
            return []
        above = above.parent if above.level > 1 else None
    return by_command(part, aside) if typed else []


def _settle(aside: list[Block], drafts: list[Draft], first: Draft) -> None:
    """What stood before a list goes to the step above it; a warning or command to the first step."""
    aside = [block for block in aside if block.kind != "rule"]
    if drafts:
        for block in aside:
            drafts[-1].add(block)
    elif any(block.kind in ("fence", "code", "quote") for block in aside):
        first.spans[:0] = [(block.line, block.end) for block in aside]
        first.blocks[:0] = aside
