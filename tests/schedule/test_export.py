"""The calendar file, read by another program: icalendar and dateutil find the same times that Sophie shows."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.facts.model import Schedule as Fact
from app.schedule.defaults import default_plan
from app.schedule.export import Exported, calendar
from app.schedule.plan import DAY, DayOff, Plan, local, moment, occurrences
from app.schedule.standing import Book, Skip, Urgent
from app.schedule.state import Version
from tests.schedule.story import BERLIN, DAILY, ZONES, at

icalendar = pytest.importorskip("icalendar")
rrulestr = pytest.importorskip("dateutil.rrule").rrulestr


CHANGED = 1_795_000_000_000


def exported(plan: Plan, changes: int = 3, id_: str = "a" * 16) -> Exported:
    return Exported(Book(id_, (Version("", plan),), changes=changes), CHANGED)


def read(*plans: Plan) -> list[dict[str, object]]:
    text = calendar((exported(plan, id_=f"{n:016}") for n, plan in enumerate(plans)), CHANGED)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


rules = st.sampled_from(
    (
        "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=MO",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA", "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYDAY=2WE", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1", "FREQ=DAILY;COUNT=40",
        "FREQ=WEEKLY;UNTIL=20180101",
        "FREQ=DAILY;UNTIL=20170101T120000Z", "FREQ=MONTHLY;BYMONTHDAY=31",
    )
)  # fmt: skip


@settings(max_examples=24)
@given(rules, st.sampled_from(ZONES), st.integers(0, 1300), st.booleans())
def test_another_program_finds_the_same_ten_years(
    rule: str, zone: str, opens: int, has_holidays: bool
) -> None:
    off = (DayOff("2016-12-24", "2017-01-02", "Closed"),) if has_holidays else ()
    plan = Plan("Round", "d", rule, "2016-01-01", zone, opens=opens, due=opens + 60, off=off)
    (event,) = read(plan)
    start = event["DTSTART"].dt  # type: ignore[attr-defined]
    # The rule runs by the wall clock; dateutil wants an end that knows UTC for a start that knows its zone.
    found = rrulestr(event["RRULE"].to_ical().decode(), dtstart=start)  # type: ignore[attr-defined]
    gone: Any = event.get("EXDATE")
    excluded = {
        one.dt for each in (gone if isinstance(gone, list) else [gone] if gone else []) for one in each.dts
    }
    last = datetime(2025, 12, 30, 23, tzinfo=start.tzinfo)
    theirs = [
        round(one.timestamp() * 1000) for one in found.between(start, last, inc=True) if one not in excluded
    ]
    ours = [
        one.opens
        for one in occurrences(plan, datetime(2016, 1, 1), datetime(2025, 12, 31))
        if not one.off and one.opens <= last.timestamp() * 1000
    ]
    assert theirs == ours


def test_the_name_of_an_event_never_changes_and_its_number_grows() -> None:
    first, second = (
        read_one(exported(replace(DAILY, opens=opens), number)) for number, opens in ((1, 360), (2, 420))
    )
    assert first["UID"] == second["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (1, 2)


def read_one(one: Exported) -> dict[str, object]:
    (event,) = icalendar.Calendar.from_ical(calendar([one], CHANGED)).walk("VEVENT")
    found: dict[str, object] = event
    return found


def test_words_of_people_stay_words() -> None:
    hostile = "Round; with, signs\\ and\nEND:VEVENT\nBEGIN:VALARM " + "\U0001f510ä" * 60
    (event,) = read(replace(DAILY, title=hostile[:300], owner="Ana, Bo"))
    assert str(event["SUMMARY"]) == hostile[:300]
    assert "Owner: Ana, Bo" in str(event["DESCRIPTION"])


def test_the_zone_of_the_file_is_the_zone_of_the_world() -> None:
    """A program that has no zones of its own reads the changes of the clock from the file."""
    text = calendar([exported(replace(DAILY, zone="Australia/Lord_Howe"))], CHANGED)
    (zone,) = icalendar.Calendar.from_ical(text).walk("VTIMEZONE")
    there = zone.to_tz(lookup_tzid=False)
    for month in range(1, 13):
        day = datetime(2027, month, 15, 6, 0)
        moment = round(day.replace(tzinfo=there).timestamp() * 1000)
        assert local(moment, "Australia/Lord_Howe") == day


@pytest.mark.parametrize("zone", ["Europe/Madrid", "Australia/Lord_Howe"])
def test_the_zone_of_a_schedule_of_long_ago_is_told_for_years_to_come(zone: str) -> None:
    text = calendar([exported(replace(DAILY, zone=zone, start="2012-01-01"))], CHANGED)
    (told,) = icalendar.Calendar.from_ical(text).walk("VTIMEZONE")
    there = told.to_tz(lookup_tzid=False)
    for day in (datetime(year, month, 15, 6) for year in (2012, 2026, 2037) for month in (1, 7)):
        assert local(round(day.replace(tzinfo=there).timestamp() * 1000), zone) == day


def test_a_day_off_is_left_out_however_long_ago_the_schedule_began() -> None:
    off = tuple(DayOff(day, day) for day in ("2012-12-25", "2026-12-25", "2035-12-25"))
    (event,) = read(replace(DAILY, start="2012-01-01", off=off))
    gone: Any = event["EXDATE"]
    assert [each.dts[0].dt.date().isoformat() for each in gone] == [one.first for one in off]


def test_many_days_off_leave_room_for_those_to_come() -> None:
    (event,) = read(
        replace(
            DAILY,
            start="2012-01-01",
            off=(DayOff("2012-01-01", "2019-12-31"), DayOff("2020-01-01", "2026-12-25")),
        )
    )
    gone: Any = event["EXDATE"]
    told = {each.dts[0].dt.date() for each in gone}
    assert len(told) == 1_000 + 403
    assert {date(2026, 12, 25), date(2025, 11, 28), date(2012, 1, 1)} <= told


def test_a_first_day_whose_hour_is_left_out_moves_no_other_day() -> None:
    plan = replace(DAILY, zone="Europe/Madrid", start="2027-03-28", opens=150, due=180)
    off = (DayOff("2028-03-26", "2028-03-26"),)
    (event,) = read(replace(plan, off=off))
    assert event["DTSTART"].dt.strftime("%H:%M") == "02:30"  # type: ignore[attr-defined]
    gone: Any = event["EXDATE"]
    assert gone.dts[0].dt.strftime("%Y-%m-%d %H:%M") == "2028-03-26 02:30"
    days = (datetime(2027, 3, 28), datetime(2029, 4, 1))
    assert moments([event], datetime(2029, 3, 31, 23, tzinfo=UTC)) == [
        one.opens for one in occurrences(plan, *days)
    ]
    skipped = Book("a" * 16, (Version("", plan),), {"2027-03-28": Skip("closed", "Ana", 0)})
    assert [one["RECURRENCE-ID"].dt.hour for one in events(Exported(skipped, CHANGED))[1:]] == [2]


@pytest.mark.parametrize(
    ("rule", "by"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=1", "month"),
        ("FREQ=MONTHLY;BYDAY=1MO", "month"),
        ("FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1", "quarter"),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "year"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "week"),
    ],
)
def test_every_month_lasts_until_its_own_end(rule: str, by: Any) -> None:
    """As another program reads it: the length of the series, or that of an event which stands for one of it."""
    plan = replace(DAILY, rule=rule, by=by, start="2025-01-01", grace=0)
    master, *others = events(exported(plan))
    own = {round(one["RECURRENCE-ID"].dt.timestamp() * 1000): one for one in others}
    assert len(own) <= 200
    due = {}
    for start in moments([master], datetime(2030, 1, 1, tzinfo=UTC)):
        event = own.get(start, master)
        begin = datetime.fromtimestamp(start / 1000, ZoneInfo(BERLIN)).replace(tzinfo=None)
        due[start] = begin + event["DURATION"].dt
        assert any(alarm["TRIGGER"].dt == timedelta(hours=-1) for alarm in event.walk("VALARM"))
    coming = list(occurrences(plan, datetime(2026, 12, 1), datetime(2029, 12, 31)))
    assert coming
    assert [moment(due[one.opens], BERLIN) for one in coming] == [one.due for one in coming]


def test_where_not_every_length_can_be_told_none_ends_too_late() -> None:
    plan = replace(DAILY, by="month")
    master, *others = events(exported(plan))
    assert len(others) == 200
    assert master["DURATION"].dt == timedelta(minutes=DAY - plan.opens)
    # Most of these last 29 or 30 days, and the third of February 26.
    master, *others = events(exported(replace(plan, rule="FREQ=MONTHLY;BYMONTHDAY=1,2,3")))
    assert len(others) == 200
    assert master["DURATION"].dt == timedelta(days=26) - timedelta(minutes=plan.opens)


def test_a_whole_day_is_a_day_also_where_the_clock_changes() -> None:
    (event,) = read(replace(DAILY, opens=0, due=DAY))
    assert event["DURATION"].to_ical() == b"P1D"  # type: ignore[attr-defined]
    (event,) = read(replace(DAILY, opens=60, due=2 * DAY))
    assert event["DURATION"].dt == timedelta(days=1, hours=23)  # type: ignore[attr-defined]


def test_control_characters_do_not_go_out() -> None:
    text = calendar([exported(replace(DAILY, title="A\x01\x00b\x1b\x7f\x0bc", owner="Ana\x07"))], CHANGED)
    assert "SUMMARY:Ab\\nc\r\n" in text
    assert not set(map(chr, range(32))) & set(text) - {"\r", "\n"}


def test_what_never_comes_is_left_out() -> None:
    assert "VEVENT" not in calendar([exported(replace(DAILY, rule="FREQ=DAILY;UNTIL=20200101"))], CHANGED)


def events(one: Exported) -> list[Any]:
    return list(icalendar.Calendar.from_ical(calendar([one], CHANGED)).walk("VEVENT"))


def moments(found: list[Any], last: datetime) -> list[int]:
    """What a calendar that read these events shows: the series without what is excluded or cancelled."""
    shown: set[int] = set()
    gone: set[int] = set()
    for event in found:
        at = round(event["DTSTART"].dt.timestamp() * 1000)
        if event.get("STATUS") == "CANCELLED":
            gone.add(at)
        elif "RRULE" in event:
            start = event["DTSTART"].dt
            rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=start)
            until = last.astimezone(start.tzinfo)
            shown |= {round(one.timestamp() * 1000) for one in rule.between(start, until, inc=True)}
        else:
            shown.add(at)
    return sorted(shown - gone)


EARLIER = replace(DAILY, rule="FREQ=DAILY;INTERVAL=2")
LATER = replace(DAILY, opens=480, title="Later round")
LAST = datetime(2027, 1, 31, tzinfo=UTC)


def planned(plan: Plan, since: str, until: str) -> list[int]:
    found = occurrences(plan, datetime(2026, 11, 1), datetime(2027, 2, 1))
    return [one.opens for one in found if since <= one.key < until and one.opens <= LAST.timestamp() * 1000]


def test_what_was_planned_before_a_change_stays_and_has_its_own_name() -> None:
    book = Book("a" * 16, (Version("", EARLIER), Version("2026-12-05", LATER)), changes=2)
    found = events(Exported(book, CHANGED))
    assert [event["UID"] for event in found] == [
        f"{'a' * 16}@schedules.sophie.invalid", f"{'a' * 16}.2026-12-05@schedules.sophie.invalid",
    ]  # fmt: skip
    assert {event["SEQUENCE"] for event in found} == {2}
    assert moments(found, LAST) == planned(EARLIER, "", "2026-12-05") + planned(LATER, "2026-12-05", "9")


@settings(max_examples=8)
@given(rules, st.sampled_from(ZONES), st.integers(0, 700), st.integers(0, 900))
def test_two_plans_after_one_another_are_read_as_they_stand(
    rule: str, zone: str, first: int, more: int
) -> None:
    """Also a counted rule that is cut in two, and one that had come to its end."""
    since = (date(2016, 2, 1) + timedelta(days=first)).isoformat()
    stop = (date.fromisoformat(since) + timedelta(days=more)).isoformat() + "T23:59"
    old = Plan("Round", "d", "FREQ=WEEKLY;BYDAY=MO,TH", "2016-01-01", zone, opens=60, due=120)
    new = Plan("Round", "d", rule, "2016-01-01", zone, opens=90, due=120)
    book = Book("a" * 16, (Version("", old), Version(since, new), Version(stop, None)), changes=3)
    last = datetime(2026, 1, 1, tzinfo=UTC)
    ours = [
        one.opens
        for plan, low, high in ((old, "", since), (new, since, stop))
        for one in occurrences(plan, datetime(2016, 1, 1), datetime(2026, 1, 1))
        if low <= one.key < high and one.opens <= last.timestamp() * 1000
    ]
    assert moments(events(Exported(book, CHANGED)), last) == sorted(ours)


def test_a_plan_that_was_replaced_before_it_ever_came_is_cancelled() -> None:
    """It may have been exported in between: what a file leaves out, a calendar keeps."""
    weekly = replace(DAILY, rule="FREQ=WEEKLY;BYDAY=SU")
    book = Book(
        "a" * 16, (Version("", DAILY), Version("2026-12-07", weekly), Version("2026-12-09", LATER)), changes=3
    )
    found = {str(event["UID"]): event for event in events(Exported(book, CHANGED))}
    gone = found[f"{'a' * 16}.2026-12-07@schedules.sophie.invalid"]
    assert (gone["STATUS"], gone["SEQUENCE"], "RRULE" in gone) == ("CANCELLED", 3, False)
    assert len(found) == 3


def test_what_was_set_twice_on_one_day_is_what_was_set_last() -> None:
    book = Book("a" * 16, (Version("", DAILY), Version("2026-12-07", EARLIER), Version("2026-12-07", LATER)))
    assert [str(event["SUMMARY"]) for event in events(Exported(book, 0))] == ["Morning round", "Later round"]


def test_a_stopped_schedule_ends_in_the_calendar_too() -> None:
    book = Book("a" * 16, (Version("", DAILY), Version("2026-11-27T23:59", None)), is_stopped=True, changes=2)
    (event,) = events(Exported(book, CHANGED))
    assert moments([event], LAST) == planned(DAILY, "", "2026-11-27T23:59")
    at_once = Book("a" * 16, (Version("", DAILY), Version("2026-11-01", None)), is_stopped=True)
    (event,) = events(Exported(at_once, CHANGED))
    assert event["STATUS"] == "CANCELLED"


def test_a_skipped_occurrence_is_cancelled_and_one_taken_up_again_is_confirmed() -> None:
    skips = {"2026-11-25": Skip("closed", "Ana", 0), "2026-11-31": Skip("no day", "Ana", 0)}
    book = Book("a" * 16, (Version("", DAILY),), skips, reopened=("2026-11-26", "x" * 10), changes=4)
    master, *exceptions = events(Exported(book, CHANGED))
    told = [(one["RECURRENCE-ID"].dt.day, one["STATUS"], one["UID"] == master["UID"]) for one in exceptions]
    assert told == [(25, "CANCELLED", True), (26, "CONFIRMED", True)]
    assert {one["SEQUENCE"] for one in exceptions} == {4}
    assert at("2026-11-25T06:00") not in moments([master, *exceptions], LAST)
    assert at("2026-11-26T06:00") in moments([master, *exceptions], LAST)


def test_an_emergency_window_is_an_event_of_its_own() -> None:
    plan = replace(DAILY, kind="maintenance")
    urgent = Urgent("2026-11-27T03:14", at("2026-11-27T03:14"), 45, "The disk dies; now")
    book = Book("a" * 16, (Version("", plan),), urgent=(urgent,))
    _, event = events(Exported(book, CHANGED))
    assert event["UID"] == f"{'a' * 16}.now-2026-11-27T0314@schedules.sophie.invalid"
    assert (event["DTSTART"].dt.hour, event["DURATION"].dt.seconds) == (3, 45 * 60)
    assert "Why: The disk dies; now" in event["DESCRIPTION"]


def test_two_emergency_windows_of_one_minute_are_two_events() -> None:
    plan = replace(DAILY, kind="maintenance")
    both = tuple(
        Urgent(f"2026-11-27T03:14_{own}", at("2026-11-27T03:14"), 45, "Leak") for own in ("abc", "abd;\r\nX")
    )
    _, *found = events(Exported(Book("a" * 16, (Version("", plan),), urgent=both), CHANGED))
    named = [f"{'a' * 16}.now-2026-11-27T0314-{own}@schedules.sophie.invalid" for own in ("abc", "abd")]
    assert [event["UID"] for event in found] == named


@pytest.mark.parametrize(
    ("every", "at", "expected"),
    [
        ("day", "morning", ("FREQ=DAILY", 360, 600, "", "10:00")),
        ("day", "evening", ("FREQ=DAILY", 960, 1200, "", "20:00")),
        ("day", "", ("FREQ=DAILY", 0, DAY, "", "00:00")),
        ("week", "monday", ("FREQ=WEEKLY;BYDAY=MO", 0, DAY, "", "00:00")),
        ("week", "friday", ("FREQ=WEEKLY;BYDAY=FR", 0, DAY, "", "00:00")),
        ("week", "", ("FREQ=WEEKLY;BYDAY=MO", 0, DAY, "week", "00:00")),
        ("month", "first week", ("FREQ=MONTHLY;BYMONTHDAY=1", 0, 7 * DAY, "", "00:00")),
        ("month", "first tuesday", ("FREQ=MONTHLY;BYDAY=1TU", 0, DAY, "", "00:00")),
        ("month", "last friday", ("FREQ=MONTHLY;BYDAY=-1FR", 0, DAY, "", "00:00")),
        ("month", "last week", ("FREQ=MONTHLY;BYMONTHDAY=-7", 0, 7 * DAY, "", "00:00")),
        ("month", "", ("FREQ=MONTHLY;BYMONTHDAY=1", 0, DAY, "month", "00:00")),
        ("quarter", "", ("FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1", 0, DAY, "quarter", "00:00")),
        ("year", "", ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", 0, DAY, "year", "00:00")),
        ("hour", "", ("FREQ=HOURLY", 0, 60, "", "01:00")),
    ],
)
def test_what_a_document_says_has_its_default_window(
    every: str, at: str, expected: tuple[str, int, int, str, str]
) -> None:
    plan = default_plan(Fact(every, at, "Checks", 3), "d" * 16, "d/k", "Europe/Berlin", "2026-01-01")
    assert (plan.rule, plan.opens, plan.due, plan.by) == expected[:4]
    one = next(occurrences(plan, datetime(2026, 1, 1), datetime(2027, 1, 2)))
    assert f"{local(one.due, plan.zone):%H:%M}" == expected[4]
    assert datetime.fromtimestamp(one.opens / 1000, UTC)


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (Fact("week", "", "Checks", 3, 2), ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", 0, DAY, "week")),
        (Fact("week", "friday", "Checks", 3, 2), ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", 0, DAY, "")),
        (Fact("hour", "", "Checks", 3, 6), ("FREQ=HOURLY;INTERVAL=6", 0, 360, "")),
        (Fact("day", "", "Checks", 3, 3, "02:00"), ("FREQ=DAILY;INTERVAL=3", 120, DAY, "")),
        (Fact("month", "", "Checks", 3, 6), ("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1", 0, DAY, "month")),
        (
            Fact("month", "third week", "Checks", 3, 6),
            ("FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=15", 0, 7 * DAY, ""),
        ),
        (Fact("month", "", "Checks", 3, 5), ("FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=1", 0, DAY, "month")),
        (Fact("day", "morning", "Checks", 3, 0, "11:00"), ("FREQ=DAILY", 660, DAY, "")),
        (Fact("day", "morning", "Checks", 3, 0, "08:00"), ("FREQ=DAILY", 480, 600, "")),
        (Fact("week", "", "Checks", 3, 0, "23:59"), ("FREQ=WEEKLY;BYDAY=MO", 1439, DAY, "week")),
        (Fact("hour", "", "Checks", 3, 0, "02:00"), ("FREQ=HOURLY", 0, 60, "")),
        (Fact("day", "", "Checks", 3, 10**9, "99:99"), ("FREQ=DAILY", 0, DAY, "")),
    ],
)
def test_what_comes_every_few_weeks_or_at_an_hour_has_a_plan_that_can_be_followed(
    fact: Fact, expected: tuple[str, int, int, str]
) -> None:
    plan = default_plan(fact, "d" * 16, "d/k", "Europe/Berlin", "2026-01-01")
    assert (plan.rule, plan.opens, plan.due, plan.by) == expected
    one = next(occurrences(plan, datetime(2026, 1, 1), datetime(2027, 1, 2)))
    assert f"{local(one.opens, plan.zone):%H:%M}" == f"{plan.opens // 60:02}:{plan.opens % 60:02}"


def test_a_time_in_utc_stays_in_utc() -> None:
    plan = default_plan(
        Fact("day", "", "Checks", 3, 0, "02:00Z"), "d" * 16, "d/k", "Europe/Berlin", "2026-07-01"
    )
    assert (plan.zone, plan.opens) == ("UTC", 120)
    plan = default_plan(
        Fact("day", "", "Checks", 3, 0, "99:00Z"), "d" * 16, "d/k", "Europe/Berlin", "2026-07-01"
    )
    assert (plan.zone, plan.opens) == ("Europe/Berlin", 0)
