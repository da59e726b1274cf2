"""UTC is kept and the reader's own clock is shown, through both turns of the clock; a damaged zone is UTC."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.spans import span
from app.records.zone import Zone

# Madrid in 2026: an hour ahead, two from 29 March 01:00 UTC to 25 October 01:00 UTC.
SPRING, AUTUMN = 1_774_746_000_000, 1_792_890_000_000
MADRID = Zone.read({"name": "Europe/Madrid", "changes": [[0, 60], [SPRING, 120], [AUTUMN, 60]]})


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (SPRING - 1000, "2026-03-29 01:59:59 (00:59:59 UTC)"),
        (SPRING, "2026-03-29 03:00:00 (01:00:00 UTC)"),
        (AUTUMN - 1000, "2026-10-25 02:59:59 (00:59:59 UTC)"),
        (AUTUMN, "2026-10-25 02:00:00 (01:00:00 UTC)"),
        (1_764_541_800_000, "2025-11-30 23:30:00 (22:30:00 UTC)"),
        (1_764_543_600_000 + 1_800_000, "2025-12-01 00:30:00 (2025-11-30 23:30:00 UTC)"),
    ],
)
def test_a_moment_is_told_in_both_clocks(at: int, words: str) -> None:
    assert MADRID.words(at) == words


@pytest.mark.parametrize(
    "asked",
    [
        None,
        7,
        {},
        {"changes": "no"},
        {"name": 3, "changes": [[1], [1, 2, 3], ["a", 1], [1, 5000], [True, 1]]},
    ],
)
def test_a_zone_that_is_none_is_utc(asked: Any) -> None:
    assert Zone.read(asked).words(0) == "1970-01-01 00:00:00 UTC"


@given(st.integers(), st.lists(st.tuples(st.integers(), st.integers(-1080, 1080)), max_size=4))
def test_no_moment_and_no_zone_is_too_strange_to_be_written(at: int, changes: list[tuple[int, int]]) -> None:
    assert Zone.read({"name": "X", "changes": [list(one) for one in changes]}).words(at)


@pytest.mark.parametrize(
    ("ms", "words"),
    [(-5, "0 s"), (999, "0 s"), (59_000, "59 s"), (60_000, "1 min"), (220_000, "3 min 40 s"), (3_600_000, "1 h"),
     (5_460_000, "1 h 31 min"), (90_000_000, "1 d 1 h"), (172_800_000, "2 d")],
)  # fmt: skip
def test_a_span_is_told_in_two_units(ms: int, words: str) -> None:
    assert span(ms) == words
