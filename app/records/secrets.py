"""A text in, what looks like a secret in it and the same text without it out. static/js/log/secrets.js does the same.

Values that look secret are never stored: the page masks before its inbox, and Python again before an event.
The table is secrets.json; the lint room's rule and the redaction of exports read it too.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Rule:
    """See "about" in secrets.json."""

    name: str
    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    fold: bool = False
    word: bool = False
    named: bool = False
    sure: bool = False
    loose: bool = False
    mask: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """`start` and `end` bound the secret; `before` is the rule's text up to it, with the name that was given to it."""

    rule: Rule
    start: int
    end: int
    word: str
    before: str


@dataclass(frozen=True, slots=True)
class Masked:
    """`found` names each kind once, in the order of the text: "a GitHub token"."""

    text: str
    found: tuple[str, ...] = ()


def _rule(row: dict[str, Any]) -> Rule:
    flags = re.ASCII | (re.IGNORECASE if row.get("fold") else 0)
    kept = {
        name: row[name] for name in ("fold", "word", "named", "sure", "loose", "mask", "wide") if name in row
    }
    return Rule(row["name"], tuple(row["hints"]), re.compile(row["pattern"], flags), **kept)


_TABLE = json.loads((files("app.records") / "secrets.json").read_text(encoding="utf-8"))
RULES = tuple(_rule(row) for row in _TABLE["rules"])
_BLANK = re.compile(_TABLE["blank"], re.ASCII)
_PLAIN = re.compile(_TABLE["plain"], re.ASCII | re.IGNORECASE)
_NAMED = re.compile(_TABLE["named"], re.ASCII | re.IGNORECASE)
_IN_TABLES = _rule({**_TABLE["tables"], "fold": True, "word": True, "named": True, "loose": True})
_ANY = re.compile(
    "|".join(sorted({re.escape(hint.lower()) for rule in (*RULES, _IN_TABLES) for hint in rule.hints}))
)
_SHORT = 200
# The line below a table's head: `| --- | :-: |`.
_DASHES = re.compile(r"^[ \t>]*[|:-][ \t|:-]*\r?$", re.MULTILINE)
_EDGES = " \t\r>`*_\"'"
_ENDS_LINE = re.compile(r"[ \t.,;!\"'`)*_]*(?:[\r\n]|\Z)")
_SPACE = re.compile(r"[ \t]")
_LETTERS = re.compile(r"[A-Za-z]+\Z")
LEAST_LOOSE = 6


def candidates(text: str) -> Iterator[Candidate]:
    """Whatever a rule's form fits, in the table's order; what a reader may know to be harmless is among it."""
    hints = Hints(text)
    if len(text) <= _SHORT and not hints.any():
        return
    for rule in RULES:
        for found in matches(rule, text, hints):
            group = next(n for n in range(1, len(found.groups()) + 1) if found[n] is not None)
            before = text[found.start() : found.start(group)]
            if before[:1] in ("<", "|"):
                # A tag or a cell: what the secret is called, without its marks.
                before = f"{rule.name.partition(' ')[2]}: "
            yield Candidate(rule, found.start(group), found.end(group), found[group], before)
    if "|" in text and hints.lines(_IN_TABLES):
        yield from _in_tables(text)


class Hints:
    """Where the lines of a text stand on which a hint is; rules share hints, so each is looked for once."""

    def __init__(self, text: str) -> None:
        self._text = text
        # The one letter that becomes two when it is folded: all places have to stay where they are.
        self._low = text.replace("İ", "i").lower()
        self._known: dict[tuple[str, bool], list[int]] = {}

    def any(self) -> bool:
        """Whether there is one of any rule. It looks at each place for all of them: for short texts, such as a step's name."""
        return bool(_ANY.search(self._low))

    def lines(self, rule: Rule) -> list[int]:
        """The lines' first places, in order."""
        found = [self._of(hint, fold=rule.fold) for hint in rule.hints]
        return found[0] if len(found) == 1 else sorted({place for places in found for place in places})

    def _of(self, hint: str, *, fold: bool) -> list[int]:
        known = self._known.get((hint, fold))
        if known is None:
            text = self._low if fold else self._text
            known = self._known[hint, fold] = []
            at = text.find(hint)
            while at >= 0:
                known.append(text.rfind("\n", 0, at) + 1)
                at = text.find(hint, _end_of_line(text, at))
        return known


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def matches(rule: Rule, text: str, hints: Hints) -> Iterator[re.Match[str]]:
    """What `rule.pattern.finditer(text)` gives, looked for only where a hint stands."""
    lines = hints.lines(rule)
    if rule.wide:
        yield from rule.pattern.finditer(text) if lines else ()
        return
    at = 0
    for line in lines:
        end = _end_of_line(text, line)
        # A text that began here may end on the next line, and looks at what ends that one.
        limit = _end_of_line(text, end + 1) + 1
        at = max(at, line)
        while (found := rule.pattern.search(text, at, limit)) and found.start() <= end:
            yield found
            at = found.end()


def _in_tables(text: str) -> Iterator[Candidate]:
    """The words in the columns of a Markdown table whose head names a secret."""
    seen = 1  # a line of dashes among the rows of a table is one of them
    for dashes in _DASHES.finditer(text):
        if "|" not in dashes[0] or "-" not in dashes[0] or dashes.start() < seen:
            continue
        head = _cells(text, text.rfind("\n", 0, dashes.start() - 1) + 1, dashes.start() - 1)
        columns = {
            n: text[start:end]
            for n, (start, end) in enumerate(head)
            if _IN_TABLES.pattern.search(text[start:end])
        }
        at = dashes.end() + 1
        while columns and at < len(text):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            row = _cells(text, at, end)
            if len(row) < 2:
                break
            for n, name in columns.items():
                start, stop = row[n] if n < len(row) else (0, 0)
                if stop - start >= LEAST_LOOSE and not _SPACE.search(text, start, stop):
                    yield Candidate(_IN_TABLES, start, stop, text[start:stop], name)
            seen = at = end + 1


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the words between the bars of a line begin and end."""
    found = []
    for piece in text[start:end].split("|"):
        left = start + len(piece) - len(piece.lstrip(_EDGES))
        found.append((left, max(left, start + len(piece.rstrip(_EDGES)))))
        start += len(piece) + 1
    return found


def mask(text: str) -> Masked:
    """Masking a masked text changes nothing."""
    spans: list[tuple[int, int, str]] = []
    for one in sorted(candidates(text), key=lambda one: (one.start, -one.end)):
        if _is_secret(one, text) and (not spans or one.start >= spans[-1][1]):
            spans.append((one.start, one.end, one.rule.name))
    if not spans:
        return Masked(text)
    pieces, at = [], 0
    for start, end, name in spans:
        pieces += [text[at:start], f"[masked: {name}]"]
        at = end
    return Masked("".join((*pieces, text[at:])), tuple(dict.fromkeys(name for *_, name in spans)))


def mask_all(value: Any) -> tuple[Any, tuple[str, ...]]:
    """The same for every text in a value made of JSON; an answer whose name says that it is secret is emptied."""
    match value:
        case str():
            masked = mask(value)
            return masked.text, masked.found
        case list():
            done = [mask_all(one) for one in value]
            return [one for one, _ in done], _joined(found for _, found in done)
        case dict():
            pairs = {key: _answer(key, one) for key, one in value.items()}
            return {key: one for key, (one, _) in pairs.items()}, _joined(
                found for _, found in pairs.values()
            )
        case _:
            return value, ()


def is_secret_name(name: str) -> bool:
    """Whether a blank of this name asks for a secret: "[DB password]", "<api-token>"."""
    return bool(_NAMED.search(name))


def _answer(name: str, value: Any) -> tuple[Any, tuple[str, ...]]:
    if isinstance(value, str) and value.strip() and is_secret_name(name) and not _BLANK.match(value.strip()):
        return "", (f"the value of {name}",)
    return mask_all(value)


def _joined(found: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in found for name in names))


def _is_secret(one: Candidate, text: str) -> bool:
    if not one.rule.word:
        return not one.word.startswith("[masked")
    if _BLANK.match(one.word) or _PLAIN.match(one.word):
        return False
    if not one.rule.named or one.rule.sure or "=" in one.before or one.before[-1:] in "\"'":
        return True
    if not one.rule.loose and _ENDS_LINE.match(text, one.end):
        return True
    return len(one.word) >= LEAST_LOOSE and not _LETTERS.match(one.word)
