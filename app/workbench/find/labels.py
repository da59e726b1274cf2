"""An alert's labels and the words of a blank in, the value to fill it with out: only where the words say the same."""

import re
from collections.abc import Iterable, Sequence

from app.documents.model import Field
from app.workbench.find.words import folded, listed

MOST = 16
MOST_CHARS = 120
PREFIX = "label."
_SPLIT = re.compile(r"[^a-z0-9]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# Words of one meaning, as alerts and runbooks write them.
_SAME = (
    ("namespace", "ns"),
    ("instance", "host", "hostname", "node", "nodename", "server", "machine"),
    ("pod", "podname"),
    ("service", "app", "application", "job", "component", "svc"),
    ("cluster",),
    ("container",),
    ("deployment",),
    ("region", "zone", "az"),
    ("environment", "env", "stage"),
    ("database", "db", "datname", "dbname"),
    ("severity", "priority"),
    ("alert", "alertname"),
    ("device", "disk", "mountpoint", "volume", "persistentvolumeclaim", "pvc"),
    ("queue", "topic"),
    ("url", "link", "endpoint"),
    ("started", "startsat", "since"),
    ("version", "release"),
    ("customer", "tenant"),
)
# These say that a word before them is a name or a number: no meaning of their own.
_EMPTY = listed(
    """
    name id the your my a of affected target for this which label exported
    """
)

Labels = Sequence[tuple[str, str]]
# What an input of this kind can hold; a person is named by a person.
_FORMS = {
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "time": re.compile(r"\d{2}:\d{2}"),
    "number": re.compile(r"-?\d+(?:\.\d+)?"),
    "link": re.compile(r"https?://\S+"),
    "person": re.compile(r"(?!)"),
}


def filled(field: Field, labels: Labels) -> str:
    """What the labels say for this field, as its input can hold it; "" when they say nothing."""
    value = fill(field.text, labels) or (fill(field.label, labels) if field.label else "")
    if field.options and not field.open:
        return next((option for option in field.options if folded(option) == folded(value)), "")
    form = _FORMS.get(field.kind)
    return value if form is None or form.fullmatch(value) else ""


def fill(blank: str, labels: Labels) -> str:
    """The value of the label that means the blank: the same words first, then words of the same meaning."""
    asked = _words(blank)
    pairs = [(_words(name), value) for name, value in labels]
    same = next((value for words, value in pairs if words and words == asked), "")
    return same or next((value for words, value in pairs if words and _means(words, asked)), "")


def _means(words: frozenset[str], asked: frozenset[str]) -> bool:
    return {_meaning(word) for word in words} == {_meaning(word) for word in asked}


def _meaning(word: str) -> str:
    return next((group[0] for group in _SAME if word in group), word)


def _words(name: str) -> frozenset[str]:
    found = _SPLIT.split(folded(_HUMP.sub(" ", name)))
    return frozenset(word for word in found if word and word not in _EMPTY)


def carried(labels: Labels) -> list[tuple[str, str]]:
    """The labels that travel in a link to a run's start: short ones, a few."""
    kept = [
        (f"{PREFIX}{name}", value) for name, value in labels if len(name) <= 40 and len(value) <= MOST_CHARS
    ]
    return kept[:MOST]


def brought(query: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The labels that a link brought."""
    return tuple((name.removeprefix(PREFIX), value) for name, value in query if name.startswith(PREFIX))
