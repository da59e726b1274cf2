"""Milliseconds in, "1 day 2 hours" out, and back: what a person reads and a program can still use."""

import re

_UNITS = (
    ("week", 604_800_000),
    ("day", 86_400_000),
    ("hour", 3_600_000),
    ("minute", 60_000),
    ("second", 1_000),
    ("millisecond", 1),
)
_PART = re.compile(rf"(\d{{1,15}}) ({'|'.join(name for name, _ in _UNITS)})s?")
_WHOLE = re.compile(rf"{_PART.pattern}(?: {_PART.pattern})*")


def spoken(ms: int) -> str:
    """Exact; "0 seconds" for nothing."""
    parts = []
    left = ms
    for name, size in _UNITS:
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count} {name}{'' if count == 1 else 's'}")
    return " ".join(parts) or "0 seconds"


def heard(text: str) -> int | None:
    """Milliseconds; None when the text is no such duration."""
    if not _WHOLE.fullmatch(text):
        return None
    sizes = dict(_UNITS)
    return sum(int(count) * sizes[name] for count, name in _PART.findall(text))
