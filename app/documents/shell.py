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


_HEREDOC = re.compile(r"<<-?\s*(['\"]?)(\w+)\1")
_GOES_ON = re.compile(r"(?:\\|\||&&|\|\||[({]|\b(?:then|do|else))\s*$")
_OPENS = re.compile(r"^\s*(?:if|for|while|until|case|\w[\w-]*\s*\(\))(?:\s|$)")
_CLOSES = re.compile(r"^\s*(?:fi|done|esac|\})(?:\s|;|$)")


def one_by_one(text: str) -> tuple[str, ...]:
    """The commands of a block, to be copied one at a time: what the shell would still wait for stays together."""
    found: list[str] = []
    held: list[str] = []
    until, depth = "", 0
    for line in text.split("\n"):
        if not held and not line.strip():
            continue
        held.append(line)
        if until:
            until = "" if line.strip() == until else until
        else:
            heredoc = _HEREDOC.search(line)
            until = heredoc[2] if heredoc else ""
            depth += bool(_OPENS.match(line)) - bool(_CLOSES.match(line))
        if not until and depth <= 0 and not _GOES_ON.search(line) and _is_closed("\n".join(held)):
            found.append("\n".join(held))
            held, depth = [], 0
    return (*found, *(["\n".join(held)] if held else []))


def _is_closed(text: str) -> bool:
    """No quote is open: a backslash hides the sign behind it, but not between single quotes."""
    quote, hidden = "", False
    for sign in text:
        if hidden:
            hidden = False
        elif sign == "\\" and quote != "'":
            hidden = True
        elif sign in "'\"" and quote in ("", sign):
            quote = "" if quote else sign
    return not quote
