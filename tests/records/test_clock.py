"""The hybrid clock: it only goes forward, whatever the wall clock and other devices do."""

from hypothesis import given
from hypothesis import strategies as st

from app.records.clock import MOST_AHEAD, START, adopt, format_hlc, is_hlc, next_hlc, parse_hlc
from tests.records.stories import WALL

times = st.builds(format_hlc, st.integers(0, 2**53 - 2), st.integers(0, 0xFFFF))
walls = st.one_of(st.integers(WALL - 10**9, WALL + 10**9), st.integers(-(10**6), 2**53 - 2))


@given(times, walls)
def test_the_next_time_is_later_and_well_formed(last: str, wall: int) -> None:
    following = next_hlc(last, wall)
    assert following > last
    assert is_hlc(following)
    assert format_hlc(*parse_hlc(following)) == following


@given(times, st.lists(walls, min_size=2, max_size=60))
def test_time_is_monotonic_under_any_jumps(last: str, jumps: list[int]) -> None:
    made = []
    for wall in jumps:
        last = next_hlc(last, wall)
        made.append(last)
    assert made == sorted(set(made))


@given(times, times, walls)
def test_adopting_never_goes_back_and_never_far_ahead(last: str, seen: str, wall: int) -> None:
    adopted = adopt(last, seen, wall)
    assert adopted >= last
    assert adopted == last or parse_hlc(adopted)[0] <= wall + MOST_AHEAD


def test_seventy_thousand_events_in_one_millisecond_are_fine() -> None:
    last = START
    for _ in range(70_000):
        last = next_hlc(last, WALL)
    assert parse_hlc(last) == (WALL + 1, 70_000 - 0x10000 - 1)
