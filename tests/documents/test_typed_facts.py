"""Facts beside the steps, case by case from tests/fixtures/markdown/facts.md; in the seeds by number."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import parse
from app.documents.facts import KINDS, Found, facts
from app.documents.facts.limits import amount
from app.documents.facts.model import Amount, Message, Objective, Schedule, Severity
from tests.documents.cases import Case, of_file
from tests.documents.told import told
from tests.shared_input import shared_file

PIECES = (
    *(
        "## Escalation\n",
        "## Severities\n",
        "## Contacts\n",
        "### Metrics\n",
        "## Related\n",
        "## Change log\n",
    ),
    *(
        "## Rollback triggers\n",
        "## Message templates\n",
        "## Incident process\n",
        "# Daily checks\n",
        "## Rollout 5%\n",
    ),
    *(
        "- P0: ",
        "- **Target:** ",
        "1. ",
        "  - Threshold: ",
        "- [ ] ",
        "**Level 1: ",
        "**Symptoms:**\n\n",
        "Response: 5 min\n",
    ),
    *(
        "| Alert | Condition |\n|---|---|\n",
        "| Role | Phone |\n|---|---|\n",
        "| Condition | Action |\n|---|---|\n",
        "| ",
    ),
    *(
        "```yaml\n- alert: X\n",
        "```\n",
        "> ",
        "`/health` ",
        "[a](b.md)",
        "99.9%",
        "< 5 ms",
        "**",
        ": ",
        "\n",
        "\n\n",
        "\r\n",
    ),
)
DOCUMENTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=50).map("".join)


def of(text: str) -> tuple[Found, ...]:
    return facts(parse(text), text)


@of_file("markdown/facts.md")
def test_facts_are_found_by_meaning(case: Case) -> None:
    assert "\n".join(told(found) for found in of(case.text)) == case.expected


@given(DOCUMENTS)
def test_any_text_has_facts_or_none(text: str) -> None:
    found = of(text)
    assert len({one.key for one in found}) == len(found)
    assert all(
        one.kind in KINDS and 1 <= one.line <= text.count("\n") + text.count("\r") + 1 for one in found
    )


def test_a_key_does_not_move_with_the_lines_above_it() -> None:
    text = "## Severities\n- P0: Outage\n- P1: Slow\n"
    moved = "# New title\n\nWords.\n\n" + text
    assert [one.key for one in of(text)] == [one.key for one in of(moved)] == ["severity/p0", "severity/p1"]
    assert [one.fact for one in of(text)] == [one.fact for one in of(moved)]
    assert [one.line for one in of(moved)] == [6, 7]


def test_equal_names_are_told_apart_by_their_section() -> None:
    text = "## A metrics\n- Errors: 1%\n\n## B metrics\n- Errors: 2%\n- Errors: 3%\n"
    assert [one.key for one in of(text)] == [
        "objective/a-metrics-errors",
        "objective/b-metrics-errors",
        "objective/b-metrics-errors-2",
    ]


def test_a_fact_knows_the_heading_it_stands_under() -> None:
    found = of("# T\n\n## 🚨 Severities\n\n**P0**\n- Outage\n\n**P1**\n- Slow\n")
    assert {(one.section, one.anchor) for one in found} == {("🚨 Severities", "-severities")}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("< 200ms (p95)", Amount(200, "ms", "<", "p95")),
        ("99.9% uptime", Amount(99.9, "%")),
        ("alert > 1%", Amount(1, "%", ">")),
        ("at least 1,500 req/s", Amount(1500, "req/s", ">=")),
        ("> 4.5/5", Amount(4.5, "/5", ">")),
        ("p99 below 2 s", Amount(2, "s", "<", "p99")),
        ("error rate below 0,5 %", Amount(0.5, "%", "<")),
        ("at most 1.500,5 ms", Amount(1500.5, "ms", "<=")),
        ("< 1.5k", Amount(1500, "", "<")),
        ("<= 1e3", Amount(1000, "", "<=")),
        ("more than 10M rows", Amount(10_000_000, "", ">")),
        ("at most 80 percent", Amount(80, "%", "<=")),
        ("less than or equal to 5 s", Amount(5, "s", "<=")),
        ("no more than 5 errors", Amount(5, "errors", "<=")),
        ("is not above 1%", Amount(1, "%", "<=")),
        ("never drops below 99.9%", Amount(99.9, "%", ">=")),
        ("should not exceed 5", Amount(5, "", "<=")),
        ("25% -> 50%", Amount(25, "%")),
        ("on 10.0.0.1 below 5 ms", Amount(5, "ms", "<")),
        ("[Value]", None),
        ("soon", None),
    ],
)
def test_an_amount_is_read_with_its_sign_and_unit(words: str, expected: Amount | None) -> None:
    assert amount(words) == expected


HANDBOOK = {
    "severity": 4,
    "stage": 5,
    "level": 3,
    "schedule": 9,
    "message": 3,
    "template": 2,
    "objective": 5,
    "dashboard": 3,
    "trouble": 3,
}
TEMPLATE = {
    "level": 3,
    "contact": 4,
    "schedule": 3,
    "objective": 10,
    "dashboard": 3,
    "alert": 2,
    "trouble": 1,
    "error": 2,
    "rollout": 3,
    "trigger": 3,
    "decision": 2,
    "change": 2,
    "related": 7,
}


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("000_", {}),
        ("001_", {}),
        ("002_", TEMPLATE),
        ("003_", HANDBOOK),
        ("004_", {"health": 1, "related": 4}),
    ],
)
def test_the_seeds_hold(start: str, expected: dict[str, int]) -> None:
    text = shared_file("seeds", start).read_text(encoding="utf-8")
    assert Counter(one.kind for one in of(text)) == expected


def test_the_handbooks_amounts() -> None:
    found = of(shared_file("seeds", "003_").read_text(encoding="utf-8"))
    assert [one.fact.response_minutes for one in found if isinstance(one.fact, Severity)] == [
        0,
        60,
        240,
        1440,
    ]
    wanted = [one.fact.wanted for one in found if isinstance(one.fact, Objective)]
    assert wanted[:3] == [Amount(99.9, "%"), Amount(200, "ms", "<", "p95"), Amount(0.1, "%", "<")]
    recurring = [(one.fact.every, one.fact.at) for one in found if isinstance(one.fact, Schedule)]
    assert recurring[:6] == [
        *(("day", "morning"), ("day", "evening"), ("week", "monday"), ("week", "friday")),
        *(("month", "first week"), ("month", "last week")),
    ]
    sent = [one.fact for one in found if isinstance(one.fact, Message)]
    assert [(one.status, len(one.blanks)) for one in sent] == [("Investigating", 3), ("Resolved", 3), ("", 6)]
