"""What the benches import is a snapshot like any other, and the verdicts say what the figures say."""

from app.records.snapshot import verify
from bench.figures import Figure, p95, spread
from bench.generate import fresh_runs, history, late_notes, late_shift
from bench.journal import snapshot


def test_a_generated_history_is_a_whole_snapshot() -> None:
    waiting, runs = fresh_runs(5, 2)
    text = snapshot(history(30, 4), late_shift(1, 30, 4), late_notes(1, 30), waiting)
    assert verify(text.split("\n")).is_whole
    assert len(runs) == 2


def test_a_history_holds_as_many_events_as_was_asked_for() -> None:
    assert len(history(10, 48).headers) == 10 * 50 + 1


def test_the_same_history_is_the_same_file() -> None:
    assert snapshot(history(2, 3)) == snapshot(history(2, 3))


def test_a_ratio_over_the_target_is_missed_unless_it_is_under_the_floor() -> None:
    assert Figure("tick", [30], "rival", [10], at_most=2).verdict == "MISSED"
    assert Figure("tick", [14], "rival", [2], at_most=2, floor=15).verdict == "reached"
    assert Figure("tick", [14], "rival", [2]).verdict == "reported"


def test_a_spread_says_median_lowest_and_highest() -> None:
    assert spread([400, 500, 1600], "ms") == "500 ms (400-1,600)"
    assert spread([0.047], "MB") == "0.047 MB"


def test_the_95th_percentile_of_one_value_is_that_value() -> None:
    assert p95([3]) == 3
