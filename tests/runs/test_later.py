"""A step that is left for later: never done, never forgotten, and gone from the list once it is done."""

import pytest

from app.records.act import Proposed
from app.records.codec import body_of
from app.records.refusal import Refused
from app.runs.commands import CheckStep, DeferStep, FinishRun, Undo
from app.runs.count import count, jumped
from app.runs.decide import decide
from app.runs.deviations import deviations
from app.runs.events import RunFinished, StepDeferred, StepDone, StepReopened
from app.runs.finishing import come_back
from tests.runs.story import ANA, STARTED, Story, act


def deferred() -> Story:
    story = Story()
    story.tell("later", StepDeferred("s1"))
    return story


def test_leaving_a_step_for_later_moves_on_and_counts_as_nothing() -> None:
    tally = count(deferred().run)
    assert (tally.number, tally.done, tally.skipped, tally.later, tally.left) == (2, 0, 0, 1, 2)


def test_once_all_others_are_settled_it_is_the_current_step() -> None:
    story = deferred()
    assert count(story.tell("two", StepDone("s2"))).number == 1


def test_it_is_listed_until_it_is_done() -> None:
    story = deferred()
    (left,) = come_back(story.run)
    assert (left.number, left.why, left.reason) == (1, "later", "")
    story.tell("one", StepDone("s1"), over=("later",))
    assert come_back(story.run) == ()
    assert count(story.run).later == 0


def test_a_run_is_not_closed_over_it_in_silence() -> None:
    with pytest.raises(Refused) as refused:
        decide(deferred().run, FinishRun(), act())
    assert refused.value.why == "1 step is to come back to: 1. Stop it."


def test_deferring_twice_records_once_and_taking_it_up_opens_it() -> None:
    run = deferred().run
    assert decide(run, DeferStep("s1"), act(ANA, "later")) == ()
    assert decide(run, CheckStep("s1", done=False), act(ANA, "later")) == (
        Proposed(StepReopened("s1"), ("later",)),
    )
    assert decide(Story().run, DeferStep("s2"), act()) == (Proposed(StepDeferred("s2"), ()),)


def test_a_step_the_run_does_not_have_cannot_be_deferred() -> None:
    with pytest.raises(Refused):
        decide(Story().run, DeferStep("s9"), act())


def test_undo_brings_back_what_the_step_was() -> None:
    (undone,) = decide(deferred().run, Undo("command-later"), act(ANA, "later"))
    assert undone == Proposed(StepReopened("s1"), ("later",))


def test_going_to_a_deferred_step_makes_it_current_and_going_on_passes_others_by() -> None:
    story = deferred()
    assert jumped(count(story.run), story.run, STARTED, "s1").number == 1
    story.tell("two", StepDone("s2"))
    assert jumped(count(story.run), story.run, STARTED, "s2").number == 1


def test_a_reason_is_given_with_it_or_afterwards_and_told_in_the_list_and_the_report() -> None:
    story = deferred()
    (why,) = decide(story.run, DeferStep("s1", " Waiting for Bo "), act(ANA, "later"))
    assert why == Proposed(StepDeferred("s1", reason="Waiting for Bo"), ("later",))
    story.tell("why", why.event, over=("later",))
    (left,) = come_back(story.run)
    assert (left.why, left.reason) == ("later", "Waiting for Bo")
    story.tell("end", RunFinished())
    told = [(one.step, one.what, one.text) for one in deviations(story.run)]
    assert ("s1", "Left for later, and not done", "Waiting for Bo") in told
    # Undo takes back the reason alone; another takes back that it was left.
    (undone,) = decide(story.run, Undo("command-why"), act(ANA, "why"))
    assert undone == Proposed(StepDeferred("s1"), ("why",))


def test_what_gives_no_reason_is_written_as_it_was_before_there_were_any() -> None:
    assert body_of(StepDeferred("s1")) == '{"v":1,"step":"s1","undoes":""}'
    assert '"reason":"No access yet"' in body_of(StepDeferred("s1", reason="No access yet"))
