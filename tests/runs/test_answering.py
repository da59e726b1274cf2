"""What people answer inside a step: what is recorded, what it comes to, and what is refused in words."""

import pytest

from app.records.act import Proposed
from app.records.refusal import Refused
from app.runs.answering import measured
from app.runs.answers import (
    Answer,
    AnswerCleared,
    CheckDone,
    CheckReopened,
    ChecksOverridden,
    ConditionAnswered,
    DecisionPicked,
    GateAnswered,
    StepApproved,
    WaitStarted,
)
from app.runs.commands import (
    AnswerCondition,
    AnswerGate,
    ApproveStep,
    BlockStep,
    CheckStep,
    ClearAnswer,
    FinishRun,
    OverrideChecks,
    PickRow,
    RunCommand,
    StartWait,
    TickCheck,
    UnblockStep,
    Undo,
)
from app.runs.count import count
from app.runs.decide import decide
from app.runs.events import (
    ProblemReported,
    RunFinished,
    RunReopened,
    StepBlocked,
    StepDone,
    StepReopened,
    StepSkipped,
    StepUnblocked,
)
from app.runs.frozen import Gate
from app.runs.standing import asked_of, case_of, holds_back, open_of, wait_in, waiting
from app.runs.state import Run
from tests.runs.deploy import DEPLOY, HOUR, told
from tests.runs.story import ANA, BO, Story, act

CHECKED, CASE, WAIT, GATED, SIGNED, DECIDED, SHARED, LAST = (step.id for step in DEPLOY.steps)


def only(run: Run, command: RunCommand, dev: str = ANA) -> Proposed[object]:
    (proposed,) = decide(run, command, act(dev))
    return proposed


def refusal(run: Run, command: RunCommand, dev: str = ANA) -> Refused:
    with pytest.raises(Refused) as caught:
        decide(run, command, act(dev))
    return caught.value


def asked(run: Run, step: str) -> list[str]:
    found = DEPLOY.find(step)
    assert found
    return [one.part for one in asked_of(run, DEPLOY, found)]


# Small ticks and verification lists.


def test_a_small_tick_is_done_and_undone_with_its_own_register() -> None:
    story = told()
    assert only(story.run, TickCheck(CHECKED, "c1")) == Proposed(CheckDone(CHECKED, "c1"))
    story.tell("tick", CheckDone(CHECKED, "c1"))
    assert decide(story.run, TickCheck(CHECKED, "c1"), act()) == ()
    assert only(story.run, TickCheck(CHECKED, "c1", done=False)) == Proposed(
        CheckReopened(CHECKED, "c1"), ("tick",)
    )
    assert only(story.run, Undo("command-tick")) == Proposed(CheckReopened(CHECKED, "c1"), ("tick",))
    assert not story.run.on(CHECKED).marks.heads


def test_unticking_what_nobody_ticked_changes_nothing() -> None:
    assert decide(told().run, TickCheck(CHECKED, "c1", done=False), act()) == ()
    assert decide(told().run, ClearAnswer(GATED, "gate"), act()) == ()


def test_a_verification_must_be_ticked_and_what_is_optional_need_not() -> None:
    story = told()
    assert asked(story.run, CHECKED) == ["check c1", "check c2"]
    story.tell("one", CheckDone(CHECKED, "c1"))
    run = story.tell("two", CheckDone(CHECKED, "c2"))
    assert asked(run, CHECKED) == []


def test_a_phase_does_not_close_over_an_open_verification() -> None:
    story = told()
    run = story.tell("done", StepDone(CHECKED))
    assert count(run).number == 2, "in the same phase the work goes on"
    run = story.tell("case", ConditionAnswered(CASE, applies=False))
    assert (count(run).number, count(run).unclosed) == (1, 1)
    story.tell("one", CheckDone(CHECKED, "c1"))
    run = story.tell("why", ChecksOverridden(CHECKED, "The dashboard is down"))
    assert (count(run).number, count(run).unclosed) == (3, 0)
    assert open_of(run, DEPLOY) == ()


def test_a_run_is_not_finished_over_an_open_verification_but_over_open_steps() -> None:
    story = told()
    late = FinishRun(reason="it is late", asked=True)
    assert only(story.run, late) == Proposed(RunFinished(reason="it is late", left=8))
    run = story.tell("done", StepDone(CHECKED))
    assert refusal(run, FinishRun()).why == "1 step is to come back to: 1. Deploy it."
    refused = refusal(run, FinishRun(asked=True))
    assert (refused.what, refused.why) == (
        "The run was not finished.",
        "Step 1 still asks for: Health is green; Logs are quiet.",
    )
    assert "Go on without" in refused.next
    assert decide(run, late, act()) == (
        Proposed(ChecksOverridden(CHECKED, "it is late")),
        Proposed(RunFinished(reason="it is late", left=7)),
    )
    run = story.tell("why", ChecksOverridden(CHECKED, "no logs here"))
    assert only(run, late) == Proposed(RunFinished(reason="it is late", left=7))


def test_a_skipped_step_asks_for_nothing() -> None:
    assert asked(told().tell("skip", StepSkipped(CHECKED, "done earlier")), CHECKED) == []


def test_an_override_wants_a_reason_and_can_be_taken_back() -> None:
    story = told()
    assert "No reason" in refusal(story.run, OverrideChecks(CHECKED, "  ")).why
    assert only(story.run, OverrideChecks(CHECKED, " late ")) == Proposed(ChecksOverridden(CHECKED, "late"))
    run = story.tell("why", ChecksOverridden(CHECKED, "late"))
    assert only(run, Undo("command-why")) == Proposed(AnswerCleared(CHECKED, "override"), ("why",))


def test_a_finish_that_is_taken_back_takes_back_what_it_gave_up() -> None:
    story = told()
    story.tell("done", StepDone(CHECKED))
    story.tell("why", ChecksOverridden(CHECKED, "late"), cmd="finish")
    run = story.tell("end", RunFinished(reason="late"), cmd="finish")
    assert decide(run, Undo("finish"), act()) == (
        Proposed(AnswerCleared(CHECKED, "override"), ("why",)),
        Proposed(RunReopened("end"), ("end",)),
    )


def test_a_reopening_that_is_taken_back_brings_the_finish_s_own_words_back() -> None:
    story = told()
    story.tell("end", RunFinished(reason="late", met=("c1",)))
    run = story.tell("again", RunReopened(), over=("end",))
    assert only(run, Undo("command-again")) == Proposed(
        RunFinished("again", met=("c1",), reason="late"), ("again",)
    )


# Conditions.


def test_a_condition_is_answered_and_what_does_not_apply_is_settled_not_skipped() -> None:
    story = told()
    assert only(story.run, AnswerCondition(CASE, applies=False)) == Proposed(
        ConditionAnswered(CASE, applies=False)
    )
    story.tell("done", StepDone(CHECKED))
    for check in ("c1", "c2"):
        story.tell(check, CheckDone(CHECKED, check))
    run = story.tell("case", ConditionAnswered(CASE, applies=False))
    tally = count(run)
    assert (tally.done, tally.skipped, tally.left_out, tally.left, tally.number) == (1, 0, 1, 6, 3)


def test_a_step_done_although_it_does_not_apply_counts_as_done() -> None:
    story = told()
    story.tell("case", ConditionAnswered(CASE, applies=False))
    tally = count(story.tell("done", StepDone(CASE)))
    assert (tally.done, tally.left_out) == (1, 0)


def test_a_field_answers_by_itself_and_a_person_may_say_otherwise() -> None:
    last = DEPLOY.steps[-1]
    for severity, applies in (("P1", True), ("P1 - High", True), ("P2", False), ("", None)):
        run = told(Severity=severity).run
        assert run.started
        case = case_of(run, run.started.value, last)
        assert case is not None
        assert (case.applies, case.itself) == (applies, applies is not None)
    story = told(Severity="P2")
    run = story.tell("said", ConditionAnswered(LAST, applies=True))
    assert run.started
    case = case_of(run, run.started.value, last)
    assert case is not None
    assert (case.applies, case.itself) == (True, False)


def test_a_gate_answers_the_condition_that_leans_on_it() -> None:
    story = told()
    check = DEPLOY.steps[6].checks[0]
    case = case_of(story.run, DEPLOY, DEPLOY.steps[6], check)
    assert case is not None
    assert case.applies is None
    for id_, passed in (("bad", False), ("good", True)):
        run = story.tell(id_, GateAnswered(GATED, "", passed), over=("bad",) if passed else ())
        case = case_of(run, DEPLOY, DEPLOY.steps[6], check)
        assert case is not None
        assert case.applies is not passed


def test_a_condition_that_the_step_does_not_have_is_refused() -> None:
    assert "no such condition" in refusal(told().run, AnswerCondition(CHECKED, applies=True)).why
    assert "no such condition" in refusal(told().run, AnswerCondition(CASE, applies=True, check="c9")).why


# Waits.


def test_a_wait_counts_from_when_it_was_begun_and_is_due_by_itself() -> None:
    story = told()
    proposed = only(story.run, StartWait(WAIT))
    assert proposed == Proposed(WaitStarted(WAIT, 24 * HOUR, 0))
    run = story.tell("wait", WaitStarted(WAIT, 24 * HOUR, 1000))
    assert waiting(run) == ((WAIT, 1000 + 24 * HOUR * 1000),)
    assert WAIT not in dict(waiting(story.tell("done", StepDone(WAIT))))


def test_an_undone_stop_gives_the_clock_its_first_beginning_back() -> None:
    story = told()
    story.tell("wait", WaitStarted(WAIT, 60, 1000))
    story.tell("stop", AnswerCleared(WAIT, "wait"), over=("wait",))
    back = only(story.run, Undo("command-stop"))
    assert back == Proposed(WaitStarted(WAIT, 60, 1000), ("stop",))


def test_a_wait_after_something_begins_when_the_step_before_is_settled() -> None:
    story = told()
    step = DEPLOY.steps[3]
    assert wait_in(story.run, DEPLOY, step) is None
    run = story.tell("done", StepDone(WAIT))
    found = wait_in(run, DEPLOY, step)
    assert found is not None
    assert found.by is None
    mark = run.on(WAIT).mark
    assert mark is not None
    assert (found.since, found.due) == (mark.stamp.at, mark.stamp.at + 3 * 24 * HOUR * 1000)


def test_the_soonest_wait_comes_first_and_a_finished_run_waits_for_nothing() -> None:
    story = told()
    story.tell("long", WaitStarted(WAIT, 24 * HOUR, 0))
    run = story.tell("share", WaitStarted(SHARED, 60, 0, "p1"))
    assert waiting(run) == ((SHARED, 60_000), (WAIT, 24 * HOUR * 1000))
    run = story.tell("passed", GateAnswered(SHARED, "0.1", True, "p1"))
    assert waiting(run) == ((WAIT, 24 * HOUR * 1000),)
    assert waiting(story.tell("end", RunFinished())) == ()


def test_a_wait_of_any_length_is_still_a_time() -> None:
    run = told().tell("wait", WaitStarted(WAIT, 10**30, -5))
    assert waiting(run) == ((WAIT, 3650 * 24 * HOUR * 1000),)
    run = told().tell("wait", WaitStarted(WAIT, -10, 10**30))
    assert waiting(run)[0][1] == 253_402_300_799_000


def test_a_share_of_which_nobody_said_how_long_asks_for_the_time() -> None:
    assert "how long" in refusal(told().run, StartWait(SHARED, "p2")).why
    assert only(told().run, StartWait(SHARED, "p2", 600)) == Proposed(WaitStarted(SHARED, 600, 0, "p2"))
    assert "nothing to wait for" in refusal(told().run, StartWait(CHECKED)).why


# Gates.


@pytest.mark.parametrize(
    ("value", "passed"),
    [
        ("240", True),
        ("299.99 ms", True),
        ("300", False),
        (" 1,200 ms ", False),
        ("1 200", False),
        ("12,5", True),
        ("0,500", True),
        ("5.", True),
        ("-1", True),
    ],
)
def test_a_value_is_measured_against_the_limit(value: str, passed: bool) -> None:
    assert only(told().run, AnswerGate(GATED, value=value)).event == GateAnswered(
        GATED, value.strip(), passed
    )


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("", "No value was given."),
        ("fast", "“fast” is not a number."),
        ("0.2 s", "The limit is in ms, the value in s."),
        ("nan", "“nan” is not a number."),
        ("1e999999999", "The limit is in ms, the value in e999999999."),
        ("12 34", "“12 34” is not a number."),
        ("1_5", "“1_5” is not a number."),
    ],
)
def test_a_value_that_cannot_be_measured_is_refused_in_words(value: str, why: str) -> None:
    refused = refusal(told().run, AnswerGate(GATED, value=value))
    assert refused.why == why
    assert refused.next


def test_half_of_one_is_not_five_hundred_and_a_number_without_a_unit_is_asked_for_in_words() -> None:
    assert measured(Gate("x", ">", "100"), "0,500") is False
    with pytest.raises(Refused) as refused:
        measured(Gate("x", "<", "5"), "4 %")
    assert refused.value.why == "The limit is a number without a unit, the value in %."
    assert refused.value.next == "Give the number alone."


def test_thousands_and_percent_are_read_in_the_value_as_in_the_limit() -> None:
    assert measured(Gate("x", "<", "1500"), "1.4k") is True
    assert measured(Gate("x", "<", "1500"), "1.6k") is False
    assert measured(Gate("x", ">", "2000000"), "3M") is True
    assert measured(Gate("x", "<=", "80", "%"), "75 percent") is True
    assert measured(Gate("x", "<=", "80", "%"), "81 %") is False


def test_a_limit_that_a_hostile_record_wrote_passes_nothing() -> None:
    assert measured(Gate("x", "=~", "1"), "1") is False
    with pytest.raises(Refused):
        measured(Gate("x", "<", "a lot"), "1")


def test_a_question_is_passed_or_failed_by_who_answers() -> None:
    assert "whether the gate passed" in refusal(told().run, AnswerGate(SHARED, "p2")).why
    said = only(told().run, AnswerGate(SHARED, "p2", "calm", passed=True)).event
    assert said == GateAnswered(SHARED, "calm", True, "p2")
    assert "no such gate" in refusal(told().run, AnswerGate(CHECKED, value="1")).why


def test_a_failed_gate_holds_the_phase_and_a_tick_does_not_pass_it() -> None:
    story = told()
    run = story.tell("done", StepDone(GATED))
    assert asked(run, GATED) == ["gate"]
    run = story.tell("bad", GateAnswered(GATED, "400", False))
    assert asked(run, GATED) == ["gate"]
    run = story.tell("good", GateAnswered(GATED, "200", True), over=("bad",))
    assert asked(run, GATED) == []


# Second names.


def test_a_step_is_approved_by_another_person_than_did_it() -> None:
    story = told()
    story.tell("done", StepDone(SIGNED), dev=ANA)
    refused = refusal(story.run, ApproveStep(SIGNED, " ana "))
    assert (refused.why, refused.next) == ("ana did this step.", "Another person must approve it.")
    assert only(story.run, ApproveStep(SIGNED, " Bo  Lee ")).event == StepApproved(SIGNED, "Bo Lee")
    assert asked(story.run, SIGNED) == ["approval"]
    assert asked(story.tell("ok", StepApproved(SIGNED, "Bo"), dev=BO), SIGNED) == []


def test_an_approval_that_came_with_a_file_by_who_did_it_does_not_count() -> None:
    story = told()
    story.tell("ok", StepApproved(SIGNED, "ANA "), dev=BO)
    assert asked(story.run, SIGNED) == []
    run = story.tell("done", StepDone(SIGNED), dev=ANA)
    assert asked(run, SIGNED) == ["approval"]
    assert [entry.stamp.id for entry in run.record[-2:]] == ["ok", "done"], "both stay in the record"


def test_an_approval_beside_one_that_does_not_count_counts() -> None:
    story = told()
    story.tell("done", StepDone(SIGNED), dev=ANA)
    story.tell("bo", StepApproved(SIGNED, "Bo"), dev=BO)
    assert asked(story.tell("ana", StepApproved(SIGNED, "Ana"), dev=ANA), SIGNED) == []


def test_an_approval_without_a_name_or_where_none_is_asked_is_refused() -> None:
    assert "No name" in refusal(told().run, ApproveStep(SIGNED, "  ")).why
    assert "longer than" in refusal(told().run, ApproveStep(SIGNED, "x" * 201)).why
    assert "nothing to sign" in refusal(told().run, ApproveStep(CHECKED, "Bo")).why


# Decisions.


def test_a_row_is_picked_and_one_that_is_not_there_is_refused() -> None:
    story = told()
    assert asked(story.run, DECIDED) == ["decision"]
    assert only(story.run, PickRow(DECIDED, "d2")).event == DecisionPicked(DECIDED, "d2")
    assert asked(story.tell("row", DecisionPicked(DECIDED, "d2")), DECIDED) == []
    assert "no row d9" in refusal(story.run, PickRow(DECIDED, "d9")).why
    assert only(story.run, PickRow("", "d1")).event == DecisionPicked("", "d1")


# Blocked.


def test_a_blocked_step_says_why_and_goes_on_when_it_is_unblocked() -> None:
    story = told()
    assert "what blocks it" in refusal(story.run, BlockStep(WAIT, " ")).why
    assert decide(story.run, UnblockStep(WAIT), act()) == ()
    assert only(story.run, BlockStep(WAIT, "network")).event == StepBlocked(WAIT, "network")
    run = story.tell("blocked", StepBlocked(WAIT, "network"))
    assert (count(run).blocked, count(run).left) == (1, 8)
    assert only(run, UnblockStep(WAIT)) == Proposed(StepUnblocked(WAIT), ("blocked",))
    assert only(run, Undo("command-blocked")) == Proposed(StepReopened(WAIT), ("blocked",))
    assert only(run, CheckStep(WAIT)) == Proposed(StepDone(WAIT), ("blocked",))


def test_undo_of_a_block_over_a_problem_brings_the_problem_back() -> None:
    story = told()
    story.tell("problem", ProblemReported(WAIT, "503"))
    story.tell("blocked", StepBlocked(WAIT, "network"), over=("problem",))
    assert only(story.run, Undo("command-blocked")) == Proposed(ProblemReported(WAIT, "503"), ("blocked",))


# Two devices.


def test_answers_that_did_not_see_each_other_both_stay() -> None:
    story = told()
    story.tell("red", GateAnswered(GATED, "400", False), dev=BO)
    run = story.tell("green", GateAnswered(GATED, "200", True), dev=ANA)
    assert [head.stamp.id for head in run.on(GATED).answers["gate"].heads] == ["red", "green"]
    refused = refusal(
        story.tell("last", GateAnswered(GATED, "1", True), over=("green",)), Undo("command-green")
    )
    assert refused.what == "Nothing was undone."


def test_an_answer_before_the_start_counts_once_the_start_is_known() -> None:
    story = Story(started=False)
    story.tell("tick", CheckDone(CHECKED, "c1"))
    assert asked(story.tell("start", DEPLOY), CHECKED) == ["check c2"]


@pytest.mark.parametrize(
    "event",
    [
        CheckDone("s99", "c1"),
        GateAnswered(CHECKED, "x", True, "p99"),
        DecisionPicked(DECIDED, "d99"),
        AnswerCleared(GATED, "<script>"),
        ConditionAnswered(CHECKED, applies=False),
        StepApproved(CHECKED, ""),
        WaitStarted(CHECKED, 5, 5),
    ],
)
def test_an_answer_to_what_the_run_does_not_hold_is_kept_and_changes_nothing(event: Answer) -> None:
    run = told().tell("odd", event)
    assert count(run) == count(told().run)
    assert open_of(run, DEPLOY) == ()
    assert run.record[-1].event == event


def test_a_share_of_a_rollout_waits_until_the_gate_before_it_has_passed() -> None:
    step = DEPLOY.steps[6]
    first, second = step.stages
    story = told()
    assert (
        holds_back(story.run.on(SHARED), step, first),
        holds_back(story.run.on(SHARED), step, second),
    ) == (
        "",
        "5",
    )
    story.tell("failed", GateAnswered(SHARED, "3", passed=False, stage="p1"))
    assert holds_back(story.run.on(SHARED), step, second) == "5"
    story.tell("passed", GateAnswered(SHARED, "0.2", passed=True, stage="p1"), over=("failed",))
    assert holds_back(story.run.on(SHARED), step, second) == ""
