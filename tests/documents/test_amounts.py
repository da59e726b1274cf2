"""Times and dates as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.amounts import date, minutes
from app.documents.parse import parse
from app.documents.reviewing import review_day

TIMES = {
    "Immediate": 0,
    "at once, by phone": 0,
    "< 1 hour": 60,
    "within 15 min": 15,
    "5-6 hours": 360,
    "10 to 20 minutes": 20,
    "1h 30m": 90,
    "1 hour and 15 minutes": 75,
    "1.5 hours": 90,
    "4 business hours": 240,
    "2 days": 2880,
    "a week or 1 week": 10080,
    "90s": 2,
    "15 minutes, then 1 hour": 15,
    "4 people": None,
    "soon": None,
    "[Time]": None,
}


@pytest.mark.parametrize(("words", "expected"), TIMES.items(), ids=list(TIMES))
def test_a_time_is_read_in_minutes(words: str, expected: int | None) -> None:
    assert minutes(words) == expected


DATES = {
    "2026-03-09": "2026-03-09",
    "2026/3/9": "2026-03-09",
    "9 March 2026": "2026-03-09",
    "March 9th, 2026": "2026-03-09",
    "09-Mar-2026": "2026-03-09",
    "13/03/2026": "2026-03-13",
    "3/13/2026": "2026-03-13",
    "04.04.2026": "2026-04-04",
    "12.03.2026": "2026-03-12",
    "2026年3月9日": "2026-03-09",
    "2026년 3월 9일": "2026-03-09",
    "9 Mai 2026": "2026-05-09",
    "1. März 2026": "2026-03-01",
    "1er août 2026": "2026-08-01",
    "9 de marzo de 2026": "2026-03-09",
    "10 ноября 2025": "2025-11-10",
    "20260309": "2026-03-09",
    "March 2026": "2026-03-01",
    "2026-03": "2026-03-01",
    "set 2026": "",
    "9 Marbles 2026": "",
    "3/4/2026": "",
    "2026-13-09": "",
    "2026-02-30": "",
    "31 April 2026": "",
    "31/04/2026": "",
    "0000-01-01": "",
    "２０２６-03-09": "",
    "2025-01-XX": "",
    "12026-01-01": "",
    "March": "",
}


@pytest.mark.parametrize(("words", "expected"), DATES.items(), ids=list(DATES))
def test_a_date_is_read_only_where_it_states_one_day(words: str, expected: str) -> None:
    assert date(words) == expected


def test_a_review_that_is_due_in_a_month_is_due_at_its_end() -> None:
    assert [date(words, end=True) for words in ("February 2028", "2026-03", "2026年4月", "9 March 2026")] == [
        "2028-02-29",
        "2026-03-31",
        "2026-04-30",
        "2026-03-09",
    ]


def test_a_number_without_end_is_no_time() -> None:
    assert minutes("9" * 400 + " minutes") is None


@given(st.dates())
def test_every_iso_date_is_itself(day: object) -> None:
    assert date(f"on {day}.") == str(day)


@given(st.text())
def test_any_words_have_a_time_or_none(words: str) -> None:
    found = minutes(words)
    assert found is None or found >= 0
    assert date(words) == date(date(words))


DAYS = st.from_regex(
    r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}|[0-9]{1,2} (Feb|April) [0-9]{4}", fullmatch=True
)


@given(DAYS | st.just("9999-12-31"), st.sampled_from(["Last Updated", "Next Review", "Date"]))
def test_a_day_that_never_was_stops_nobody(day: str, key: str) -> None:
    assert len(review_day(parse(f"# R\n\n**{key}:** {day}\n\n1. Stop it\n"))) in (0, 10)
