"""A header's text in, its checked fields out, or a sentence that says what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from app.records.canonical import LARGEST, NotCanonical, read
from app.records.clock import is_hlc

LAST_TIME = 253_402_300_799_999
"""Milliseconds at the end of the year 9999, the last that datetime can show."""
LONGEST_ACTOR = 200


class Header(NamedTuple):
    """One event's header, a plain tuple: a snapshot holds up to a million of them.

    `at` is ms UTC; `prev` is the device's event before it, "" for its first.
    """

    actor: str
    at: int
    cmd: str
    dev: str
    dh: str
    hlc: str
    over: tuple[str, ...]
    prev: str
    seq: int
    stream: str
    type: str
    tz: str
    v: int


class BadHeader(ValueError):
    """The message is a sentence."""


def parse(text: str) -> Header:
    """The checked header. A newer version may bring more fields; they stay in the text."""
    return _usual(text) or _any(text)


def _usual(text: str) -> Header | None:
    """A header of version 1 with a plain name, by its one form: a tenth of the time. None says nothing of it."""
    found = _USUAL.fullmatch(text)
    if found is None:
        return None
    actor, at, cmd, dev, dh, hlc, over, prev, seq, stream, kind, tz = found.groups()
    before = tuple(over[1:-1].split('","')) if over else ()
    header = Header(actor, int(at), cmd, dev, dh, hlc, before, prev, int(seq), stream, kind, tz, 1)
    in_order = len(before) < 2 or all(one < next_ for one, next_ in pairwise(before))
    in_range = header.at <= LAST_TIME and header.seq <= LARGEST and int(hlc[:16]) <= LARGEST
    return header if in_order and in_range and (header.seq == 1) == (prev == "") else None


def _any(text: str) -> Header:
    try:
        fields = read(text)
    except NotCanonical as error:
        raise BadHeader("The header is not JSON in its canonical form.") from error
    _check(fields)
    known = {name: fields[name] for name in _FIELDS}
    return Header(**{**known, "over": tuple(fields["over"])})


def fault_of(text: str) -> str | None:
    """What is wrong with a header's text, as a sentence; None when it is good."""
    try:
        parse(text)
    except BadHeader as bad:
        return str(bad)
    return None


def _check(fields: Any) -> None:
    if not isinstance(fields, dict):
        raise BadHeader("The header is not an object.")
    for name, is_right in _FIELDS.items():
        if name not in fields or not is_right(fields[name]):
            raise BadHeader(f'The header\'s "{name}" is missing or wrong.')
    if fields["v"] == 1 and len(fields) != len(_FIELDS):
        raise BadHeader("The header has a field that version 1 does not know.")
    if (fields["seq"] == 1) != (fields["prev"] == ""):
        raise BadHeader("The header's place in its chain is wrong.")


def _text(pattern: str) -> Callable[[Any], bool]:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def _number(least: int, most: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and least <= value <= most


def _is_over(value: Any) -> bool:
    if not isinstance(value, list) or not all(map(_HASH, value)):
        return False
    return all(before < after for before, after in pairwise(value))


# Numbers without leading zeros and short of what int() refuses; a name without escapes.
_USUAL = re.compile(
    r'\{"actor":"([ !#-\[\]-~]{0,200})","at":(0|[1-9][0-9]{0,15}),"cmd":"([a-z2-7]{16})","dev":"([a-z2-7]{16})"'
    r',"dh":"([0-9a-f]{64})","hlc":"([0-9]{16}-[0-9a-f]{4})","over":\[((?:"[0-9a-f]{64}"(?:,"[0-9a-f]{64}")*)?)\]'
    r',"prev":"((?:[0-9a-f]{64})?)","seq":([1-9][0-9]{0,15}),"stream":"([a-z][a-z-]{0,31}/[a-z0-9][a-z0-9-]{0,63})"'
    r',"type":"([A-Z][A-Za-z0-9]{0,63})","tz":"([A-Za-z0-9_+\-/:]{1,64})","v":1\}'
)
_HASH = _text("[0-9a-f]{64}")
_ID = _text("[a-z2-7]{16}")

# What each field must be. NFC is the writer's duty: readers know different Unicode versions.
_FIELDS: Mapping[str, Callable[[Any], bool]] = {
    "actor": lambda value: isinstance(value, str) and len(value) <= LONGEST_ACTOR,
    "at": _number(0, LAST_TIME),
    "cmd": _ID,
    "dev": _ID,
    "dh": _HASH,
    "hlc": is_hlc,
    "over": _is_over,
    "prev": lambda value: value == "" or _HASH(value),
    "seq": _number(1, LARGEST),
    "stream": _text("[a-z][a-z-]{0,31}/[a-z0-9][a-z0-9-]{0,63}"),
    "type": _text("[A-Z][A-Za-z0-9]{0,63}"),
    "tz": _text("[A-Za-z0-9_+\\-/:]{1,64}"),
    "v": _number(1, LARGEST),
}
