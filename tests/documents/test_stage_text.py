"""The stage somebody gave a text, written into the text itself: a version of its own, asked for, with the same stage."""

from dataclasses import replace

import pytest

from app.documents.commands import ImportDocument, SetStage, Undo, WriteRevision, WriteStage
from app.documents.events import RevisionWritten
from app.documents.stages import approved, said, stage_of
from tests.documents.story import Story

TEXT = """# Restart

**Status:** Draft
**Version:** 1.2
**Last Updated:** 2025-01-05

1. Stop it

## Change log

| Date | Version | Change |
| --- | --- | --- |
| 2025-01-05 | 1.2 | First |
"""


def approved_story(text: str = TEXT) -> tuple[Story, str]:
    told = Story()
    first = told.does(ImportDocument("a.md", text))
    told.does(SetStage(first, "approved"), actor="Ada")
    return told, first


def test_approving_leaves_the_text_as_it_was() -> None:
    told, _ = approved_story()
    assert told.latest.text == TEXT
    assert said(told.latest) == "Draft"


def test_the_written_stage_is_a_version_that_keeps_it_and_who_gave_it() -> None:
    told, first = approved_story()
    written = told.does(WriteStage(first, "1.3", "2026-11-27"), actor="Bo")
    latest = told.latest
    assert (latest.stamp.id, latest.stamp.over) == (written, (first,))
    assert (
        latest.text
        == TEXT.replace("Draft", "Approved")
        .replace("**Version:** 1.2", "**Version:** 1.3")
        .replace("Updated:** 2025-01-05", "Updated:** 2026-11-27")
        + "| 2026-11-27 | 1.3 | Status: Approved |\n"
    )
    stage = stage_of(told.history, latest)
    assert (stage.name, stage.act and stage.act.stamp.actor) == ("approved", "Ada")
    assert approved(told.history) == latest


def test_it_goes_on_from_there_like_any_other_text() -> None:
    told, first = approved_story()
    written = told.does(WriteStage(first))
    told.does(SetStage(written, "active"))
    assert stage_of(told.history, told.latest).name == "active"
    told.does(SetStage(written, "draft"))
    assert stage_of(told.history, told.latest).name == "draft"
    told.does(WriteRevision(f"{TEXT}\nMore\n"), seen=frozenset({written}))
    assert stage_of(told.history, told.latest).name == "draft"


def test_undo_brings_the_text_back_and_it_is_still_approved() -> None:
    told, first = approved_story()
    written = told.does(WriteStage(first))
    told.does(Undo(told.undoes(written)))
    assert told.latest.text == TEXT
    assert stage_of(told.history, told.latest).name == "approved"


@pytest.mark.parametrize("text", ["# No header\n\n1. Do\n", "---\nstatus: [draft, late]\n---\n# List\n"])
def test_a_text_without_a_status_to_write_says_so(text: str) -> None:
    told, first = approved_story(text)
    assert "no status" in told.refused(WriteStage(first)).why
    assert "does not hold" in told.refused(WriteStage("9")).why


def test_front_matter_and_tables_say_it_too() -> None:
    for text, wanted in (
        ("---\nstatus: draft\nowner: Ana\n---\n# T\n", "---\nstatus: Approved\nowner: Ana\n---\n# T\n"),
        (
            "# T\n\n| Status | Owner |\n| --- | --- |\n| Draft | Ana |\n",
            "# T\n\n| Status | Owner |\n| --- | --- |\n| Approved | Ana |\n",
        ),
    ):
        told, first = approved_story(text)
        told.does(WriteStage(first))
        assert told.latest.text == wanted


def test_a_stage_no_sophie_knows_counts_for_nothing() -> None:
    told, first = approved_story()
    told.does(WriteRevision("# Other\n"), seen=frozenset({first}))
    stamp, event = told.told[-1]
    assert isinstance(event, RevisionWritten)
    told.told[-1] = (stamp, replace(event, stage="emperor"))
    assert stage_of(told.history, told.latest).name == "draft"


@pytest.mark.parametrize(
    ("status", "label"),
    [
        ("✅ Active", "Active"),
        ("Pending review", "Review"),
        ("Current", "Active"),
        ("🟠 Not started", "🟠 Not started"),
    ],
)
def test_a_status_is_the_same_stage_for_the_file_and_for_the_linter(status: str, label: str) -> None:
    told = Story()
    told.does(ImportDocument("a.md", f"# T\n\n**Status:** {status}\n"))
    assert stage_of(told.history, told.latest).label == label
