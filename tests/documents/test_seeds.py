"""The real documents this room was built against: hand-counted outlines, where the files are at hand."""

from pathlib import Path

import pytest

from app.documents import Document, parse
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
    assert any("10 areas with 52 items" in reason for reason in placeholder.readiness.reasons)


DOCUMENTS = [*shared_files("seeds"), *shared_files("corpus/documents")]


@pytest.mark.skipif(not DOCUMENTS, reason="no real documents here; set SOPHIE_SHARED to their folder")
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_real_document_can_be_listed_read_and_run(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    check(parse(text, path.name), text)
    read(prose(text))
