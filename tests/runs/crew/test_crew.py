"""Who has which step until when, pausing and handing over: what is recorded, what is refused, and undo."""

import itertools
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.act import Proposed
from app.records.envelope import Stamp
from app.records.refusal import Refused
from app.runs.commands import CheckStep, FinishRun, RunCommand, Undo
from app.runs.crew.commands import AssignWork, HandOver, PauseRun, ResumeRun, SetDue, TakeOver
from app.runs.crew.events import (
    CrewEvent,
    DueSet,
    HandOverTaken,
    HandOverWritten,
    RunPaused,
    RunResumed,
    WorkAssigned,
)
from app.runs.crew.state import LONGEST
from app.runs.decide import decide
from app.runs.events import ProblemReported, RunFinished, Step, StepDone, StepSkipped
from app.runs.finishing import come_back
from app.runs.state import Run, evolve
from tests.runs.story import ANA, BO, STARTED, Story, act


def events(run: Run, command: RunCommand, *seen: str) -> list[Any]:
    return [one.event for one in decide(run, command, act(ANA, *seen))]


def refusal(run: Run, command: RunCommand) -> Refused:
    with pytest.raises(Refused) as caught:
        decide(run, command, act())
    return caught.value


def test_a_step_is_assigned_to_a_person_or_a_role_and_taken_away_again() -> None:
    story = Story()
    assert events(story.run, AssignWork("  Bo  Berg ", "s1")) == [WorkAssigned("s1", "Bo Berg")]
    story.tell("to", WorkAssigned("s1", "Bo Berg"))
    assert story.run.crew.to("s1") == "Bo Berg"
    assert events(story.run, AssignWork("Bo Berg", "s1")) == []
    assert decide(story.run, AssignWork("", "s1"), act()) == (Proposed(WorkAssigned("s1", ""), ("to",)),)


def test_nobody_is_not_taken_away_from_nobody() -> None:
    assert events(Story().run, AssignWork("", "s1")) == []
    assert events(Story().run, SetDue("", "s1")) == []


def test_the_run_itself_is_assigned_and_due() -> None:
    story = Story()
    story.tell("to", WorkAssigned(None, "on call"))
    story.tell("due", DueSet(None, 30))
    assert story.run.crew.to() == "on call"
    assert story.run.crew.deadline() == DueSet(None, 30)


def test_two_people_who_assign_at_once_both_stay_and_the_last_is_shown() -> None:
    story = Story()
    story.tell("one", WorkAssigned("s1", "Ana"), dev=ANA)
    run = story.tell("two", WorkAssigned("s1", "Bo"), dev=BO)
    assert run.crew.to("s1") == "Bo"
    assert len(run.crew.assigned["s1"].heads) == 2


@pytest.mark.parametrize("typed", ["0", "-5", "1.5", "soon", "٣", "9" * 5000, str(LONGEST + 1), "1e3"])
def test_a_due_time_that_is_no_number_of_minutes_is_refused_in_words(typed: str) -> None:
    said = refusal(Story().run, SetDue(typed, "s1"))
    assert "whole number of minutes" in said.why
    assert len(said.why) < 200


def test_a_due_time_after_itself_or_after_no_step_is_refused() -> None:
    assert "after itself" in refusal(Story().run, SetDue("5", "s1", "s1")).why
    assert "no such step" in refusal(Story().run, SetDue("5", "s1", "s9")).why


def test_steps_cannot_be_due_after_each_other() -> None:
    story = Story(started=False)
    steps = tuple(Step(f"s{number}", f"Do {number}", number) for number in range(1, 4))
    story.tell("start", replace(STARTED, steps=steps))
    story.tell("one", DueSet("s1", 5, "s2"))
    said = refusal(story.run, SetDue("5", "s2", "s1"))
    assert said.why == "Step 1 is due after step 2, so they would wait for each other for ever."
    assert "take the due time of step 1 away" in said.next
    story.tell("two", DueSet("s2", 5, "s3"))
    assert "Step 2 is due after step 3" in refusal(story.run, SetDue("5", "s3", "s1")).why
    assert events(story.run, SetDue("5", None, "s1")) == [DueSet(None, 5, "s1")]
    # Two devices that had not seen each other can still tell such a circle: it ends, and can be taken away.
    run = story.tell("three", DueSet("s3", 5, "s1"), dev=BO)
    assert "for ever" in refusal(run, SetDue("9", "s1", "s2")).why
    assert events(run, SetDue("", "s1", "s2")) == [DueSet("s1", None, "s2")]


def test_a_step_that_the_run_does_not_have_cannot_be_assigned() -> None:
    assert "no step s9" in refusal(Story().run, AssignWork("Bo", "s9")).why


def test_a_name_longer_than_a_name_is_refused() -> None:
    assert "longer than 80" in refusal(Story().run, AssignWork("x" * 81, "s1")).why


def test_a_hostile_number_of_minutes_is_no_due_time() -> None:
    for minutes in (-1, 0, 10**30):
        run = Story().tell("due", DueSet("s1", minutes))
        assert run.crew.deadline("s1") is None


def test_a_paused_run_is_resumed_and_neither_is_done_twice() -> None:
    story = Story()
    assert events(story.run, ResumeRun()) == []
    assert events(story.run, PauseRun(" lunch ")) == [RunPaused("lunch")]
    story.tell("pause", RunPaused("lunch"))
    assert story.run.crew.paused is not None
    assert events(story.run, PauseRun()) == []
    assert decide(story.run, ResumeRun(), act(BO)) == (Proposed(RunResumed(), ("pause",)),)


def test_a_finished_run_cannot_be_paused() -> None:
    story = Story()
    assert "finished" in refusal(story.tell("end", RunFinished()), PauseRun()).why


def test_a_tick_is_recorded_while_the_run_rests() -> None:
    assert events(Story().tell("pause", RunPaused()), CheckStep("s1")) == [StepDone("s1")]


def test_a_hand_over_waits_until_somebody_has_it() -> None:
    story = Story()
    assert events(story.run, HandOver(" half done ", "Bo")) == [HandOverWritten("Bo", "half done")]
    run = story.tell("card", HandOverWritten("Bo", "half done"))
    assert run.crew.card is not None
    assert run.crew.holder is None
    run = story.tell("taken", HandOverTaken("card"), dev=BO)
    assert run.crew.card is None
    assert run.crew.holder is not None
    assert run.crew.holder.stamp.actor == "Bo"


def test_a_run_is_taken_over_without_a_card_too() -> None:
    assert events(Story().run, TakeOver()) == [HandOverTaken("")]


def test_an_empty_hand_over_is_refused() -> None:
    assert "says nothing" in refusal(Story().run, HandOver("  ")).why


def test_a_later_card_waits_again() -> None:
    story = Story()
    story.tell("one", HandOverWritten("Bo", "half"))
    story.tell("taken", HandOverTaken("one"), dev=BO)
    run = story.tell("two", HandOverWritten("Ana", "most"))
    assert run.crew.card is not None
    assert run.crew.card.stamp.id == "two"


@pytest.mark.parametrize(
    ("before", "event", "back"),
    [
        (WorkAssigned("s1", "Ana"), WorkAssigned("s1", "Bo"), WorkAssigned("s1", "Ana", undoes="now")),
        (None, WorkAssigned("s1", "Bo"), WorkAssigned("s1", "", undoes="now")),
        (DueSet("s1", 5), DueSet("s1", 9), DueSet("s1", 5, undoes="now")),
        (None, DueSet("s1", 9), DueSet("s1", None, undoes="now")),
        (None, RunPaused("x"), RunResumed(undoes="now")),
        (RunPaused("x"), RunResumed(), RunPaused("x", undoes="now")),
    ],
)
def test_undo_sets_what_stood_before(before: CrewEvent | None, event: CrewEvent, back: CrewEvent) -> None:
    story = Story()
    if before:
        story.tell("before", before)
    run = story.tell("now", event, over=("before",) if before else ())
    (undone,) = decide(run, Undo("command-now"), act())
    assert undone == Proposed(back, ("now",))


def test_undo_of_what_somebody_changed_since_says_who() -> None:
    story = Story()
    story.tell("now", WorkAssigned("s1", "Bo"))
    run = story.tell("later", WorkAssigned("s1", "Cleo"), dev=BO, over=("now",))
    assert "Bo changed it" in refusal(run, Undo("command-now")).why


def test_a_hand_over_is_not_undone() -> None:
    assert "stays in the record" in refusal(Story().tell("x", HandOverTaken()), Undo("command-x")).why


def test_finish_asks_about_steps_to_come_back_to() -> None:
    story = Story()
    story.tell("skip", StepSkipped("s1", "cannot"))
    run = story.tell("problem", ProblemReported("s2", "503"))
    assert [(one.number, one.why, one.reason) for one in come_back(run)] == [
        (1, "skipped", "cannot"),
        (2, "problem", "503"),
    ]
    said = refusal(run, FinishRun())
    assert "2 steps are to come back to: 1. Stop it; 2. Start it." in said.why
    assert events(run, FinishRun(asked=True)) == [RunFinished(left=1)]


def test_a_step_done_after_its_problem_is_not_to_come_back_to() -> None:
    story = Story()
    story.tell("problem", ProblemReported("s1", "503"))
    run = story.tell("done", StepDone("s1"), over=("problem",))
    assert come_back(run) == ()
    assert events(run, FinishRun(asked=True, reason="enough")) == [RunFinished(reason="enough", left=1)]


EVENTS = st.sampled_from(
    [
        WorkAssigned("s1", "Ana"),
        WorkAssigned("s1", ""),
        WorkAssigned(None, "Bo"),
        DueSet("s1", 5),
        DueSet("s2", None, "s1"),
        RunPaused("x"),
        RunResumed(),
        HandOverWritten("Bo", "half"),
        HandOverTaken("e0"),
    ]
)


@given(st.lists(st.tuples(EVENTS, st.booleans(), st.booleans()), min_size=1, max_size=5))
def test_two_devices_events_give_one_crew_in_any_order_of_arrival(
    told: list[tuple[CrewEvent, bool, bool]],
) -> None:
    """What does not order by nature (cards) is folded in log order; registers agree in every order."""
    stamps = [
        Stamp(
            f"e{n}",
            f"{n:016d}-0000",
            n,
            "Ana",
            BO if other else ANA,
            f"c{n}",
            (f"e{n - 1}",) if over and n else (),
        )
        for n, (_, over, other) in enumerate(told)
    ]
    found = set()
    for order in itertools.permutations(range(len(told))):
        run = evolve(Run(), Stamp("s", "0", 0, "Ana", ANA, "c", ()), STARTED)
        for n in order:
            run = evolve(run, stamps[n], told[n][0])
        crew = run.crew
        found.add((crew.to("s1"), crew.to(), crew.deadline("s1"), crew.paused, crew.holder))
    assert len(found) == 1
