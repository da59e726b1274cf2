"""What a step holds beside its words, read from the words that authors use, and in the seeds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.state import Revision
from app.records.envelope import Stamp
from app.runs.amounts import expected_of, seconds, threshold, wait_of
from app.runs.answering import measured
from app.runs.commands import StartRun
from app.runs.events import RunStarted, Step
from app.runs.frozen import Approval, Choice, Condition, Gate, Stage, Wait
from app.runs.start import start
from tests.shared_input import shared_file


def begun(text: str, procedure: str | None = None, **fields: str) -> RunStarted:
    revision = Revision(Stamp("r", "r", 0, "Ana", "a" * 16, "c"), "case.md", text)
    return start(StartRun("d" * 16, "r", procedure, fields, revision))


def only(text: str, **fields: str) -> Step:
    return begun(f"# Case\n\n## Steps\n\n{text}\n", **fields).steps[0]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("3 days", 259_200),
        ("24 hours", 86_400),
        ("5-10 minutes", 600),
        ("an hour", 3600),
        ("30s", 30),
        ("two weeks", 1_209_600),
        ("soon", 0),
        ("1.5 h", 5400),
        ("1h 30m", 5400),
        ("1 hour and 15 minutes", 4500),
        ("15 minutes, then 1 hour", 900),
        ("as soon as it is up", 0),
        ("half an hour", 1800),
        ("999999999999 weeks", 315_360_000),
    ],
)
def test_a_time_is_read_in_seconds(words: str, expected: int) -> None:
    assert seconds(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Check in after 3 days", Wait("3 days", 259_200, after=True)),
        ("Monitor for 24 hours", Wait("24 hours", 86_400)),
        ("Wait at least 10 minutes", Wait("10 minutes", 600)),
        ("Wait for ~10 min", Wait("10 min", 600)),
        ("Wait up to 2 h", Wait("2 h", 7200)),
        ("Wait for approximately 10 minutes", Wait("10 minutes", 600)),
        ("Wait (10 minutes)", Wait("10 minutes", 600)),
        ("Monitor it for 1h 30m", Wait("1h 30m", 5400)),
        ("Open the valve and wait 5 minutes", Wait("5 minutes", 300)),
        ("Wait for 5 minutes and 10 minutes more", Wait("5 minutes", 300)),
        ("Answer within 5 minutes", None),
        ("Look every 5 minutes", None),
        ("Look for errors", None),
    ],
)
def test_a_wait_is_time_that_must_pass_not_time_to_act_in(words: str, expected: Wait | None) -> None:
    assert wait_of(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Restart the API (~5 min)", 300),
        ("Drain it (takes about 2 minutes)", 120),
        ("**Duration:** 2 hours", 7200),
        ("Restore it (about 1 h 30 min)", 5400),
        ("Response time: < 4 hours", 0),
        ("Restart the API", 0),
    ],
)
def test_the_expected_time_is_what_the_author_says_it_takes(words: str, expected: int) -> None:
    assert expected_of(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("p95 below 300 ms", Gate("p95 below 300 ms", "<", "300", "ms", "p95")),
        ("Error rate ≤ 0.5%", Gate("Error rate ≤ 0.5%", "<=", "0.5", "%")),
        ("at least 3 replicas", Gate("at least 3 replicas", ">=", "3")),
        ("3 replicas", None),
    ],
)
def test_a_limit_has_a_sign(words: str, expected: Gate | None) -> None:
    assert threshold(words) == expected


SIGNED = {
    "below": "<", "under": "<", "less than": "<", "lower than": "<", "fewer than": "<",
    "above": ">", "over": ">", "more than": ">", "greater than": ">", "higher than": ">",
    "at most": "<=", "at least": ">=", "<": "<", "≥": ">=", "less than or equal to": "<=",
}  # fmt: skip
DENIALS = (
    "not ",
    "isn't ",
    "isn’t ",
    "must not be ",
    "does not go ",
    "is never ",
    "should not ever be ",
    "is no ",
)


@given(st.sampled_from(list(SIGNED)), st.sampled_from(DENIALS), st.integers(0, 999), st.integers(0, 999))
def test_a_negated_limit_never_passes_what_the_plain_one_passes(
    words: str, denial: str, limit: int, value: int
) -> None:
    plain, denied = threshold(f"Lag is {words} {limit} s"), threshold(f"Lag {denial}{words} {limit} s")
    assert plain is not None
    assert denied is not None
    assert plain.sign == SIGNED[words]
    assert measured(denied, str(value)) is not measured(plain, str(value))


@pytest.mark.parametrize(
    "words",
    [
        "there are no errors and p95 is below 300 ms",
        "lag must not, at any time, be above 5 s",
        "lag above 5 s must not happen",
        "lag is not much above 5 s",
        "it is not true that lag never goes above 5 s",
        "whether lag is above 1000",
        "lag is above 1 s and below 10 s",
        "errors, and abort above 5%",
        "errors > 5% → roll back",
        "lag is below 5-10 s",
        "lag is below 5m",
    ],
)
def test_a_limit_whose_words_cannot_be_read_for_sure_is_a_question(words: str) -> None:
    assert only(f"1. Check {words}").gate == Gate(f"Check {words}")


def test_a_gate_is_read_from_what_is_looked_at_and_from_what_is_expected() -> None:
    assert only("1. Check that p95 is below 300 ms").gate == Gate(
        "Check that p95 is below 300 ms", "<", "300", "ms", "p95"
    )
    gate = only("1. Look at the dashboard\n   **Expect:** error rate < 1%").gate
    assert gate is not None
    assert (gate.sign, gate.limit, gate.unit) == ("<", "1", "%")


def test_an_order_to_set_a_value_and_a_condition_with_a_value_are_no_gates() -> None:
    assert only("1. Scale the pool to at least 5 pods").gate is None
    assert only("1. Restart the node (if load is above 20)").gate is None


def test_a_question_is_a_gate_that_somebody_answers() -> None:
    assert only("1. Is the primary reachable?").gate == Gate("Is the primary reachable?")
    assert only("1. Go/No-go with the release manager").gate == Gate("Go/No-go with the release manager")


def test_a_limit_may_stand_in_a_blank_that_was_filled_in() -> None:
    step = begun("# Case\n\n## Steps\n\n1. Check that lag is below [Limit]\n", **{"[Limit]": "20 s"}).steps[0]
    assert step.gate is not None
    assert (step.gate.limit, step.gate.unit) == ("20", "s")


def test_a_condition_leans_on_the_field_that_says_it() -> None:
    text = "# Case of [Severity]\n\n## Steps\n\n1. Tell the customers (if P0/P1)\n2. Call Ana (if Severity is P0)\n"
    first, second = begun(text, **{"[Severity]": "P2"}).steps
    assert first.condition == Condition("if P0/P1", "Severity", ("p0", "p1"))
    assert second.condition is not None
    assert (second.condition.field, second.condition.values) == ("Severity", ("p0",))


def test_a_severity_or_worse_names_all_that_are_worse() -> None:
    text = "# Case of [Severity]\n\n## Steps\n\n1. Tell the customers (if P2 or higher)\n"
    condition = begun(text).steps[0].condition
    assert condition is not None
    assert condition.values == ("p0", "p1", "p2")


def test_a_condition_leans_on_the_gate_before_that_shares_its_words() -> None:
    text = (
        "# Case\n\n## Steps\n\n1. Did the restart work?\n2. Is the disk full?\n"
        "3. Roll back (if restart fails)\n4. Close it (if it passes)\n"
    )
    third, fourth = begun(text).steps[2:]
    assert third.condition == Condition("if restart fails", gate="s1")
    assert fourth.condition == Condition("if it passes"), "the step above has no gate"


def test_a_condition_on_it_leans_on_the_gate_right_above() -> None:
    text = "# Case\n\n## Steps\n\n1. Is the primary up?\n2. Fail over (unless it passes)\n"
    assert begun(text).steps[1].condition == Condition(
        "unless it passes", gate="s1", passed=True, negated=True
    )


def test_a_small_tick_can_have_a_condition_of_its_own() -> None:
    step = only("1. **Apply Fix**\n   - Hotfix if critical\n   - Deploy it")
    assert [(one.id, one.text, one.verify) for one in step.checks] == [
        ("c1", "Hotfix if critical", False),
        ("c2", "Deploy it", False),
    ]
    assert step.checks[0].condition == Condition("if critical")


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Delete the table (two-person rule)", ""),
        ("Get approval from the change manager", "change manager"),
        ("Switch over, sign-off by Engineering Lead", "Engineering Lead"),
        ("Drop the index, reviewed by a second engineer", "second engineer"),
    ],
)
def test_a_step_that_asks_for_a_second_name_wants_an_approval(words: str, role: str) -> None:
    approval = only(f"1. {words}").approval
    assert isinstance(approval, Approval)
    assert approval.role == role


def test_what_was_approved_once_asks_for_no_second_name() -> None:
    assert only("- [ ] Code reviewed and approved").approval is None


def test_a_matrix_in_a_step_is_rows_to_pick() -> None:
    step = only(
        "1. Decide what to do\n\n   | Condition | Action | Owner |\n   |---|---|---|\n   | Errors rise | Roll back | Lead |\n"
        "   | All calm | Go on | |\n"
    )
    assert step.decision == (
        Choice("d1", "Errors rise", "Roll back", "Lead", 9),
        Choice("d2", "All calm", "Go on", "", 10),
    )


BOOK = """# Deploy the shop

**Estimated time:** 30 minutes

## Prerequisites

- Access to the cluster
- Nobody else deploys

## Stop conditions

- Data is lost

## Success criteria

- Orders come in

## Deployment steps

1. Deploy it
2. Watch it

## Rollback

1. Undo the deploy of [Service]
"""


def test_what_concerns_the_whole_run_is_kept_beside_its_steps() -> None:
    run = begun(BOOK)
    assert [one.text for one in run.prerequisites] == ["Access to the cluster", "Nobody else deploys"]
    assert [(one.id, one.text, one.line) for one in run.stops] == [("x1", "Data is lost", 12)]
    assert [one.text for one in run.criteria] == ["Orders come in"]
    assert run.seconds == 1800


def test_the_way_back_is_a_branch_of_its_own_or_the_runs_own_steps() -> None:
    whole = begun(BOOK)
    assert (whole.rollback, whole.branch) == (("s3",), ())
    part = begun(BOOK, "Deployment steps", **{"[Service]": "web"})
    assert [step.text for step in part.steps] == ["Deploy it", "Watch it"]
    assert part.rollback == ("r1",)
    assert [step.text for step in part.branch] == ["Undo the deploy of [Service]"]
    assert part.fields == {"Service": "web"}
    assert part.find("r1") == part.branch[0]


def test_the_seeds_hold_what_the_design_says_they_do() -> None:
    template = begun(shared_file("seeds", "002").read_text(encoding="utf-8"))
    by_text = {step.text: step for step in template.steps}
    assert [one.text for one in by_text["Step 4: Application Deployment"].checks] == [
        "Deployment successful",
        "Health checks passing",
        "No errors in logs",
    ]
    gradual = by_text["Phase 3: Gradual Rollout (25% → 50% → 100%)"]
    gate = Gate("[What to check]")
    assert gradual.stages == (
        Stage("p1", "50", "All users", "[Time per phase]", 0, gate),
        Stage("p2", "100", "All users", "[Time per phase]", 0, gate),
    )
    assert [template.find(step) and template.find(step).text for step in template.rollback] == [  # type: ignore[union-attr]
        "Step 1: Stop Traffic",
        "Step 2: Revert Code",
        "Step 3: Revert Database Changes",
        "Step 4: Verify Rollback",
    ]
    assert [one.owner for one in template.matrix] == ["[Role]", "[Role]"]


def test_the_handbook_waits_and_asks_in_which_case() -> None:
    book = begun(shared_file("seeds", "003").read_text(encoding="utf-8"))
    waits = [step.wait for step in book.steps if step.wait]
    assert waits == [Wait("24 hours", 86_400), Wait("3 days", 259_200, after=True)]
    cases = [step.condition.text for step in book.steps if step.condition]
    assert cases == ["if P0/P1", "if needed", "if needed"]
    assert [one.condition.text for step in book.steps for one in step.checks if one.condition] == [
        "if critical"
    ]
