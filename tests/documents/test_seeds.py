"""The real documents this room was built against: hand-counted outlines, where the files are at hand."""

from collections import Counter
from pathlib import Path

import pytest
from markupsafe import escape

from app.documents import Document, parse
from app.documents.blocks import read_blocks, walk_blocks
from app.documents.markdown import normalize
from app.documents.markdown import read as read_markdown
from app.documents.shell import needed
from app.runs.amounts import wait_of
from app.runs.start import asked, label
from app.views.prose import prose
from tests.documents.test_any_text import check
from tests.shared_input import shared_file, shared_files
from tests.views.test_prose import read

# headings, fields' distinct texts, tables, tasks, steps, procedures, commands, required areas
COUNTS = {
    "000_": (8, 0, 0, 0, 7, 0, 0, 0),
    "001_": (8, 0, 0, 0, 7, 0, 0, 0),
    "002_": (66, 71, 5, 40, 39, 8, 10, 0),
    "003_": (32, 9, 0, 49, 92, 16, 2, 0),
    "004_": (6, 0, 0, 0, 5, 0, 0, 10),
}


def _seed(start: str) -> Document:
    path = shared_file("seeds", start)
    return parse(path.read_text(encoding="utf-8"), path.name)


@pytest.mark.parametrize("start", COUNTS)
def test_counts(start: str) -> None:
    found = _seed(start)
    assert COUNTS[start] == (
        len(found.headings),
        len({field.text for field in found.fields}),
        len(found.tables),
        len(found.tasks),
        len(found.steps),
        len(found.procedures),
        len(found.commands),
        len(found.required),
    )


def test_the_handbook_holds_sixteen_procedures() -> None:
    lines = [one.line for one in _seed("003_").procedures]
    assert lines == [33, 64, 107, 147, 183, 190, 198, 204, 212, 218, 228, 253, 350, 366, 371, 376]


def test_the_template_holds_a_rollback_and_its_step_headings_keep_their_verification() -> None:
    template = _seed("002_")
    assert [(one.line, len(one.steps)) for one in template.procedures if one.kind == "rollback"] == [(232, 4)]
    steps = {step.line: step for step in template.steps}
    assert [len(steps[line].checks) for line in (80, 89, 101, 112, 124, 260)] == [0, 3, 3, 3, 4, 4]
    assert template.kind == "template"


def test_the_last_line_of_the_plan_is_neither_field_nor_task() -> None:
    plan = _seed("001_")
    assert (plan.fields, plan.tasks) == ((), ())


def test_the_placeholder_document_is_incomplete_and_says_why() -> None:
    placeholder = _seed("004_")
    assert sum(len(area.items) for area in placeholder.required) == 52
    assert placeholder.readiness.state == "Incomplete"
    assert any("10 areas with 52 items" in reason.text for reason in placeholder.readiness.reasons)


def test_the_handbook_counts_steps_as_a_reader_does() -> None:
    handbook = _seed("003_")
    kinds = Counter(one.kind for one in handbook.procedures)
    assert kinds == {"runbook": 3, "playbook": 2, "checklist": 9, "procedure": 2}
    sizes = [len(one.steps) for one in handbook.procedures]
    assert sizes == [15, 4, 4, 3, 5, 4, 4, 4, 4, 4, 15, 12, 5, 3, 3, 3]
    assert all(step.line not in range(1, 33) for step in handbook.steps)
    assert all(step.line not in range(277, 350) and step.line < 381 for step in handbook.steps)


def test_the_handbook_keeps_conditions_waits_and_optional_ticks() -> None:
    steps = {step.line: step for step in _seed("003_").steps}
    conditions = {line: step.condition for line, step in steps.items() if step.condition}
    assert conditions == {48: "if P0/P1", 94: "if needed", 193: "if needed"}
    waits = {line: wait.text for line, step in steps.items() if (wait := wait_of(step.text))}
    assert waits == {245: "24 hours", 266: "3 days"}
    assert [(check.kind, check.condition) for check in steps[135].checks] == [
        ("optional", "if critical"),
        ("optional", None),
        ("optional", None),
    ]
    assert {check.kind for check in steps[116].checks} == {"optional"}


def test_the_handbook_has_commands_in_two_steps_and_its_other_fences_are_detail_or_messages() -> None:
    handbook = _seed("003_")
    assert [command.line for command in handbook.commands] == [80, 122]
    assert [step.line for step in handbook.steps if step.commands] == [79, 121]
    details = {step.line: step.detail for step in handbook.steps}
    assert all("```" in details[line] for line in (73, 79, 88, 94, 121))
    assert asked(handbook, None) == ()
    assert needed(handbook.commands[0].text) == ("DATABASE_URL",)


@pytest.mark.parametrize(("start", "fences"), [("002_", 10), ("003_", 10), ("000_", 0)])
def test_fences(start: str, fences: int) -> None:
    tokens, _ = read_markdown(normalize(shared_file("seeds", start).read_text(encoding="utf-8")))
    assert sum(block.kind == "fence" for block in walk_blocks(read_blocks(tokens))) == fences


def test_items_of_the_template_that_look_like_link_definitions_are_text_with_two_blanks() -> None:
    text = shared_file("seeds", "002_").read_text(encoding="utf-8")
    on = Counter(line for field in parse(text).fields for line in field.lines)
    assert [on[line] for line in (36, 37, 38, 356, 357)] == [2] * 5
    lines = text.split("\n")
    assert all(escape(lines[n - 1][2:]) in prose(text) for n in (36, 37, 38, 356, 357))


def test_a_run_of_the_template_asks_for_its_own_blanks() -> None:
    template = _seed("002_")
    by_line = {one.line: one for one in template.procedures}
    assert [label(field) for field in asked(template, by_line[232])] == []
    assert [field.line for field in asked(template, by_line[139])] == [142, 144, 152]
    whole = [field.line for field in asked(template, None)]
    assert whole == [3, 5, 6, 7, 8, 87, 142, 144, 152, 210, 211, 212]


DOCUMENTS = [*shared_files("seeds"), *shared_files("corpus/documents")]


@pytest.mark.skipif(not DOCUMENTS, reason="no real documents here; set SOPHIE_SHARED to their folder")
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_real_document_can_be_listed_read_and_run(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    check(parse(text, path.name), text)
    read(prose(text))
