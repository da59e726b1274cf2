"""Normalized text comes in, its YAML front matter as flat pairs and where it ends go out."""

import re
from collections.abc import Iterator

from app.documents.model import Pairs

MAX_LINES = 200
_KEY = re.compile(r"^([A-Za-z_][\w .-]{0,60}?)\s*:(?:\s+(.*)|$)")
_REMARK = re.compile(r"(?<=\s)#.*$")
_FOLDED = re.compile(r":\s+[>|][+-]?\d?\s*$")
_INNER = re.compile(r"^\s+([A-Za-z_][\w .-]{0,60}?)\s*:\s+(\S.*)$")
# A key that only holds others, and the inner key that says most of what its outer one asks.
_HOLDS = re.compile(r"^(meta(data)?|doc(ument)?|runbook|info|header|properties|page)$", re.IGNORECASE)
_SAYS_MOST = ("name", "date", "team", "title", "handle")
_ITEM = re.compile(r"^\s+-\s+(.*)$|^-\s+(.*)$")


def read_front_matter(source: str) -> tuple[Pairs, int]:
    """Flat keys, lists joined by commas, and the number of lines it takes; 0 when there is none."""
    if not source.startswith("---\n"):
        return (), 0
    lines = source.split("\n", MAX_LINES + 1)[: MAX_LINES + 1]
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    if not end or not _looks_like_keys(lines[1:end]):
        return (), 0
    return _pairs(lines[1:end]), end + 1


def without_front_matter(source: str, lines: int) -> str:
    """The same text with those lines left empty, so that every line keeps its number."""
    return "\n" * lines + source.split("\n", lines)[lines] if lines else source


def _looks_like_keys(lines: list[str]) -> bool:
    # A text that only begins with a rule must not lose its first section.
    return any(_KEY.match(line) for line in lines) and all(
        not line.strip() or line[0] in " \t#-]" or _KEY.match(line) for line in lines
    )


def _pairs(lines: list[str]) -> Pairs:
    """`owner:` with `name: Edge` below it is the pair owner, Edge."""
    found: dict[str, str] = {}
    below: dict[str, dict[str, str]] = {}
    key = ""
    for line in _whole(lines):
        if match := _KEY.match(line):
            key = match.group(1).strip()
            found[key] = _unquoted(match.group(2) or "")
        elif key and (item := _ITEM.match(line)):
            word = _unquoted(item.group(1) or item.group(2) or "")
            found[key] = f"{found[key]}, {word}" if found[key] else word
        elif key and not found[key] and (inner := _INNER.match(line)):
            below.setdefault(key, {}).setdefault(inner.group(1).strip(), _unquoted(inner.group(2)))
    for outer, told in below.items():
        if _HOLDS.match(outer):
            found = {**told, **found}
        else:
            most = next((told[name] for name in _SAYS_MOST if told.get(name)), "")
            found[outer] = most or ", ".join(f"{name}: {words}" for name, words in told.items() if words)
    return tuple(found.items())


def _whole(lines: list[str]) -> Iterator[str]:
    """A list in brackets and a folded text (`>`, `|`) as one line, however many lines they stand on."""
    held = ""
    folds = False
    for line in lines:
        goes_on = held and (line[:1] in (" ", "\t", "]") or not line.strip())
        if goes_on and (folds or _is_open(held)):
            held = f"{held} {line.strip()}".rstrip()
            continue
        if held:
            yield held
        folds = bool(_FOLDED.search(line))
        held = _FOLDED.sub(":", line)
    yield held


def _is_open(line: str) -> bool:
    value = line.partition(":")[2].strip()
    return value.startswith("[") and "]" not in value


def _unquoted(value: str) -> str:
    value = value.strip()
    if value[:1] in ("'", '"') and value[-1:] == value[:1] and len(value) > 1:
        return value[1:-1]
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(word.strip(" '\"") for word in value[1:-1].split(",") if word.strip())
    return _REMARK.sub("", value).rstrip() if not value.startswith("#") else ""
