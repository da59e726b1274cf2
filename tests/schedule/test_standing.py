"""How an occurrence stands, and the ledger of what was missed: from plans, marks, runs and a moment alone."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.schedule.ledger import ledger
from app.schedule.plan import DAY, DayOff, Plan, begin, occurrences
from app.schedule.standing import (
    Book,
    Skip,
    Standing,
    Urgent,
    Worked,
    next_change,
    standings,
    within,
)
from app.schedule.state import Version
from tests.schedule.story import DAILY, ZONES, at

HOUR = 3_600_000


def book(*plans: Plan, **more: object) -> Book:
    return Book("s" * 16, tuple(Version("", one) for one in plans or (DAILY,)), **more)  # type: ignore[arg-type]


def stands(found: tuple[Standing, ...]) -> dict[str, str]:
    return {one.key: one.state for one in found}


def on(day: str, clock: str, runs: tuple[Worked, ...] = (), shelf: Book | None = None) -> Standing:
    now = at(f"{day}T{clock}")
    begin_, end = at(f"{day}T00:00"), at(f"{day}T23:59")
    (one,) = standings(shelf or book(), runs, now, begin_, end)
    return one


def test_a_day_goes_from_later_to_missed() -> None:
    clocks = {
        "05:59": "later",
        "06:00": "due",
        "09:59": "due",
        "10:00": "overdue",
        "23:59": "overdue",
    }
    assert {clock: on("2026-11-27", clock).state for clock in clocks} == clocks
    midnight = at("2026-11-28T00:00")
    (one,) = standings(book(), (), midnight, at("2026-11-27T12:00"), at("2026-11-27T13:00"))
    assert one.state == "missed"


def test_a_finished_run_does_it_also_late_and_an_open_one_is_shown() -> None:
    open_ = Worked("r1", "2026-11-27", at("2026-11-27T07:00"), None)
    assert (on("2026-11-27", "08:00", (open_,)).state, on("2026-11-27", "08:00", (open_,)).running) == (
        "due",
        True,
    )
    done = replace(open_, finished=at("2026-11-27T07:30"))
    assert (on("2026-11-27", "08:00", (done,)).state, on("2026-11-27", "08:00", (done,)).late) == (
        "done",
        False,
    )
    late = replace(done, finished=at("2026-11-29T07:30"))
    assert on("2026-11-27", "08:00", (late,)).late
    # Two people did it: the first of them did it.
    both = (late, replace(done, run="r2"))
    assert on("2026-11-27", "08:00", both).run == "r2"


def test_what_was_finished_with_steps_not_done_says_how_many_were() -> None:
    part = Worked("r", "2026-11-27", 1, at("2026-11-27T09:00"), done=0, total=3)
    one = on("2026-11-27", "12:00", (part,))
    assert (one.state, one.left) == ("ended", "0 of 3")
    some = on("2026-11-27", "12:00", (replace(part, done=1),))
    assert (some.state, some.left) == ("done", "1 of 3")
    assert on("2026-11-27", "12:00", (replace(part, done=3),)).left == ""
    assert on("2026-11-27", "12:00", (replace(part, total=0),)).state == "done", "a text without steps"


def test_a_run_that_did_something_counts_before_one_that_ended_with_nothing_done() -> None:
    nothing = Worked("r1", "2026-11-27", 1, at("2026-11-27T09:00"), done=0, total=3)
    some = Worked("r2", "2026-11-27", 1, at("2026-11-27T09:30"), done=2, total=3)
    one = on("2026-11-27", "12:00", (nothing, some))
    assert (one.state, one.run, one.left) == ("done", "r2", "2 of 3")


def test_a_skip_has_its_reason_and_a_done_one_is_done() -> None:
    shelf = book(skips={"2026-11-27": Skip("Nobody was there", "Ana", 1)})
    one = on("2026-11-27", "12:00", shelf=shelf)
    assert one.state == "skipped"
    assert one.skip == Skip("Nobody was there", "Ana", 1)
    done = Worked("r", "2026-11-27", 1, at("2026-11-27T09:00"))
    assert on("2026-11-27", "12:00", (done,), shelf).state == "done"


def test_a_day_off_is_neither_due_nor_missed() -> None:
    plan = replace(DAILY, off=(DayOff("2026-11-27", "2026-11-27", "Harvest"),))
    one = on("2026-11-27", "12:00", shelf=book(plan))
    assert (one.state, one.occurrence.off) == ("off", "Harvest")
    assert "2026-11-27" not in stands(ledger(book(plan), (), at("2026-12-02T00:00")).missed)


def test_the_ledger_holds_every_missed_one_however_long_nobody_looked() -> None:
    now = at("2029-11-20T00:00")
    found = ledger(book(), (), now)
    assert len(found.missed) == (datetime(2029, 11, 20) - datetime(2026, 11, 20)).days
    assert [one.key for one in found.missed[:2]] == ["2029-11-19", "2029-11-18"]
    assert not found.is_cut
    assert ledger(book(), (), now, most=10).is_cut


def test_what_is_done_or_skipped_leaves_the_ledger() -> None:
    shelf = book(skips={"2026-11-21": Skip("Holiday", "Ana", 1)})
    done = Worked("r", "2026-11-22", 1, at("2026-11-25T09:00"))
    keys = [one.key for one in ledger(shelf, (done,), at("2026-11-24T00:00")).missed]
    assert keys == ["2026-11-23", "2026-11-20"]


def test_a_change_holds_from_its_day_and_rewrites_nothing_before() -> None:
    weekly = replace(DAILY, rule="FREQ=WEEKLY;BYDAY=MO", due=DAY, grace=0)
    shelf = Book("s", (Version("", DAILY), Version("2026-11-25", weekly)))
    missed = [one.key for one in ledger(shelf, (), at("2026-12-09T00:00")).missed]
    assert missed == ["2026-12-07", "2026-11-30", *(f"2026-11-{day}" for day in range(24, 19, -1))]


def test_a_stop_keeps_what_was_planned_for_its_day_and_ends_what_follows() -> None:
    shelf = Book("s", (Version("", DAILY), Version("2026-11-22T23:59", None), Version("2026-11-25", DAILY)))
    missed = [one.key for one in ledger(shelf, (), at("2026-11-27T00:00")).missed]
    assert missed == ["2026-11-26", "2026-11-25", "2026-11-22", "2026-11-21", "2026-11-20"]


def test_the_hours_of_a_day_do_not_double_when_its_window_moves() -> None:
    later = replace(DAILY, opens=420, due=660)
    shelf = Book("s", (Version("", DAILY), Version("2026-11-27", later)))
    found = standings(shelf, (), at("2026-11-27T06:30"), at("2026-11-27T00:00"), at("2026-11-27T23:00"))
    assert stands(found) == {"2026-11-27": "later"}


def test_an_emergency_window_is_there_without_a_rule() -> None:
    shelf = book(
        replace(DAILY, kind="maintenance"),
        urgent=(Urgent("2026-11-27T02:10", at("2026-11-27T02:10"), 45, "Leak"),),
    )
    found = standings(shelf, (), at("2026-11-27T02:20"), at("2026-11-27T02:00"), at("2026-11-27T03:00"))
    assert [(one.key, one.state, one.urgent) for one in found] == [("2026-11-27T02:10", "due", "Leak")]
    assert ledger(shelf, (), at("2026-11-27T05:00")).missed[0].urgent == "Leak"


def test_the_next_change_is_the_next_edge_of_a_window() -> None:
    now = at("2026-11-27T05:00")
    found = standings(book(), (), now, now, now + 24 * HOUR)
    assert next_change(found, now) == at("2026-11-27T06:00")
    assert next_change(found, at("2026-11-27T06:00")) == at("2026-11-27T10:00")
    assert next_change((), now) is None


plans = st.builds(
    lambda rule, zone, opens, length, grace, by: Plan(
        "Round", "d", rule, "2026-11-01", zone, opens=opens, due=opens + length, grace=grace, by=by
    ),
    st.sampled_from(("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYMONTHDAY=-7", "FREQ=MONTHLY;BYMONTHDAY=1")),
    st.sampled_from(ZONES),
    st.integers(0, 1439),
    st.integers(1, 10 * DAY),
    st.integers(0, 3 * DAY),
    st.sampled_from(("", "week", "month")),
)  # fmt: skip


@given(plans, st.integers(0, 400 * 24), st.integers(1, 400))
def test_every_occurrence_stands_once_whatever_the_clock_says(plan: Plan, hours: int, span: int) -> None:
    """A clock set back or forward changes how one stands, never which ones there are."""
    first = at("2026-11-01T00:00") + hours * HOUR
    last = first + span * HOUR
    shelf = book(plan)
    reach = timedelta(days=60)
    start = begin(plan)
    wanted = {
        one.key
        for one in occurrences(plan, start, start + timedelta(hours=hours + span) + reach)
        if one.opens < last and one.closes > first
    }
    for now in (first - 9_000 * HOUR, first, last, last + 9_000 * HOUR):
        found = standings(shelf, (), now, first, last)
        assert [one.key for one in found] == list(dict.fromkeys(one.key for one in found))
        assert set(stands(found)) == wanted


@given(plans, st.integers(0, 200), st.integers(0, 200))
def test_a_ledger_only_grows_and_loses_nothing(plan: Plan, days: int, more: int) -> None:
    early = ledger(book(plan), (), at("2026-11-01T00:00") + days * 24 * HOUR)
    late = ledger(book(plan), (), at("2026-11-01T00:00") + (days + more) * 24 * HOUR)
    assert stands(early.missed).keys() <= stands(late.missed).keys()
    closes = [one.occurrence.closes for one in late.missed]
    assert closes == sorted(closes, reverse=True)


@pytest.mark.parametrize("zone", ZONES)
def test_a_year_of_hours_is_all_there(zone: str) -> None:
    hourly = Plan("Hours", "d", "FREQ=HOURLY", "2025-01-01T00:00", zone, due=60)
    found = ledger(book(hourly), (), at("2026-01-02T12:00", "UTC"))
    # 367 days; the zones are up to 11 hours away from UTC.
    assert abs(len(found.missed) - 366 * 24 - 12) <= 12
    assert len({one.key for one in found.missed}) == len(found.missed)


def test_a_month_is_worked_out_once() -> None:
    within.cache_clear()
    now = at("2026-11-27T08:00")
    standings(book(), (), now, now, now + HOUR)
    worked_out = within.cache_info().misses
    standings(book(), (), now + HOUR, now + HOUR, now + 2 * HOUR)
    assert within.cache_info().misses == worked_out


@given(plans, st.integers(0, 200), st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)))
def test_the_ledger_is_what_stands_missed_whatever_was_done_or_skipped(
    plan: Plan, days: int, done: set[int], skipped: set[int]
) -> None:
    began = at("2026-10-01T00:00")
    now = at("2026-11-01T00:00") + days * 24 * HOUR
    keys = [one.key for one in standings(book(plan), (), now, began, now)]
    runs = tuple(Worked(f"r{n}", key, began, now) for n, key in enumerate(keys) if n in done or n > 20)
    shelf = book(plan, skips={key: Skip("Away", "Ana", now) for n, key in enumerate(keys) if n in skipped})
    wanted = [one.key for one in standings(shelf, runs, now, began, now + 1) if one.state == "missed"]
    assert sorted(one.key for one in ledger(shelf, runs, now).missed) == sorted(wanted)


def test_years_of_what_was_done_are_not_worked_out_to_find_what_was_not() -> None:
    long_ago = replace(DAILY, start="2020-01-01")
    now = at("2026-11-27T08:00")
    keys = [one.key for one in standings(book(long_ago), (), now, at("2019-12-01T00:00"), now)]
    runs = tuple(Worked(f"r{n}", key, n, n) for n, key in enumerate(keys[:-40]))
    within.cache_clear()
    assert len(ledger(book(long_ago), runs, now).missed) == 39
    assert within.cache_info().misses < 8
