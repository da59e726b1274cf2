"""What a schedule's rule says in words: only where the words say all that the rule says."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.schedule.rule import read
from app.schedule.times import times
from app.workbench.screens.schedule_words import every


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "Every day"),
        ("FREQ=DAILY;COUNT=1", "Once"),
        ("FREQ=DAILY;COUNT=3", "Every day, 3 times"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every working day, Monday to Friday"),
        ("FREQ=DAILY;BYDAY=MO,WE", "Every week on Monday and Wednesday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "Every 2 weeks on Monday"),
        ("FREQ=MONTHLY;BYDAY=1MO,-1FR", "Every month on the 1st Monday and the last Friday"),
        ("FREQ=MONTHLY;BYDAY=5MO", "Every month on the 5th Monday (where a month has five)"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=15,31;COUNT=4",
            "Every month on the 15th day and the 31st day (February, April, June, September and November have no 31), 4 times",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=30", "Every month on the 30th day (February has no 30)"),
        ("FREQ=MONTHLY;BYDAY=-2FR", "Every month on the 2nd Friday from the end"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1,-7", "Every month on the last day and the 7th day from the end"),
        ("FREQ=MONTHLY;BYMONTHDAY=22;UNTIL=20270101", "Every month on the 22nd day, until 2027-01-01"),
    ],
)
def test_a_plain_rule_is_told_in_words(rule: str, words: str) -> None:
    assert every(read(rule)) == words


@pytest.mark.parametrize(
    "rule",
    [
        # Each hour of those days, each Monday of the month or the year, the 15th of each month.
        "FREQ=HOURLY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=YEARLY;BYDAY=MO",
        "FREQ=YEARLY;BYMONTHDAY=15",
        "FREQ=DAILY;BYMONTHDAY=1",
        "FREQ=DAILY;INTERVAL=2;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    ],
)
def test_a_rule_that_words_would_tell_wrongly_stays_a_rule(rule: str) -> None:
    assert every(read(rule)) == rule


@pytest.mark.parametrize(
    ("rule", "start", "words"),
    [
        (
            "FREQ=MONTHLY",
            "2026-01-31",
            "Every month on the 31st day (February, April, June, September and November have no 31)",
        ),
        (
            "FREQ=MONTHLY",
            "2026-01-29",
            "Every month on the 29th day (February has 29 days in leap years only)",
        ),
        ("FREQ=MONTHLY;INTERVAL=2", "2026-01-05", "Every 2 months on the 5th day"),
        ("FREQ=YEARLY", "2024-02-29", "Every year on 29 February (in leap years only)"),
        ("FREQ=YEARLY;UNTIL=20300101", "2026-03-05", "Every year on 5 March, until 2030-01-01"),
        ("FREQ=WEEKLY", "2026-11-27", "Every week on Friday"),
        ("FREQ=DAILY", "2026-01-31", "Every day"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", "Every month on the last day"),
    ],
)
def test_a_rule_that_names_no_day_is_told_with_that_of_its_start(rule: str, start: str, words: str) -> None:
    assert every(read(rule), datetime.fromisoformat(start)) == words


@given(
    st.sampled_from(("MONTHLY", "YEARLY")), st.dates(date(2020, 1, 1), date(2031, 12, 31)), st.integers(1, 3)
)
def test_what_is_said_to_be_left_out_is_left_out(frequency: str, day: date, interval: int) -> None:
    """As the rule itself comes: words of months without that day stand where there are such, and only there."""
    start = datetime.combine(day, datetime.min.time())
    rule = read(f"FREQ={frequency};INTERVAL={interval}")
    found = list(times(rule, start, start, start.replace(year=start.year + 12, day=1)))
    months = 12 * 12 // (1 if frequency == "MONTHLY" else 12) // interval
    is_told, is_left_out = "(" in every(rule, start), len(found) < months
    # Steps of two months may pass over February anyhow.
    assert is_told == is_left_out or (is_told and interval > 1)
    assert {one.day for one in found} == {day.day}
