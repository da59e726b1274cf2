"""How a run comes out of its events, whatever the clocks say."""

from app.runs.count import count
from app.runs.events import NoteAdded, ProblemReported, RunFinished, StepDone, StepReopened, StepSkipped
from app.runs.undo import last_undoable
from tests.runs.story import ANA, BO, STARTED, Story


def test_a_tick_from_2099_loses_to_the_untick_that_saw_it() -> None:
    story = Story()
    story.tell("untick", StepReopened("s1"), dev=ANA, over=("future",))
    run = story.tell("future", StepDone("s1"), dev=BO, year=2099)
    winner = run.on("s1").mark
    assert winner is not None
    assert winner.value == StepReopened("s1")
    assert [entry.stamp.id for entry in run.record] == ["start", "untick", "future"]


def test_marks_that_did_not_see_each_other_both_stay() -> None:
    story = Story()
    story.tell("skipped", StepSkipped("s1", "cannot"), dev=BO)
    run = story.tell("done", StepDone("s1"), dev=ANA)
    assert [head.value for head in run.on("s1").marks.heads] == [StepSkipped("s1", "cannot"), StepDone("s1")]


def test_a_tick_before_the_start_counts_once_the_start_is_known() -> None:
    story = Story(started=False)
    story.tell("done", StepDone("s1"))
    run = story.tell("start", STARTED)
    assert (count(run).done, count(run).total) == (1, 2)


def test_the_current_step_is_the_first_neither_done_nor_skipped() -> None:
    story = Story()
    story.tell("done", StepDone("s1"))
    run = story.tell("problem", ProblemReported("s2", "503"))
    tally = count(run)
    assert (tally.number, tally.done, tally.problems) == (2, 1, 1)
    assert count(story.tell("skip", StepSkipped("s2", "no"), over=("problem",))).current is None


def test_a_step_nobody_touched_keeps_its_identity() -> None:
    story = Story()
    before = story.tell("one", StepDone("s1")).on("s1")
    assert story.tell("two", StepDone("s2")).on("s1") is before


def test_notes_stay_with_their_step_and_run_notes_in_the_record() -> None:
    story = Story()
    story.tell("here", NoteAdded("s1", "slow"))
    run = story.tell("all", NoteAdded(None, "quiet night"))
    assert [entry.stamp.id for entry in run.on("s1").remarks] == ["here"]
    assert run.record[-1].event == NoteAdded(None, "quiet night")


def test_a_problem_that_stands_again_is_told_once() -> None:
    story = Story()
    story.tell("problem", ProblemReported("s1", "503"))
    story.tell("done", StepDone("s1"), over=("problem",))
    run = story.tell("back", ProblemReported("s1", "503", undoes="done"), over=("done",))
    assert [entry.stamp.id for entry in run.on("s1").remarks] == ["problem"]
    assert count(run).problems == 1
    assert [entry.stamp.id for entry in run.record] == ["start", "problem", "done", "back"]


def test_undo_is_offered_for_the_last_own_act_while_it_holds() -> None:
    story = Story()
    run = story.tell("done", StepDone("s1"), dev=ANA)
    last = last_undoable(run, ANA)
    assert last is not None
    assert last.stamp.id == "done"
    run = story.tell("skip", StepSkipped("s1", ""), dev=BO, over=("done",))
    assert last_undoable(run, ANA) is None
    run = story.tell("end", RunFinished(), dev=ANA)
    last = last_undoable(run, ANA)
    assert last is not None
    assert last.stamp.id == "end"
