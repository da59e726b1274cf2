"""What a Mattermost playbook holds that a document can hold too: values only.

Source: the fields with an `export` tag in server/app/playbook.go of mattermost-plugin-playbooks (July 2026).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

VERSION = 1
# Key in the file, and the title it has in a document.
TEMPLATES: Mapping[str, str] = {
    "run_summary_template": "Run summary template",
    "reminder_message_template": "Status update template",
    "message_on_join": "Welcome message",
    "retrospective_template": "Retrospective template",
}
METRICS, SETTINGS = "Metrics", "Mattermost settings"
METRIC_HEAD = ("Metric", "Type", "Target", "Description")
SETTING_HEAD = ("Setting", "Value")
METRIC_TYPES: Mapping[str, str] = {
    "metric_duration": "Duration",
    "metric_currency": "Currency",
    "metric_integer": "Number",
}
# Mattermost refuses a playbook with more.
MOST_METRICS = 4
# Every key of a setting that Mattermost exports, and the kinds of value it takes there.
SETTING_KINDS: Mapping[str, type] = {
    "status_update_enabled": bool,
    "reminder_timer_default_seconds": int,
    "message_on_join_enabled": bool,
    "retrospective_enabled": bool,
    "retrospective_reminder_interval_seconds": int,
    "signal_any_keywords": list,
    "signal_any_keywords_enabled": bool,
    "categorize_channel_enabled": bool,
    "category_name": str,
    "run_summary_template_enabled": bool,
    "channel_name_template": str,
    "create_channel_member_on_new_participant": bool,
    "remove_channel_member_on_removed_participant": bool,
    "channel_id": str,
    "channel_mode": str,
    "properties": list,
    "conditions": list,
}
# Of these a run here knows nothing: they stay to the letter, so that they are there again in Mattermost.
AS_IS: Mapping[str, str] = {"properties": "Attributes of a run", "conditions": "Conditions on tasks"}


@dataclass(frozen=True, slots=True)
class Item:
    """`due` is milliseconds after the start of a run, 0 for none."""

    title: str
    description: str = ""
    command: str = ""
    due: int = 0


@dataclass(frozen=True, slots=True)
class Checklist:
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """`target` is milliseconds for a duration."""

    title: str
    type: str
    target: int | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Playbook:
    """`templates` and `settings` are pairs of key and value."""

    title: str
    description: str = ""
    checklists: tuple[Checklist, ...] = ()
    templates: tuple[tuple[str, str], ...] = ()
    metrics: tuple[Metric, ...] = ()
    settings: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """A playbook, and in sentences what did not come along."""

    playbook: Playbook
    lost: tuple[str, ...] = ()
