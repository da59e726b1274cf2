"""A tree of Parts comes in, the steps of a run of the whole document go out, as drafts in order."""

from itertools import chain

from app.documents.blocks import Block
from app.documents.drafts import Draft, phase_of
from app.documents.fences import command_of
from app.documents.items import has_several_tasks, has_tasks, is_pairs, list_steps
from app.documents.numbering import Rows
from app.documents.parts import LABEL_LEVEL, Part, bold_label, is_step_part
from app.documents.rows import table_steps
from app.documents.slots import is_slot, is_slot_name
from app.documents.titles import is_reference, is_step_title
from app.documents.told import by_command, told_steps


def collect(root: Part) -> list[Draft]:
    drafts: list[Draft] = []
    forbidden: list[tuple[Part, int]] = []
    waiting, rows = [root], Rows()
    while waiting:
        part = waiting.pop()
        inside = part.parts
        if part.role == "never":
            forbidden.append((part, len(drafts)))
        elif _is_step(part, rows) and _is_single(part):
            drafts.append(_single(part))
            inside = _forbidding(part)
        elif not _only_counts(part):
            drafts.extend(_own(part))
        waiting.extend(reversed(inside))
    for part, index in forbidden:
        _warn(drafts, part, index)
    return drafts


def _is_step(part: Part, rows: Rows) -> bool:
    return (is_step_part(part) and not _only_counts(part)) or rows.make_an_order_of(part)


def _warn(drafts: list[Draft], part: Part, index: int) -> None:
    """What is not to be done is no step: it is shown with the step above it in its section, else with the next."""
    above, below = drafts[index - 1 : index] if index else [], drafts[index : index + 1]
    near = [draft for draft in above if part.parent in (draft.part, draft.part.parent)]
    for draft in (near or below or above)[:1]:
        draft.warnings.append((part.line, max([part.line, *(block.end for block in part.blocks)])))


def _forbidding(part: Part) -> list[Part]:
    return [inner for inner in part.parts if inner.role == "never"]


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
    """A `Step N` title with its own command or text is one step; with bullets only, or first, it is a phase."""
    if not all(inner.role == "never" or _is_slot_below(inner) for inner in part.parts):
        return False
    lists = [block for block in part.blocks if block.kind == "list"]
    if any(block.ordered and len(block.children) > 1 for block in lists):
        return False
    told = [
        block.line for block in part.blocks if block.kind not in ("list", "rule") and not bold_label(block)
    ]
    if told and not is_step_title(part.title) and any(map(has_several_tasks, _unlabelled(part))):
        return False  # `4. Restore` is what it is without its number: a title above things to do
    if told:
        # One sentence below the tasks of a phase (`Gate: no errors`) makes them no checks of one step.
        return not any(block.line < told[0] and has_tasks(block) for block in lists)
    return all(is_pairs(block) for block in lists)


def _unlabelled(part: Part) -> list[Block]:
    """Its lists that no bold label names; those below `Verify:` belong to the step."""
    above = [None, *part.blocks]
    return [
        block
        for before, block in zip(above, part.blocks, strict=False)
        if block.kind == "list" and not (before and bold_label(before))
    ]


def _is_slot_below(part: Part) -> bool:
    """`### Verification` below `Step 2`: a heading that holds what its step says of itself."""
    named = is_slot_name(part.title) if part.level < LABEL_LEVEL else is_slot(part.title)
    return named and not part.parts


def _single(part: Part) -> Draft:
    draft = Draft(part.title, part.line, part, phase_of(part.parent))
    slots = [inner for inner in part.parts if inner.role != "never"]
    heads = [[inner.head, *inner.blocks] if inner.head else inner.blocks for inner in slots]
    for block in (*part.blocks, *chain.from_iterable(heads)):
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
    if not any(block.kind in ("fence", "code") and command_of(block) for block in aside):
        return []
    above: Part | None = part
    while above:
        if is_reference(above.title):
            return []
        above = above.parent if above.level > 1 else None
    return by_command(part, aside)


def _settle(aside: list[Block], drafts: list[Draft], first: Draft) -> None:
    """What stood before a list goes to the step above it; a warning or command to the first step."""
    aside = [block for block in aside if block.kind != "rule"]
    if drafts:
        for block in aside:
            drafts[-1].add(block)
    elif any(block.kind in ("fence", "code", "quote") for block in aside):
        first.spans[:0] = [(block.line, block.end) for block in aside]
        first.blocks[:0] = aside
