"""A document that only promises: who writes it by when, the draft that is begun for it, and what counts as written."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import parse
from app.documents.commands import BeginRunbook, SetPlan
from app.documents.coverage import covered
from app.documents.decide import decide
from app.documents.events import DocumentEvent, DocumentImported, PlanSet, RevisionWritten, WrittenFor
from app.documents.model import Document, Requirement, Task
from app.documents.plan import Plan, plan_of, source_of
from app.documents.scaffold import STUB, scaffold
from app.documents.state import DocumentHistory, evolve
from app.records.act import Act, Proposed
from app.records.refusal import Refused
from tests.documents.cases import FIXTURES
from tests.records.stories import stamp

PROMISED = (FIXTURES / "documents" / "not-yet.md").read_text(encoding="utf-8")
AT = 1_772_323_200_000  # 2026-03-01
ACT = Act("c1", "a", "Ana", AT)


def told(*events: DocumentEvent) -> DocumentHistory:
    history = DocumentHistory()
    for number, event in enumerate(events):
        history = evolve(history, stamp(f"e{number}"), event)
    return history


HERE = told(DocumentImported("not-yet.md", PROMISED))


def done(required: tuple[Requirement, ...]) -> list[list[bool]]:
    return [[item.checked for item in area.items] for area in required]


def test_areas_and_items_are_read_from_lists_below_headings_and_sentences() -> None:
    nested = parse(PROMISED).required
    assert [(area.area, [item.text for item in area.items]) for area in nested] == [
        ("Daily Health Checks", ["Morning checklist", "Database connection"]),
        ("Restart Procedures", ["When to restart", "How to check it worked"]),
    ]
    said = parse(
        "# A\n\nThis runbook needs to cover the following:\n\n- **Backups:**\n  - How\n- Logs\n"
    ).required
    assert [(area.area, [item.text for item in area.items]) for area in said] == [
        ("Backups", ["How"]),
        ("Logs", ["Logs"]),
    ]
    headed = parse(
        "# A\n\n## Required sections\n\n### 1. Backups\n\n- How\n\n### 2. Logs\n\n- Where\n"
    ).required
    assert [area.area for area in headed] == ["Backups", "Logs"]


@pytest.mark.parametrize(
    "text",
    ["Each alert must include:\n\n- a\n", "# A\n\n## Must read\n\n- a\n", "# This must include\n\n- a\n"],
)
def test_what_promises_nothing_of_the_document_itself(text: str) -> None:
    assert parse(text).required == ()


def test_the_placeholder_is_incomplete_and_names_what_is_missing() -> None:
    document = parse(PROMISED)
    assert document.readiness.state == "Incomplete"
    messages = [one.message for one in document.problems if one.code == "not-written"]
    assert messages == [
        "It lists 2 areas with 4 items it must cover; 4 of them are not written.",
        "“Daily Health Checks” lacks 2 of 2 items: Morning checklist, Database connection.",
        "“Restart Procedures” lacks 2 of 2 items: When to restart, How to check it worked.",
    ]


def test_a_draft_has_a_heading_for_each_area_and_a_stub_for_each_item() -> None:
    draft = scaffold(parse(PROMISED), date(2026, 3, 1))
    assert draft == (
        "# Operations Runbook\n\n**Status:** Draft\n**Owner:** _To be determined_\n**Last updated:** 2026-03-01\n\n"
        "## Daily Health Checks\n\n### Morning checklist\n\n_To be written_\n\n"
        "### Database connection\n\n_To be written_\n\n"
        "## Restart Procedures\n\n### When to restart\n\n_To be written_\n\n"
        "### How to check it worked\n\n_To be written_\n"
    )
    assert parse(draft).readiness.state == "Incomplete"
    assert parse(draft).required == ()


def test_an_item_is_done_when_its_heading_has_text() -> None:
    required = parse(PROMISED).required
    draft = scaffold(parse(PROMISED), date(2026, 3, 1))
    assert done(_cover(required, draft)) == [[False, False], [False, False]]
    written = draft.replace(f"### When to restart\n\n{STUB}", "### When to restart\n\nWhen it hangs.")
    assert done(_cover(required, written)) == [[False, False], [True, False]]
    # The same heading below another area is another item.
    astray = draft + "\n### Morning checklist\n\nText.\n"
    assert done(_cover(required, astray)) == [[False, False], [False, False]]
    # Without headings for the areas, the items' own are enough.
    assert done(_cover(required, "# R\n\n## When to restart\n\nWhen it hangs.\n")) == [
        [False, False],
        [True, False],
    ]
    assert done(_cover(required, PROMISED.replace("- Morning", "- [x] Morning"))) == [
        [False, False],
        [False, False],
    ]
    ticked = parse(PROMISED.replace("- Morning", "- [x] Morning")).required
    assert done(ticked) == [[True, False], [False, False]]


def _cover(required: tuple[Requirement, ...], text: str) -> tuple[Requirement, ...]:
    return covered(required, parse(text), text.split("\n"))


WORDS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")),
    min_size=1,
    max_size=30,
)


@given(st.lists(st.tuples(WORDS, st.lists(WORDS, min_size=1, max_size=4)), min_size=1, max_size=4))
def test_any_promise_makes_a_draft_whose_every_item_can_be_done(
    promises: list[tuple[str, list[str]]],
) -> None:
    required = tuple(
        Requirement(area, 1, tuple(Task(item, 1, False) for item in items)) for area, items in promises
    )
    draft = scaffold(Document("Any", "runbook", required=required), date(2026, 3, 1))
    assert not any(any(area) for area in done(_cover(required, draft)))
    # Words without a letter or digit name nothing that a heading could be found by.
    named = [bool(re.search(r"[^\W_\d]", area + item)) for area, items in promises for item in items]
    written = done(_cover(required, draft.replace(STUB, "Text.")))
    every = [is_done for area in written for is_done in area]
    assert all(is_done for is_done, has_name in zip(every, named, strict=True) if has_name)


def test_a_plan_is_one_event_for_each_field_that_changes() -> None:
    found = decide(HERE, SetPlan("Ana", "2026-11-27", "HIGH", ""), ACT)
    assert found == (Proposed(PlanSet("assignee", "Ana")), Proposed(PlanSet("target", "2026-11-27")))
    history = told(DocumentImported("not-yet.md", PROMISED), PlanSet("assignee", "Ana"))
    assert plan_of(history) == Plan("Ana", "", "HIGH", "")
    again = decide(history, SetPlan("Ben", "", "HIGH", ""), Act("c2", "a", "Ana", AT, frozenset({"e1"})))
    assert again == (Proposed(PlanSet("assignee", "Ben"), ("e1",)),)
    assert decide(history, SetPlan("Ana", "", "HIGH", ""), ACT) == ()


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (SetPlan(target="soon"), "soon is not a day"),
        (SetPlan(target="20261127"), "20261127 is not a day"),
        (SetPlan(assignee="a" * 121), "longer than 120 characters"),
        (SetPlan(blockers="a" * 2001), "longer than 2000 characters"),
    ],
)
def test_a_plan_that_cannot_be_kept_is_refused(command: SetPlan, why: str) -> None:
    with pytest.raises(Refused, match=why):
        decide(HERE, command, ACT)


def test_nothing_can_be_planned_for_a_document_that_is_not_here() -> None:
    with pytest.raises(Refused, match="not in this browser"):
        decide(DocumentHistory(), SetPlan("Ana"), ACT)


def test_a_runbook_is_begun_as_a_new_document_that_names_what_it_is_for() -> None:
    text, source = decide(DocumentHistory(), BeginRunbook("d1", "r1", "not-yet.md", PROMISED), ACT)
    assert isinstance(text.event, RevisionWritten)
    assert text.event.name == "operations-runbook.md"
    assert text.event.text == scaffold(parse(PROMISED), date(2026, 3, 1))
    assert source == Proposed(WrittenFor("d1"))
    assert source_of(told(text.event, source.event)) == "d1"


@pytest.mark.parametrize(
    ("history", "text", "why"),
    [
        (DocumentHistory(), "", "not in this browser"),
        (DocumentHistory(), "# Sound\n\n1. Go\n", "lists nothing that must be written"),
        (HERE, PROMISED, "a document in its place"),
    ],
)
def test_a_runbook_that_cannot_be_begun_is_refused(history: DocumentHistory, text: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        decide(history, BeginRunbook("d1", "r1", "x.md", text), ACT)
