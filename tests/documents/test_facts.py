"""Fields, commands, metadata and gaps, case by case from tests/fixtures/markdown."""

import pytest

from app.documents import Command, Field, parse
from tests.documents.cases import Case, of_file


@of_file("markdown/fields.md")
def test_blanks_are_fields(case: Case) -> None:
    found = "\n".join(_field(field) for field in parse(case.text).fields)
    assert found == case.expected


def _field(field: Field) -> str:
    told = f"{field.text} | {field.kind} | {field.label}".rstrip()
    return f"{told} | {', '.join(field.options)}" if field.options else told


@of_file("markdown/commands.md")
def test_commands_can_be_copied(case: Case) -> None:
    found = "\n".join(_command(command) for command in parse(case.text).commands)
    assert found == case.expected


def _command(command: Command) -> str:
    told = f"{command.language}: {command.text}"
    return (told if command.output is None else f"{told} → {command.output.strip()}").replace("\n", "⏎")


@of_file("markdown/metadata.md")
def test_metadata_is_read_where_it_stands(case: Case) -> None:
    found = "\n".join(f"{key} = {value}" for key, value in parse(case.text).metadata)
    assert found == case.expected


@pytest.mark.parametrize(
    ("line", "gap"),
    [
        ("Owner: TBD", "TBD"),
        ("**Date:** _To be determined_", "To be determined"),
        ("Status: Not yet implemented", "Not yet implemented"),
        ("By: _Pending review_", "Pending review"),
        ("Updated: 2026-01-XX", "2026-01-XX"),
        ("TODO write this", "TODO"),
        ("```bash\n[Command 1]\n```", "[Command 1]"),
    ],
)
def test_what_is_left_open_is_a_gap(line: str, gap: str) -> None:
    assert [found.text for found in parse(line).gaps] == [gap]


@pytest.mark.parametrize(
    "line", ["A to-do list", "`2026-01-02`", "it is pending", "```\nTODO\n```", "MASTODON"]
)
def test_what_is_not_left_open(line: str) -> None:
    assert parse(line).gaps == ()


def test_names_on_a_form_are_told_apart() -> None:
    fields = parse("- Started: [Time]\n- Ended: [Time]\n- By: [Name]").fields
    assert [field.name for field in fields] == ["Started: Time", "Ended: Time", "Name"]


def test_what_a_document_says_it_must_cover() -> None:
    text = "## Required content\n\n1. **Backups**\n   - How\n   - When\n2. **Restores**\n   - Who\n"
    document = parse(text)
    assert [(area.area, len(area.items)) for area in document.required] == [("Backups", 2), ("Restores", 1)]
    assert document.readiness.state == "Incomplete"
    assert any("2 areas with 3 items" in reason.text for reason in document.readiness.reasons)


def test_links_and_tables_stand_on_their_lines() -> None:
    text = "One\n[two](b.md)\n\n| A | B |\n|---|---|\n| 1 | **2** |\n\n![image](c.png)\n"
    document = parse(text)
    assert [(link.target, link.line) for link in document.links] == [("b.md", 2)]
    assert [(t.line, t.columns, t.rows, t.header) for t in document.tables] == [(4, 2, 1, ("A", "B"))]
    assert document.tables[0].cells == (("1", "2"),)


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("## Small\n# Big\n", "x.md", "Big"),
        ("---\ntitle: Given\n---\n## Small\n", "x.md", "Given"),
        ("Words\n\n## Small\n", "x.md", "Small"),
        ("Words\n", "ops/restart-the-proxy.md", "restart the proxy"),
        ("Big\n===\n", "x.md", "Big"),
        ("# ![](a.png) `Code` and **bold**\n", "x.md", "Code and bold"),
        ("", "", "Untitled"),
    ],
)
def test_a_title_is_always_found(text: str, name: str, title: str) -> None:
    assert parse(text, name).title == title


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Release checklist", "checklist"),
        ("Playbook: phishing", "playbook"),
        ("Handover template", "template"),
        ("Escalation policy", "policy"),
        ("Database recovery", "runbook"),
        ("About the team", "reference"),
    ],
)
def test_the_kind_follows_the_title(title: str, kind: str) -> None:
    assert parse(f"# {title}\n\nWords.\n").kind == kind


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("# A\n\n# B\n", "c.md", "A"),
        ("## Restart it\n\n## Check it\n", "c.md", "Restart it"),
        ("## Overview\n\n## Steps\n", "ops/alert-tasks.md", "alert tasks"),
        ("## Overview\n\n# Escalation\n\n# Links\n", "alert-tasks.md", "alert tasks"),
        ("## Contents\n\n# The title\n", "c.md", "The title"),
        ("---\ntitle: Given\n---\n## Overview\n", "c.md", "Given"),
        ("## Overview\n\n1. a\n", "", "Overview"),
    ],
)
def test_a_section_is_no_title(text: str, name: str, title: str) -> None:
    assert parse(text, name).title == title
