"""The table of faults: what is lost fails, what is not counted fails, and each engine adds its rows."""

from pathlib import Path

import pytest

from tests.browser.tally import Row, Table, Tally


def counted(acknowledged: list[str], found: list[str], told: str = "said") -> Tally:
    tally = Tally()
    tally.count(acknowledged, found)
    tally.tell(told)
    return tally


def test_what_is_not_there_as_often_as_it_was_acknowledged_is_lost() -> None:
    assert counted(["a", "b", "b"], ["b", "a", "c"]).lost == ["b"]
    counted(["a", "b"], ["b", "c", "a"]).check()


@pytest.mark.parametrize("tally", [Tally(), counted(["a"], []), counted(["a"], ["a"], "")])
def test_a_loss_a_test_that_counts_nothing_and_one_that_tells_nothing_fail(tally: Tally) -> None:
    with pytest.raises(AssertionError):
        tally.check()


def test_what_the_browser_took_is_told_apart_from_what_was_lost() -> None:
    tally = counted(["a"], ["a"])
    tally.count_taken(3)
    tally.check()
    assert (tally.acknowledged, tally.taken, tally.lost) == (4, 3, [])


def test_the_rows_of_each_engine_come_together_in_the_order_of_the_faults(tmp_path: Path) -> None:
    file = tmp_path / "faults.json"
    for fault, engine, outcome, lost in (
        ("F12", "chromium", "passed", 0),
        ("F3", "firefox", "failed", 2),
        ("F2", "chromium", "root only", 0),
    ):
        table = Table(file)
        table.rows[f"{engine} {fault}"] = Row(fault, "a | b", engine, outcome, 5, lost, 0, "said")
        text = table.write()
    rows = [line for line in text.splitlines() if line.startswith("| F")][:3]
    assert [row.split(" | ")[0] for row in rows] == ["| F2", "| F3", "| F12"]
    assert "not tried: root only" in rows[0]
    assert "FAILED, 2 lost" in rows[1]
    assert "| a / b | chromium | 5 | 0 |" in rows[2]
    assert text.endswith("15 acts acknowledged in 3 tries, 2 lost.")
    assert file.with_suffix(".md").read_text(encoding="utf-8") == text + "\n"
