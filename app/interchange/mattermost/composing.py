"""A playbook in, the Markdown document that Sophie can work out: checklists are phases, items are tasks."""

import json
import re
from collections.abc import Iterator
from typing import Any

from app.documents.markdown import read_anew
from app.documents.parse import parse
from app.interchange.durations import spoken
from app.interchange.markdown import code, fenced, indented, quoted, table
from app.interchange.mattermost.playbook import (
    METRIC_HEAD,
    METRIC_TYPES,
    METRICS,
    SETTING_HEAD,
    SETTINGS,
    TEMPLATES,
    Checklist,
    Item,
    Metric,
    Playbook,
)

SOURCE = "Mattermost playbook"
COMMAND, DUE, AFTER = "Slash command", "Due", "after the run starts"
# Below the number of a checklist under whose own title Sophie would take no steps.
CALLED = "In Mattermost this checklist is called “{}”."
_CLOSING = re.compile(r"(#+)$")
# What a description may not begin with, or it would be read as the item's command or time.
_TAKEN = re.compile(rf"\A(?:{COMMAND}|{DUE})(?=\\*: )")
MOST_LOOKED = 400_000  # characters: a longer document is not read twice


def compose(playbook: Playbook) -> str:
    text = _text(playbook, frozenset())
    if len(text) > MOST_LOOKED:
        return text
    missed = _without_steps(text, playbook)
    return _text(playbook, missed) if missed else text


def _without_steps(text: str, playbook: Playbook) -> frozenset[int]:
    """The checklists whose titles say to Sophie that what stands below is not to be done."""
    starts = [n for n, line in enumerate(text.split("\n"), 1) if line.startswith("## ")]
    steps = [step.line for step in parse(text).steps]
    ends = [*starts[1:], 1 << 60]
    held = [sum(start < line < end for line in steps) for start, end in zip(starts, ends, strict=False)]
    return frozenset(n for n, one in enumerate(playbook.checklists) if held[n] != len(one.items))


def _text(playbook: Playbook, unread: frozenset[int]) -> str:
    return "\n\n".join(_blocks(playbook, unread)) + "\n"


def _blocks(playbook: Playbook, unread: frozenset[int]) -> Iterator[str]:
    yield f"---\nsource: {SOURCE}\n---"
    yield f"# {heading(playbook.title)}"
    if playbook.description:
        yield _contained(playbook.description)
    for number, one in enumerate(playbook.checklists):
        if number in unread:
            yield f"## Checklist {number + 1}"
            yield CALLED.format(one.title)
        else:
            yield f"## {heading(one.title)}"
        yield _items(one)
    for key, body in playbook.templates:
        yield f"## {TEMPLATES[key]}"
        yield fenced(body, "markdown")
    if playbook.metrics:
        yield f"## {METRICS}"
        yield table(METRIC_HEAD, map(_metric, playbook.metrics))
    if playbook.settings:
        yield f"## {SETTINGS}"
        yield table(SETTING_HEAD, ((code(key), code(_json(value))) for key, value in playbook.settings))


def _json(value: Any) -> str:
    """On one line whatever it holds."""
    text = json.dumps(value, ensure_ascii=False)
    # A code span keeps no two spaces side by side; JSON has them inside of texts alone.
    return (text if text.isprintable() else json.dumps(value)).replace("  ", " \\u0020")


def heading(title: str) -> str:
    """A title whose last number signs are words, not the end of a heading: one more backslash, whatever stands before."""
    return _CLOSING.sub(r"\\\1", title)


def _contained(text: str) -> str:
    """Plain paragraphs as they are; what could reach beyond its place, or be taken for steps, as a quote."""
    tokens, unread = read_anew(text)
    plain = not unread and all(one.type in ("paragraph_open", "inline", "paragraph_close") for one in tokens)
    return text if plain and text.strip() == text and tokens else quoted(text)


def _items(checklist: Checklist) -> str:
    return "\n".join(_item(one) for one in checklist.items).rstrip("\n")


def _item(item: Item) -> str:
    parts = [f"- [ ] {item.title}"]
    if item.command:
        parts.append(f"  {COMMAND}: {code(item.command)}")
    if item.due:
        parts.append(f"  {DUE}: {spoken(item.due)} {AFTER}")
    if item.description:
        parts.append(indented(_TAKEN.sub(r"\g<0>\\", item.description), 2))
    # What follows an item's own words needs a line of its own after it, or the next item would be part of it.
    return "\n\n".join(parts) + ("\n" if len(parts) > 1 else "")


def _metric(metric: Metric) -> tuple[str, str, str, str]:
    target = ""
    if metric.target is not None:
        target = spoken(metric.target) if metric.type == "metric_duration" else str(metric.target)
    return metric.title, METRIC_TYPES[metric.type], target, metric.description
