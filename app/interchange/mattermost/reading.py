"""A Mattermost export's JSON text in, the playbook out, and what of it no document holds. Raises Unread."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.interchange.mattermost.playbook import (
    AS_IS,
    METRIC_TYPES,
    SETTING_KINDS,
    TEMPLATES,
    VERSION,
    Checklist,
    Item,
    Metric,
    Playbook,
    Taken,
)
from app.interchange.reading import Unread, line, read_object, words

MOST_ITEMS = 5_000
MOST_NAMED = 6
# No playbook asks for something later than this after its start; a larger number is a moment.
LONGEST_DUE = 3650 * 86_400_000
# Characters of JSON that stay in a row of a table.
LONGEST_AS_IS = 20_000
KEPT = "; they stay among the Mattermost settings and go back there"
_KNOWN = frozenset(("version", "title", "description", "checklists", "metrics", *TEMPLATES, *SETTING_KINDS))
_ITEM = frozenset(("title", "description", "command", "due_date"))


def is_playbook(text: str) -> bool:
    """Cheap and sure enough: it is asked of every text that is imported."""
    return text.lstrip("\ufeff \t\r\n").startswith("{") and '"checklists"' in text


def read_playbook(text: str) -> Taken:
    found = read_object(text)
    lists = found.get("checklists")
    if not isinstance(lists, list):
        raise Unread("is JSON, but no Mattermost playbook: its checklists are no list.")
    _refuse_version(found.get("version"))
    lost: list[str] = []
    playbook = Playbook(
        title=line(found.get("title")) or "Untitled playbook",
        description=_block(found.get("description")),
        checklists=tuple(_checklists(lists, lost)),
        templates=tuple((key, body) for key in TEMPLATES if (body := _block(found.get(key)))),
        metrics=tuple(_metrics(found.get("metrics"))),
        settings=tuple(_settings(found)),
    )
    if not any(one.items for one in playbook.checklists):
        lost.append("It has no items: the document has no steps yet.")
    return Taken(playbook, (*lost, *_strange(found)))


def _refuse_version(version: Any) -> None:
    if version == VERSION and not isinstance(version, bool):
        return
    told = (
        f"of version {version}"
        if isinstance(version, int | float | str) and version != ""
        else "without a version"
    )
    raise Unread(
        f"is a Mattermost playbook {told[:60]}; Sophie reads version {VERSION}. "
        "Export it again from the playbook’s menu in Mattermost."
    )


def _checklists(lists: Sequence[Any], lost: list[str]) -> Iterator[Checklist]:
    left = MOST_ITEMS
    empty, more = [], 0
    for number, one in enumerate(lists, 1):
        held = one if isinstance(one, Mapping) else {}
        title = line(held.get("title")) or f"Checklist {number}"
        listed = held.get("items")
        items = tuple(_items(listed if isinstance(listed, list) else [], lost))
        more += len(items[left:])
        items = items[:left]
        left -= len(items)
        if items:
            yield Checklist(title, items)
        else:
            empty.append(title)
    if empty:
        lost.append(f"Checklists without items: {named(empty)}.")
    if more:
        lost.append(f"{more:,} items: a playbook with more than {MOST_ITEMS:,} is cut there.")


def _items(listed: Sequence[Any], lost: list[str]) -> Iterator[Item]:
    for number, one in enumerate(listed, 1):
        if not isinstance(one, Mapping):
            lost.append(f"Item {number} of a checklist: it is no object.")
            continue
        item = Item(
            line(one.get("title")), _block(one.get("description")), line(one.get("command")), _due(one)
        )
        if one.get("due_date") and not item.due:
            lost.append(f"The due date of “{item.title}”: it is no time after the start of a run.")
        if strange := sorted(str(key) for key in one.keys() - _ITEM if one[key]):
            lost.append(f"Of the item “{item.title}”: {named(strange)}.")
        if item.title or item.description or item.command:
            yield item if item.title else Item("Untitled item", item.description, item.command, item.due)


def _due(one: Mapping[str, Any]) -> int:
    due = one.get("due_date")
    if isinstance(due, int) and not isinstance(due, bool) and 0 < due <= LONGEST_DUE:
        return due
    return 0


def _metrics(listed: Any) -> Iterator[Metric]:
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, Mapping) and (title := line(one.get("title"))):
            kind, target = one.get("type"), one.get("target")
            yield Metric(
                title,
                kind if isinstance(kind, str) and kind in METRIC_TYPES else "metric_integer",
                target
                if isinstance(target, int) and not isinstance(target, bool) and 0 <= target < 2**53
                else None,
                line(one.get("description")),
            )


def _settings(found: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, kind in SETTING_KINDS.items():
        value = found.get(key)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)) or not value:
            continue
        if key in AS_IS:
            value = value if len(json.dumps(value)) <= LONGEST_AS_IS else None
        elif isinstance(value, list):
            value = [one for one in map(line, value) if one]
        elif isinstance(value, str):
            value = line(value)
        if value:
            yield key, value


def _strange(found: Mapping[str, Any]) -> Iterator[str]:
    for key, what in AS_IS.items():
        listed = found.get(key)
        if isinstance(listed, list) and listed:
            names = [line(one.get("name")) for one in listed if isinstance(one, Mapping)]
            told = f"{what}: {named([name for name in names if name]) or f'{len(listed)}'}."
            kept = len(json.dumps(listed)) <= LONGEST_AS_IS
            yield f"{told} A run here does not ask for them{KEPT if kept else ''}."
    others = sorted(str(key) for key in found.keys() - _KNOWN if found[key])
    if others:
        yield f"Entries that Sophie does not know: {named(others)}."


def _block(value: Any) -> str:
    """Some lines of Markdown, without space at their ends and before the first."""
    return "\n".join(one.rstrip() for one in words(value).split("\n")).strip()


def named(names: Sequence[str]) -> str:
    shown = ", ".join(name[:60] for name in names[:MOST_NAMED])
    return f"{shown} and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else shown
