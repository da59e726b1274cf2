"""Schedules that another device wrote: whatever they hold is a line in the record, or is followed within a bounded time."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records.codec import Strange, Unfit, named, read
from app.records.envelope import Envelope
from app.schedule.book import read_book, written
from app.schedule.events import OccurrencesSkipped, ScheduleSet, ScheduleStopped
from app.schedule.export import Exported, calendar
from app.schedule.ledger import ledger
from app.schedule.plan import MOST_MINUTES, Plan
from app.schedule.standing import next_opening, standings, untold, within
from app.schedule.state import Schedule, evolve
from tests.schedule.story import PATIENCE, ZONES, Story, at
from tests.schedule.test_rule import every_part

EVENTS = named(ScheduleSet, ScheduleStopped, OccurrencesSkipped)
NOW = at("2026-11-27T12:00")
DAY_MS = 86_400_000
PLAN: dict[str, Any] = {
    "title": "Round",
    "document": "d" * 16,
    "rule": "FREQ=DAILY",
    "start": "2026-11-20",
    "zone": "Europe/Berlin",
}


def told(type_: str, body: dict[str, Any]) -> Any:
    stamp = Story().tell("a", ScheduleStopped("")).record[0].stamp
    return read(Envelope(1, "schedule/" + "s" * 16, type_, stamp, json.dumps({"v": 1, **body})), EVENTS)


def planned(**more: Any) -> Any:
    return told("ScheduleSet", {"plan": PLAN | more})


def followed(schedule: Schedule) -> None:
    """All that the screens ask of it."""
    book = read_book("s" * 16, written(schedule))
    ledger(book, (), NOW)
    standings(book, (), NOW, NOW - 40 * DAY_MS, NOW + 40 * DAY_MS)
    if book.plan:
        next_opening(book, NOW)
        untold(book, (), NOW)
    calendar([Exported(book, NOW)], NOW)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (
            {"rule": "FREQ=MINUTELY;INTERVAL=720;BYHOUR=9", "start": "2026-11-20T00:00", "due": 60},
            "never meets a time that it names",
        ),
        ({"rule": "FREQ=MONTHLY;BYDAY=10MO"}, "at most 5 days of one name"),
        ({"rule": "FREQ=YEARLY;BYMONTH=2;BYDAY=53MO"}, "at most 5 days of one name"),
        ({"rule": "FREQ=MINUTELY;INTERVAL=15;BYSETPOS=2", "due": 60}, "BYSETPOS asks for number 2"),
    ],
)
def test_a_rule_that_cannot_be_run_is_a_line_of_the_record(more: dict[str, Any], why: str) -> None:
    found = planned(**more)
    assert isinstance(found, Strange)
    assert not found.newer
    with pytest.raises(Unfit, match=why):
        Plan(**PLAN | more)


@pytest.mark.parametrize(
    "more",
    [
        {"rule": "FREQ=WEEKLY;INTERVAL=720;BYYEARDAY=366;BYSETPOS=1"},
        {"rule": "FREQ=DAILY;COUNT=10000"},
        {"rule": "FREQ=HOURLY;COUNT=10000;BYMONTH=2;BYMONTHDAY=29", "due": 60},
        {"rule": "FREQ=YEARLY;BYWEEKNO=53;BYSETPOS=1", "start": "1972-02-29"},
        {"rule": "FREQ=MINUTELY;INTERVAL=15;BYMONTH=2;BYMONTHDAY=30", "due": 60},
        {"rule": "FREQ=YEARLY;BYYEARDAY=366;BYSETPOS=" + ",".join(map(str, range(1, 110)))},
        {"rule": "FREQ=MINUTELY;INTERVAL=15", "due": 60},
        {
            "rule": "FREQ=MINUTELY;INTERVAL=15",
            "due": 60,
            "start": "1970-01-01T00:00",
            "off": [{"first": f"{year}-01-01", "last": f"{year + 9}-12-31"} for year in range(1970, 2190)],
        },
        {
            "off": [
                {"first": f"{year}-01-{day:02}", "last": f"{year + 9}-12-31"}
                for year in range(1970, 2190)
                for day in range(1, 23)
            ]
        },
    ],
)
def test_what_comes_seldom_or_often_since_1970_is_followed_soon(more: dict[str, Any]) -> None:
    event = planned(**({"start": "1970-01-01", "grace": MOST_MINUTES if "due" not in more else 0} | more))
    assert isinstance(event, ScheduleSet)
    schedule = Story().tell("a", event)
    within.cache_clear()
    began = time.process_time()
    followed(schedule)
    assert time.process_time() - began < 4 * PATIENCE


@pytest.mark.parametrize(
    "text", ["9999-12-31", "9999-12-31T23:59", "0001-01-01", "soon", "2026-11-25T08:00+14:00"]
)
def test_days_beyond_the_calendar_are_no_errors(text: str) -> None:
    story = Story()
    story.tell("a", planned())
    story.tell("b", ScheduleStopped(text), over=("a",))
    story.tell("c", OccurrencesSkipped((text, "9999-12-31T23:59:59.999999"), "Away"))
    followed(story.schedule)


since = st.sampled_from(
    ("", "2026-11-25", "2026-11-25T23:59", "9999-12-31", "9999-12-31T23:59", "0001-01-01", "soon")
)
events = st.lists(
    st.one_of(
        st.fixed_dictionaries(
            {"rule": every_part, "start": st.sampled_from(("1970-01-01", "2026-01-31", "2024-02-29T23:59", "2199-12-31")),
             "zone": st.sampled_from(ZONES), "by": st.sampled_from(("", "", "month", "year")),
             "opens": st.sampled_from((0, 0, 150)), "due": st.sampled_from((60, 600, MOST_MINUTES)),
             "kind": st.sampled_from(("checklist", "maintenance")), "ahead": st.integers(0, 3000)},
        ).map(lambda more: ("ScheduleSet", {"plan": PLAN | more})),
        since.map(lambda text: ("ScheduleStopped", {"since": text})),
        st.lists(since | st.just("2026-11-26"), max_size=2).map(
            lambda keys: ("OccurrencesSkipped", {"occurrences": keys, "reason": "Away"})
        ),
    ),
    max_size=3,
)  # fmt: skip


@settings(max_examples=40)
@given(events, since)
def test_any_events_of_another_device_are_followed(
    bodies: list[tuple[str, dict[str, Any]]], from_: str
) -> None:
    schedule = Schedule()
    for number, (type_, body) in enumerate(bodies):
        event = told(type_, body | ({"since": from_} if type_ == "ScheduleSet" and number else {}))
        stamp = Story().tell(f"e{number}", ScheduleStopped("")).record[0].stamp
        schedule = evolve(schedule, stamp, event)
    within.cache_clear()
    began = time.process_time()
    followed(schedule)
    assert time.process_time() - began < 8 * PATIENCE
