"""What the measure of our reading counts, and that our own documents are read as an independent parser reads them."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from bench.gfm import differences
from bench.gold import OWN, Score, absent, compared
from tests.shared_input import shared_files

KNOWN: dict[str, Any] = {
    "title": "A",
    "metadata": {"Owner": "Ada", "Status": "Draft"},
    "headings": [{"line": 1, "level": 1, "text": "A"}],
    "tasks": [],
    "tables": [],
    "fields": [{"text": "[Host]", "line": 4}, {"text": "[Host]", "line": 9}],
    "commands": [{"line": 6, "text": "ls"}],
}


def test_what_is_the_same_is_all_right() -> None:
    scores = compared(KNOWN, KNOWN)
    assert all(score.precision == score.recall == 1 for score in scores.values())
    assert scores["metadata"] == Score(2, 2, 2)


def test_what_is_missing_and_what_is_too_much_is_counted() -> None:
    ours = {
        **KNOWN,
        "metadata": {"owner": "**Ada**"},
        "fields": [*KNOWN["fields"], {"text": "[X]", "line": 1}],
    }
    scores = compared(ours, KNOWN)
    assert scores["metadata"] == Score(1, 1, 2)
    assert scores["fields"] == Score(2, 3, 2)


def test_a_part_that_gold_leaves_out_counts_nothing() -> None:
    assert compared(KNOWN, {"title": "B"})["headings"] == Score()
    assert compared(KNOWN, {"title": "B"})["title"] == Score(0, 1, 1)


def test_a_missing_corpus_is_said_in_a_sentence(tmp_path: Path) -> None:
    told = absent(tmp_path, [tmp_path / "seeds/a.md"])
    assert told.startswith(
        f"There is no corpus in {tmp_path}: only what stands here is measured. Set SOPHIE_SHARED"
    )
    assert absent(tmp_path, [tmp_path / "corpus/documents/a.md"]) == ""


REAL = [*shared_files("seeds"), *shared_files("corpus/documents")]


@pytest.mark.skipif(not shutil.which("node"), reason="node is not here, and the independent parser needs it")
@pytest.mark.parametrize("files", [sorted(OWN.glob("*.md")), REAL], ids=["own", "shared"])
def test_headings_tasks_fences_and_tables_equal_an_independent_parser(files: list[Path]) -> None:
    if not files:
        pytest.skip("no real documents here; set SOPHIE_SHARED to their folder")
    assert differences(files) == {}
