"""A Source comes in, its dashboards go out: where each is and what it shows."""

import re
from collections.abc import Iterator

from app.documents.blocks import Block
from app.documents.facts.model import Dashboard
from app.documents.facts.source import Source, Told, filled, items, pair, title, told_items, words
from app.documents.parts import Part

_DASHBOARD = re.compile(r"\bdashboards?$", re.IGNORECASE)
_SHOWS = re.compile(r"^(metrics|shows|panels|visuali[sz]ations|widgets|graphs)\b", re.IGNORECASE)


def dashboards(source: Source) -> Iterator[Told]:
    for part in source.parts:
        if not _DASHBOARD.search(title(part)) or part.level < 2:
            continue
        listed = [child for child in part.parts if _SHOWS.match(title(child))]
        if listed:
            shows = tuple(one for child in listed for one in told_items(child))
            yield Told(title(part), Dashboard(_link(part), shows), part.line, part)
        elif re.search(r"dashboards$", title(part), re.IGNORECASE):
            for item in items(part):
                key, value = pair(words(item))
                yield Told(key or value, Dashboard(_href(item) or filled(value)), item.line, part)


def _link(part: Part) -> str:
    return next((href for block in part.blocks if (href := _href(block))), "")


def _href(block: Block) -> str:
    inlines = (block, *block.children)
    links = (token.attrGet("href") for one in inlines for token in one.inline if token.type == "link_open")
    return next((str(href) for href in links if href), "")
