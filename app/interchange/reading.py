"""JSON text from another program in, its object out, or Unread: hostile files get a sentence, not a crash."""

import json
from collections.abc import Mapping
from typing import Any

from app.records.deep import depth

MOST_DEPTH = 32


class Unread(Exception):
    """Why a file is not read, as a clause that follows its name, and what to do next."""


def read_object(text: str) -> Mapping[str, Any]:
    """The JSON object that a text is."""
    source = text.removeprefix("\ufeff").strip()
    if depth(source) > MOST_DEPTH:
        raise Unread(
            f"is nested deeper than {MOST_DEPTH} levels. No program that Sophie reads writes such a file."
        )
    try:
        found = json.loads(source, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Unread("is no whole JSON: it was cut or changed. Export it again.") from error
    if not isinstance(found, Mapping):
        raise Unread("is JSON, but no object of a program that Sophie reads.")
    return found


def _no_constant(word: str) -> None:
    raise ValueError(word)


def words(value: Any) -> str:
    """A text of such a file; anything else is none. Half characters, which no file can hold, are replaced."""
    if not isinstance(value, str):
        return ""
    whole = value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def line(value: Any) -> str:
    """The same on one line."""
    return " ".join(words(value).split())
