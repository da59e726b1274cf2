"""What stands around a run's steps: its start, people and times, pausing, handing over, finishing; over all runs too."""

import json
from typing import Any

from app import views
from app.runs.state import Run
from app.workbench import questions
from app.workbench.duties import Duty
from app.workbench.mine import mine
from tests.workbench.desk import DOCUMENT, ENOUGH, RUN, START, Desk, with_run

TEXT = "# Restart [Host]\n\n1. Stop [Host]\n2. Look at the log with [API token]\n3. Start it\n"
ROUTE = f"#/runs/{'c' * 16}"


def desk_with(text: str = TEXT, **args: Any) -> Desk:
    """A document, and a run of it that was started with these arguments."""
    desk = Desk(render=views)
    desk.act("import-document", DOCUMENT, {"name": "restart.md", "text": text})
    begin(desk, RUN, **args)
    return desk


def begin(desk: Desk, run: str, **args: Any) -> None:
    revision = questions.documents(desk.workbench.engine.model)[0].revision
    desk.act("start-run", run, {"document": "b" * 16, "revision": revision, "procedure": None, **args})


def other_run(n: int) -> str:
    return "run/" + "cdefghij"[n] * 16


def page(desk: Desk, route: str, **more: Any) -> str:
    full: str = desk.ask(call="open", route=route, shown=None, **more)["painted"]["full"]
    return full


def test_what_the_start_asks_is_kept_with_the_run_and_shown() -> None:
    desk = desk_with(mode="do-confirm", drill="on", subject=" Acme  Ltd ", fields={"Host": "mq-1"})
    row = desk.workbench.engine.model.row(RUN)
    assert row is not None
    assert (row.drill, row.subject) == (1, "Acme Ltd")
    shown = page(desk, ROUTE)
    for words in (
        "Do, then confirm",
        "Drill",
        "Acme Ltd",
        "is-confirmed-after",
        "1 value filled in at the start, 1 left empty",
    ):
        assert words in shown


def test_a_mode_nobody_knows_reads_and_does() -> None:
    shown = page(desk_with(mode="magic", drill="perhaps"), ROUTE)
    assert "Read and do" in shown
    assert 'class="chip tone-info drill"' not in shown


def test_earlier_answers_are_offered_and_secrets_never() -> None:
    desk = desk_with(fields={"Host": "mq-1", "API token": "s3cret"})
    begin(desk, other_run(1), fields={"Host": "mq-2"}, subject="Acme")
    offered = questions.answers(desk.workbench.engine.model, "b" * 16)
    assert offered == {"Host": ("mq-2", "mq-1")}
    shown = page(desk, f"#/library/{'b' * 16}/start")
    assert 'data-text="mq-2"' in shown
    assert 'data-text="Acme"' in shown
    assert "s3cret" not in shown


def test_answers_survive_a_checkpoint_and_ticks() -> None:
    desk = desk_with(fields={"Host": "mq-1"})
    desk.act("check-step", RUN, {"step": "s1"})
    desk.boot(*desk.checkpoint())
    assert questions.answers(desk.workbench.engine.model, "b" * 16) == {"Host": ("mq-1",)}


def test_a_finished_drill_counts_as_drilled_and_an_open_one_does_not() -> None:
    desk = desk_with(drill="on")
    model = desk.workbench.engine.model
    assert questions.last_drilled(model, "b" * 16, "") is None
    desk.act("finish-run", RUN, ENOUGH)
    assert questions.last_drilled(model, "b" * 16, "") == desk.wall
    start = page(desk, f"#/library/{'b' * 16}/start", today="2026-11-27")
    assert "Last drilled" in start
    assert "is-stale" in start


def test_what_was_never_drilled_says_so() -> None:
    assert "Never drilled" in page(desk_with(), f"#/library/{'b' * 16}/start")


def test_a_due_time_counts_from_the_start_or_from_a_step() -> None:
    desk = desk_with()
    began = desk.wall
    desk.act("set-due", RUN, {"step": "s1", "minutes": "30", "after": ""})
    desk.act("set-due", RUN, {"step": "s3", "minutes": "5", "after": "s2"})
    duties = {duty.step: duty for duty in questions.duties(desk.workbench.engine.model)}
    assert duties["s1"].due == began + 30 * 60_000
    assert (duties["s3"].due, duties["s3"].after) == (0, 2)
    desk.act("check-step", RUN, {"step": "s2"})
    (waits,) = [one for one in questions.duties(desk.workbench.engine.model) if one.step == "s3"]
    assert (waits.due, waits.after) == (desk.wall + 5 * 60_000, 0)


def test_a_settled_step_and_a_finished_run_are_nobodys_duty() -> None:
    desk = desk_with()
    for step in ("s1", "s2"):
        desk.act("assign-work", RUN, {"step": step, "to": "Ana"})
    desk.act("check-step", RUN, {"step": "s1"})
    assert [duty.step for duty in questions.duties(desk.workbench.engine.model)] == ["s2"]
    desk.act("finish-run", RUN, ENOUGH)
    assert questions.duties(desk.workbench.engine.model) == ()
    desk.act("reopen-run", RUN)
    assert [duty.step for duty in questions.duties(desk.workbench.engine.model)] == ["s2"]


def test_mine_is_one_list_over_all_runs_with_what_is_due_first() -> None:
    desk = desk_with()
    begin(desk, other_run(1))
    desk.act("add-person", "team/people", {"name": "Ana"})
    desk.act("add-person", "team/people", {"name": "Bo"})
    desk.act("assign-work", RUN, {"step": "s2", "to": "ana"})
    desk.act("assign-work", other_run(1), {"step": "s1", "to": "Ana"})
    desk.act("set-due", other_run(1), {"step": "s1", "minutes": "5"})
    desk.act("assign-work", other_run(1), {"step": "s2", "to": "Bo"})
    desk.act("assign-work", other_run(1), {"step": "s3", "to": "Database team"})
    model = desk.workbench.engine.model
    yours, anybody = mine(questions.duties(model), "Ana", questions.people(model))
    assert [(duty.stream, duty.step) for duty in yours] == [(other_run(1), "s1"), (RUN, "s2")]
    assert [duty.to for duty in anybody] == ["Database team"]
    for route in ("#/now", "#/runs"):
        shown = page(desk, route, me="Ana")
        assert 'id="mine-title"' in shown
        assert "Database team" in shown
        assert ">Bo<" not in shown.partition('id="mine"')[2]


def test_nobody_in_particular_has_only_what_is_for_anybody() -> None:
    duty = Duty(RUN, "s1", 1, "Stop", "")
    assert mine([duty], "", ["Ana"]) == ((), (duty,))


def test_a_person_whose_name_is_not_known_yet_still_finds_what_is_theirs() -> None:
    duty = Duty(RUN, "s1", 1, "Stop", "Ana")
    assert mine([duty], "ANA ", [])[0] == (duty,)


def test_an_assigned_step_shows_who_has_it_and_only_it_is_drawn_again() -> None:
    desk = desk_with()
    desk.open(ROUTE)
    said = desk.act("assign-work", RUN, {"step": "s3", "to": "Bo"})
    drawn = dict(said.applied["painted"]["regions"])
    assert "Bo" in drawn["step-s3"]
    assert {"step-s1", "step-s2"}.isdisjoint(drawn)
    assert said.decided["announce"]["text"] == "Assigned to Bo, step 3."


def test_a_tick_of_a_later_step_leaves_the_timer_of_the_current_one() -> None:
    desk = desk_with()
    desk.open(ROUTE)
    said = desk.act("check-step", RUN, {"step": "s3"})
    assert [region for region, _ in said.applied["painted"]["regions"] if region.startswith("step-")] == [
        "step-s3"
    ]


def test_a_timer_counts_from_the_step_before_and_rests_while_paused() -> None:
    desk = desk_with()
    desk.act("check-step", RUN, {"step": "s1"})
    assert "Time on this step" in page(desk, ROUTE)
    desk.act("pause-run", RUN, {"reason": "waiting for the vendor"})
    paused = page(desk, ROUTE)
    assert "Time on this step" not in paused
    assert "waiting for the vendor" in paused
    assert "Paused" in page(desk, "#/runs")
    desk.act("resume-run", RUN)
    assert "Time on this step" in page(desk, ROUTE)


def test_the_screen_of_a_run_is_the_same_however_it_came_about() -> None:
    desk = desk_with()
    desk.open(ROUTE)
    desk.act("set-due", RUN, {"step": "s3", "minutes": "5", "after": "s1"})
    desk.act("assign-work", RUN, {"step": "s2", "to": "Bo"})
    desk.act("check-step", RUN, {"step": "s1"})
    desk.act("pause-run", RUN)
    desk.act("undo", RUN, {"command": json.loads(desk.log[-1][2])["cmd"]})
    before = page(desk, ROUTE)
    desk.boot()
    assert desk.fresh(ROUTE) == before


def test_a_step_one_went_to_is_the_current_one_until_it_is_settled() -> None:
    desk = desk_with()
    shown = page(desk, f"{ROUTE}?step=s3")
    assert 'data-step-item="s3" aria-current="step"' in shown
    desk.act("check-step", RUN, {"step": "s3"})
    assert 'data-step-item="s1" aria-current="step"' in page(desk, f"{ROUTE}?step=s3")


def test_a_step_the_run_does_not_have_changes_nothing() -> None:
    desk = desk_with()
    assert 'data-step-item="s1" aria-current="step"' in page(desk, f"{ROUTE}?step=zz")


def test_finish_shows_what_is_to_come_back_to_and_takes_it_then() -> None:
    desk = desk_with()
    desk.act("skip-step", RUN, {"step": "s1", "reason": "cannot be done"})
    assert desk.act("finish-run", RUN).refusal["what"] == "The run was not finished."
    shown = page(desk, f"{ROUTE}/finish")
    for words in (
        "1 step is to come back to",
        "cannot be done",
        "2 more steps are still open",
        "Finish anyway",
    ):
        assert words in shown
    assert "Come back" in page(desk, ROUTE)
    assert desk.act("finish-run", RUN, {"asked": True}).decided["status"] == "ok"


def test_steps_that_nobody_touched_stop_nobody_and_the_record_says_that_they_were_open() -> None:
    desk = desk_with()
    assert "3 steps are still open." in page(desk, f"{ROUTE}/finish")
    desk.act("check-step", RUN, {"step": "s1"})
    assert "2 steps are still open." in page(desk, f"{ROUTE}/finish")
    told = desk.act("finish-run", RUN, {"reason": "It is enough"}).decided["announce"]["text"]
    assert told == "Finished, 2 steps still open."
    report = page(desk, f"{ROUTE}/report")
    assert "1 of 3 steps done, 2 left open. Finished." in report
    assert "Finished, 2 steps still open" in report
    assert "It is enough" in report


def test_with_every_step_settled_finish_asks_nothing() -> None:
    desk = desk_with()
    for step in ("s1", "s2", "s3"):
        desk.act("check-step", RUN, {"step": step})
    assert 'data-command="finish-run"' in page(desk, ROUTE)
    assert desk.act("finish-run", RUN).decided["announce"]["text"] == "Finished."


def test_a_due_time_says_which_step_it_is_of_and_which_it_counts_from() -> None:
    desk = desk_with()
    said = desk.act("set-due", RUN, {"step": "s3", "minutes": "30", "after": "s2"})
    assert said.decided["announce"]["text"] == "Step 3: due 30 min after step 2."
    said = desk.act("set-due", RUN, {"step": None, "minutes": "90"})
    assert said.decided["announce"]["text"] == "Due 1 h 30 min after the start."


APART = """# Shop

## Runbook: Deploy

1. Build it
2. Ship it

## Rollback

1. Stop the new one
   **Verification:**
   - [ ] It is quiet
2. Start the old one
3. Tell everybody
"""


def test_a_rollback_that_stands_apart_is_in_the_list_to_come_back_to_in_the_record_and_the_report() -> None:
    desk = Desk(render=views)
    desk.act("import-document", DOCUMENT, {"name": "shop.md", "text": APART})
    start = {"document": "b" * 16, "revision": desk.log[-1][1], "procedure": "Runbook: Deploy", "fields": {}}
    desk.act("start-run", RUN, start)
    desk.act("check-step", RUN, {"step": "s1"})
    assert "Stop the new one" not in page(desk, f"{ROUTE}/report"), "nobody rolls back"
    desk.act("begin-rollback", RUN, {"step": "s2"})
    desk.act("check-step", RUN, {"step": "r1"})
    desk.act("report-problem", RUN, {"step": "r2", "text": "no disk"})
    shown = page(desk, ROUTE)
    assert f'href="{ROUTE}/rollback"' in shown
    assert "It is quiet" in shown
    assert "no disk" in shown
    assert ">Step 4</span>" in shown
    assert '<span class="step-number" aria-hidden="true">4</span>' in page(desk, f"{ROUTE}/rollback")
    refused = desk.act("finish-run", RUN).refusal["why"]
    assert refused == "2 steps are to come back to: 3. Stop the new one; 4. Start the old one."
    desk.act("finish-run", RUN, ENOUGH)
    report = page(desk, f"{ROUTE}/report")
    for words in ("Stop the new one", "Tell everybody", "2 of 5 steps done, 1 with a problem, 2 left open"):
        assert words in report
    assert 'step 4</span> <span dir="auto">Start the old one' in report, "the record names the step"
    file = desk.ask(call="report", id="c" * 16, form="markdown", zone={"name": "UTC", "changes": [[0, 0]]})
    assert "Step 5: Left open." in file["text"]


def test_waits_and_due_times_of_a_rollback_that_stands_apart_are_on_now_once_it_is_begun() -> None:
    text = APART.replace("2. Start the old one", "2. After 3 days, start the old one")
    desk = Desk(render=views)
    desk.act("import-document", DOCUMENT, {"name": "shop.md", "text": text})
    start = {"document": "b" * 16, "revision": desk.log[-1][1], "procedure": "Runbook: Deploy", "fields": {}}
    desk.act("start-run", RUN, start)
    assert '<option value="r3" selected>5. Tell everybody' in page(desk, f"{ROUTE}/crew?step=r3")
    desk.act("set-due", RUN, {"step": "r3", "minutes": "5", "after": "r2"})
    assert "Due 5 min after step 2 of the rollback" in page(desk, f"{ROUTE}/crew")
    assert questions.duties(desk.workbench.engine.model) == (), "nobody rolls back"
    desk.act("begin-rollback", RUN, {"step": "s1"})
    (tell,) = questions.duties(desk.workbench.engine.model)
    assert (tell.step, tell.number, tell.due, tell.after) == ("r3", 5, 0, 4)
    desk.act("check-step", RUN, {"step": "r1"})
    wait, _ = questions.duties(desk.workbench.engine.model)
    assert (wait.step, wait.number, wait.due) == ("r2", 4, desk.wall + 3 * 86_400_000)
    now = page(desk, "#/now")
    assert "After 3 days, start the old one" in now
    assert f'href="{ROUTE}/rollback"' in now
    assert "step 4, to roll back" in now
    desk.act("check-step", RUN, {"step": "r2"})
    (tell,) = questions.duties(desk.workbench.engine.model)
    assert (tell.step, tell.due) == ("r3", desk.wall + 5 * 60_000)
    desk.act("check-step", RUN, {"step": "r3"})
    assert questions.duties(desk.workbench.engine.model) == ()


def test_a_hand_over_says_what_is_blocked_and_why_a_step_waits() -> None:
    desk = desk_with()
    desk.act("block-step", RUN, {"step": "s1", "reason": "the change board"})
    desk.act("defer-step", RUN, {"step": "s2", "reason": "x " * 200})
    form = page(desk, f"{ROUTE}/handover")
    assert "(the change board)" in form
    assert f"({('x ' * 60)}…)" in form


def test_a_hand_over_begins_with_how_it_stands_and_is_taken_by_name() -> None:
    desk = desk_with(subject="Acme")
    desk.act("check-step", RUN, {"step": "s1"})
    desk.act("report-problem", RUN, {"step": "s2", "text": "no log"})
    desk.act("assign-work", RUN, {"step": "s3", "to": "Bo"})
    form = page(desk, f"{ROUTE}/handover")
    assert (
        "Restart [Host] for Acme: 1 of 3 steps done. Now at step 2: Look at the log with [API token]." in form
    )
    assert "Problem at step 2, Look at the log with [API token] (no log)." in form
    assert 'for <span dir="auto">Bo</span>' in form
    (id_,) = desk.act("hand-over", RUN, {"to": "Bo", "text": "Half done"}).ids
    assert "I have it" in page(desk, ROUTE)
    desk.person = "Bo"
    desk.act("take-over", RUN, {"card": id_})
    shown = page(desk, ROUTE)
    assert "I have it" not in shown
    assert "Taken over by" in shown
    row = desk.workbench.engine.model.row(RUN)
    assert row is not None
    assert row.holder == "Bo"


def test_the_strip_tells_of_the_run_worked_last() -> None:
    desk = desk_with()
    begin(desk, other_run(1), drill="on")
    desk.boot()
    shell = desk.ask(call="open", route="#/library", shown=None)["shell"]
    assert shell["openRuns"] == 2
    assert shell["active"] == {
        "id": other_run(1).partition("/")[2],
        "title": "Restart [Host]",
        "number": 1,
        "total": 3,
        "current": "Stop [Host]",
        "since": shell["active"]["since"],
        "drill": True,
        "paused": False,
    }


def test_a_run_of_the_past_starts_without_what_is_asked_now() -> None:
    desk = with_run(Desk())
    assert desk.wall > START
    row = desk.workbench.engine.model.row(RUN)
    assert row is not None
    assert (row.drill, row.subject, row.paused, row.back) == (0, "", 0, 0)


GUARDED = """# Fail over

Estimated time: 20 minutes

## Prerequisites

- You can reach the standby
- Somebody has the pager

## Stop if

- Data is lost

## Steps

1. Stop the writers
2. Promote the standby

## Success criteria

- Error rate is below 1 %

## Rollback triggers

- The standby does not answer

## Rollback

1. Start the old primary
"""


def guarded() -> Desk:
    desk = Desk(render=views)
    desk.act("import-document", DOCUMENT, {"name": "failover.md", "text": GUARDED})
    return desk


def begin_guarded(desk: Desk, **more: Any) -> dict[str, Any]:
    revision = questions.documents(desk.workbench.engine.model)[0].revision
    args = {"document": "b" * 16, "revision": revision, "procedure": None, "asked": True, **more}
    return desk.act("start-run", RUN, args).decided


def test_the_start_shows_first_what_matters_first() -> None:
    shown = page(guarded(), f"#/library/{'b' * 16}/start")
    for words in ("Stop and escalate if", "Data is lost", "Before you begin", "You can reach the standby"):
        assert words in shown
    assert (
        shown.index("Stop and escalate if") < shown.index("Before you begin") < shown.index("Begin</button>")
    )


def test_a_run_does_not_begin_before_its_prerequisites_hold_or_somebody_says_why() -> None:
    desk = guarded()
    decided = begin_guarded(desk)
    assert decided["status"] == "refused"
    assert "You can reach the standby; Somebody has the pager" in decided["refusal"]["why"]
    decided = begin_guarded(desk, confirmed={"a": "p1"}, reason="emergency")
    assert decided["status"] == "ok"
    shown = page(desk, ROUTE)
    assert "not confirmed" in shown
    assert "emergency" in shown
    assert "Data is lost" in shown


def test_a_run_does_not_end_before_its_success_is_confirmed_or_somebody_says_why() -> None:
    desk = guarded()
    begin_guarded(desk, reason="drill")
    start = desk.workbench.engine.state(RUN)
    assert isinstance(start, Run)
    assert start.started is not None
    (criterion,) = start.started.value.criteria
    assert "Error rate is below" in page(desk, f"{ROUTE}/finish")
    assert "success criteria" in desk.act("finish-run", RUN, {"asked": True}).refusal["why"]
    said = desk.act("finish-run", RUN, ENOUGH | {"met": {"a": criterion.id}})
    assert json.loads(said.decided["events"][0]["body"])["met"] == [criterion.id]


def test_the_way_back_is_one_tap_away_keeps_the_place_and_is_the_runs_own() -> None:
    desk = guarded()
    begin_guarded(desk, reason="drill")
    shown = page(desk, f"{ROUTE}?step=s2")
    assert f'data-route="{ROUTE}/rollback?from=s2"' in shown
    back = page(desk, f"{ROUTE}/rollback?from=s2")
    assert "Back to step 2" in back
    assert "The standby does not answer" in back
    assert "Start the old primary" in back
    run = desk.workbench.engine.state(RUN)
    assert isinstance(run, Run)
    assert run.started is not None
    step = run.started.value.rollback[0]
    desk.act("check-step", RUN, {"step": step})
    assert " checked" in page(desk, f"{ROUTE}/rollback")


def test_a_rollback_that_was_begun_is_worked_with_the_same_bar_as_the_run() -> None:
    desk = guarded()
    begin_guarded(desk, reason="drill")
    assert 'id="run-actions"' not in page(desk, f"{ROUTE}/rollback")
    assert "Rolling back: " not in page(desk, ROUTE)
    desk.act("begin-rollback", RUN, {"step": "s2"})
    assert "Rolling back: <b>Step 1</b>" in page(desk, ROUTE)
    shown = page(desk, f"{ROUTE}/rollback")
    run = desk.workbench.engine.state(RUN)
    assert isinstance(run, Run)
    assert run.started is not None
    (step,) = run.started.value.rollback
    number = run.started.value.place(step)
    assert f"Rolling back: <b>Step {number}</b>" in shown
    assert 'class="rollback-bar"><button' not in shown
    desk.act("check-step", RUN, {"step": step})
    assert "Every step of the rollback is settled." in page(desk, f"{ROUTE}/rollback")
    desk.act("finish-run", RUN, ENOUGH | {"met": {}, "missed": "drill"})
    assert 'id="run-actions"' not in page(desk, f"{ROUTE}/rollback")


def test_a_step_of_the_rollback_that_is_done_and_still_asks_stays_current() -> None:
    desk = desk_with(
        "# Swap\n\n1. Swap it\n\n## Rollback\n\n1. Verify that no more than 5 errors a minute are logged\n"
    )
    desk.act("begin-rollback", RUN, {"step": "s1"})
    desk.act("check-step", RUN, {"step": "s2"})
    shown = page(desk, f"{ROUTE}/rollback")
    assert "<b>Step 2</b> is done; 1 thing is open in it" in shown
    desk.act("answer-gate", RUN, {"step": "s2", "value": "3"})
    assert "Every step of the rollback is settled." in page(desk, f"{ROUTE}/rollback")


def test_a_finished_run_has_no_current_step() -> None:
    desk = desk_with()
    assert 'aria-current="step"' in page(desk, ROUTE)
    desk.act("finish-run", RUN, ENOUGH)
    assert 'aria-current="step"' not in page(desk, ROUTE)
    desk.act("reopen-run", RUN)
    assert 'aria-current="step"' in page(desk, ROUTE)


def test_a_step_that_asks_is_handed_over_with_its_own_mark() -> None:
    desk = desk_with("# Ask\n\n1. Is the backup there?\n2. Go on\n")
    assert "Now at step 1: Is the backup there?\n" in page(desk, f"{ROUTE}/handover").replace("<", "\n")


def test_a_step_that_was_opened_again_is_handed_over_with_its_owner() -> None:
    desk = desk_with()
    desk.act("assign-work", RUN, {"to": "Bo", "step": "s1"})
    desk.act("check-step", RUN, {"step": "s1"})
    assert "Open, with owner and time" not in page(desk, f"{ROUTE}/handover")
    desk.act("check-step", RUN, {"step": "s1", "done": False})
    assert "Open, with owner and time" in page(desk, f"{ROUTE}/handover")


def test_a_way_back_that_names_a_step_twice_is_drawn_with_it_once() -> None:
    desk = desk_with()
    start = next(wire for wire in desk.log if '"RunStarted"' in wire[2])
    start[3] = json.dumps(json.loads(start[3]) | {"rollback": ["s1", "s1", "s2"]})
    desk.boot()
    assert page(desk, f"{ROUTE}/rollback").count("data-step-item=") == 2


def test_the_list_to_come_back_to_does_not_grow_with_the_run() -> None:
    desk = desk_with("# Long\n\n" + "".join(f"1. Look at rack {n}\n" for n in range(60)))
    for number in range(1, 51):
        desk.act("defer-step", RUN, {"step": f"s{number}"})
    shown = page(desk, ROUTE)
    back = shown[shown.index('id="run-back"') : shown.index('id="run-kept"')]
    assert back.count('class="back-row') == 40
    for words in ("<summary>44 more</summary>", "10 steps after these"):
        assert words in back
    assert page(desk, f"{ROUTE}/finish").count('class="back-row') == 50


def test_a_problem_begins_with_what_the_author_says_to_do_then() -> None:
    text = "# Swap\n\n1. Ping it\n   **Expect:** an answer\n\n   **If not:** reset `mq-1`\n\n## Rollback\n\n1. Put it back\n"
    shown = page(desk_with(text), ROUTE)
    assert 'data-otherwise="reset mq-1"' in shown
    assert 'data-rollback="#/runs/cccccccccccccccc/rollback?from=s1"' in shown


def test_a_problem_offers_the_step_that_the_author_names() -> None:
    check = "## Check\n\n1. Ping it\n\n   **If not:** see If replicas lag\n"
    text = f"# Swap\n\n{check}\n## If replicas lag\n\n1. Stop the `writers`\n"
    shown = page(desk_with(text), ROUTE)
    assert 'data-leads="#/runs/cccccccccccccccc?step=s2" data-leads-words="step 2: Stop the' in shown
    desk = desk_with(text)
    desk.act("check-step", RUN, {"step": "s1", "done": True})
    assert "data-leads" not in page(desk, ROUTE)


def test_the_sheet_has_what_a_step_says_for_each_outcome() -> None:
    text = "# Swap\n\n1. Ping it\n   **Expect:** an answer\n\n   **If not:** reset it\n\n   **Stop if:** it burns\n"
    sheet = page(desk_with(text), f"{ROUTE}/paper")
    for label, words in (("Expect", "an answer"), ("If not", "reset it"), ("Stop if", "it burns")):
        assert f"<b>{label}:</b> {words}" in sheet


def test_events_are_counted_anew_once_something_was_written() -> None:
    desk = desk_with()
    model = desk.workbench.engine.model
    before = questions.count_events(model)
    assert questions.count_events(model) == before == 2
    desk.act("check-step", RUN, {"step": "s1"})
    assert questions.count_events(model) == before + 1
