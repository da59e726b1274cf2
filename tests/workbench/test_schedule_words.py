"""What a schedule's rule says in words: only where the words say all that the rule says."""

import pytest

from app.schedule.rule import read
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
