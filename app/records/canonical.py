"""Header values in, their canonical ASCII JSON and ids out; the page writes it, this checks it."""

import hashlib
import json
import re
from typing import Any

from app.records.deep import is_too_deep

LARGEST = 2**53 - 1
_KEY = re.compile(r"[a-z][A-Za-z0-9]*")
_SALT = re.compile("[0-9a-f]{32}")


class NotCanonical(ValueError):
    """A value that a header cannot hold."""


def canonical(value: Any) -> str:
    """Sorted keys, no spaces, no floats, everything beyond 0x7e as \\uxxxx."""
    match value:
        case str():
            return _quoted(value)
        case None | bool():
            return json.dumps(value)
        case int() if abs(value) <= LARGEST:
            return str(value)
        case list():
            return f"[{','.join(map(canonical, value))}]"
        case dict():
            return f"{{{','.join(f'{_keyed(key)}:{canonical(value[key])}' for key in sorted(value))}}}"
    raise NotCanonical(f"A header cannot hold {type(value).__name__}.")


def read(text: str) -> Any:
    """The value of a canonical text; NotCanonical when the text has another form."""
    if is_too_deep(text):
        raise NotCanonical("The text is nested too deep.")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotCanonical("The text is not JSON.") from error
    if canonical(value) != text:
        raise NotCanonical("The text is not in its canonical form.")
    return value


def id_of(header: str) -> str:
    return sha256(header)


def body_hash(nonce: str, body: str) -> str:
    """The body's hash, salted so that a short erased body cannot be guessed."""
    return sha256(nonce + body)


def is_content(dh: str, nonce: str, body: str) -> bool:
    """Whether a content is the one a header names.

    A salt of another length would let a part of the body pass for it.
    """
    return _SALT.fullmatch(nonce) is not None and body_hash(nonce, body) == dh


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _quoted(text: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise NotCanonical("This text holds half of a character.")
    return json.dumps(text)


def _keyed(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise NotCanonical("A header has a key that is not a plain word.")
    return f'"{key}"'
