"""JSON text in, how deep it is nested out: seen without reading it, because what is too deep ends the engine."""

import re

DEEPEST = 32
# A string that never ends reaches to the end: no text makes this look twice at one place.
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', re.DOTALL)
# Of a text only its brackets and quotes, and lists for objects.
_AS_LISTS = bytes.maketrans(b"{}", b"[]")
_NO_MARKS = bytes(set(range(256)) - set(b'[]{}"'))


def depth(text: str) -> int:
    """Brackets outside of strings."""
    level = deepest = 0
    for found in _BRACKETS.finditer(text):
        if found.group() in "[{":
            level += 1
            deepest = max(deepest, level)
        elif found.group() in "]}":
            level -= 1
    return deepest


def is_too_deep(text: str) -> bool:
    """Deeper than anything Sophie writes. Few brackets cannot nest deep, wherever they stand."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return False
    # Pairs are taken away from the inside, a level a round: most contents are gone after a few.
    left = _outside(text)
    for _ in range(DEEPEST):
        if not left:
            return False
        left = left.replace(b"[]", b"")
    return depth(text) > DEEPEST


def _outside(text: str) -> bytes:
    """The brackets outside of strings, as long as it is JSON; after the first fault nobody reads on."""
    plain = text.replace("\\\\", "").replace('\\"', "") if "\\" in text else text
    marks = plain.encode(errors="surrogatepass").translate(_AS_LISTS, _NO_MARKS)
    # A string without brackets is two quotes by now.
    return b"".join(marks.replace(b'""', b"").split(b'"')[::2])
