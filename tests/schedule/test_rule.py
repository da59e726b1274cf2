"""Recurrence rules: against dateutil's own reading of the same text, and against everything that is no rule."""

import time
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from app.schedule.rule import NUMBERS, Misread, read
from app.schedule.times import never, times, unmet
from tests.schedule.story import PATIENCE

START = datetime(2026, 11, 27)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def some(values: st.SearchStrategy[int]) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=3, unique=True).map(lambda found: ",".join(map(str, found)))


def parts(**kinds: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Some of these parts, each written as NAME=VALUE."""
    return st.fixed_dictionaries({}, optional=kinds).map(
        lambda found: "".join(f";{name}={value}" for name, value in found.items())
    )


days = st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True).map(",".join)
numbered = st.tuples(st.sampled_from((1, 2, 3, 4, 5, -1, -2)), st.sampled_from(DAYS)).map(
    lambda pair: f"{pair[0]}{pair[1]}"
)
month_days = some(st.integers(1, 31) | st.integers(-31, -1))
end = st.sampled_from(("", ";COUNT=7", ";UNTIL=20290301", ";UNTIL=20281224T120000"))
rules = st.one_of(
    parts(INTERVAL=st.sampled_from("123579"), BYDAY=days, BYMONTH=some(st.integers(1, 12))).map("FREQ=DAILY{}".format),
    parts(INTERVAL=st.sampled_from("1234"), BYDAY=days, WKST=st.sampled_from(DAYS)).map("FREQ=WEEKLY{}".format),
    parts(INTERVAL=st.sampled_from("12"), BYSETPOS=st.sampled_from(("1", "-1"))).map("FREQ=WEEKLY;BYDAY=MO,WE,SA{}".format),
    parts(INTERVAL=st.sampled_from("1235"), BYMONTHDAY=month_days).map("FREQ=MONTHLY{}".format),
    parts(BYDAY=numbered, BYSETPOS=st.sampled_from(("1", "-1"))).map("FREQ=MONTHLY{}".format),
    parts(INTERVAL=st.sampled_from("12"), BYMONTH=some(st.integers(1, 12)), BYMONTHDAY=month_days).map("FREQ=YEARLY{}".format),
    parts(BYYEARDAY=some(st.integers(1, 366) | st.integers(-366, -1))).map("FREQ=YEARLY{}".format),
    parts(BYWEEKNO=some(st.integers(1, 53)), BYDAY=days).map("FREQ=YEARLY{}".format),
)  # fmt: skip


starts = st.sampled_from((START, datetime(2024, 2, 29), datetime(2026, 1, 31), datetime(2025, 12, 30)))


@given(rules, end, starts, st.integers(0, 3000), st.integers(1, 700))
def test_the_times_are_those_that_dateutil_reads_from_the_text(
    text: str, ends: str, start: datetime, ahead: int, span: int
) -> None:
    rule = read(text + ends)
    after = start + timedelta(days=ahead)
    before = after + timedelta(days=span)
    last = start + timedelta(days=3700)
    guard = "" if "COUNT" in ends or "UNTIL" in ends else f";UNTIL={last:%Y%m%dT%H%M%S}"
    whole = ends.replace("UNTIL=20290301", "UNTIL=20290301T235959")
    if never(rule, start):
        # Dateutil would look for it until the year 9999.
        assert list(times(rule, start, after, before)) == []
        return
    theirs = rrulestr(text + whole + guard, dtstart=start)
    wanted = [one for one in theirs.between(after, before, inc=True) if one < before]
    assert list(times(rule, start, after, before)) == wanted


@given(st.integers(1, 30), st.integers(0, 20_000))
def test_a_rule_of_hours_is_found_from_any_place_at_once(interval: int, ahead: int) -> None:
    rule = read(f"FREQ=HOURLY;INTERVAL={interval}")
    after = START + timedelta(hours=ahead)
    found = list(times(rule, START, after, after + timedelta(days=3)))
    assert found
    assert all((one - START) % timedelta(hours=interval) == timedelta() for one in found)
    assert found[0] - after < timedelta(hours=interval)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "does not say how often"),
        ("every day", "is not a part of a rule"),
        ("FREQ=DAILY;FREQ=DAILY", "FREQ twice"),
        ("FREQ=SECONDLY", "every second"),
        ("FREQ=MINUTELY", "every 1 minutes"),
        ("FREQ=FORTNIGHTLY", "does not say how often"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL is a whole number from 1"),
        ("FREQ=DAILY;COUNT=100000", "COUNT is a whole number from 1 to 10,000"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "both COUNT and UNTIL"),
        ("FREQ=DAILY;UNTIL=20270231", "UNTIL is a day"),
        ("FREQ=DAILY;BYMONTH=13", "BYMONTH is from 1 to 12"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY is from 1 to 31"),
        ("FREQ=WEEKLY;BYDAY=1MO", "monthly or yearly rule"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY holds days"),
        ("FREQ=MONTHLY;BYWEEKNO=3", "BYWEEKNO belongs"),
        ("FREQ=DAILY;BYSECOND=1", "names seconds"),
        ("FREQ=DAILY;BYEASTER=0", "does not know the part"),
        ("FREQ=DAILY;BYHOUR=6;BYMINUTE=0,1", "comes every 1 minutes"),
        ("FREQ=HOURLY;BYMINUTE=0,50", "comes every 10 minutes"),
        ("FREQ=DAILY;X=" + "1" * 600, "longer than 500"),
        ("FREQ=MONTHLY;BYDAY=10MO", "at most 5 days of one name, and BYDAY asks for number 10"),
        ("FREQ=MONTHLY;BYDAY=1MO,-53MO", "asks for number 53"),
        ("FREQ=YEARLY;BYMONTH=2;BYDAY=53MO", "asks for number 53"),
        ("FREQ=MINUTELY;INTERVAL=15;BYSETPOS=2", "number 2 of what comes in one minute, which is 1 at most"),
        ("FREQ=HOURLY;BYMINUTE=0,30;BYSETPOS=3,-4", "number 3 of what comes in one hour"),
        ("FREQ=WEEKLY;BYSETPOS=8", "number 8 of what comes in one week"),
    ],
)
def test_what_is_no_rule_is_told_in_a_sentence(text: str, why: str) -> None:
    with pytest.raises(Misread, match=why):
        read(text)


def test_minutes_of_one_hour_may_stand_close_to_its_end() -> None:
    assert read("FREQ=DAILY;BYHOUR=6;BYMINUTE=0,50").is_timed


@pytest.mark.parametrize(
    "rule", ["FREQ=MONTHLY;INTERVAL=5", "FREQ=YEARLY;INTERVAL=2;BYMONTH=3,9", "FREQ=MONTHLY;BYDAY=-1FR"]
)
def test_a_late_look_meets_the_same_months_and_years(rule: str) -> None:
    start, after, before = datetime(1971, 3, 30), datetime(2026, 1, 1), datetime(2033, 1, 1)
    assert list(times(read(rule), start, after, before)) == [
        one for one in times(read(rule), start, start, before) if one >= after
    ]


@given(st.text(max_size=60) | rules.map(lambda text: text.replace("=", ";", 1)))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Misread):
        assert read(text).frequency


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=1MO",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2;BYMONTHDAY=1",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5",
        "FREQ=HOURLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=MINUTELY;INTERVAL=15;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;INTERVAL=24;BYHOUR=5",
        "FREQ=DAILY;UNTIL=20200101",
    ],
)
def test_an_impossible_rule_is_told_soon(text: str) -> None:
    began = time.perf_counter()
    assert "never comes true" in never(read(text), START)
    assert time.perf_counter() - began < 3


def test_what_comes_seldom_or_as_often_as_it_may_is_sound() -> None:
    assert never(read("FREQ=MINUTELY;INTERVAL=15"), START) == ""
    assert never(read("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO"), START) == ""


@pytest.mark.parametrize(
    ("text", "start", "why"),
    [
        ("FREQ=MINUTELY;INTERVAL=720;BYHOUR=9", START, "every 720 minutes from 00:00 on"),
        ("FREQ=MINUTELY;INTERVAL=720;BYHOUR=9", START.replace(hour=9), ""),
        ("FREQ=MINUTELY;INTERVAL=30;BYMINUTE=7", START, "never meets a time"),
        ("FREQ=MINUTELY;INTERVAL=30;BYMINUTE=30;BYHOUR=9", START, ""),
        ("FREQ=HOURLY;INTERVAL=24;BYHOUR=5", START, "every 24 hours from 00:00 on"),
        ("FREQ=HOURLY;INTERVAL=5;BYHOUR=5;BYMINUTE=50", START, ""),
        ("FREQ=DAILY;BYHOUR=5", START, ""),
    ],
)
def test_steps_that_pass_over_every_named_time_are_told(text: str, start: datetime, why: str) -> None:
    assert why in unmet(read(text), start)
    assert bool(unmet(read(text), start)) == bool(why)
    # Both ways of looking say the same.
    assert bool(never(read(text), start)) == bool(why)


every_part = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"))},
    optional={
        "INTERVAL": (st.integers(1, 60) | st.integers(1, 1000)).map(str),
        "COUNT": st.integers(1, 10_000).map(str),
        "UNTIL": st.sampled_from(("20261224", "20301224T120000Z", "99991231", "00010101")),
        "WKST": st.sampled_from(DAYS),
        "BYDAY": st.lists(
            st.tuples(st.just("") | (st.integers(1, 53) | st.integers(-53, -1)).map(str), st.sampled_from(DAYS)).map("".join),
            min_size=1, max_size=3,
        ).map(",".join),
        **{
            name: some(st.integers(least, most) | (st.integers(-most, -least) if both else st.nothing()))
            for name, (least, most, both) in NUMBERS.items()
        },
    },
).map(lambda found: ";".join(f"{name}={value}" for name, value in found.items()))  # fmt: skip


@given(
    every_part,
    st.datetimes(datetime(1970, 1, 1), datetime(2199, 12, 31)).map(
        lambda one: one.replace(second=0, microsecond=0, fold=0)
    ),
    st.integers(0, 60_000),
)
def test_any_rule_is_a_sentence_or_times_that_can_be_listed_soon(
    text: str, start: datetime, ahead: int
) -> None:
    began = time.process_time()
    try:
        rule = read(text)
    except Misread as why:
        assert str(why).endswith(".")  # noqa: PT017  either way is right
        return
    after = min(start + timedelta(days=ahead), datetime(2199, 12, 1))
    before = after + timedelta(days=31)
    found = list(times(rule, start, after, before))
    assert found == sorted(set(found))
    assert all(max(start, after) <= one < before for one in found)
    if unmet(rule, start):
        assert not found
    # A count is worked out once, from its start; then every look costs what it shows.
    assert time.process_time() - began < 3 * PATIENCE
    began = time.process_time()
    assert list(times(rule, start, after, before)) == found
    assert time.process_time() - began < 0.5 * PATIENCE
