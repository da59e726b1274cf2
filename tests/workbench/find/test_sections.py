"""A document in, the sections that can be found out: their paths, procedures and words."""

from app.documents.state import Revision
from app.records.envelope import Stamp
from app.workbench.find.facts import owner_of, tags_of
from app.workbench.find.sections import Section, sections_of
from tests.workbench.desk import START

TEXT = """---
owner: Storage team
tags: [night, "postgres"]
next review: 2026-03-01
---
# Operations

Before anything.

## Runbooks

### DiskFull

| code | meaning |
|------|---------|
| E1234 | no space left |

1. Free **space**
   ```bash
   du -xh /
   ```

### DiskSlow

1. Look at `iostat`

## Contacts

Call the team.
"""


def read(text: str, name: str = "ops.md") -> Revision:
    return Revision(Stamp("e" * 64, "", START, "Ana", "d" * 16, "c" * 16), name, text)


def sections(text: str) -> dict[str, Section]:
    return {one.title: one for one in sections_of(read(text))}


def test_each_heading_is_a_section_with_the_text_up_to_the_next() -> None:
    found = sections(TEXT)
    assert list(found) == ["Operations", "Runbooks", "DiskFull", "DiskSlow", "Contacts"]
    assert found["Operations"].text == "Before anything."
    assert found["DiskFull"].text == "code · meaning\nE1234 · no space left\n1. Free space\ndu -xh /"
    assert found["DiskFull"].signs == "DiskFull E1234"
    assert found["DiskFull"].above == "Operations › Runbooks"
    assert found["DiskFull"].anchor == "diskfull"
    assert found["Contacts"].procedure == ""


def test_a_sentence_over_two_lines_is_one_line_and_code_keeps_its_own() -> None:
    prose = "# Night\n\nA sentence that\ngoes on.\nAnd on.\n\n- an item\n  goes on\n- another\n"
    text = f"{prose}\n```\nls\ndf -h\n```\nAfter\n> quoted\n"
    assert sections(text)["Night"].text == (
        "A sentence that goes on. And on.\nan item goes on\nanother\nls\ndf -h\nAfter\nquoted"
    )


def test_a_section_starts_the_smallest_procedure_that_holds_it() -> None:
    text = (
        "# Ops\n\n## Runbook: Full\n\nSigns.\n\n### Steps\n\n1. Free space\n\n## Runbook: Slow\n\n1. Look\n"
    )
    found = sections(text)
    assert (found["Steps"].procedure, found["Runbook: Slow"].procedure) == ("Runbook: Full", "Runbook: Slow")


def test_what_is_known_of_the_document_is_found_with_it_alone() -> None:
    found = sections(TEXT)
    assert "Storage team" in found["Operations"].about
    assert "ops.md" in found["Operations"].about
    assert found["DiskFull"].about == ""


def test_a_text_without_headings_is_one_section() -> None:
    (only,) = sections_of(read("just words\n\nand more\n", "notes.txt"))
    assert (only.title, only.text) == ("notes", "just words\nand more")


def test_a_text_that_is_too_large_to_read_is_found_by_its_words() -> None:
    (only,) = sections_of(read("word " * 250_000 + "\n", "large.txt"))
    assert only.title == "large"
    assert only.text.startswith("word word")


def test_facts_to_filter_by_come_from_the_header() -> None:
    document = read(TEXT).document
    assert owner_of(document) == "Storage team"
    assert tags_of(document) == ("night", "postgres")
    bare = read("# Nothing\n").document
    assert (owner_of(bare), tags_of(bare)) == ("", ())
