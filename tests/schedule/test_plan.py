"""Occurrences in every zone: the wall clock decides, changes of the clock and ends of months lose and double nothing."""

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import DAILY, MONTHLY, rrule
from hypothesis import given
from hypothesis import strategies as st

from app.records.codec import Unfit
from app.schedule.plan import DAY, DayOff, Plan, local, moment, occurrences
from app.schedule.zones import names, zone
from tests.schedule.story import ZONES, at

YEARS = (datetime(2016, 1, 1), datetime(2026, 1, 1))


def plan(rule: str, zone: str = "Europe/Berlin", start: str = "2016-01-01", **more: object) -> Plan:
    return Plan("Round", "d" * 16, rule, start, zone, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ZONES)
def test_ten_years_of_mornings_open_at_six_by_the_wall_clock(name: str) -> None:
    found = list(occurrences(plan("FREQ=DAILY", name, opens=360, due=600), *YEARS))
    theirs = rrule(DAILY, dtstart=YEARS[0].replace(hour=6), until=YEARS[1])
    assert [local(one.opens, name) for one in found] == list(theirs)
    assert {local(one.due, name).hour for one in found} == {10}
    assert len({one.key for one in found}) == len(found) == 3653
    assert all(a.opens < b.opens for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("name", ZONES)
def test_the_moments_are_those_of_the_machine_s_own_zone(name: str) -> None:
    found = list(occurrences(plan("FREQ=DAILY", name, opens=150, due=600), *YEARS))
    theirs = [
        one.replace(tzinfo=ZoneInfo(name)).timestamp() * 1000
        for one in rrule(DAILY, dtstart=YEARS[0].replace(hour=2, minute=30), until=YEARS[1])
    ]
    assert [one.opens for one in found] == [round(one) for one in theirs]


@pytest.mark.parametrize("name", ZONES)
def test_hours_have_one_name_each_and_all_of_them_come(name: str) -> None:
    hourly = plan("FREQ=HOURLY", name, "2018-01-01T00:00", due=60)
    found = list(occurrences(hourly, datetime(2018, 1, 1), datetime(2019, 1, 1)))
    assert len({one.key for one in found}) == len(found) == 365 * 24
    assert all(a.opens <= b.opens for a, b in itertools.pairwise(found))


def test_a_time_that_is_left_out_and_one_that_comes_twice() -> None:
    night = plan("FREQ=DAILY", opens=150, due=300)
    spring, autumn = (
        next(occurrences(night, day, day + timedelta(days=1)))
        for day in (datetime(2026, 3, 29), datetime(2026, 10, 25))
    )
    assert datetime.fromtimestamp(spring.opens / 1000, UTC).hour == 1
    assert local(spring.opens, night.zone) == datetime(2026, 3, 29, 3, 30)
    assert datetime.fromtimestamp(autumn.opens / 1000, UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_day_of_23_and_one_of_25_hours_end_at_their_midnight() -> None:
    for day, hours in (("2026-03-29", 23), ("2026-10-25", 25)):
        begin = datetime.fromisoformat(day)
        (one,) = occurrences(plan("FREQ=DAILY"), begin, begin + timedelta(days=1))
        assert one.due - one.opens == hours * 3_600_000


@pytest.mark.parametrize("by", ["week", "month", "quarter", "year"])
@given(day=st.dates(date(2016, 1, 1), date(2035, 1, 1)))
def test_the_end_of_a_span_is_its_last_midnight(by: str, day: date) -> None:
    begin = datetime.combine(day, datetime.min.time())
    (one,) = occurrences(plan("FREQ=DAILY", by=by), begin, begin + timedelta(days=1))
    last = local(one.due, "Europe/Berlin") - timedelta(days=1)
    assert last.date() >= day
    tomorrow = last + timedelta(days=1)
    ends = {
        "week": last.weekday() == 6,
        "month": tomorrow.day == 1,
        "quarter": tomorrow.day == 1 and tomorrow.month in (1, 4, 7, 10),
        "year": (tomorrow.month, tomorrow.day) == (1, 1),
    }
    assert ends[by]


def test_the_last_day_of_a_month_is_its_own() -> None:
    last = [one.key for one in occurrences(plan("FREQ=MONTHLY;BYMONTHDAY=-1"), *YEARS)]
    assert len(last) == 120
    assert all(date.fromisoformat(key) + timedelta(days=1) in _firsts() for key in last)
    # RFC 5545: a month without a 31st has none, it is not moved.
    thirty_first = [one.key for one in occurrences(plan("FREQ=MONTHLY;BYMONTHDAY=31"), *YEARS)]
    assert len(thirty_first) == 70


def _firsts() -> set[date]:
    return {one.date() for one in rrule(MONTHLY, dtstart=YEARS[0], until=YEARS[1])}


def test_the_last_week_is_the_last_seven_days() -> None:
    week = plan("FREQ=MONTHLY;BYMONTHDAY=-7", due=7 * DAY)
    for one in occurrences(week, *YEARS):
        assert local(one.due, week.zone).day == 1
        assert local(one.due, week.zone) - local(one.opens, week.zone) == timedelta(days=7)


def test_a_day_off_is_named_and_keeps_its_place() -> None:
    off = (DayOff("2016-12-24", "2016-12-26", "Christmas"), DayOff("2016-12-31", "2016-12-31"))
    found = list(occurrences(plan("FREQ=DAILY", off=off), datetime(2016, 12, 23), datetime(2017, 1, 1)))
    assert [one.off for one in found] == ["", *["Christmas"] * 3, "", "", "", "", "Day off"]


def test_an_end_in_utc_is_read_by_the_schedule_s_own_clock() -> None:
    sydney = plan("FREQ=DAILY;UNTIL=20160103T130000Z", "Australia/Sydney")
    assert [one.key for one in occurrences(sydney, *YEARS)] == [f"2016-01-0{day}" for day in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"zone": "Mars/Olympus"}, "Mars/Olympus is not a time zone"),
        ({"zone": ""}, "Nothing is not a time zone"),
        ({"zone": "../etc/passwd"}, "is not a time zone"),
        ({"start": "2026-02-30"}, "is not a day"),
        ({"start": "1066-10-14"}, "is not a day"),
        ({"start": "2026-11-27T14:30:00+01:00"}, "is not a day"),
        ({"rule": "FREQ=SECONDLY"}, "every second"),
        ({"opens": 600, "due": 360}, "ends before it starts"),
        ({"due": 0}, "ends before it starts"),
        ({"due": 367 * DAY}, "more than a year after it comes"),
        ({"opens": 1440}, "opens at a time of the day"),
        ({"rule": "FREQ=HOURLY", "start": "2026-11-27T00:00", "opens": 60}, "opens at those hours"),
        ({"by": "century"}, "by the end of a century"),
        ({"grace": -1}, "0 minutes to a year"),
        ({"title": " "}, "needs a title"),
        ({"catch_up": "double"}, "newer Sophie"),
        ({"notice": "x" * 20_001}, "too long"),
        ({"off": (DayOff("2026-01-01", "2026-01-01"),) * 5001}, "more than 5,000 days off"),
    ],
)
def test_what_cannot_be_followed_is_told_in_a_sentence(more: dict[str, object], why: str) -> None:
    sound: dict[str, object] = {
        "title": "Round", "document": "d", "rule": "FREQ=DAILY", "start": "2026-11-27", "zone": "UTC"
    }  # fmt: skip
    with pytest.raises(Unfit, match=why):
        Plan(**(sound | more))  # type: ignore[arg-type]


def test_an_end_that_calendars_write_for_ever_and_one_before_all_are_followed_in_every_zone() -> None:
    for until in ("99991231T235959Z", "00010101T000000Z"):
        for name in ("Europe/Berlin", "America/New_York"):
            found = list(occurrences(plan(f"FREQ=DAILY;UNTIL={until}", name), YEARS[0], datetime(2016, 1, 4)))
            assert len(found) == (3 if until.startswith("9") else 0)


def test_a_start_that_names_a_zone_of_its_own_is_refused() -> None:
    with pytest.raises(Unfit, match="is not a day"):
        plan("FREQ=HOURLY", start="20261127T143000Z", due=60)


def test_what_comes_by_the_hour_is_over_within_a_month() -> None:
    with pytest.raises(Unfit, match="within a month"):
        plan("FREQ=HOURLY", due=366 * DAY)


def test_what_begins_in_the_hour_that_is_left_out_lasts_as_long_as_on_other_days() -> None:
    for rule, due in (("FREQ=HOURLY", 60), ("FREQ=DAILY;BYHOUR=2;BYMINUTE=30", 30)):
        found = occurrences(plan(rule, due=due), datetime(2026, 3, 29, 2), datetime(2026, 3, 29, 3))
        assert [(one.due - one.opens) // 60_000 for one in found] == [due]


def test_days_off_that_are_no_days_are_refused() -> None:
    for first, last in (("2026-12-24", "2026-12-23"), ("soon", "soon"), ("2026-02-30", "2026-03-01")):
        with pytest.raises(Unfit):
            DayOff(first, last)


def test_every_zone_travels_packed_and_is_the_same() -> None:
    assert len(names()) > 500
    noon = datetime(2026, 7, 1, 12)
    for name in names()[::10]:
        assert zone(name) is not None
        assert noon.replace(tzinfo=zone(name)).timestamp() == noon.replace(tzinfo=ZoneInfo(name)).timestamp()
    assert zone("Europe/Atlantis") is None


@given(st.sampled_from(ZONES), st.integers(0, 2**41))
def test_a_moment_is_its_wall_clock_s_moment(name: str, ms: int) -> None:
    there = local(ms, name)
    assert abs(moment(there, name) - ms) in (0, 3_600_000, 1_800_000) or ms % 1000
    assert at("2026-11-27T08:00", "UTC") == 1_795_766_400_000
