"""Undo goes back act by act: each press brings back what was shown before the act, and the record keeps all of it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records.refusal import Refused
from app.runs.answers import AnswerCleared, GateAnswered, StepApproved
from app.runs.commands import AddNote, ApproveStep, CheckStep, DeferStep, RunCommand, SkipStep, Undo
from app.runs.crew.events import RunPaused, RunResumed
from app.runs.decide import decide
from app.runs.events import RunFinished, RunReopened, StepDone, StepReopened, StepSkipped
from app.runs.standing import approved, wait_in
from app.runs.state import Run
from app.runs.timing import took, whole
from app.runs.undo import last_undoable
from tests.runs.deploy import DEPLOY
from tests.runs.story import ANA, BO, Story, act
from tests.runs.test_machine import COMMANDS, MEETING, TwoDevices, says


def offered(run: Run, dev: str = ANA) -> str:
    last = last_undoable(run, dev)
    return last.stamp.cmd if last else ""


def marked(story: Story, step: str) -> Any:
    winner = story.run.on(step).mark
    return winner.value if winner else None


def press(story: Story, id_: str, dev: str = ANA) -> None:
    (undone,) = decide(story.run, Undo(offered(story.run, dev)), act(dev))
    story.tell(id_, undone.event, dev=dev, over=undone.over)


def test_each_press_takes_back_the_act_before() -> None:
    story = Story()
    story.tell("one", StepDone("s1"))
    story.tell("two", StepSkipped("s2", "no"))
    story.tell("open", StepReopened("s1"), over=("one",))
    press(story, "u1")
    assert marked(story, "s1") == StepDone("s1")
    assert offered(story.run) == "command-two"
    press(story, "u2")
    press(story, "u3")
    assert [work.mark.value for work in story.run.work.values() if work.mark] == [
        StepReopened("s1"),
        StepReopened("s2"),
    ]
    assert offered(story.run) == ""
    assert [entry.stamp.id for entry in story.run.record] == ["start", "one", "two", "open", "u1", "u2", "u3"]


def test_what_was_done_after_an_undo_is_taken_back_before_what_was_done_before_it() -> None:
    story = Story()
    story.tell("one", StepDone("s1"))
    story.tell("two", StepDone("s2"))
    press(story, "u2")
    story.tell("end", RunFinished())
    for wanted in ("command-end", "command-one", ""):
        assert offered(story.run) == wanted
        if wanted:
            press(story, f"undo {wanted}")


def test_it_stops_at_what_somebody_else_changed_since() -> None:
    story = Story()
    story.tell("one", StepDone("s1"))
    story.tell("two", StepDone("s2"))
    story.tell("bo", StepSkipped("s1", "not needed"), dev=BO, over=("one",))
    press(story, "u2")
    assert offered(story.run) == ""
    # Bo takes that back: what Ana did stands again, and is hers to undo.
    press(story, "u-bo", BO)
    assert offered(story.run) == "command-one"
    press(story, "u1")
    assert marked(story, "s1") == StepReopened("s1")


def test_what_an_undo_brings_back_is_told_of_who_did_it_and_when() -> None:
    """Ana did it; that Bo unticked it by mistake and took that back makes it neither Bo's nor later."""
    story = Story(started=False)
    story.tell("start", DEPLOY)
    story.tell("two", StepSkipped("s2", "no"))
    run = story.tell("three", StepDone("s3"))
    due, after = wait_in(run, DEPLOY, DEPLOY.steps[3]), took(run)["s3"]
    story.tell("five", StepDone("s5"))
    story.minute += 48 * 60
    story.tell("un", StepReopened("s3"), dev=BO, over=("three",))
    press(story, "u3", BO)
    story.tell("un5", StepReopened("s5"), dev=BO, over=("five",))
    press(story, "u5", BO)
    mark = story.run.on("s3").mark
    assert mark is not None
    assert (mark.stamp.id, mark.stamp.actor, mark.value) == ("three", "Ana", StepDone("s3"))
    assert wait_in(story.run, DEPLOY, DEPLOY.steps[3]) == due
    assert took(story.run)["s3"] == after
    with pytest.raises(Refused) as refused:
        decide(story.run, ApproveStep("s5", "Ana"), act())
    assert refused.value.why == "Ana did this step."
    story.tell("sign", StepApproved("s5", "Ana"), dev=BO)
    assert approved(story.run.on("s5")) is None


def test_an_answer_and_an_end_that_an_undo_brings_back_are_told_of_their_authors() -> None:
    story = Story(started=False)
    story.tell("start", DEPLOY)
    story.tell("gate", GateAnswered("s4", "1", True))
    story.tell("clear", AnswerCleared("s4", "gate"), dev=BO, over=("gate",))
    press(story, "u-gate", BO)
    answer = story.run.on("s4").answer("gate")
    assert answer is not None
    assert answer.stamp.id == "gate"
    story.tell("sign", StepApproved("s5", "Cy"))
    story.tell("unsign", AnswerCleared("s5", "approval"), dev=BO, over=("sign",))
    press(story, "u-sign", BO)
    signed = approved(story.run.on("s5"))
    assert signed is not None
    assert signed.stamp.id == "sign"
    story.tell("pause", RunPaused("lunch"))
    story.tell("go", RunResumed(), dev=BO, over=("pause",))
    press(story, "u-go", BO)
    assert story.run.paused is not None
    assert (story.run.paused.stamp.id, story.run.paused.value) == ("pause", RunPaused("lunch"))
    story.tell("go2", RunResumed(), over=("u-go",))
    story.tell("end", RunFinished())
    story.tell("on", RunReopened(), dev=BO, over=("end",))
    press(story, "u-end", BO)
    assert story.run.finished is not None
    assert (story.run.finished.stamp.id, whole(story.run)) == ("end", 8 * 60_000)
    assert story.run.paused is None


def test_what_two_people_set_at_once_is_told_of_both_also_after_an_undo() -> None:
    story = Story()
    story.tell("ana", StepDone("s1"))
    story.tell("un", StepReopened("s1"), over=("ana",))
    press(story, "u")
    story.tell("bo", StepSkipped("s1", "no"), dev=BO)
    work = story.run.on("s1")
    assert [write.stamp.id for write in (work.mark, *work.also()) if write] == ["bo", "ana"]


def test_undoes_that_name_each_other_in_a_circle_end() -> None:
    story = Story()
    story.tell("a", StepDone("s1", undoes="b"), over=("b",))
    story.tell("b", StepDone("s1", undoes="a"), over=("a",))
    story.tell("mine", StepDone("s2"))
    story.tell("odd", StepDone("s2", undoes="a"), dev=BO, over=("mine",))
    assert offered(story.run) == ""


@settings(max_examples=60)
@given(st.lists(COMMANDS | MEETING, max_size=12))
def test_pressed_until_nothing_is_left_it_shows_what_was_there_at_the_start(
    commands: list[RunCommand],
) -> None:
    machine = TwoDevices()
    machine.begin()
    before: list[dict[str, Any]] = []
    for command in commands:
        shown = says(machine.runs[ANA])
        if machine.act(ANA, command) and offered(machine.runs[ANA]) == f"command-{machine.minute}":
            before.append(shown)
    while offered(machine.runs[ANA]):
        machine.act(ANA, Undo(offered(machine.runs[ANA])))
        assert says(machine.runs[ANA]) == before.pop()
    assert before == []


def test_notes_stand_in_no_way() -> None:
    machine = TwoDevices()
    machine.begin()
    for command in (CheckStep("s1"), AddNote("Seen", "s1"), SkipStep("s1", "no"), DeferStep("s1")):
        machine.act(ANA, command)
    pressed = 0
    while offered(machine.runs[ANA]):
        machine.act(ANA, Undo(offered(machine.runs[ANA])))
        pressed += 1
    assert pressed == 3
