"""What may be recorded about a run, what changes nothing, and what is refused in words."""

import pytest

from app.documents.state import Revision
from app.records.act import Proposed
from app.records.codec import Strange
from app.records.envelope import Stamp
from app.records.refusal import Refused
from app.runs.commands import (
    AddNote,
    CheckStep,
    FinishRun,
    ReopenRun,
    ReportProblem,
    SkipStep,
    StartRun,
    Undo,
)
from app.runs.decide import decide
from app.runs.events import (
    NoteAdded,
    ProblemReported,
    RunFinished,
    RunReopened,
    RunStarted,
    StepDone,
    StepReopened,
    StepSkipped,
)
from app.runs.state import Run, evolve
from tests.runs.story import ANA, BO, STARTED, Story, act

TEXT = "# Restart\n\n## Stop\n\n1. Stop it\n   ```bash\n   stop [Host]\n   ```\n\n## Start\n\n1. Start it\n"


def revision(text: str = TEXT) -> Revision:
    return Revision(Stamp("r", "", 0, "Ana", ANA, "import"), "restart.md", text)


def refusal(run: Run, command: CheckStep | FinishRun | ReopenRun | Undo | AddNote | StartRun) -> Refused:
    with pytest.raises(Refused) as caught:
        decide(run, command, act())
    return caught.value


def test_a_tick_of_an_open_step_is_recorded() -> None:
    assert decide(Story().run, CheckStep("s1"), act()) == (Proposed(StepDone("s1")),)


def test_a_tick_names_the_marks_that_the_screen_showed() -> None:
    story = Story()
    story.tell("reopened", StepReopened("s1"), dev=BO)
    assert decide(story.run, CheckStep("s1"), act(ANA, "reopened")) == (
        Proposed(StepDone("s1"), ("reopened",)),
    )


def test_an_untick_covers_this_devices_own_tick_even_when_the_screen_was_older() -> None:
    story = Story()
    story.tell("done", StepDone("s1"), dev=ANA)
    assert decide(story.run, CheckStep("s1", done=False), act(ANA)) == (
        Proposed(StepReopened("s1"), ("done",)),
    )


def test_an_untick_does_not_cover_a_tick_that_nobody_here_saw() -> None:
    story = Story()
    story.tell("done", StepDone("s1"), dev=BO)
    assert decide(story.run, CheckStep("s1", done=False), act(ANA)) == (Proposed(StepReopened("s1")),)


def test_ticking_what_is_seen_to_be_done_changes_nothing() -> None:
    story = Story()
    story.tell("done", StepDone("s1"), dev=BO)
    assert decide(story.run, CheckStep("s1"), act(ANA, "done")) == ()


def test_ticking_twice_on_one_device_changes_nothing() -> None:
    story = Story()
    story.tell("done", StepDone("s1"), dev=ANA)
    assert decide(story.run, CheckStep("s1"), act(ANA)) == ()


def test_ticking_what_somebody_unseen_has_done_is_recorded_too() -> None:
    story = Story()
    story.tell("done", StepDone("s1"), dev=BO)
    assert decide(story.run, CheckStep("s1"), act(ANA)) == (Proposed(StepDone("s1")),)


def test_a_tick_settles_a_disagreement_that_the_screen_showed() -> None:
    story = Story()
    story.tell("skipped", StepSkipped("s1", "no"), dev=BO)
    story.tell("done", StepDone("s1"), dev=ANA)
    assert decide(story.run, CheckStep("s1"), act(ANA, "done", "skipped")) == (
        Proposed(StepDone("s1"), ("done", "skipped")),
    )


def test_unticking_an_untouched_step_changes_nothing() -> None:
    assert decide(Story().run, CheckStep("s1", done=False), act()) == ()


def test_a_skip_keeps_its_reason_and_a_problem_its_words() -> None:
    run = Story().run
    assert decide(run, SkipStep("s1", " cannot "), act()) == (Proposed(StepSkipped("s1", "cannot")),)
    assert decide(run, ReportProblem("s2", "503"), act()) == (Proposed(ProblemReported("s2", "503")),)


def test_facts_are_recorded_on_a_finished_run_and_flagged_late() -> None:
    story = Story()
    story.tell("end", RunFinished())
    assert decide(story.run, CheckStep("s1"), act()) == (Proposed(StepDone("s1")),)
    assert decide(story.run, AddNote("after all"), act()) == (Proposed(NoteAdded(None, "after all")),)
    run = story.tell("late", StepDone("s1"))
    assert run.record[-1].late
    assert run.on("s1").late == {"late"}


def test_a_tick_of_a_step_that_the_run_does_not_have_is_refused_with_its_name() -> None:
    refused = refusal(Story().run, CheckStep("s9"))
    assert (refused.what, refused.why) == (
        "This was not recorded.",
        "The run Restart the API has no step s9.",
    )


def test_an_empty_note_is_refused() -> None:
    assert "empty" in refusal(Story().run, AddNote("  ")).why


def test_nothing_is_recorded_on_a_run_whose_start_is_not_here() -> None:
    assert "start of this run" in refusal(Run(), FinishRun()).why
    assert "start of this run" in refusal(Run(), CheckStep("s1")).why


def test_finishing_a_finished_run_is_refused_with_who_and_when() -> None:
    story = Story()
    story.tell("end", RunFinished(), dev=BO)
    assert refusal(story.run, FinishRun()).why == "Bo finished it at 2025-12-31T13:57:12Z."


def test_a_finished_run_reopens_and_an_open_one_does_not() -> None:
    story = Story()
    assert "not finished" in refusal(story.run, ReopenRun()).why
    story.tell("end", RunFinished(), dev=BO)
    assert decide(story.run, ReopenRun(), act()) == (Proposed(RunReopened(), ("end",)),)
    story.tell("again", RunReopened(), over=("end",))
    finish = FinishRun(asked=True, reason="enough")
    assert decide(story.run, finish, act()) == (Proposed(RunFinished(reason="enough", left=2), ("again",)),)


def test_a_run_that_ends_with_steps_nobody_touched_keeps_how_many() -> None:
    story = Story()
    assert decide(story.run, FinishRun(), act()) == (Proposed(RunFinished(left=2)),)
    story.tell("one", StepDone("s1"))
    finish = FinishRun(asked=True, reason=" not needed ")
    assert decide(story.run, finish, act()) == (Proposed(RunFinished(reason="not needed", left=1)),)
    story.tell("two", StepDone("s2"))
    assert decide(story.run, FinishRun(), act()) == (Proposed(RunFinished()),)


def test_a_run_starts_with_the_steps_of_the_revision_frozen() -> None:
    command = StartRun("d" * 16, "r", None, {"[Host]": " db1 "}, revision())
    (proposed,) = decide(Run(), command, act())
    event = proposed.event
    assert isinstance(event, RunStarted)
    assert [(step.id, step.text) for step in event.steps] == [("s1", "Stop it"), ("s2", "Start it")]
    assert event.steps[0].commands[0].text == "stop [Host]"
    assert (event.title, event.revision, event.fields) == ("Restart", "r", {"Host": "db1"})
    assert event.steps[0].blanks == {"[Host]": "Host"}
    assert event.steps[1].blanks == {}


def test_a_run_of_an_unknown_revision_or_procedure_is_refused() -> None:
    assert "does not hold that revision" in refusal(Run(), StartRun("d" * 16, "x")).why
    unknown = StartRun("d" * 16, "r", "Rollback", {}, revision())
    assert refusal(Run(), unknown).why == "This revision has no procedure named Rollback."


def test_a_text_without_steps_is_worked_as_one_step() -> None:
    (proposed,) = decide(Run(), StartRun("d" * 16, "r", None, {}, revision("# Only a title\n")), act())
    assert isinstance(proposed.event, RunStarted)
    assert [step.id for step in proposed.event.steps] == ["s1"]


def test_a_run_starts_once() -> None:
    again = StartRun("d" * 16, "r", None, {}, revision())
    assert refusal(Story().run, again).why.startswith("Ana started it at ")


def test_undo_of_a_tick_opens_the_step_again() -> None:
    story = Story()
    story.tell("done", StepDone("s1"))
    assert decide(story.run, Undo("command-done"), act()) == (Proposed(StepReopened("s1"), ("done",)),)


def test_undo_of_an_untick_brings_back_what_it_replaced() -> None:
    story = Story()
    story.tell("skipped", StepSkipped("s1", "cannot"))
    story.tell("open", StepReopened("s1"), over=("skipped",))
    assert decide(story.run, Undo("command-open"), act()) == (
        Proposed(StepSkipped("s1", "cannot"), ("open",)),
    )


def test_undo_of_a_finish_reopens_the_run() -> None:
    story = Story()
    story.tell("end", RunFinished())
    assert decide(story.run, Undo("command-end"), act()) == (Proposed(RunReopened(), ("end",)),)


def test_an_undo_names_what_it_takes_back() -> None:
    story = Story()
    story.tell("problem", ProblemReported("s1", "503"))
    story.tell("done", StepDone("s1"), over=("problem",))
    (proposed,) = decide(story.run, Undo("command-done"), act())
    assert proposed == Proposed(ProblemReported("s1", "503"), ("done",))
    assert isinstance(proposed.event, ProblemReported)
    assert proposed.event.undoes == "done"
    story.tell("end", RunFinished())
    (proposed,) = decide(story.run, Undo("command-end"), act())
    assert isinstance(proposed.event, RunReopened)
    assert proposed.event.undoes == "end"


def test_the_same_problem_reported_again_after_an_undo_changes_nothing() -> None:
    story = Story()
    story.tell("back", ProblemReported("s1", "503", undoes="done"))
    assert decide(story.run, ReportProblem("s1", "503"), act()) == ()


def test_a_run_whose_start_cannot_be_read_is_refused_with_the_reason() -> None:
    odd = Stamp("odd", "9", 0, "Ana", ANA, "command-odd")
    run = evolve(Run(), odd, Strange("RunStarted", "Two of its steps have the same id.", newer=False))
    assert "Two of its steps" in refusal(run, CheckStep("s1")).why


def test_undo_of_what_somebody_changed_since_is_refused_with_who_and_when() -> None:
    story = Story()
    story.tell("done", StepDone("s1"))
    story.tell("skipped", StepSkipped("s1", "no"), dev=BO, over=("done",))
    assert refusal(story.run, Undo("command-done")).why == "Bo changed the step at 2025-12-31T13:58:12Z."


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("command-note", "A note stays"),
        ("command-start", "A started run stays"),
        ("command-odd", "cannot read"),
        ("command-none", "holds no such act"),
    ],
)
def test_undo_of_what_cannot_be_undone_says_why(command: str, words: str) -> None:
    story = Story()
    story.tell("note", NoteAdded(None, "hm"))
    odd = Stamp("odd", "9", 0, "Ana", ANA, "command-odd")
    run = evolve(story.run, odd, Strange("StepPainted", "It is damaged.", newer=False))
    assert words in refusal(run, Undo(command)).why


def test_a_run_with_an_event_from_a_newer_sophie_is_read_only() -> None:
    odd = Stamp("odd", "9", 0, "Ana", ANA, "command-odd")
    run = evolve(Story().run, odd, Strange("StepPainted", "A newer version wrote it.", newer=True))
    assert "StepPainted" in refusal(run, CheckStep("s1")).why
    assert run.started is not None
    assert run.started.value == STARTED


def test_a_mark_that_the_screen_showed_is_named_even_when_it_was_replaced_since() -> None:
    story = Story()
    story.tell("skipped", StepSkipped("s1", ""), dev=BO)
    story.tell("open", StepReopened("s1"), dev=BO, over=("skipped",))
    assert decide(story.run, CheckStep("s1"), act(ANA, "skipped")) == (
        Proposed(StepDone("s1"), ("skipped",)),
    )
