"""A Source comes in, the stages of the incident process go out."""

import re
from collections.abc import Iterator

from app.documents.blocks import Block
from app.documents.facts.model import Stage
from app.documents.facts.source import (
    Source,
    Told,
    inner_items,
    pair,
    title,
    told_items,
    words,
)
from app.documents.parts import Part

_PROCESS = re.compile(
    r"\b(incident|response)\b.*\b(process|lifecycle|life cycle|stages|phases|workflow|flow)\b", re.IGNORECASE
)
_STAGE = re.compile(r"^(?:(?:step|stage|phase)\s*#?\d*\s*[:.–—-]\s*|\d+[.):]\s*)(.+)$", re.IGNORECASE)


def stages(source: Source) -> Iterator[Told]:
    """The first process of an incident that has three stages or more."""
    for part in source.parts:
        if not _PROCESS.search(part.title):
            continue
        steps = [child for child in part.parts if _STAGE.match(title(child)) or _STAGE.match(child.title)]
        if len(steps) >= 3:
            yield from (
                _stage(n, _named(child.title), told_items(child), child.line, child)
                for n, child in enumerate(steps, 1)
            )
            return
        ordered = [
            item for block in part.blocks if block.kind == "list" and block.ordered for item in block.children
        ]
        if len(ordered) >= 3:
            yield from (_stage_of_item(n, item, part) for n, item in enumerate(ordered, 1))
            return


def _named(name: str) -> str:
    found = _STAGE.match(name)
    return found.group(1) if found else name


def _stage_of_item(number: int, item: Block, part: Part) -> Told:
    key, rest = pair(words(item))
    actions = [*([rest] if key and rest else []), *(words(inner) for inner in inner_items(item))]
    return _stage(number, key or rest, tuple(actions), item.line, part)


def _stage(number: int, name: str, actions: tuple[str, ...], line: int, part: Part) -> Told:
    return Told(name, Stage(number, name, actions), line, part)
