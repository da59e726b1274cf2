"""How long steps took, where a run departed from its runbook, and what many runs tell of a step."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.runs.answers import GateAnswered, WaitStarted
from app.runs.crew.events import RunPaused, RunResumed
from app.runs.deviations import Deviation, deviations
from app.runs.events import (
    NoteAdded,
    ProblemReported,
    RunEvent,
    RunFinished,
    RunReopened,
    RunStarted,
    Step,
    StepDone,
    StepReopened,
    StepSkipped,
)
from app.runs.evidence.events import OutputKept
from app.runs.friction import friction, usual
from app.runs.state import Run
from app.runs.timing import paused_for, rests, took, whole
from app.runs.worked import StepHistory, digest, history, key, share
from tests.runs.deploy import DEPLOY
from tests.runs.story import ANA, BO, STARTED, Story

MINUTE = 60_000


def finished(*, skip: bool = False) -> Story:
    story = Story()
    story.tell("one", StepDone("s1"))
    story.tell("two", StepSkipped("s2", "not needed") if skip else StepDone("s2"))
    story.tell("end", RunFinished())
    return story


def test_a_step_takes_from_the_settling_of_the_one_before() -> None:
    story = Story()
    story.minute += 4
    story.tell("one", StepDone("s1"))
    story.tell("two", StepDone("s2"))
    assert took(story.run) == {"s1": 5 * MINUTE, "s2": MINUTE}
    assert whole(story.run) is None
    story.tell("end", RunFinished())
    assert whole(story.run) == 7 * MINUTE


def test_where_a_clock_was_set_back_nobody_knows_how_long_a_step_took() -> None:
    story = Story()
    story.tell("one", StepDone("s1"), year=2020)
    story.tell("two", StepDone("s2"))
    assert took(story.run) == {"s2": 2 * MINUTE}


def paused(story: Story, minutes: int) -> None:
    """A rest of so many minutes that ends a minute before what comes next."""
    story.tell(f"pause-{story.minute}", RunPaused("lunch"))
    story.minute += minutes - 1
    story.tell(f"on-{story.minute}", RunResumed())


def test_a_pause_is_no_time_of_the_step_nor_of_the_run() -> None:
    story = Story()
    paused(story, 30)
    story.tell("one", StepDone("s1"))
    paused(story, 45)
    story.tell("two", StepDone("s2"))
    story.tell("end", RunFinished())
    assert took(story.run) == {"s1": 2 * MINUTE, "s2": 2 * MINUTE}
    assert whole(story.run) == 5 * MINUTE
    assert paused_for(story.run) == 75 * MINUTE
    assert json.loads(digest(story.run))[0] == 300


def test_what_was_done_while_it_rested_takes_only_the_time_before() -> None:
    story = Story()
    story.tell("pause", RunPaused())
    story.minute += 60
    story.tell("one", StepDone("s1"))
    story.tell("end", RunFinished())
    assert took(story.run) == {"s1": MINUTE}
    assert whole(story.run) == MINUTE


def test_the_night_between_an_end_and_its_reopening_is_no_time_of_the_run() -> None:
    story = Story()
    story.tell("one", StepDone("s1"))
    story.tell("end", RunFinished())
    story.minute += 600
    story.tell("again", RunReopened())
    story.tell("two", StepDone("s2"))
    story.tell("end-2", RunFinished())
    assert took(story.run) == {"s1": MINUTE, "s2": 2 * MINUTE}
    assert whole(story.run) == 4 * MINUTE


def test_a_pause_that_is_undone_was_none_and_undoing_the_going_on_makes_it_longer() -> None:
    story = Story()
    story.tell("pause", RunPaused())
    story.tell("no", RunResumed(undoes="pause"))
    assert rests(story.run) == ()
    story.tell("pause-2", RunPaused(), over=("no",))
    begun = story.run.record[-1].stamp.at
    story.tell("on", RunResumed())
    story.tell("off", RunPaused(undoes="on"))
    assert [since for since, _ in rests(story.run)] == [begun]
    assert rests(story.run)[0][1] > story.run.record[-1].stamp.at


@given(st.lists(st.sampled_from(["pause", "on", "end", "again", "one", "two"]), max_size=30), st.data())
def test_times_are_never_negative_and_never_longer_than_the_run(acts: list[str], data: st.DataObject) -> None:
    """Whatever the clocks said."""
    events: dict[str, RunEvent] = {
        "pause": RunPaused(), "on": RunResumed(), "end": RunFinished(), "again": RunReopened(),
        "one": StepDone("s1"), "two": StepDone("s2"),
    }  # fmt: skip
    story = Story()
    for number, act in enumerate(acts):
        year = data.draw(st.sampled_from([2025, 2026, 2027]))
        story.tell(f"{act}-{number}", events[act], year=year)
    assert all(time >= 0 for time in took(story.run).values())
    assert paused_for(story.run) >= 0
    lasted = whole(story.run)
    assert lasted is None or lasted >= 0


def test_nothing_is_timed_before_the_start_is_here() -> None:
    assert took(Run()) == {}
    assert deviations(Run()) == ()
    assert digest(Run()) == ""


def test_a_run_as_written_has_no_deviations() -> None:
    assert deviations(finished().run) == ()


def test_deviations_are_told_by_step_with_the_reasons_given() -> None:
    story = Story()
    story.tell("two", StepDone("s2"))
    story.tell("bad", ProblemReported("s1", "it hangs"))
    story.tell("skip", StepSkipped("s1", "too risky"), over=("bad",))
    story.tell("out", OutputKept("s2", "2", "c", "3", "exact", fits=False))
    story.tell("end", RunFinished())
    story.tell("late", NoteAdded("s2", "seen later"))
    assert deviations(story.run) == (
        Deviation("", "1 entry was made after the run was finished"),
        Deviation("s1", "Skipped", "too risky"),
        Deviation("s1", "Problem", "it hangs"),
        Deviation("s2", "Settled before step 1"),
        Deviation("s2", "The output of a command was not what was expected"),
    )


LONG = RunStarted(
    title="Long",
    document="d" * 16,
    revision="r",
    steps=tuple(Step(f"s{n}", f"Do {n}", n) for n in range(1, 7)),
)


def order_of(*settled: tuple[int, str]) -> list[tuple[str, str]]:
    """What is told of the order of those steps, each with the device that did it."""
    story = Story(started=False)
    story.tell("start", LONG)
    for number, dev in settled:
        story.tell(f"done-{number}", StepDone(f"s{number}"), dev=dev)
    return [(one.step, one.what) for one in deviations(story.run)]


def test_of_steps_behind_a_gap_or_ahead_of_others_the_first_is_told() -> None:
    assert order_of((1, ANA), (3, ANA), (4, ANA)) == [("s3", "Settled, and step 2 never was")]
    assert order_of((1, ANA), (3, ANA), (5, ANA)) == [
        ("s3", "Settled, and step 2 never was"),
        ("s5", "Settled, and step 4 never was"),
    ]
    assert order_of((3, ANA), (4, ANA), (1, ANA), (2, ANA)) == [("s3", "Settled before step 1")]


@given(st.permutations([ANA] * 3 + [BO] * 3))
def test_what_two_devices_did_is_in_no_order_that_their_clocks_could_tell(merged: list[str]) -> None:
    each = {ANA: iter((1, 2, 3)), BO: iter((4, 5, 6))}
    assert order_of(*((next(each[dev]), dev) for dev in merged)) == []


def test_a_step_done_while_it_had_to_wait_is_told() -> None:
    story = Story(started=False)
    story.tell("start", DEPLOY)
    story.tell("wait", WaitStarted("s3", 24 * 3600, story.run.record[0].stamp.at + MINUTE))
    story.tell("three", StepDone("s3"))
    story.tell("four", StepDone("s4"))
    story.tell("share", WaitStarted("s7", 60, story.run.record[0].stamp.at + 4 * MINUTE, "p1"))
    story.tell("gate", GateAnswered("s7", "0", True, "p1"))
    told = [(one.step, one.what, one.text) for one in deviations(story.run)]
    assert ("s3", "Done before its wait was over", "24 hours") in told
    assert ("s4", "Done before its wait was over", "3 days") in told
    assert not [one for one in told if one[0] == "s7"], "its minute was over"
    story.minute += 3 * 24 * 60
    run = story.tell("again", StepDone("s4"), over=("four",))
    assert "s4" not in [one.step for one in deviations(run) if "wait" in one.what]


def test_a_wait_counted_by_one_clock_and_ended_by_another_is_short_by_more_than_a_day() -> None:
    for days, is_told in ((0, True), (1, True), (2.5, False)):
        story = Story(started=False)
        story.tell("start", DEPLOY)
        story.tell("three", StepDone("s3"))
        story.minute += int(days * 24 * 60)
        run = story.tell("four", StepDone("s4"), dev=BO)
        told = [one.step for one in deviations(run) if "wait" in one.what]
        assert told == (["s4"] if is_told else [])


def test_what_was_left_open_and_set_by_two_is_told() -> None:
    story = Story()
    story.tell("one", StepDone("s1"))
    story.tell("other", StepSkipped("s1", "no"), dev=BO)
    story.tell("end", RunFinished())
    told = [(one.step, one.what) for one in deviations(story.run)]
    assert ("s2", "Left open") in told
    assert ("s1", "Set by two people who had not seen each other") in told


def test_an_unfinished_run_has_no_digest() -> None:
    story = Story()
    story.tell("one", StepDone("s1"))
    assert digest(story.run) == ""


def test_a_digest_is_small_and_tells_what_happened() -> None:
    story = Story()
    story.tell("one", StepDone("s1"))
    story.tell("un", StepReopened("s1"), over=("one",))
    story.tell("note", NoteAdded("s1", "hm"))
    story.tell("again", StepDone("s1"), over=("un",))
    story.tell("skip", StepSkipped("s2", "no"))
    story.tell("end", RunFinished())
    seconds, steps = json.loads(digest(story.run))
    assert seconds == 360
    assert steps == [[key("Stop it"), 240, "nu"], [key("Start it"), -1, "s"]]


def test_many_runs_give_medians_and_counts() -> None:
    past = history([digest(finished(skip=n % 2 == 0).run) for n in range(10)])
    assert past.runs == 10
    first, second = past.steps[key("Stop it")], past.steps[key(" start  IT ")]
    assert (first.runs, first.median, first.p90, first.skipped) == (10, 60, 60, 0)
    assert (second.runs, len(second.times), second.skipped) == (10, 5, 5)
    assert friction(second, usual(past.steps.values())) == ("Skipped in 5 of 10 runs",)
    assert friction(first, usual(past.steps.values())) == ()


@pytest.mark.parametrize(
    ("step", "usual_seconds", "told"),
    [
        (StepHistory(2, (1, 1), skipped=2), 10, ()),
        (StepHistory(10, (900,) * 10), 60, ("Slower than the other steps",)),
        (StepHistory(10, (20,) * 10), 1, ()),
        (StepHistory(10, (30,) * 8 + (900, 900)), 60, ("Sometimes takes much longer",)),
        (
            StepHistory(8, (9,) * 8, problems=2, undone=1, noted=1),
            9,
            ("A problem was reported in 2 of 8 runs",),
        ),
    ],
)
def test_friction_needs_more_than_chance(
    step: StepHistory, usual_seconds: int, told: tuple[str, ...]
) -> None:
    assert friction(step, usual_seconds) == told


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=50), st.integers(1, 100))
def test_a_percentile_is_one_of_the_values_and_covers_its_share(values: list[int], percent: int) -> None:
    ordered = tuple(sorted(values))
    found = share(ordered, percent)
    assert found in ordered
    assert sum(value <= found for value in ordered) * 100 >= percent * len(ordered)


def test_fields_left_empty_are_a_deviation() -> None:
    story = Story(started=False)
    fields = {"[Host]": "", "[Region]": "eu", "[DB password]": ""}
    story.tell("start", STARTED.__class__("T", "d" * 16, "r", fields=fields, steps=STARTED.steps))
    assert deviations(story.run) == (Deviation("", "Started with this left empty: [Host]"),)
