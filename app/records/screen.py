"""A content from elsewhere in, a sentence out when no log takes it: what readers would read apart, or what could harm them.

`static/js/log/screen.js` does the same for the page; `tests/vectors/contents.json` holds both to the same.
"""

import json
import math
import re

from app.records.deep import DEEPEST, is_too_deep

LONGEST = 16 * 1024 * 1024
"""UTF-16 code units, as the page counts them."""
_LARGEST = 2**53 - 1
_TWICE = "It holds a key twice."
_TOO_LARGE = "It holds a number that is too large."
_NO_NUMBER = "It holds a number that JSON does not have."
# Only with one of these can a number be too large; most contents are read without looking at each.
_LONG_NUMBER = re.compile(r"\d{16}|\d[eE]\+?\d{2}")
_STRANGE_NUMBER = re.compile(r"[:\[,]\s*(?:-?Infinity|NaN)\b")
# A few plain values, each key once, as most acts write: nothing that is looked for can be in one.
PLAIN = re.compile(
    r'\{(?:"([A-Za-z]{1,20})":(?![^}]*"\1":)(?:"[^"\\}\x00-\x1f\ud800-\udfff]{0,80}"|0|[1-9][0-9]{0,14}|true|false|null)'
    r'(?:,(?=")|(?=\}))){1,8}\}'
)


class _Odd(Exception):
    """The message is a sentence."""


def content_fault(text: str) -> str | None:
    """Why a content must not enter a log; None when it may. What is no JSON at all stays opaque and harmless."""
    if PLAIN.fullmatch(text):
        return None
    if len(text) * 2 > LONGEST and length_of(text) > LONGEST:
        return f"It is {length_of(text):,} characters long; at most {LONGEST:,} are taken."
    if not text.isascii() and not is_sound(text):
        return "It holds half of a character."
    if is_too_deep(text):
        return f"It is nested more than {DEEPEST} levels deep."
    return _oddity(text)


def is_sound(text: str) -> bool:
    """Whether it holds no half of a character."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def length_of(text: str) -> int:
    """In UTF-16 code units."""
    if text.isascii() or len(text) * 2 <= LONGEST:
        return len(text)
    return len(text) + sum(character > "\uffff" for character in text)


def _oddity(text: str) -> str | None:
    decoder = _NUMBERS if _LONG_NUMBER.search(text) else _KEYS
    try:
        try:
            _look(decoder, text)
        except _Odd as odd:
            # Only JSON can be odd, and its end was not seen yet.
            _ANY.decode(text)
            return str(odd)
    except ValueError:
        return _NO_NUMBER if _STRANGE_NUMBER.search(text) else None
    return None


def _look(decoder: json.JSONDecoder, text: str) -> None:
    """What Sophie writes has no space around it and is read without the decoder's own steps; the rest takes those."""
    try:
        if decoder.scan_once(text, 0)[1] == len(text):  # type: ignore[attr-defined]  # `decode` itself calls it
            return
    except StopIteration:
        pass
    decoder.decode(text)


def _each_once(pairs: list[tuple[str, object]]) -> None:
    if len(dict(pairs)) != len(pairs):
        raise _Odd(_TWICE)


def _whole(word: str) -> None:
    # Longer ones than these digits need not be turned into a number, which Python refuses for thousands of them.
    if len(word) > len("-9007199254740991") or abs(int(word)) > _LARGEST:
        raise _Odd(_TOO_LARGE)


def _broken(word: str) -> None:
    if math.isinf(float(word)):
        raise _Odd(_TOO_LARGE)


def _strange(word: str) -> None:
    raise ValueError(f"{word} is not JSON.")


_ANY = json.JSONDecoder(parse_constant=_strange, parse_int=float)
_KEYS = json.JSONDecoder(parse_constant=_strange, object_pairs_hook=_each_once)
_NUMBERS = json.JSONDecoder(
    parse_constant=_strange, parse_int=_whole, parse_float=_broken, object_pairs_hook=_each_once
)
