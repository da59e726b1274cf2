"""The last logical time and the wall clock in, the next logical time out; as clock.js of the page."""

import re
from typing import Any

MOST_AHEAD = 5 * 60_000
START = "0000000000000000-0000"
_TOP = 0xFFFF
_LARGEST = 2**53 - 1
_HLC = re.compile(r"[0-9]{16}-[0-9a-f]{4}")


def is_hlc(value: Any) -> bool:
    return isinstance(value, str) and _HLC.fullmatch(value) is not None and int(value[:16]) <= _LARGEST


def parse_hlc(hlc: str) -> tuple[int, int]:
    """Milliseconds and counter."""
    return int(hlc[:16]), int(hlc[17:], 16)


def format_hlc(ms: int, counter: int) -> str:
    return f"{ms:016d}-{counter:04x}"


def next_hlc(last: str, wall: int) -> str:
    """The time of the next event; a full counter borrows a millisecond. Never refuses, never goes back."""
    ms, counter = parse_hlc(last)
    if ms < wall <= _LARGEST:
        return format_hlc(wall, 0)
    return format_hlc(ms, counter + 1) if counter < _TOP else format_hlc(ms + 1, 0)


def adopt(last: str, seen: str, wall: int) -> str:
    """Our last time after seeing another device's: the later, unless it is too far ahead to be believed."""
    return seen if seen > last and parse_hlc(seen)[0] <= wall + MOST_AHEAD else last
