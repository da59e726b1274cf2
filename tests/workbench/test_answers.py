"""A run whose steps ask for more than a tick, through the whole workbench: what is drawn, said and refused."""

from typing import Any

import pytest

from tests.workbench.desk import RUN, Desk, with_run

TEXT = """# Move the shop

**Severity:** [P0 | P1 | P2]

## Steps

1. Stop it
   **Verification:**
   - [ ] Traffic is gone
   - [ ] Nobody complains
   - Tell Bo

2. Is the disk full?
3. Empty it (if it is full)
4. Watch p95 for 24 hours
   **Expect:** p95 below 300 ms
5. Drop the old table, sign-off by Lead
6. Decide

   | Condition | Action |
   |---|---|
   | Red | Go back |
   | Green | Go on |
7. Check in after 3 days

### Rollout

#### Phase 1: Team (0% → 5%)
- **Duration:** 2 hours
- **Target:** Team
- **Validation:** errors < 1%
"""


def opened(text: str = TEXT) -> Desk:
    return with_run(Desk(), text)


def region(desk: Desk, step: str) -> str:
    """A step as it is drawn now."""
    html = desk.fresh(desk.route)
    start = html.index(f"<p id=step-{step}>")
    return html[start : html.index("</p>", start)]


def test_the_parts_of_a_step_are_drawn_with_it() -> None:
    desk = opened()
    assert "Traffic is gone" in region(desk, "s1")
    assert "limit='below 300'" in region(desk, "s4")
    assert "role='Lead'" in region(desk, "s5")
    assert "action='Go back'" in region(desk, "s6")
    assert "percent='5'" in region(desk, "s8")


def test_a_small_tick_redraws_its_step_and_says_what_happened() -> None:
    desk = opened()
    said = desk.act("tick-check", RUN, {"step": "s1", "check": "c1", "done": True})
    assert said.decided["announce"]["text"] == "Check ticked, step 1."
    changed = [name for name, _ in said.applied["painted"]["regions"]]
    assert "step-s1" in changed
    assert not {"step-s2", "step-s3", "step-s5"} & set(changed)
    assert "done=True" in region(desk, "s1")


def test_a_phase_waits_for_its_verification_and_an_override_lets_it_go() -> None:
    desk = opened()
    for step in ("s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"):
        desk.act("check-step", RUN, {"step": step})
    assert "current=True" in region(desk, "s1")
    refused = desk.act("finish-run", RUN, {"asked": True})
    assert refused.refusal["why"].startswith("Step 1 still asks for: Traffic is gone; Nobody complains.")
    desk.act("override-checks", RUN, {"step": "s1", "reason": "Nobody can look"})
    assert "Nobody can look" in region(desk, "s1")
    assert "current=True" not in region(desk, "s1")


def test_a_gate_answers_the_step_that_leans_on_it() -> None:
    desk = opened()
    desk.act("answer-gate", RUN, {"step": "s2", "passed": False})
    assert "passed=False" in region(desk, "s2")


def test_a_step_that_does_not_apply_is_settled_and_told() -> None:
    desk = opened()
    desk.act("answer-condition", RUN, {"step": "s3", "applies": False})
    assert "state='left-out'" in region(desk, "s3")
    html = desk.fresh(desk.route)
    assert "left_out=1" in html
    assert "Does not apply" in html
    desk.open(f"#/runs/{'c' * 16}/report")
    assert "left_out=1" in desk.fresh(desk.route)


def test_a_value_without_a_number_is_refused_and_nothing_changes() -> None:
    desk = opened()
    refused = desk.act("answer-gate", RUN, {"step": "s4", "value": "quick"})
    assert refused.refusal == {
        "what": "This was not recorded.",
        "why": "“quick” is not a number.",
        "next": "Give a number in ms, for example 300.",
    }


def test_a_wait_shows_when_it_is_due_and_a_stop_takes_it_away() -> None:
    desk = opened()
    desk.act("start-wait", RUN, {"step": "s4"})
    assert f"due={desk.wall + 86_400_000}" in region(desk, "s4")
    desk.act("clear-answer", RUN, {"step": "s4", "part": "wait"})
    assert "due=None" in region(desk, "s4")
    desk.act("start-wait", RUN, {"step": "s4", "time": "10 minutes"})
    assert f"due={desk.wall + 600_000}" in region(desk, "s4")


def test_settling_a_step_starts_the_clock_of_the_one_after_it() -> None:
    desk = opened()
    assert "due=None" in region(desk, "s7")
    desk.act("check-step", RUN, {"step": "s6"})
    assert f"due={desk.wall + 3 * 86_400_000}" in region(desk, "s7")


def test_undo_is_offered_for_an_answer_and_takes_it_back() -> None:
    desk = opened()
    desk.act("pick-row", RUN, {"step": "s6", "row": "d2"})
    html = desk.fresh(desk.route)
    assert "undo_what='Decided, step 6'" in html
    command = html.split("undo='")[1].split("'")[0]
    desk.act("undo", RUN, {"command": command})
    assert "picked=True" not in region(desk, "s6")
    assert "Decision taken back" in desk.fresh(desk.route)


def test_two_devices_sign_one_step_and_both_names_stay() -> None:
    ana, bo = opened(), Desk("b", "Bo")
    bo.merge(ana)
    ana.act("check-step", RUN, {"step": "s5"})
    assert (
        ana.act("approve-step", RUN, {"step": "s5", "person": "Ana"}).refusal["why"] == "Ana did this step."
    )
    bo.act("approve-step", RUN, {"step": "s5", "person": "Bo"})
    ana.merge(bo)
    bo.merge(ana)
    for desk in (ana, bo):
        desk.open(f"#/runs/{'c' * 16}")
        assert "person='Bo'" in region(desk, "s5")
        assert "counts=True" in region(desk, "s5")
    assert region(ana, "s5") == region(bo, "s5")


def test_a_blocked_step_says_so_until_it_goes_on() -> None:
    desk = opened()
    desk.act("block-step", RUN, {"step": "s1", "reason": "No network"})
    assert "state='blocked'" in region(desk, "s1")
    assert "reason='No network'" in region(desk, "s1")
    desk.act("unblock-step", RUN, {"step": "s1"})
    assert "state='open'" in region(desk, "s1")


HOSTILE: tuple[dict[str, Any], ...] = (
    {},
    {"step": 5, "passed": "yes"},
    {"step": "s1", "check": [], "row": None},
    {"step": "s99"},
)


@pytest.mark.parametrize("args", HOSTILE)
def test_arguments_of_any_shape_are_refused(args: dict[str, Any]) -> None:
    desk = opened()
    for name in ("tick-check", "answer-condition", "start-wait", "answer-gate", "pick-row", "approve-step"):
        assert desk.act(name, RUN, args).decided["status"] == "refused", name


def test_a_wait_stands_among_what_is_due_in_all_runs() -> None:
    desk = opened()
    desk.act("start-wait", RUN, {"step": "s4"})
    due = desk.wall + 86_400_000
    assert f"due={due}" in desk.fresh("#/now")
    desk.act("check-step", RUN, {"step": "s4"})
    assert f"due={due}" not in desk.fresh("#/now")


def test_what_is_open_is_listed_before_the_end_and_a_reason_closes_it() -> None:
    desk = opened()
    desk.act("check-step", RUN, {"step": "s1"})
    assert "state='unclosed'" in desk.fresh(f"{desk.route}/finish")
    desk.act("finish-run", RUN, {"asked": True, "reason": "Nobody can look"})
    desk.open(f"#/runs/{'c' * 16}")
    assert "Nobody can look" in region(desk, "s1")
    assert "finished=True" in desk.fresh(desk.route)


def test_what_is_read_out_is_what_was_asked_for_not_what_was_given_up_on_the_way() -> None:
    desk = opened()
    desk.act("check-step", RUN, {"step": "s1"})
    said = desk.act("finish-run", RUN, {"asked": True, "reason": "Nobody can look"})
    assert [event["type"] for event in said.decided["events"]] == ["ChecksOverridden", "RunFinished"]
    assert said.decided["announce"]["text"] == "Finished, 7 steps still open."
