"""In which case something is done: what a run answers by itself, and what it leaves to a person."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.runs.answers import GateAnswered
from app.runs.conditions import Surrounding, condition_of
from app.runs.events import RunStarted, Step
from app.runs.frozen import Condition, Gate
from app.runs.levels import is_among, levels, with_others
from app.runs.standing import case_of
from tests.runs.story import Story

NUMBERED = ("P0", "P1", "P2", "P3", "P4")
WORDS = ("critical", "high", "medium", "low")
FIELDS = {"Severity": "", "Region": ""}
GATED = Surrounding(FIELDS, (("s1", "Verification of the restart"),), "s1")


def applies(words: str, severity: str = "", region: str = "", *, passed: bool | None = None) -> bool | None:
    """How a step of those words stands, after a gate that passed, failed, or was not answered."""
    steps = (
        Step("s1", "Verification of the restart", 1, gate=Gate("Verification of the restart")),
        Step("s2", words, 2, condition=condition_of(words, GATED)),
    )
    start = RunStarted(
        title="Case",
        document="d" * 16,
        revision="r",
        fields={"Severity": severity, "Region": region},
        steps=steps,
    )
    story = Story(started=False)
    story.tell("start", start)
    if passed is not None:
        story.tell("gate", GateAnswered("s1", "", passed))
    case = case_of(story.run, start, steps[1])
    assert case is not None
    return case.applies


@pytest.mark.parametrize(
    ("words", "severity", "expected"),
    [
        ("if severity is high or worse", "Critical", True),
        ("if severity is high or worse", "Medium", False),
        ("if severity is not P3", "P1", True),
        ("if severity is not P3", "P3", False),
        ("except for P3", "P1", True),
        ("if not P0", "P0", False),
        ("P2 or lower", "P3", True),
        ("P2 or lower", "P1", False),
        ("higher than P2", "P1 - High", True),
        ("higher than P2", "P2", False),
        ("below P1", "P2", True),
        ("below P1", "P1", False),
        ("P1+", "P0", True),
        ("if P0-P2", "P1", True),
        ("for P0/P1 incidents only", "P2", False),
        ("for high-severity incidents", "high", True),
        ("unless severity is critical", "critical", False),
        ("if SEV-1 or SEV 2", "sev2", True),
        ("if severity 1", "SEV1", True),
    ],
)
def test_levels_have_an_order_and_can_be_denied(words: str, severity: str, expected: bool) -> None:
    assert applies(words, severity) is expected


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("if disk usage is high", "High"),
        ("if low traffic", "Low"),
        ("if critical", "Critical"),
        ("if severity is unclear", "P1"),
        ("if P0/P1 and customers are affected", "P1"),
        ("if P0 or P1 or higher", "P1"),
        ("higher than P0", "P0"),
        ("if severity is not P3", "Critical"),
        ("if P0/P1", "Critical"),
        ("if P0/P1", "P1 or P2?"),
        ("if P0/P1", ""),
        ("if P0" + " or P0" * 200, "P0"),
    ],
)
def test_a_severity_that_cannot_be_told_for_sure_is_left_to_a_person(words: str, severity: str) -> None:
    assert applies(words, severity) is None


def test_a_severity_is_read_from_the_one_field_that_bears_its_name() -> None:
    two = Surrounding({"Severity": "P1", "Priority": "low"})
    assert condition_of("if priority is low", two) == Condition("if priority is low", "Priority", ("low",))
    assert condition_of("if P1", two) == Condition("if P1"), "either may be meant"


NAMES = (("sev1", "p0"), ("sev2", "p1", "high"))


@pytest.mark.parametrize(
    ("words", "severity", "expected"),
    [
        ("if P0", "SEV1", True),
        ("if SEV1", "P0", True),
        ("if SEV1", "SEV1 / P0", True),
        ("if P0", "SEV2", False),
        ("if P0/P1", "SEV2", True),
        ("unless P1 or higher", "SEV2", False),
        ("if severity is high", "SEV2", True),
        ("if severity is high", "SEV1", False),
        # SEV3 has no name of the other scale: SEV4 may be another of it.
        ("if SEV1 or SEV3", "P2", None),
        ("if P2", "SEV1", None),
    ],
)
def test_a_severity_of_two_names_is_answered_by_either(
    words: str, severity: str, expected: bool | None
) -> None:
    case = condition_of(words, Surrounding({"Severity": severity}, names=NAMES))
    assert case
    among = is_among(severity, case.values)
    assert (among if among is None else among != case.negated) is expected


def test_a_name_that_two_severities_bear_is_none_of_them() -> None:
    assert with_others(("p0",), [("p0", "sev1"), ("p0", "sev2")]) == ("p0",)


@given(
    st.sampled_from((NUMBERED, WORDS)).flatmap(
        lambda one: st.tuples(st.just(one), *[st.sampled_from(one)] * 2)
    )
)
def test_a_severity_is_worse_the_same_or_less_and_a_denial_turns_it_round(
    case: tuple[tuple[str, ...], str, str],
) -> None:
    scale, level, severity = case
    said, is_ = scale.index(level), scale.index(severity)
    # Nothing is worse than the worst: that is left to a person.
    worse = is_ < said if said else None
    assert applies(f"if severity is worse than {level}", severity) is worse
    assert applies(f"if severity is {level}", severity) is (is_ == said)
    assert applies(f"if severity is {level} or worse", severity) is (is_ <= said)
    assert applies(f"if severity is {level} or lower", severity) is (is_ >= said)
    assert applies(f"unless severity is {level} or worse", severity) is (is_ > said)
    assert applies(f"if severity is not {level}", severity) is (is_ != said)


@given(st.text())
def test_any_words_name_levels_or_none(words: str) -> None:
    assert isinstance(levels(words), tuple)
    assert condition_of(f"if {words}", GATED) is not None


@pytest.mark.parametrize(
    ("words", "region", "expected"),
    [
        ("if Region is eu", "eu", True),
        ("if Region is eu or us", "us", True),
        ("if Region is not eu", "us", True),
        ("if Region != eu", "eu", False),
        ("unless Region is eu", "eu", False),
        ("if Region is set", "eu", None),
        ("if Region is eu and the disk is full", "eu", None),
        ("if the disk is full or Region is eu", "us", None),
    ],
)
def test_a_plain_value_is_the_answer_or_not(words: str, region: str, expected: bool | None) -> None:
    assert applies(words, region=region) is expected


@pytest.mark.parametrize(
    "denied", ["is not", "did not", "hasn't", "hasn’t", "does not", "never", "is not yet", "cannot"]
)
@pytest.mark.parametrize(
    "outcome", ["pass", "passed", "succeed", "successful", "ok", "fail", "failed", "unsuccessful"]
)
def test_an_outcome_that_is_denied_is_the_other_one(denied: str, outcome: str) -> None:
    wants_pass = outcome not in ("fail", "failed", "unsuccessful")
    for passed in (True, False):
        assert applies(f"if the verification {outcome}", passed=passed) is (passed == wants_pass)
        assert applies(f"if the verification {denied} {outcome}", passed=passed) is (passed != wants_pass)
        assert applies(f"unless it {denied} {outcome}", passed=passed) is (passed == wants_pass)
    assert applies(f"if the verification {denied} {outcome}") is None


@pytest.mark.parametrize(
    "words",
    [
        "if the verification fails twice",
        "if the verification fails with no errors",
        "if the verification fails and customers are affected",
        "if the verification is only partly successful",
        "if it is not the case that verification fails",
        "if the verification fails to pass",
    ],
)
def test_more_than_one_outcome_is_left_to_a_person(words: str) -> None:
    assert applies(words, passed=True) is None
    assert applies(words, passed=False) is None


def test_a_long_story_is_read_quickly_and_left_to_a_person() -> None:
    for words in ("if " + " " * 50_000 + "x", "if severity is " + "(" * 50_000, "if not " + "P0/" * 20_000):
        assert condition_of(words, GATED) == replace(Condition(""), text=words)
