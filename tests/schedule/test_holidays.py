"""Days off from calendar files, as icalendar writes them and dateutil repeats them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from app.records.refusal import Refused
from app.schedule.holidays import Holidays, holidays
from tests.schedule.story import BERLIN, at

NOW = at("2026-11-27T08:00")
CHRISTMAS = "SUMMARY:Christmas\n"


def calendar(*events: str) -> str:
    inside = "".join(f"BEGIN:VEVENT\n{one.strip()}\nEND:VEVENT\n" for one in events)
    return f"BEGIN:VCALENDAR\n{inside}END:VCALENDAR\n"


def read(*events: str) -> Holidays:
    return holidays(calendar(*events), BERLIN, NOW)


def spans(found: Holidays) -> list[tuple[str, str]]:
    return [(one.first, one.last) for one in found.days]


def firsts(*events: str) -> list[str]:
    return [one.first for one in read(*events).days]


def test_a_yearly_holiday_that_began_long_ago_comes_this_year_and_in_the_next_ten() -> None:
    found = read(
        f"DTSTART;VALUE=DATE:20101225\nRRULE:FREQ=YEARLY\n{CHRISTMAS}",
        "DTSTART:20201225T090000Z\nSUMMARY:Breakfast",
    )
    assert {one.name for one in found.days} == {"Christmas"}
    assert [one.first for one in found.days] == [f"{year}-12-25" for year in range(2026, 2037)]


@pytest.mark.parametrize(
    ("more", "last"),
    [
        ("", "2026-12-24"),
        ("DTEND;VALUE=DATE:20261227", "2026-12-26"),
        ("DURATION:P3D", "2026-12-26"),
        ("DURATION:P1W", "2026-12-30"),
        ("DURATION:PT48H", "2026-12-25"),
        ("DURATION:P0D", "2026-12-24"),
        ("DTEND;VALUE=DATE:20261224", "2026-12-24"),
    ],
)
def test_a_holiday_lasts_as_long_as_it_says(more: str, last: str) -> None:
    assert spans(read(f"DTSTART;VALUE=DATE:20261224\n{more}")) == [("2026-12-24", last)]


@pytest.mark.parametrize("more", ["DURATION:PT8H", "DTEND:20261224T120000", "DURATION:P1DT1H"])
def test_what_ends_within_a_day_is_no_holiday(more: str) -> None:
    with pytest.raises(Refused, match="no whole day"):
        read(f"DTSTART:20261224T000000\n{more}")


def test_days_that_are_left_out_added_or_moved_are_read_so() -> None:
    daily = "UID:one\nDTSTART;VALUE=DATE:20261201\nRRULE:FREQ=DAILY;COUNT=4\n"
    assert firsts(f"{daily}EXDATE;VALUE=DATE:20261202,20261203\nEXDATE;VALUE=DATE:20261204") == ["2026-12-01"]
    assert firsts(f"{daily}RDATE;VALUE=DATE:20261224") == [
        *(f"2026-12-0{n}" for n in (1, 2, 3, 4)),
        "2026-12-24",
    ]
    assert firsts("DTSTART:20261201\nRDATE;VALUE=PERIOD:20261203T000000/P1D") == ["2026-12-01", "2026-12-03"]
    moved = "UID:one\nRECURRENCE-ID;VALUE=DATE:20261203\nDTSTART;VALUE=DATE:20261210"
    assert firsts(daily, moved) == ["2026-12-01", "2026-12-02", "2026-12-04", "2026-12-10"]
    # What stands before the series counts too, and only for its own series.
    gone = "UID:one\nRECURRENCE-ID;VALUE=DATE:20261201\nDTSTART;VALUE=DATE:20261201\nSTATUS:CANCELLED"
    other = "UID:two\nDTSTART;VALUE=DATE:20261201"
    assert firsts(gone, daily, other) == ["2026-12-02", "2026-12-03", "2026-12-04", "2026-12-01"]


def test_an_end_in_utc_is_an_end() -> None:
    rule = "DTSTART;VALUE=DATE:20261223\nRRULE:FREQ=DAILY;UNTIL="
    assert firsts(f"{rule}20261225T000000Z") == ["2026-12-23", "2026-12-24", "2026-12-25"]
    assert firsts(f"{rule}20261224") == ["2026-12-23", "2026-12-24"]
    # Midnight by the clock of Berlin is an hour before midnight by UTC.
    assert (
        firsts("DTSTART;TZID=Europe/Berlin:20261223T000000\nRRULE:FREQ=DAILY;UNTIL=20261223T230000Z")[-1]
        == "2026-12-24"
    )


def test_what_repeats_in_a_way_that_is_not_followed_is_named_and_its_first_day_read() -> None:
    found = read(
        "DTSTART;VALUE=DATE:20260405\nRRULE:FREQ=YEARLY;BYEASTER=0\nSUMMARY:Easter", "DTSTART:20261225"
    )
    assert [one.first for one in found.days] == ["2026-04-05", "2026-12-25"]
    assert found.unread == ("“Easter”: Sophie does not know the part BYEASTER.",)
    (old,) = read("DTSTART:18001225\nRRULE:FREQ=YEARLY\nSUMMARY:Old", "DTSTART:20261225").unread
    assert "since before 1900" in old


def test_an_alarm_s_own_lines_are_not_the_event_s() -> None:
    assert spans(read("DTSTART:20261224\nBEGIN:VALARM\nDURATION:PT15M\nEND:VALARM")) == [
        ("2026-12-24", "2026-12-24")
    ]


def test_a_calendar_of_past_years_says_so() -> None:
    with pytest.raises(Refused, match="have passed"):
        read("DTSTART:20101225\nRRULE:FREQ=YEARLY;COUNT=3")


def test_a_file_with_too_much_in_it_is_refused() -> None:
    for events, why in (
        (["DTSTART:20261224"] * 5_001, "5,000 events"),
        (["DTSTART:20261224\nRRULE:FREQ=YEARLY"] * 501, "500 events that repeat"),
        (["DTSTART:20261224\nRRULE:FREQ=DAILY"] * 2, "5,000 days"),
    ):
        with pytest.raises(Refused, match=why):
            read(*events)


@given(
    st.sampled_from(("YEARLY", "MONTHLY", "WEEKLY", "DAILY")),
    st.integers(1, 5),
    st.dates(date(2000, 1, 1), date(2027, 1, 1)),
    st.integers(1, 5),
    st.lists(st.integers(0, 5000), max_size=3),
    st.lists(st.integers(0, 5000), max_size=3),
)
def test_what_repeats_is_what_icalendar_wrote_and_dateutil_repeats(
    freq: str, every: int, start: date, days: int, gone: list[int], more: list[int]
) -> None:
    icalendar = pytest.importorskip("icalendar")
    excluded, added = ([start + timedelta(days=one) for one in each] for each in (gone, more))
    event = icalendar.Event()
    event.add("UID", "one")
    event.add("DTSTART", start)
    event.add("DURATION", timedelta(days=days))
    event.add("RRULE", {"FREQ": freq, "INTERVAL": every})
    for name, each in (("EXDATE", excluded), ("RDATE", added)):
        for one in each:
            event.add(name, one)
    written = icalendar.Calendar()
    written.add_component(event)
    midnight = datetime.combine(start, datetime.min.time())
    theirs = rrulestr(event["RRULE"].to_ical().decode(), dtstart=midnight)
    between: Iterable[datetime] = theirs.between(datetime(2026, 1, 1), datetime(2036, 12, 31), inc=True)
    wanted = sorted({one.date() for one in between} | set(added) | ({start} if start.year >= 2026 else set()))
    wanted = [one for one in wanted if one not in excluded]
    try:
        found = holidays(written.to_ical().decode(), "UTC", NOW)
    except Refused:
        assert not wanted or len(wanted) > 5_000
        return
    assert spans(found) == [(one.isoformat(), (one + timedelta(days=days - 1)).isoformat()) for one in wanted]


@given(st.lists(st.dates(date(2000, 1, 1), date(2100, 1, 1)), min_size=1, max_size=20, unique=True))
def test_holidays_are_those_that_icalendar_wrote(days: list[date]) -> None:
    icalendar = pytest.importorskip("icalendar")
    written = icalendar.Calendar()
    for number, day in enumerate(days):
        event = icalendar.Event()
        event.add(
            "SUMMARY",
            f"Day; {number}, with a long name that has to be folded into a second line for sure, äöü",
        )
        event.add("DTSTART", day)
        written.add_component(event)
    found = holidays(written.to_ical().decode(), "UTC", NOW).days
    assert [one.first for one in found] == [day.isoformat() for day in days]
    assert found[0].name.startswith("Day; 0, with a long name")


@pytest.mark.parametrize(
    "event",
    [
        "DTSTART:99991231T990000",
        "DTSTART:20200101\nDTEND:99991231\nRRULE:FREQ=YEARLY",
        "DTSTART:99990101\nDTEND:99990103\nRRULE:FREQ=YEARLY",
        "DTSTART:00010101\nRRULE:FREQ=DAILY",
    ],
)
def test_days_beyond_the_calendar_are_no_holidays(event: str) -> None:
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR"
    with pytest.raises(Refused):
        holidays(text, BERLIN, NOW)
