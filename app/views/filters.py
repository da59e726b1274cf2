"""Plain values in, the words and attribute texts templates need out."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from app.records.spans import span as took
from app.views.prose import detail, inline, prose
from app.views.step_parts import parts

_BREAK = re.compile(r"(?<=[^\n])\n(?=[^\n])")


def iso(at: int) -> str:
    """Milliseconds to "2026-11-21T09:30:00Z", what <time datetime> needs; the page shows local time from it."""
    return _moment(at).isoformat(timespec="seconds").replace("+00:00", "Z")


def utc(at: int) -> str:
    """Milliseconds to "2026-11-21 09:30 UTC", for readers without the page's script and for print."""
    return f"{_moment(at):%Y-%m-%d %H:%M} UTC"


def count(number: int, noun: str, plural: str = "") -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def span(seconds: int) -> str:
    """A length of time in the two largest units it fills: "45 s", "2 min", "1 h 30 min", "3 days"."""
    if seconds < 60:
        return f"{seconds} s"
    minutes, rest = divmod(seconds, 60)
    if minutes < 60:
        return f"{minutes} min" + (f" {rest} s" if rest and minutes < 10 else "")
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h" + (f" {minutes} min" if minutes else "")
    return f"{hours // 24} days"


def args(pairs: Mapping[str, Any]) -> str:
    """The text of a data-args attribute; autoescape quotes it."""
    return json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))


def query(text: str) -> str:
    """One value inside a route's query."""
    return quote(text, safe="")


def note(text: str) -> str:
    """What somebody wrote, as Markdown; a line break of theirs stays one."""
    return detail(_BREAK.sub("  \n", text))


def size(count_of_bytes: int) -> str:
    if count_of_bytes < 1000:
        return f"{count_of_bytes} B"
    if count_of_bytes < 1_000_000:
        return f"{count_of_bytes / 1000:.0f} kB"
    return f"{count_of_bytes / 1_000_000:.1f} MB"


def _moment(at: int) -> datetime:
    # A clock can be wrong by centuries (an imported event from year 292277); the screen must still be drawn.
    return datetime.fromtimestamp(min(max(at, 0), 253_402_300_799_000) / 1000, tz=UTC)


FILTERS: dict[str, Callable[..., Any]] = {
    "iso": iso,
    "utc": utc,
    "count": count,
    "args": args,
    "query": query,
    "size": size,
    "span": span,
    "prose": prose,
    "inline": inline,
    "detail": detail,
    "note": note,
    "took": took,
    "parts": parts,
}
