"""The ledger of what was missed: what it keeps from before never changes what it says, and several go back together."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.schedule import ledger as room
from app.schedule.ledger import Ledger, Walk, ledger, together
from app.schedule.plan import Plan
from app.schedule.standing import Book, Skip, Standing, Urgent, Worked
from app.schedule.state import Version
from tests.schedule.story import DAILY, at

DAY = 24 * 3_600_000
START = at("2026-01-01T00:00")
WEEKLY = replace(DAILY, rule="FREQ=WEEKLY;BYDAY=MO", start="2025-06-01")
YEARS = replace(DAILY, start="2023-01-01")


def book(id_: str, plan: Plan, **more: object) -> Book:
    return Book(id_ * 16, (Version("", plan),), **more)  # type: ignore[arg-type]


def forget() -> None:
    room._MEMORY.walks.clear()


def fresh(shelf: Book, runs: tuple[Worked, ...], now: int, most: int) -> Ledger:
    forget()
    return ledger(shelf, runs, now, most)


done = st.integers(0, 400).map(
    lambda day: Worked(f"r{day}", f"2026-{day % 12 + 1:02}-{day % 28 + 1:02}", 0, 1)
)
shelves = st.sampled_from([
    book("a", DAILY),
    book("a", YEARS),
    book("a", WEEKLY),
    book("a", YEARS, skips={"2026-03-02": Skip("no", "Ana", 0)}),
    book("a", WEEKLY, urgent=(Urgent("2026-05-01T03:00", at("2026-05-01T03:00"), 60, "Leak"),)),
])  # fmt: skip
looks = st.tuples(
    shelves, st.lists(done, max_size=3).map(tuple), st.integers(0, 900), st.sampled_from([1, 20, 5000])
)


@settings(max_examples=40, deadline=None)
@given(st.lists(looks, min_size=1, max_size=5))
def test_what_was_found_before_changes_nothing_whatever_the_clock_does(
    seen: list[tuple[Book, tuple[Worked, ...], int, int]],
) -> None:
    wanted = [fresh(shelf, runs, START + hours * 7 * DAY // 8, most) for shelf, runs, hours, most in seen]
    forget()
    found = [ledger(shelf, runs, START + hours * 7 * DAY // 8, most) for shelf, runs, hours, most in seen]
    for was, now, (_, _, _, most) in zip(wanted, found, seen, strict=True):
        assert now.missed[:most] == was.missed[: len(now.missed)] or not was.is_cut
        if not was.is_cut:
            assert now == was


def test_the_next_look_works_out_only_what_has_closed_since(monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    shelf, now = book("b", YEARS), at("2026-11-27T12:00")
    first = ledger(shelf, (), now)
    spans: list[tuple[int, int]] = []
    work_out = Walk._span

    def counted(walk: Walk, low: int, high: int) -> list[Standing]:
        spans.append((low, high))
        return work_out(walk, low, high)

    monkeypatch.setattr(Walk, "_span", counted)
    assert ledger(shelf, (), now) == first
    assert spans == []
    later = ledger(shelf, (), now + DAY)
    assert spans == [(now, now + DAY)]
    assert later.missed[1:] == first.missed
    # Somebody did the latest: nothing of before holds any more for this schedule.
    did = Worked("r", later.missed[0].key, now, now + 1)
    assert ledger(shelf, (did,), now + DAY).missed == first.missed


def test_several_go_back_together_and_only_as_far_as_the_list_needs() -> None:
    forget()
    daily, weekly, now = book("c", YEARS), book("d", WEEKLY), at("2026-11-27T12:00")
    cut = together([(daily, ()), (weekly, ())], now, 50)
    assert (len(cut.missed), cut.is_cut) == (50, True)
    assert room._MEMORY.walks[daily.id].floor > at("2026-07-01T00:00")
    whole = together([(daily, ()), (weekly, ())], now, 10_000)
    assert not whole.is_cut
    each = [*ledger(daily, (), now).missed, *ledger(weekly, (), now).missed]
    assert len(whole.missed) == len(each)
    assert whole.missed[:50] == cut.missed
    assert {one.schedule for one in cut.missed} == {daily.id, weekly.id}


def test_no_more_is_kept_than_so_many_schedules() -> None:
    forget()
    for number in range(room.KEPT + 5):
        ledger(Book(f"{number:016}", (Version("", WEEKLY),)), (), at("2026-11-27T12:00"), 1)
    assert len(room._MEMORY.walks) == room.KEPT
