"""A schedule's versions and names of occurrences in, those that it has out: a name that nothing bears is skipped by nobody."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from app.schedule.plan import names
from app.schedule.state import Version
from app.schedule.times import HORIZON

# Names are looked up by pieces of this length: many of one month cost what one costs.
PIECE = timedelta(days=31)
BEGIN = datetime(1970, 1, 1)


def known(versions: Sequence[Version], keys: Iterable[str]) -> frozenset[str]:
    """Those of `keys` at which the plan that held then came true."""
    asked = frozenset(keys)
    pieces = {(day - BEGIN) // PIECE for key in asked if (day := _moment(key))}
    found: set[str] = set()
    for number, version in enumerate(versions):
        if version.plan is None:
            continue
        until = min((one.since for one in versions[number + 1 :]), default=None)
        for piece in pieces:
            low = BEGIN + piece * PIECE
            named = asked.intersection(names(version.plan, low, low + PIECE))
            found |= {name for name in named if name >= version.since and (until is None or name < until)}
    return frozenset(found)


def _moment(key: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(key).replace(tzinfo=None)
    except ValueError:
        return None
    return found if BEGIN <= found < HORIZON else None
