"""A schedule's versions in, the series of occurrences that each of them made out: one after another, for a calendar file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.schedule.plan import Occurrence, Plan, at_times, moment, rule_of
from app.schedule.plan import begin as begin_of
from app.schedule.rule import FIRST
from app.schedule.standing import longest
from app.schedule.state import Version
from app.schedule.times import HORIZON, later, times

YEARS = 10


@dataclass(frozen=True, slots=True)
class Series:
    """The occurrences of one version of a plan: those whose key is from `since` on and before `until` (None: for ever).

    `first` and `last` of them; `last` None when it goes on. Without a `first` it is cancelled.
    """

    since: str
    until: str | None
    plan: Plan
    first: Occurrence | None
    last: Occurrence | None = None

    @property
    def is_whole(self) -> bool:
        """It begins with the first that its rule ever gives."""
        return self.first is not None and first_of(self.plan) == self.first


def series(versions: Sequence[Version]) -> tuple[Series, ...]:
    """One for each `since`: what was set twice on one day is what was set last."""
    found: dict[str, Series] = {}
    for number, version in enumerate(versions):
        until = min((one.since for one in versions[number + 1 :]), default=None)
        if version.plan:
            one = _series(version.since, until, version.plan)
            # What never came true and nobody replaced is told to nobody.
            if one.first or until is not None:
                found.pop(version.since, None)
                found[version.since] = one
        elif version.since in found:
            before = found[version.since]
            found[version.since] = Series(version.since, version.since, before.plan, None)
    return tuple(found.values())


def _series(since: str, until: str | None, plan: Plan) -> Series:
    first = next(within(plan, since, until), None)
    if first is None:
        return Series(since, until, plan, None)
    cut = until is not None or (rule_of(plan).count and first != first_of(plan))
    return Series(since, until, plan, first, _last(plan, since, until) if cut else None)


def within(
    plan: Plan,
    since: str,
    until: str | None,
    low: datetime = datetime.min,
    high: datetime = datetime.max,
) -> Iterator[Occurrence]:
    """Those of the series whose rule comes true from `low` on and before `high`."""
    start = begin_of(plan)
    floor, end = _day(since), _day(until or "")
    after = max(start, low, floor or start)
    before = min(high, end + timedelta(days=1) if end else later(after, YEARS * 4))
    for one in at_times(plan, times(rule_of(plan), start, after, before)):
        if one.key >= since and (until is None or one.key < until):
            yield one


def _day(text: str) -> datetime | None:
    """Midnight of a local day or minute; None of what is neither: events of others may hold anything."""
    try:
        day = datetime.combine(datetime.fromisoformat(text).date(), datetime.min.time())
    except ValueError:
        return None
    return min(max(day, FIRST), HORIZON)


def _last(plan: Plan, since: str, until: str | None) -> Occurrence | None:
    """Looked for from the end: a plan of hours may hold many."""
    rule, end = rule_of(plan), _day(until or "")
    if end and rule.until:
        end = min(end, rule.until + timedelta(days=1))
    if end and not rule.count:
        *_, last = [None, *within(plan, since, until, end - timedelta(minutes=longest(plan), days=400))]
        if last:
            return last
    *_, last = [None, *within(plan, since, until)]
    return last


def named_by(key: str, part: Series) -> Occurrence | None:
    """The occurrence of this series with this key, if it has one."""
    try:
        day = min(datetime.fromisoformat(key).replace(tzinfo=None), HORIZON)
    except ValueError:
        return None
    near = within(part.plan, part.since, part.until, day, day + timedelta(minutes=1))
    return next((one for one in near if one.key == key), None)


def opening(one: Series) -> int:
    """When it begins, or would have begun (ms UTC)."""
    found = one.first or first_of(one.plan)
    return found.opens if found else moment(begin_of(one.plan), one.plan.zone)


def first_of(plan: Plan) -> Occurrence | None:
    """The first that the rule gives, also on a day off: the rule is counted from it."""
    return next(within(plan, "", None), None)
