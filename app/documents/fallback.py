"""A document without a recognised step comes in, a plain list to work through goes out."""

from app.documents.drafts import Draft
from app.documents.items import item_steps
from app.documents.parts import LABEL_LEVEL, Part
from app.documents.sections import headed
from app.documents.told import by_command


def plain_list(root: Part, title: str) -> list[Draft]:
    """One step per heading that has text of its own; else the bullets, else the commands, else the whole."""
    sections = [
        part
        for part in headed(root)
        if part.level > 1 and part.role != "never" and _own_end(part) > part.line
    ]
    if sections:
        return [_section(part) for part in sections]
    bullets = [step for part in (root, *root.parts) for step in _bullets(part)]
    return bullets or _commands(root) or [_whole(root, title)]


def _own_end(part: Part) -> int:
    """The last line before the first sub-heading; bold lines stay inside."""
    below = [inner.line for inner in part.parts if inner.level < LABEL_LEVEL]
    blocks = [block.end for block in part.blocks if block.kind != "rule"]
    labels = [inner.end for inner in part.parts if inner.level == LABEL_LEVEL]
    return min([max([part.line, *blocks, *labels]), *(line - 1 for line in below)])


def _section(part: Part) -> Draft:
    first = min([block.line for block in part.blocks] + [inner.line for inner in part.parts] or [part.line])
    draft = Draft(part.title or "…", part.line, part)
    draft.spans.append((first, _own_end(part)))
    return draft


def _bullets(part: Part) -> list[Draft]:
    lists = [block for block in part.blocks if block.kind == "list"]
    return [step for block in lists for step in item_steps(block, part)]


def _commands(root: Part) -> list[Draft]:
    fenced = any(block.kind in ("fence", "code") for block in root.blocks)
    return by_command(root, root.blocks) if fenced else []


def _whole(root: Part, title: str) -> Draft:
    draft = Draft(title, 1, root)
    first = min((block.line for part in (root, *root.parts) for block in part.blocks), default=0)
    if first:
        draft.spans.append((first, root.end))
    return draft
