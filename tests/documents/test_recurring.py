"""Titles and lists that say how often and when, read as schedules."""

import pytest

from app.documents import parse
from app.documents.facts import facts
from app.documents.facts.model import Schedule

Read = tuple[str, int, str, str]


def recurring(text: str) -> list[Read]:
    found = (one.fact for one in facts(parse(text), text))
    return [(one.every, one.interval, one.at, one.clock) for one in found if isinstance(one, Schedule)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Daily checks", ("day", 0, "", "")),
        ("Daily checks at 02:00", ("day", 0, "", "02:00")),
        ("Daily checks (2:05 UTC)", ("day", 0, "", "02:05Z")),
        ("Nightly checks @ 11:30 pm", ("day", 0, "", "23:30")),
        ("Daily checks at 12 am", ("day", 0, "", "00:00")),
        ("Daily checks (02:00-04:00)", ("day", 0, "", "02:00")),
        ("Weekly checks, Monday at 9 am", ("week", 0, "monday", "09:00")),
        ("Biweekly checks", ("week", 2, "", "")),
        ("Bi-weekly checks", ("week", 2, "", "")),
        ("Fortnightly checks on Friday", ("week", 2, "friday", "")),
        ("Checks every other Monday", ("week", 2, "monday", "")),
        ("Checks every two weeks", ("week", 2, "", "")),
        ("Checks every 6 hours", ("hour", 6, "", "")),
        ("Checks every 3 nights", ("day", 3, "", "")),
        ("Semi-annual checks", ("month", 6, "", "")),
        ("Checks every second Tuesday of the month", ("month", 0, "second tuesday", "")),
        ("Checks every 1 day", ("", 0, "", "")),
    ],
)
def test_a_title_says_how_often_and_when(title: str, expected: Read) -> None:
    found = recurring(f"# {title}\n\n- [ ] Read the gauge\n- [ ] Note it\n")
    assert found == ([expected] if expected[0] else [])


@pytest.mark.parametrize(
    "words", ["at 02:00 CET", "at 02:00 UTC+2", "at 25:00", "at 13 pm", "at 7", "(10% load)", "window 02:00"]
)
def test_a_time_of_another_zone_or_none_at_all_is_left_to_whoever_plans(words: str) -> None:
    assert recurring(f"# Daily checks {words}\n\n- [ ] Read the gauge\n")[0][3] == ""


def test_a_line_of_its_own_says_it_too() -> None:
    text = "# Backup checks\n\n**Frequency:** every 2 weeks, at 04:30 UTC\n\n- [ ] Read the report\n"
    assert recurring(text) == [("week", 2, "", "04:30Z")]


def test_a_list_says_it_item_by_item() -> None:
    text = "# Work\n\n- Daily at 02:00: back up the base\n- Every six hours: read the gauge\n- Biweekly: try a restore\n"
    assert recurring(text) == [("day", 0, "", "02:00"), ("hour", 6, "", ""), ("week", 2, "", "")]
    assert [step.text for step in parse(text).steps] == [
        "back up the base",
        "read the gauge",
        "try a restore",
    ]
