"""A schedule's events from two devices, in any order, give one schedule; nothing skipped or started is lost."""

import json
import time
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.records.act import Act
from app.records.codec import Strange, body_of, named, read
from app.records.envelope import Envelope, Stamp
from app.records.refusal import Refused
from app.schedule.commands import (
    AddHolidays,
    BeginEmergency,
    ReopenOccurrences,
    ResumeSchedule,
    ScheduleCommand,
    SendNotice,
    SetSchedule,
    SkipOccurrences,
    StopSchedule,
    Undo,
)
from app.schedule.decide import decide
from app.schedule.events import (
    EmergencyBegun,
    NoticeSent,
    OccurrencesReopened,
    OccurrencesSkipped,
    OccurrenceStarted,
    ScheduleEvent,
    ScheduleSet,
    ScheduleStopped,
)
from app.schedule.ledger import ledger
from app.schedule.standing import Book
from app.schedule.state import SET_ANEW, Schedule, evolve
from tests.schedule.story import ANA, BO, DAILY, NAMES, PATIENCE, Story, act, at

NOON = replace(DAILY, opens=720, due=780)
HOLIDAYS = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227\r\n"
    "SUMMARY:Christmas\\, both days\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
Told = tuple[Stamp, ScheduleEvent | Strange]


def folded(told: list[Told]) -> Schedule:
    schedule = Schedule()
    for stamp, event in sorted(told, key=lambda one: one[0].order):
        schedule = evolve(schedule, stamp, event)
    return schedule


class Device:
    """One of two that do not always hear of each other."""

    def __init__(self, dev: str) -> None:
        self.dev = dev
        self.told: list[Told] = []

    @property
    def schedule(self) -> Schedule:
        return folded(self.told)

    def act(self, number: int, command: ScheduleCommand, minute: int) -> None:
        schedule = self.schedule
        seen = [entry.stamp.id for entry in schedule.record]
        now = at("2026-11-27T08:00") + minute * 60_000
        doing = replace(act("2026-11-27T08:00", self.dev, *seen), cmd=f"c{number}", at=now)
        try:
            events = decide(schedule, command, doing)
        except Refused:
            return
        for index, one in enumerate(events):
            last = max((stamp.hlc for stamp, _ in self.told), default="")
            hlc = max(f"{now:016d}-0000", f"{last[:-4]}{int(last[-4:] or '0', 16) + 1:04x}" if last else "")
            stamp = Stamp(
                f"{number:04}{index}{self.dev[0]}",
                hlc,
                now,
                NAMES[self.dev],
                self.dev,
                f"c{number}",
                one.over,
            )
            self.told.append((stamp, one.event))

    def hear(self, other: "Device") -> None:
        known = {stamp.id for stamp, _ in self.told}
        self.told.extend(one for one in other.told if one[0].id not in known)


keys = st.lists(st.sampled_from(("2026-11-24", "2026-11-25", "2026-11-26")), min_size=1, max_size=2).map(
    tuple
)
commands: st.SearchStrategy[ScheduleCommand] = st.one_of(
    st.sampled_from((DAILY, NOON, replace(DAILY, rule="FREQ=WEEKLY;BYDAY=MO"))).map(SetSchedule),
    st.builds(SkipOccurrences, keys, st.sampled_from(("Away", "Done by hand"))),
    st.builds(ReopenOccurrences, keys),
    st.sampled_from((StopSchedule("Over"), ResumeSchedule(), AddHolidays(HOLIDAYS))),
    st.integers(0, 12).map(lambda number: Undo(f"c{number}")),
)


class TwoDevices(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.devices = (Device(ANA), Device(BO))
        self.number = 0

    # A clock may be wrong by hours, and go back.
    @rule(which=st.integers(0, 1), command=commands, minute=st.integers(-300, 300))
    def someone_acts(self, which: int, command: ScheduleCommand, minute: int) -> None:
        self.devices[which].act(self.number, command, minute)
        self.number += 1

    @rule(which=st.integers(0, 1))
    def one_hears(self, which: int) -> None:
        self.devices[which].hear(self.devices[1 - which])

    @invariant()
    def together_they_hold_one_schedule(self) -> None:
        first, second = self.devices
        both = {stamp.id: (stamp, event) for stamp, event in first.told + second.told}
        one = folded(list(both.values()))
        other = Schedule()
        for stamp, event in sorted(both.values(), key=lambda found: found[0].order, reverse=True):
            other = evolve(other, stamp, event)
        assert one.plans == other.plans
        assert one.versions() == other.versions()
        assert one.marks == other.marks
        assert one.skipped() == other.skipped()
        assert one.is_stopped == other.is_stopped

    @invariant()
    def what_stands_comes_last(self) -> None:
        for device in self.devices:
            schedule = device.schedule
            chain = schedule.chain()
            assert (chain[-1] if chain else None) == schedule.plans.winner


TestTwoDevices = TwoDevices.TestCase


def test_the_newest_over_what_it_saw_wins_and_the_other_is_shown() -> None:
    story = Story()
    story.tell("a", ScheduleSet(DAILY))
    story.tell("b", ScheduleSet(NOON, "2026-11-25"), over=("a",))
    schedule = story.tell("c", ScheduleSet(replace(DAILY, owner="Bo"), "2026-11-25"), dev=BO, over=("a",))
    assert schedule.plan == replace(DAILY, owner="Bo")
    assert [one.stamp.id for one in schedule.plans.losers] == ["b"]
    assert [one.stamp.id for one in schedule.chain()] == ["a", "c"]


def test_two_devices_that_start_one_occurrence_keep_both_runs() -> None:
    story = Story()
    story.tell("a", OccurrenceStarted("2026-11-27", "r1"))
    schedule = story.tell("b", OccurrenceStarted("2026-11-27", "r2"), dev=BO)
    assert schedule.started == {"2026-11-27": ("r1", "r2")}


def test_a_notice_keeps_the_first_time_it_was_sent() -> None:
    story = Story()
    story.tell("a", NoticeSent("2026-11-27", "Soon"))
    schedule = story.tell("b", NoticeSent("2026-11-27", "Again"))
    assert schedule.notices["2026-11-27"].value.text == "Soon"


def test_what_cannot_be_read_is_told_and_breaks_nothing() -> None:
    schedule = evolve(
        Schedule(), act_stamp("a"), Strange("ScheduleSet", "Mars is not a time zone.", newer=False)
    )
    assert (schedule.fault, schedule.newer, schedule.plan) == (
        f"Mars is not a time zone. {SET_ANEW}",
        "",
        None,
    )
    newer = evolve(schedule, act_stamp("b"), Strange("ScheduleMoved", "Newer.", newer=True))
    assert newer.newer == "ScheduleMoved"
    with pytest.raises(Refused, match="newer version"):
        decide(newer, SetSchedule(DAILY), act())


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"zone": "Mars"}, "Mars is not a time zone Sophie knows."),
        ({"rule": "FREQ=HOURLY;BYDAY=XX"}, "BYDAY holds days such as MO or 1MO, not XX."),
        ({"off": [{"first": "Yule", "last": "2026-01-01"}]}, "Yule is not a day."),
        ({"due": "noon"}, "Its content cannot be read: its “due” is missing or of another form."),
        ({"title": None}, "Its content cannot be read: its “title” is missing or of another form."),
    ],
)
def test_a_plan_that_cannot_be_followed_says_what_is_wrong_and_what_to_do(
    changed: dict[str, object], why: str
) -> None:
    body = json.loads(body_of(ScheduleSet(DAILY)))
    body["plan"] |= changed
    strange = read(
        Envelope(1, "schedule/s", "ScheduleSet", act_stamp("a"), json.dumps(body)), named(ScheduleSet)
    )
    assert isinstance(strange, Strange)
    assert strange.why == why
    assert evolve(Schedule(), act_stamp("a"), strange).fault == f"{why} {SET_ANEW}"


def act_stamp(id_: str) -> Stamp:
    return Stamp(id_, f"{1:016d}-0000", 1, "Ana", ANA, "c")


def one_event(schedule: Schedule, command: ScheduleCommand, when: str = "2026-11-27T08:00") -> ScheduleEvent:
    (proposed,) = decide(schedule, command, act(when))
    return proposed.event


def kept() -> Schedule:
    return Story().tell("a", ScheduleSet(DAILY))


def test_a_change_holds_from_today_by_the_schedule_s_own_clock() -> None:
    assert one_event(Schedule(), SetSchedule(DAILY)) == ScheduleSet(DAILY, "")
    tokyo = replace(NOON, zone="Asia/Tokyo")
    assert one_event(kept(), SetSchedule(tokyo), "2026-11-27T20:00") == ScheduleSet(tokyo, "2026-11-28")
    hourly = replace(DAILY, rule="FREQ=HOURLY", start="2026-11-27T00:00", opens=0, due=60)
    assert one_event(kept(), SetSchedule(hourly)) == ScheduleSet(hourly, "2026-11-27T08:00")
    assert decide(kept(), SetSchedule(DAILY), act()) == ()


def test_a_stop_and_a_resume() -> None:
    stopped = one_event(kept(), StopSchedule(" Moved "))
    assert stopped == ScheduleStopped("2026-11-27T23:59", "Moved")
    story = Story()
    story.tell("a", ScheduleSet(DAILY))
    still = story.tell("b", stopped, over=("a",))
    assert still.is_stopped
    assert still.plan == DAILY
    assert one_event(still, ResumeSchedule()) == ScheduleSet(DAILY, "2026-11-27")
    assert decide(still, StopSchedule(), act()) == ()


def test_skipping_needs_a_reason_and_undo_brings_it_back() -> None:
    with pytest.raises(Refused, match="Give a reason"):
        decide(kept(), SkipOccurrences(("2026-11-26",), "  "), act())
    with pytest.raises(Refused, match="No occurrence was named"):
        decide(kept(), SkipOccurrences((), "Away"), act())
    skipped = OccurrencesSkipped(("2026-11-26",), "Away")
    assert one_event(kept(), SkipOccurrences(("2026-11-26",), "Away")) == skipped
    story = Story()
    story.tell("a", ScheduleSet(DAILY))
    story.tell("b", skipped)
    assert one_event(story.schedule, Undo("command-b")) == OccurrencesReopened(("2026-11-26",))
    assert decide(story.schedule, ReopenOccurrences(("2026-11-25",)), act()) == ()


def test_only_what_the_schedule_has_and_nobody_did_is_skipped() -> None:
    def skip(*keys: str, done: tuple[str, ...] = ()) -> Any:
        (one,) = decide(kept(), SkipOccurrences(keys, "Away"), act(), None, frozenset(done))
        return one.event

    # Before its first day, no day, and a time of a plan of days.
    for key in ("zzz", "2026-11-19", "2026-11-31", "2026-11-26T06:00", "9999-12-31"):
        with pytest.raises(Refused, match="has no such occurrence"):
            skip(key)
    with pytest.raises(Refused, match="A run of it is finished"):
        skip("2026-11-26", done=("2026-11-26",))
    with pytest.raises(Refused, match="Runs of them are finished"):
        skip("2026-11-25", "2026-11-26", done=("2026-11-25", "2026-11-26"))
    assert skip("2026-11-25", "2026-11-26", "zzz", done=("2026-11-26",)).occurrences == ("2026-11-25",)
    # What the plan before it planned is still there, and so is a window that was opened without one.
    story = Story()
    story.tell("a", ScheduleSet(DAILY))
    story.tell("b", ScheduleSet(replace(DAILY, rule="FREQ=WEEKLY;BYDAY=MO"), "2026-11-25"), over=("a",))
    story.tell("c", EmergencyBegun("2026-11-27T02:10_abc", at("2026-11-27T02:10"), 45, "Leak"))
    later = Story()
    later.tell("a", ScheduleSet(replace(DAILY, rule="FREQ=WEEKLY;BYDAY=FR")))
    later.tell("b", ScheduleSet(DAILY, "2026-11-25"), over=("a",))
    with pytest.raises(Refused, match="no such occurrence"):
        decide(later.schedule, SkipOccurrences(("2026-11-24",), "Away"), act())
    for key, has in (
        ("2026-11-24", True),
        ("2026-11-26", False),
        ("2026-11-30", True),
        ("2026-11-27T02:10_abc", True),
    ):
        try:
            assert decide(story.schedule, SkipOccurrences((key,), "Away"), act())
        except Refused:
            assert not has
        else:
            assert has


def test_ten_thousand_are_skipped_at_once_soon() -> None:
    story = Story()
    story.tell(
        "a",
        ScheduleSet(
            replace(DAILY, rule="FREQ=MINUTELY;INTERVAL=15", start="2026-01-01T00:00", opens=0, due=60)
        ),
    )
    keys = tuple(
        f"2026-{m:02}-{d:02}T{h:02}:00" for m in range(1, 13) for d in range(1, 29) for h in range(24)
    )[:10_000]
    began = time.process_time()
    (one,) = decide(story.schedule, SkipOccurrences(keys, "Away"), act())
    assert isinstance(one.event, OccurrencesSkipped)
    assert len(one.event.occurrences) == len(keys)
    assert time.process_time() - began < 2 * PATIENCE


def test_a_notice_goes_out_with_nothing_left_to_fill_in() -> None:
    story = Story()
    window = replace(DAILY, kind="maintenance", notice="{title} from {start} to {end}: {reason}")
    story.tell("a", ScheduleSet(window))
    for text, why in (("Soon, because {why}.", "still says {why}"), ("{title} soon", "still says {title}")):
        with pytest.raises(Refused, match=why):
            decide(story.schedule, SendNotice("2026-11-27", text), act())
    with pytest.raises(Refused, match="no such window"):
        decide(story.schedule, SendNotice("zzz", "Soon"), act())
    assert one_event(story.schedule, SendNotice("2026-11-27", 'As JSON: {"a": 1} {} {2}'))
    unknown = replace(window, notice="{title}, because {why}")
    with pytest.raises(Refused, match="Its customer notice says"):
        decide(story.schedule, SetSchedule(unknown), act())
    # An older one with such words can still be changed otherwise.
    older = Story().tell("a", ScheduleSet(unknown))
    assert decide(older, SetSchedule(replace(unknown, owner="Bo")), act())


def test_undo_of_a_skip_leaves_what_somebody_else_skipped_since() -> None:
    story = Story()
    story.tell("a", ScheduleSet(DAILY))
    story.tell("b", OccurrencesSkipped(("2026-11-26", "2026-11-27"), "Away"))
    story.tell("c", OccurrencesSkipped(("2026-11-27",), "The customer asked"), dev=BO, over=("b",))
    assert one_event(story.schedule, Undo("command-b")) == OccurrencesReopened(("2026-11-26",))
    story.tell("d", OccurrencesSkipped(("2026-11-26",), "Closed"), dev=BO, over=("b",))
    with pytest.raises(Refused, match="changed since"):
        decide(story.schedule, Undo("command-b"), act())


def test_undo_of_a_change_brings_the_plan_before_back() -> None:
    story = Story()
    story.tell("a", ScheduleSet(DAILY))
    story.tell("b", ScheduleSet(NOON, "2026-11-25"), over=("a",))
    at_once, late = (one_event(story.schedule, Undo("command-b"), f"2026-11-{day}T05:00") for day in (25, 27))
    assert at_once == ScheduleSet(DAILY, "2026-11-25")
    # What was missed by the plan that is taken back stays missed as it was planned then.
    assert late == ScheduleSet(DAILY, "2026-11-27")
    with pytest.raises(Refused, match="Ana changed it"):
        decide(story.schedule, Undo("command-a"), act())
    with pytest.raises(Refused, match="no plan before"):
        decide(kept(), Undo("command-a"), act())
    with pytest.raises(Refused, match="no such act"):
        decide(kept(), Undo("command-z"), act())


def test_the_same_plan_set_once_more_settles_what_stood_beside_it() -> None:
    story = Story()
    story.tell("a", ScheduleSet(DAILY))
    story.tell("b", ScheduleSet(NOON, "2026-11-25"), over=("a",), dev=BO)
    story.tell("c", ScheduleSet(DAILY, "2026-11-25"), over=("a",))
    (settled,) = decide(story.schedule, SetSchedule(DAILY), act("2026-11-27T08:00", ANA, "b", "c"))
    assert settled.over == ("b", "c")
    story.tell("d", settled.event, over=settled.over)
    assert not story.schedule.plans.losers
    assert decide(story.schedule, SetSchedule(DAILY), act()) == ()


def test_undo_of_the_first_change_of_an_offer_brings_back_what_the_offer_plans() -> None:
    story = Story()
    story.tell("a", ScheduleSet(NOON, "2026-11-25"))
    (back,) = decide(story.schedule, Undo("command-a"), act("2026-11-25T05:00"), DAILY)
    assert (back.event, back.over) == (ScheduleSet(DAILY, "2026-11-25"), ("a",))


def test_undo_of_a_resume_stops_it_from_when_it_was_stopped() -> None:
    story = Story()
    story.tell("a", ScheduleSet(DAILY))
    story.tell("b", ScheduleStopped("2026-11-27T23:59"), over=("a",))
    story.tell("c", ScheduleSet(DAILY, "2026-11-27"), over=("b",))
    assert one_event(story.schedule, Undo("command-c")) == ScheduleStopped("2026-11-27T23:59")


def test_what_came_by_the_hour_today_stays_when_it_is_to_come_by_the_day() -> None:
    hourly = replace(DAILY, rule="FREQ=DAILY;BYHOUR=6,18", opens=0, due=60, grace=60)
    story = Story()
    story.tell("a", ScheduleSet(hourly))
    changed = one_event(story.schedule, SetSchedule(DAILY), "2026-11-27T14:00")
    assert changed == ScheduleSet(DAILY, "2026-11-27T14:00")
    story.tell("b", changed, over=("a",))
    book = Book("x", story.schedule.versions())
    missed = [one.key for one in ledger(book, (), at("2026-11-27T14:01")).missed]
    assert missed[0] == "2026-11-27T06:00"


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (SetSchedule(None, "It ends before it starts."), "ends before it starts"),
        (SetSchedule(replace(DAILY, rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")), "never comes true"),
        (
            SetSchedule(replace(DAILY, rule="FREQ=HOURLY;BYHOUR=6,7;BYMONTHDAY=31;BYMONTH=2", opens=0)),
            "never comes true",
        ),
        (AddHolidays("Christmas is on the 25th"), "no calendar"),
        (SendNotice("2026-11-27", "Soon"), "no maintenance window"),
        (SendNotice("2026-11-27", " "), "no words"),
        (BeginEmergency(60, "Leak"), "no maintenance window"),
    ],
)
def test_what_cannot_be_is_refused_with_why_and_what_next(command: ScheduleCommand, why: str) -> None:
    with pytest.raises(Refused, match=why):
        decide(kept(), command, act())


def test_nothing_can_be_asked_of_a_schedule_that_is_not_here() -> None:
    with pytest.raises(Refused, match="does not hold the plan"):
        decide(Schedule(), StopSchedule(), act())
    # An offer in use plans it.
    (one,) = decide(Schedule(), StopSchedule(), act(), base=DAILY)
    assert isinstance(one.event, ScheduleStopped)


def test_an_emergency_needs_a_reason_and_an_end() -> None:
    story = Story()
    story.tell("a", ScheduleSet(replace(DAILY, kind="maintenance")))
    for command, why in (
        (BeginEmergency(60, " "), "needs a reason"),
        (BeginEmergency(0, "Leak"), "ends before"),
        (BeginEmergency(99_999_999, "Leak"), "longer than a year"),
    ):
        with pytest.raises(Refused, match=why):
            decide(story.schedule, command, act())
    begun = one_event(story.schedule, BeginEmergency(45, "Leak", "Now"), "2026-11-27T02:10")
    assert isinstance(begun, EmergencyBegun)
    minute, _, own = begun.occurrence.partition("_")
    assert (minute, bool(own)) == ("2026-11-27T02:10", True)
    assert replace(begun, occurrence=minute) == EmergencyBegun(
        "2026-11-27T02:10", at("2026-11-27T02:10"), 45, "Leak", "Now"
    )


def test_two_devices_that_open_an_emergency_in_one_minute_open_two() -> None:
    story = Story()
    story.tell("a", ScheduleSet(replace(DAILY, kind="maintenance")))
    moment = at("2026-11-27T02:10")
    begun = [
        decide(story.schedule, BeginEmergency(45, "Leak"), Act(cmd, cmd, "", moment, frozenset()))[0].event
        for cmd in ("abcdefghijklmnop", "bcdefghijklmnopa")
    ]
    for name, event in zip("bc", begun, strict=True):
        story.tell(name, event)
    windows = story.schedule.emergencies
    assert len({one.value.occurrence for one in windows}) == 2
    # A run of the part before it still has a name that is read back.
    assert all(len(f"{one.value.occurrence} before") <= 32 for one in windows)
    assert all(datetime.fromisoformat(one.value.occurrence.partition("_")[0]) for one in windows)


def test_holidays_become_days_off_once() -> None:
    event = one_event(kept(), AddHolidays(HOLIDAYS))
    assert isinstance(event, ScheduleSet)
    (off,) = event.plan.off
    assert (off.first, off.last, off.name) == ("2026-12-25", "2026-12-26", "Christmas, both days")
    again = Story().tell("a", ScheduleSet(event.plan))
    assert decide(again, AddHolidays(HOLIDAYS), act()) == ()


@given(st.text(max_size=300))
def test_any_text_after_a_calendar_s_begin_is_read_or_refused(text: str) -> None:
    for body in (text, f"BEGIN:VEVENT\nDTSTART:{text}\nRRULE:{text}\nEND:VEVENT\n"):
        try:
            decide(kept(), AddHolidays(f"BEGIN:VCALENDAR\n{body}"), act())
        except Refused as refusal:
            assert refusal.next  # noqa: PT017  either way is right
