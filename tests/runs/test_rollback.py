"""The steps of a rollback procedure in a run of the whole document: none of its own until somebody rolls back."""

from dataclasses import replace

import pytest

from app.documents.state import Revision
from app.records.act import Proposed
from app.records.codec import body_of, read
from app.records.envelope import Envelope, Stamp
from app.records.refusal import Refused
from app.runs.answers import ChecksOverridden
from app.runs.commands import FinishRun, StartRun, Undo
from app.runs.count import count
from app.runs.decide import decide
from app.runs.deviations import deviations
from app.runs.events import RunFinished, RunStarted, StepBlocked, StepDone, StepReopened, StepSkipped
from app.runs.finishing import come_back
from app.runs.frozen import Wait
from app.runs.rollback import BeginRollback, LeaveRollback, RollbackBegun, RollbackLeft
from app.runs.standing import wait_in, waiting
from app.runs.start import start
from app.runs.state import Run, evolve
from app.workbench.rooms import ROOMS
from tests.runs.story import ANA, Story, act

TEXT = """# Deploy the shop

## Deploy procedure

1. Build it
2. Ship it

## Rollback procedure

1. Stop the new one
2. Start the old one
"""


def started(text: str = TEXT, procedure: str | None = None) -> RunStarted:
    stamp = Stamp("r", "1-0", 0, "Ana", ANA, "c", ())
    source = Revision(stamp, "deploy.md", text)
    return start(StartRun("d" * 16, "r", procedure, source=source))


def begun(text: str = TEXT) -> Story:
    story = Story(started=False)
    story.tell("start", started(text))
    return story


def test_they_stand_in_the_list_and_do_not_count() -> None:
    run = begun().run
    assert run.started
    assert run.started.value.aside == run.started.value.rollback == ("s3", "s4")
    assert [step.id for step in run.started.value.steps] == ["s1", "s2", "s3", "s4"]
    assert (count(run).total, count(run).left, count(run).left_out) == (2, 2, 0)


def test_with_the_others_done_the_run_has_no_current_step_and_nothing_was_left_open() -> None:
    story = begun()
    story.tell("one", StepDone("s1"))
    assert count(story.tell("two", StepDone("s2"))).current is None
    assert deviations(story.tell("end", RunFinished())) == ()


def test_once_the_rollback_is_begun_they_count() -> None:
    story = begun()
    story.tell("one", StepDone("s1"))
    run = story.tell("back", RollbackBegun("s2"))
    assert (count(run).total, count(run).left) == (4, 3)
    assert count(story.tell("no", RollbackLeft(), over=("back",))).total == 2


def test_working_one_of_them_is_rolling_back() -> None:
    story = begun()
    assert count(story.tell("three", StepDone("s3"))).total == 4
    assert count(story.tell("un", StepReopened("s3"), over=("three",))).total == 2


def test_a_run_that_was_frozen_before_counts_them_as_it_did() -> None:
    """Its record has no `aside`."""
    old = replace(started(), aside=())
    body = body_of(old)
    assert '"aside"' not in body
    stamp = Stamp("start", "1-0", 0, "Ana", ANA, "c", ())
    event = read(Envelope(1, "run/a", "RunStarted", stamp, body), ROOMS["run"].events)
    assert count(evolve(Run(), stamp, event)).total == 4


def test_a_document_of_nothing_but_a_rollback_is_worked_as_it_is() -> None:
    frozen = started("# Rollback of the shop\n\n## Rollback procedure\n\n1. Stop it\n2. Start the old one\n")
    assert frozen.aside == ()
    assert started(procedure="Rollback procedure").aside == ()


def test_a_procedure_of_its_own_keeps_its_way_back_apart() -> None:
    frozen = started(procedure="Deploy procedure")
    assert (len(frozen.steps), frozen.rollback, frozen.aside) == (2, ("r1", "r2"), ())


def test_beginning_is_recorded_once_with_where_it_was_left() -> None:
    story = begun()
    assert decide(story.run, BeginRollback("s2"), act()) == (Proposed(RollbackBegun("s2"), ()),)
    assert decide(story.run, BeginRollback("s99"), act()) == (Proposed(RollbackBegun(""), ()),)
    assert decide(story.run, LeaveRollback(), act()) == ()
    story.tell("back", RollbackBegun("s2"))
    assert decide(story.run, BeginRollback("s1"), act()) == ()
    assert decide(story.run, LeaveRollback(), act()) == (Proposed(RollbackLeft(), ("back",)),)


def test_a_run_without_a_way_back_says_so() -> None:
    with pytest.raises(Refused) as refused:
        decide(Story().run, BeginRollback(), act())
    assert refused.value.what == "The rollback was not begun."
    with pytest.raises(Refused) as refused:
        decide(Story().run, LeaveRollback(), act())
    assert (refused.value.what, refused.value.next) == ("The rollback was not left.", "Go on with the run.")


def test_undo_takes_back_the_beginning_and_the_leaving() -> None:
    story = begun()
    story.tell("back", RollbackBegun("s2"))
    (undone,) = decide(story.run, Undo("command-back"), act(ANA, "back"))
    assert undone == Proposed(RollbackLeft(), ("back",))
    story.tell("left", RollbackLeft(), over=("back",))
    (again,) = decide(story.run, Undo("command-left"), act(ANA, "left"))
    assert again == Proposed(RollbackBegun("s2"), ("left",))


def test_a_hostile_list_of_what_is_aside_moves_nothing() -> None:
    """Ids that the run does not have, twice, or all of them: it is read, and its figures stay figures."""
    frozen = replace(started(), aside=("s1", "s2", "s3", "s4", "s99", "s1"))
    story = Story(started=False)
    tally = count(story.tell("start", frozen))
    assert tally.total >= 0
    assert tally.left >= 0


def part() -> Story:
    """A run of one procedure: its way back stands apart, and has a verification to tick."""
    text = TEXT.replace(
        "1. Stop the new one", "1. Stop the new one\n   **Verification:**\n   - [ ] It is quiet"
    )
    story = Story(started=False)
    story.tell("start", started(text, "Deploy procedure"))
    return story


def test_a_way_back_that_stands_apart_counts_once_it_is_begun_and_goes_on_counting() -> None:
    story = part()
    assert story.run.started
    start = story.run.started.value
    assert (count(story.run).total, [start.place(one.id) for one in start.every]) == (2, [1, 2, 3, 4])
    story.tell("one", StepDone("s1"))
    run = story.tell("back", RollbackBegun("s2"))
    assert (count(run).total, count(run).left, count(run).number) == (4, 3, 2)
    assert count(story.tell("three", StepDone("r1"))).done == 2


def test_the_first_step_of_a_way_back_that_stands_apart_waits_from_when_it_was_begun() -> None:
    story = part()
    assert story.run.started
    start = story.run.started.value
    first, second = (replace(one, wait=Wait("1 hour", 3600, after=True)) for one in start.branch)
    story.run = replace(
        story.run, started=replace(story.run.started, value=replace(start, branch=(first, second)))
    )
    story.tell("one", StepDone("s1"))
    assert waiting(story.run) == (), "nobody rolls back"
    run = story.tell("back", RollbackBegun("s2"))
    assert run.rollback
    assert waiting(run) == (("r1", run.rollback.stamp.at + 3_600_000),)
    # As it is drawn in the list of the way back.
    whole = replace(start, steps=start.every, branch=(), aside=())
    assert (shown := wait_in(run, whole, first))
    assert shown.due == run.rollback.stamp.at + 3_600_000
    run = story.tell("three", StepDone("r1"))
    done = run.on("r1").mark
    assert done
    assert waiting(run) == (("r2", done.stamp.at + 3_600_000),)


def test_finish_asks_about_a_way_back_that_stands_apart() -> None:
    story = part()
    story.tell("one", StepDone("s1"))
    story.tell("two", StepDone("s2"))
    assert decide(story.run, FinishRun(), act()) == (Proposed(RunFinished()),), "nobody rolls back"
    story.tell("back", RollbackBegun("s2"))
    story.tell("three", StepDone("r1"))
    run = story.tell("block", StepBlocked("r2", "no quorum"))
    assert [(one.number, one.step.id, one.why) for one in come_back(run)] == [
        (3, "r1", "unclosed"),
        (4, "r2", "blocked"),
    ]
    with pytest.raises(Refused) as refused:
        decide(run, FinishRun(asked=True), act())
    assert refused.value.why == "Step 3 still asks for: It is quiet."
    finished = decide(run, FinishRun(asked=True, reason="tomorrow"), act())
    assert [one.event for one in finished] == [
        ChecksOverridden("r1", "tomorrow"),
        RunFinished(reason="tomorrow", left=1),
    ]


def test_the_report_tells_where_a_way_back_that_stands_apart_was_departed_from() -> None:
    story = part()
    story.tell("one", StepDone("s1"))
    story.tell("back", RollbackBegun("s2"))
    story.tell("four", StepDone("r2"))
    story.tell("three", StepSkipped("r1", "is stopped"))
    told = [(one.step, one.what) for one in deviations(story.tell("end", RunFinished()))]
    assert told == [("s2", "Left open"), ("r1", "Skipped"), ("r2", "Settled before step 3")]


def test_to_roll_back_is_no_departure_from_the_order() -> None:
    """The steps that were left for it are no gap before those of the way back."""
    story = begun()
    story.tell("one", StepDone("s1"))
    story.tell("back", RollbackBegun("s2"))
    story.tell("three", StepDone("s3"))
    assert deviations(story.tell("four", StepDone("s4"))) == ()
