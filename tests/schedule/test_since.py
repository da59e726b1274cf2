"""Changing a plan never changes what stood before: done, begun, skipped and missed stay, whatever is changed and when."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records.act import Act
from app.records.envelope import Stamp
from app.records.refusal import Refused
from app.schedule.commands import (
    ResumeSchedule,
    ScheduleCommand,
    SetSchedule,
    SkipOccurrences,
    StopSchedule,
    Undo,
)
from app.schedule.decide import decide
from app.schedule.events import OccurrencesSkipped, OccurrenceStarted, ScheduleSet, ScheduleStopped
from app.schedule.known import known
from app.schedule.plan import DAY, DayOff, Plan
from app.schedule.standing import Book, Skip, Standing, Worked, standings
from app.schedule.state import Schedule, evolve
from tests.schedule.story import ANA, BERLIN, DAILY, Story, act, at

HOUR = 3_600_000
BEGAN = at("2026-11-20T00:00")
WEDNESDAY = Plan(
    "Round", "d" * 16, "FREQ=WEEKLY;BYDAY=WE", "2026-11-04", BERLIN, opens=360, due=600, grace=60
)
FRIDAY = replace(WEDNESDAY, rule="FREQ=WEEKLY;BYDAY=FR")
NOON = at("2026-11-25T12:00")


def book(schedule: Schedule) -> Book:
    skips = {
        key: Skip(write.value.reason, "", write.stamp.at)
        for key, write in schedule.skipped().items()
        if isinstance(write.value, OccurrencesSkipped)
    }
    return Book("s", schedule.versions(), skips, schedule.started, changes=schedule.changes)


def changed(
    plan: Plan, command: ScheduleCommand, when: str, *told: OccurrenceStarted | OccurrencesSkipped
) -> Schedule:
    """What there was on that Wednesday, and then the command."""
    story = Story()
    story.tell("a", ScheduleSet(plan))
    for number, event in enumerate(told):
        story.tell(f"t{number}", event)
    for one in decide(story.schedule, command, act(when)):
        story.tell("b", one.event, over=one.over)
    return story.schedule


def today(schedule: Schedule, now: int, runs: tuple[Worked, ...] = ()) -> dict[str, str]:
    first = at("2026-11-25T00:00")
    found = standings(book(schedule), runs, now, first, first + DAY * 60_000)
    return {one.key: "running" if one.running else one.state for one in found}


def test_what_was_missed_done_or_begun_today_stays_when_the_day_is_changed() -> None:
    missed = changed(WEDNESDAY, SetSchedule(FRIDAY), "2026-11-25T12:00")
    assert today(missed, NOON) == {"2026-11-25": "missed"}
    begun = changed(WEDNESDAY, SetSchedule(FRIDAY), "2026-11-25T08:00", OccurrenceStarted("2026-11-25", "r"))
    open_, done = (Worked("r", "2026-11-25", NOON - 4 * HOUR, end) for end in (None, NOON - 3 * HOUR))
    assert today(begun, NOON - 4 * HOUR, (open_,)) == {"2026-11-25": "running"}
    assert today(begun, NOON, (done,)) == {"2026-11-25": "done"}
    skipped = changed(
        WEDNESDAY, SetSchedule(FRIDAY), "2026-11-25T08:00", OccurrencesSkipped(("2026-11-25",), "Away")
    )
    assert today(skipped, NOON) == {"2026-11-25": "skipped"}
    moved = changed(
        DAILY,
        SetSchedule(replace(DAILY, opens=720, due=780)),
        "2026-11-25T08:00",
        OccurrenceStarted("2026-11-25", "r"),
    )
    assert moved.versions()[-1].since == "2026-11-26"
    # Due, and not on a day of the new plan: it stays to be done, or to be skipped with a reason.
    due = changed(WEDNESDAY, SetSchedule(FRIDAY), "2026-11-25T08:00")
    assert today(due, NOON - 4 * HOUR) == {"2026-11-25": "due"}


@pytest.mark.parametrize(
    ("plan", "command", "when", "since"),
    [
        # Not open yet: nothing stands.
        (WEDNESDAY, SetSchedule(FRIDAY), "2026-11-25T05:00", "2026-11-25"),
        # Open, nobody began, and the new plan can still be met today.
        (DAILY, SetSchedule(replace(DAILY, opens=720, due=780)), "2026-11-25T08:00", "2026-11-25"),
        # The new plan's window of today has closed: it would be missed by a plan that was not there.
        (WEDNESDAY, SetSchedule(replace(DAILY, due=420, grace=0)), "2026-11-25T08:00", "2026-11-26"),
        (FRIDAY, SetSchedule(WEDNESDAY), "2026-11-25T12:00", "2026-11-26"),
        # Today becomes a day off.
        (DAILY, SetSchedule(replace(DAILY, off=(DayOff("2026-11-25", "2026-11-25"),))), "2026-11-25T08:00", "2026-11-25"),
        # The other side of the world is a day ahead, and its day was missed.
        (replace(DAILY, zone="Pacific/Auckland", due=420, grace=0), SetSchedule(DAILY), "2026-11-25T21:00", "2026-11-27"),
    ],
)  # fmt: skip
def test_a_change_holds_from_today_unless_today_stands(
    plan: Plan, command: ScheduleCommand, when: str, since: str
) -> None:
    assert changed(plan, command, when).versions()[-1].since == since


def test_a_stop_at_the_minute_of_an_occurrence_keeps_it() -> None:
    hourly = replace(DAILY, rule="FREQ=HOURLY", start="2026-11-20T00:00", opens=0, due=60, grace=0)
    stopped = changed(hourly, StopSchedule(), "2026-11-25T12:00")
    assert stopped.versions()[-1].since == "2026-11-25T12:01"


@pytest.mark.parametrize("since", ["soon", "2026-13-45", "9999-12-31", "9999-12-31T23:59", "0001-01-01", ""])
def test_whatever_another_device_wrote_a_change_can_be_made_and_taken_back(since: str) -> None:
    story = Story()
    story.tell("a", ScheduleSet(DAILY))
    story.tell("b", ScheduleSet(FRIDAY, since), over=("a",))
    for command in (SetSchedule(WEDNESDAY), StopSchedule(), Undo("command-b")):
        (one,) = decide(story.schedule, command, act())
        assert isinstance(one.event, ScheduleSet | ScheduleStopped)


plans = st.builds(
    lambda rule, zone, opens, length, grace, off: Plan(
        "Round", "d", rule, "2026-11-16T00:00" if "HOUR" in rule else "2026-11-16", zone,
        opens=0 if "HOUR" in rule else opens, due=(0 if "HOUR" in rule else opens) + length, grace=grace,
        off=(DayOff("2026-11-24", "2026-11-25"),) if off else (),
    ),
    st.sampled_from((
        "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=DAILY;BYHOUR=6,18", "FREQ=HOURLY;INTERVAL=7",
        "FREQ=WEEKLY;BYDAY=TU",
    )),
    st.sampled_from((BERLIN, BERLIN, "America/New_York", "Asia/Tokyo")),
    st.sampled_from((0, 360, 1200)),
    st.sampled_from((60, 240, DAY, 3 * DAY)),
    st.sampled_from((0, 60, DAY)),
    st.booleans(),
)  # fmt: skip
deeds = st.one_of(
    plans.map(SetSchedule), st.just(StopSchedule()), st.just(ResumeSchedule()), st.integers(0, 8).map(lambda n: Undo(f"c{n}")),
    st.sampled_from(("skip", "start", "finish")),
)  # fmt: skip


class Diary:
    """One schedule and its runs, as time goes on."""

    def __init__(self) -> None:
        self.schedule, self.now = Schedule(), BEGAN
        self.runs: dict[str, Worked] = {}
        self.skips: set[str] = set()

    def stands(self) -> dict[str, Standing]:
        """All that opens by tomorrow: what is open may be moved to later today."""
        first, last = BEGAN - 30 * 24 * HOUR, self.now + 30 * HOUR
        found = standings(book(self.schedule), tuple(self.runs.values()), self.now, first, last)
        return {one.key: one for one in found}

    def tell(self, number: int, command: ScheduleCommand) -> None:
        seen = frozenset(entry.stamp.id for entry in self.schedule.record)
        for one in decide(self.schedule, command, Act(f"c{number}", ANA, "", self.now, seen)):
            self.note(number, one.event, one.over)

    def note(self, number: int, event: object, over: tuple[str, ...] = ()) -> None:
        stamp = Stamp(f"e{number:03}", f"{self.now:016d}-{number:04x}", self.now, "", ANA, f"c{number}", over)
        self.schedule = evolve(self.schedule, stamp, event)  # type: ignore[arg-type]

    def work(self, number: int, deed: str) -> None:
        can_be = [key for key, one in self.stands().items() if one.state in ("due", "overdue", "missed")]
        if deed == "finish":
            for key, one in self.runs.items():
                self.runs[key] = replace(one, finished=one.finished or self.now)
        elif can_be and deed == "start":
            self.note(number, OccurrenceStarted(can_be[-1], f"r{number}"))
            self.runs[f"r{number}"] = Worked(f"r{number}", can_be[-1], self.now, None)
        elif can_be:
            self.tell(number, SkipOccurrences((can_be[-1],), "Away"))
            self.skips.add(f"c{number}")


@settings(max_examples=60)
@given(plans, st.lists(st.tuples(deeds, st.integers(0, 30 * 60)), min_size=1, max_size=9))
def test_no_change_of_a_plan_changes_what_stood_before_it(
    first: Plan, acts: list[tuple[ScheduleCommand | str, int]]
) -> None:
    diary = Diary()
    diary.tell(0, SetSchedule(first))
    for number, (deed, minutes) in enumerate(acts, start=1):
        diary.now += minutes * 60_000
        if isinstance(deed, str):
            diary.work(number, deed)
            continue
        if isinstance(deed, Undo) and deed.command in diary.skips:
            continue
        before = diary.stands()
        with suppress(Refused):
            diary.tell(number, deed)
        after = diary.stands()
        for key, one in before.items():
            if one.state in ("done", "skipped", "missed") or one.running:
                assert after[key] == one
            # What is open may move with the change; it is not lost, and nobody missed it.
            if one.state in ("due", "overdue") and not one.running:
                assert after[key].state in ("due", "overdue", "off", "later")
        # What is shown can be named, to be skipped or told.
        assert known(diary.schedule.versions(), {*after, "zzz", "2026-11-25T03:33"}) == after.keys()
        assert not [key for key, one in after.items() if one.state == "missed" and key not in before]
