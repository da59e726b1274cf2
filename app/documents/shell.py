"""A command comes in, the names it needs from the shell go out: `$DATABASE_URL`, when the command does not set it."""

import re

from app.documents.words import ALWAYS_SET

_QUOTED = re.compile(r"'[^']*'")
_USED = re.compile(r"(?<![\\$])\$\{?([A-Z_][A-Z0-9_]*)")
_SET = re.compile(
    r"(?:^|[\s;&(])(?:export\s+|read\s+(?:-\w+\s+)*|for\s+)?([A-Z_][A-Z0-9_]*)(?==|\s+in\b)|read\s+(?:-\w+\s+)*([A-Z_][A-Z0-9_]*)"
)


def needed(text: str) -> tuple[str, ...]:
    """Names in the order they are used; what stands between single quotes is not for the shell."""
    if "$" not in text:
        return ()
    spoken = _QUOTED.sub("", text)
    given = {name for pair in _SET.findall(spoken) for name in pair if name}
    return tuple(dict.fromkeys(name for name in _USED.findall(spoken) if name not in given | ALWAYS_SET))
