"""What a run asks before it begins, and which blanks each of its steps fills."""

import pytest

from app.documents import parse
from app.documents.state import Revision
from app.records.envelope import Stamp
from app.runs.commands import StartRun
from app.runs.start import asked, label, named, start

TEXT = """# Move [Service]

**Date:** [YYYY-MM-DD]

## Stop the old one

1. Stop [Host] at [Time]
   ```bash
   [Command to stop]
   ```

## Rollback

1. Start [Host] again, level [High | Low]

## People

| Role | Name |
|---|---|
| Lead | [Name] |

```
Hello [Customer], we move [Service].
```
"""


def revision(text: str = TEXT) -> Revision:
    return Revision(Stamp("r", "r", 0, "Ana", "a" * 16, "c", ()), "move.md", text)


def questions(procedure: str | None) -> list[str]:
    document = parse(TEXT, "move.md")
    return [label(field) for field in asked(document, named(document, procedure))]


def test_a_whole_document_asks_for_its_head_and_its_steps_alone() -> None:
    assert questions(None) == [
        "Move [Service]: [Service]",
        "[YYYY-MM-DD]",
        "Stop the old one: [Host]",
        "[Time]",
        "Rollback: [Host]",
        "[High | Low]",
    ]


def test_a_procedure_asks_for_its_own_blanks() -> None:
    assert questions("Rollback") == ["Rollback: [Host]", "[High | Low]"]


def test_each_step_fills_its_own_blank_of_the_same_text() -> None:
    answers = {"Stop the old one: Host": "db1", "Rollback: Host": "db2"}
    run = start(StartRun("d" * 16, "r", None, answers, revision()))
    first, second = run.steps
    assert run.fields[first.blanks["[Host]"]] == "db1"
    assert run.fields[second.blanks["[Host]"]] == "db2"


def test_a_run_of_the_whole_document_has_its_procedures_as_phases() -> None:
    text = "# Book\n\n## Runbook: A\n**Steps:**\n1. a\n\n## Playbook: B\n**Before:**\n- [ ] b\n\n**After:**\n- [ ] c\n"
    run = start(StartRun("d" * 16, "r", None, {}, revision(text)))
    assert [step.phase for step in run.steps] == ["Runbook: A", "Playbook: B: Before", "Playbook: B: After"]
    alone = start(StartRun("d" * 16, "r", "Playbook: B", {}, revision(text)))
    assert [step.phase for step in alone.steps] == ["Before", "After"]


@pytest.mark.parametrize("text", ["# T\n", "words", "- [X]\n"])
def test_any_text_can_be_started(text: str) -> None:
    assert start(StartRun("d" * 16, "r", None, {}, revision(text))).steps


def test_a_command_between_backticks_can_be_copied_once() -> None:
    text = "1. Run `systemctl stop web`\n2. Run `systemctl start web`:\n   ```bash\n   systemctl start web\n   ```\n"
    run = start(StartRun("d" * 16, "r", None, {}, revision(text)))
    assert [[command.text for command in step.commands] for step in run.steps] == [
        ["systemctl stop web"],
        ["systemctl start web"],
    ]


def test_a_condition_knows_a_severity_by_all_names_that_the_document_gives_it() -> None:
    text = (
        "# Outage\n\nLevel: [Severity]\n\n## Severities\n- SEV1 / P0: all is down\n- SEV2 (P1): some is down\n"
        "\n## Steps\n1. Page the lead (if P0)\n2. Tell them (if SEV1)\n"
    )
    run = start(StartRun("d" * 16, "r", None, {"[Severity]": "SEV1"}, revision(text)))
    assert [step.condition and step.condition.values for step in run.steps] == [
        ("p0", "sev1"),
        ("sev1", "p0"),
    ]
