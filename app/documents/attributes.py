"""A fence's info string in, its attributes out: `{"name":"x"}` or `{ name=x }`, as Runme writes them."""

import json
import re

from app.records.deep import depth

Attributes = dict[str, str]
MAX_INFO = 4_000
_BRACES = re.compile(r"\{.*\}\s*$")
_PAIR = re.compile(r"([A-Za-z_][\w.-]*)=(\"[^\"]*\"|'[^']*'|\S+)")


def attributes(info: str) -> Attributes:
    """All values as texts; empty when there are none, or when they are not understood."""
    found = _BRACES.search(info) if "{" in info and len(info) <= MAX_INFO else None
    if not found:
        return {}
    return _of_json(found[0]) or {
        key: value.strip("\"'") for key, value in _PAIR.findall(found[0].strip().strip("{}"))
    }


def _of_json(text: str) -> Attributes:
    if '"' not in text or depth(text) > 4:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {
        str(key): value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
        for key, value in found.items()
    }


def name_of(info: str) -> str:
    """What the author calls the block, on one line, or ""."""
    return " ".join(attributes(info).get("name", "").split())[:80] if "name" in info else ""
