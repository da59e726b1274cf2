"""A moment in UTC in, the clock on the reader's wall out. The page knows its zone; the engine has no zone tables."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

# Beyond these no date can be written; damaged and hostile records hold such times.
FIRST, LAST = 0, 253_402_200_000_000
MOST_MINUTES = 18 * 60


@dataclass(frozen=True, slots=True)
class Zone:
    """`changes`: from which moment (ms UTC) the clock is how many minutes ahead of UTC, in order of time."""

    name: str = "UTC"
    changes: tuple[tuple[int, int], ...] = ()

    @classmethod
    def read(cls, asked: Any) -> "Zone":
        """From {"name": "Europe/Madrid", "changes": [[0, 60], ...]}; anything else is UTC."""
        if not isinstance(asked, dict):
            return cls()
        pairs = asked.get("changes")
        changes = (
            tuple(sorted(tuple(pair) for pair in pairs if _is_change(pair)))
            if isinstance(pairs, Sequence)
            else ()
        )
        return cls(str(asked.get("name", ""))[:60] or "UTC", changes)

    def local(self, at: int) -> datetime:
        at = min(max(at, FIRST), LAST)
        found = bisect_right(self.changes, (at, MOST_MINUTES + 1)) - 1
        minutes = self.changes[found][1] if found >= 0 else 0
        return datetime.fromtimestamp(at // 1000, tz=timezone(timedelta(minutes=minutes)))

    def words(self, at: int) -> str:
        """ "2026-11-21 10:30:05 (09:30:05 UTC)": local first, as people remember it, and UTC as it is kept."""
        local = self.local(at)
        utc = local.astimezone(UTC)
        if local.utcoffset() == timedelta(0):
            return f"{utc:%Y-%m-%d %H:%M:%S} UTC"
        day = "" if utc.date() == local.date() else f"{utc:%Y-%m-%d} "
        return f"{local:%Y-%m-%d %H:%M:%S} ({day}{utc:%H:%M:%S} UTC)"


def _is_change(pair: Any) -> bool:
    return (
        isinstance(pair, list)
        and len(pair) == 2
        and all(type(one) is int for one in pair)
        and abs(pair[1]) <= MOST_MINUTES
    )
