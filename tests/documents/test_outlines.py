"""Hand-written outlines of the documents in tests/fixtures/documents: what a reader finds in each."""

from dataclasses import dataclass

import pytest

from app.documents import Document, parse
from app.documents.blocks import read_blocks, walk_blocks
from app.documents.markdown import normalize, read
from tests.documents.cases import FIXTURES


@dataclass(frozen=True, slots=True)
class Outline:
    """Numbers, and each procedure as (line, kind, steps)."""

    headings: int
    fences: int
    tables: int
    tasks: int
    blanks: int
    steps: int
    procedures: tuple[tuple[int, str, int], ...]
    kind: str


OUTLINES = {
    "operations.md": Outline(
        headings=23,
        fences=5,
        tables=0,
        tasks=11,
        blanks=3,
        steps=27,
        kind="runbook",
        procedures=(
            (18, "procedure", 6),
            (36, "runbook", 3),
            (70, "runbook", 2),
            (94, "checklist", 2),
            (98, "checklist", 1),
            (103, "checklist", 1),
            (106, "checklist", 1),
            (113, "playbook", 4),
            (127, "playbook", 3),
            (163, "procedure", 2),
            (174, "checklist", 1),
            (177, "checklist", 1),
        ),
    ),
    "service.md": Outline(
        headings=30,
        fences=5,
        tables=3,
        tasks=9,
        blanks=28,
        steps=14,
        kind="template",
        procedures=(
            (24, "checklist", 3),
            (37, "procedure", 2),
            (58, "procedure", 2),
            (83, "alert", 3),
            (102, "rollback", 2),
            (137, "checklist", 1),
            (140, "checklist", 1),
        ),
    ),
    "plan.md": Outline(3, 0, 0, 0, 0, 2, (), "reference"),
    "strategy.md": Outline(5, 0, 0, 0, 0, 4, (), "runbook"),
    "not-yet.md": Outline(4, 0, 0, 0, 0, 3, (), "runbook"),
}


def document(name: str) -> Document:
    return parse((FIXTURES / "documents" / name).read_text(encoding="utf-8"), name)


def fences(name: str) -> int:
    tokens, _ = read(normalize((FIXTURES / "documents" / name).read_text(encoding="utf-8")))
    return sum(block.kind == "fence" for block in walk_blocks(read_blocks(tokens)))


@pytest.mark.parametrize("name", OUTLINES)
def test_the_outline_is_what_a_reader_finds(name: str) -> None:
    found = document(name)
    assert OUTLINES[name] == Outline(
        headings=len(found.headings),
        fences=fences(name),
        tables=len(found.tables),
        tasks=len(found.tasks),
        blanks=len({field.text for field in found.fields}),
        steps=len(found.steps),
        procedures=tuple((one.line, one.kind, len(one.steps)) for one in found.procedures),
        kind=found.kind,
    )


def test_fences_at_the_margin_belong_to_the_numbered_step_above_and_comments_are_detail() -> None:
    steps = {step.line: step for step in document("operations.md").steps}
    assert [len(steps[line].commands) for line in (44, 50, 59)] == [0, 1, 0]
    assert "Count the oldest hour" in steps[44].detail
    assert steps[59].condition == "if needed"


def test_bullets_in_a_numbered_item_are_optional_and_keep_their_condition() -> None:
    steps = {step.line: step for step in document("operations.md").steps}
    assert {check.kind for check in (*steps[77].checks, *steps[81].checks)} == {"optional"}
    assert steps[81].checks[0].condition == "if crowded"


def test_severities_symptoms_prevention_and_metrics_are_no_steps() -> None:
    told = {step.text for step in document("operations.md").steps}
    for words in ("Nobody can book", "The queue grows", "Keep two workers", "Bookings per hour", "Forum"):
        assert words not in told


def test_any_label_before_a_task_list_is_a_verification_of_its_step() -> None:
    steps = {step.line: step for step in document("service.md").steps}
    assert [[check.kind for check in steps[line].checks] for line in (48, 115)] == [["verify"] * 2] * 2
    assert steps[39].expect == "[What to expect]"


def test_items_that_look_like_link_definitions_are_text_with_two_blanks() -> None:
    fields = [(field.text, field.label) for field in document("service.md").fields if field.line == 15]
    assert fields == [("[Part 1]", "1.2 Parts"), ("[What it does]", "[Part 1]")]


def test_choices_and_how_long() -> None:
    fields = {field.text: field for field in document("service.md").fields}
    assert fields["[Production | Staging | Development]"].options == ("Production", "Staging", "Development")
    assert not fields["[Production | Staging | Development]"].open
    assert fields["[Cluster/Server/etc.]"].open
    assert fields["[Time]"].kind == "text"


def test_blanks_that_are_whole_commands_are_gaps() -> None:
    gaps = [gap.line for gap in document("service.md").gaps]
    assert gaps == [42, 43, 51, 90, 112, 118]
