"""What a person pasted in (alert, mail, stack trace, webhook JSON), what it says out. All of it is bounded."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.records.deep import depth
from app.workbench.find.signs import codes, faults, names
from app.workbench.find.words import listed

MOST_CHARS = 200_000
MOST_DEPTH = 32
MOST_VALUES = 4_000
MOST_LABELS = 60
MOST_VALUE = 200
# What the words of an alert are taken from, most telling first.
TELLING = ("title", "summary", "description", "message", "body", "details", "reason", "text", "subject")
NAMES = ("alertname", "alert_name", "rulename", "alert", "check", "check_name", "monitor_name")
# Words on the wire that are no labels of anything that runs.
_NOISE = listed(
    """
    version groupkey truncatedalerts receiver externalurl generatorurl fingerprint orgid silenceurl dashboardurl
    panelurl imageurl id self type html_url values valuestring endsat state
    """
)
_PAIR = re.compile(
    r"(?<![\w./-])([A-Za-z_][\w.-]{0,40})\s?(?:=~?|:(?!//))\s?(\"[^\"\n]{1,200}\"|[^\s,;{}\"'()\[\]=]{1,200})"
)
_LINE = re.compile(
    r"^[ \t]{0,20}[*_-]{0,2}[ \t]{0,4}([A-Za-z][A-Za-z _-]{1,30})[*_]{0,2}[ \t]?:[*_]{0,2}[ \t]{1,20}(\S.{0,200})$",
    re.MULTILINE,
)
_FIRING = re.compile(
    r"^\W*\[?(?:firing|resolved|alerting|critical|warning|triggered|problem|p[0-4]|sev ?\d)\b[^\]\n]*\]?\W*",
    re.IGNORECASE,
)

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """Its signs, the `labels` that can fill fields, and what it says in words; `cut` tells what was not read."""

    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    labels: Pairs = ()
    title: str = ""
    words: str = ""
    cut: str = ""


def read_alert(pasted: str) -> Alert:
    text = pasted.encode("utf-8", "replace").decode()[:MOST_CHARS].replace("\0", " ").strip()
    cut = f"Only its first {MOST_CHARS:,} characters were read." if len(pasted) > MOST_CHARS else ""
    found = _json(text)
    labels, told = _of_json(found) if isinstance(found, dict | list) else _of_text(text)
    named = [value for key, value in labels if key.casefold() in NAMES]
    title = (
        named[0] if named else _FIRING.sub("", told[0][: 2 * MOST_VALUE]).strip()[:MOST_VALUE] if told else ""
    )
    words = "\n".join(told)
    signs = f"{words}\n" + "\n".join(value for _, value in labels)
    known = tuple(dict.fromkeys((*named, *names(title), *names(signs))))
    return Alert(known, codes(signs), faults(signs), labels, title, words, cut)


def _json(text: str) -> Any:
    """The JSON in a text; None when it is none, or nested so deep that reading it could end the engine."""
    if not text.startswith(("{", "[")) or depth(text) > MOST_DEPTH:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _of_json(found: Any) -> tuple[Pairs, tuple[str, ...]]:
    """Labels in the order met, so that what all alerts of a group share comes before one alert's own."""
    leaves = list(_leaves(found))
    labels: dict[str, str] = {}
    for name, value in leaves:
        if value and len(value) <= MOST_VALUE and name.casefold() not in _NOISE:
            labels.setdefault(name, value)
    told = [value for wanted in TELLING for name, value in leaves if name.casefold() == wanted and value]
    kept = [(name, value) for name, value in labels.items() if name.casefold() not in TELLING]
    return tuple(kept[:MOST_LABELS]), tuple(dict.fromkeys(told)) or tuple(value for _, value in kept)


def _leaves(found: Any) -> Iterator[tuple[str, str]]:
    """Every named value, top down, those of `common...` and `group...` first."""
    waiting: list[tuple[str, Any]] = [("", found)]
    for _ in range(MOST_VALUES):
        if not waiting:
            return
        name, value = waiting.pop()
        if isinstance(value, Mapping):
            inside = sorted(
                value.items(), key=lambda pair: not pair[0].lower().startswith(("common", "group"))
            )
            waiting.extend(reversed([(str(key), one) for key, one in inside]))
        elif isinstance(value, list):
            waiting.extend((name, one) for one in reversed(value))
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            yield name, str(value).strip()


def _of_text(text: str) -> tuple[Pairs, tuple[str, ...]]:
    labels: dict[str, str] = {}
    for name, value in (*_PAIR.findall(text), *_LINE.findall(text)):
        if len(labels) < MOST_LABELS:
            labels.setdefault(name.strip(), value.strip().strip("\"'`*"))
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    subject = next(
        (value for name, value in labels.items() if name.casefold() in ("subject", "title", "summary")), ""
    )
    return tuple(labels.items()), tuple(filter(None, (subject, *lines[:400])))
