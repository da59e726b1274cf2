"""Undo goes back act by act: each press brings back what was shown before the act, and the record keeps all of it."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.runs.commands import AddNote, CheckStep, DeferStep, RunCommand, SkipStep, Undo
from app.runs.decide import decide
from app.runs.events import RunFinished, StepDone, StepReopened, StepSkipped
from app.runs.state import Run
from app.runs.undo import last_undoable
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
