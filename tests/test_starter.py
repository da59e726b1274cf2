"""Sophie's own starter documents are understood by Sophie: steps, blanks, a version and a change log."""

from pathlib import Path

import pytest

from app.documents.changes import told_in
from app.documents.parse import parse

STARTER = Path(__file__).parents[1] / "static/starter"
STARTERS = {
    "runbook": ("[Service]: [what is wrong]", 9),
    "operations-runbook": ("Operations runbook: [service]", 24),
    "incident-runbook": ("Incident: [service or feature]", 20),
    "playbook": ("Playbook: [situation]", 13),
    "checklist": ("Checklist: [what is checked]", 12),
    "communication": ("Communication: [kind of event]", 5),
    "escalation-policy": ("Escalation policy: [team or service]", 8),
}
ANSWERED_LATER = {"blank", "gap", "no-owner", "no-review-date"}


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_is_understood(name: str) -> None:
    document = parse((STARTER / f"{name}.md").read_text(encoding="utf-8"), f"{name}.md")
    assert (document.title, len(document.steps)) == STARTERS[name]
    assert "Change log" in told_in(document)
    errors = {problem.code for problem in document.problems if problem.severity == "error"}
    assert errors <= ANSWERED_LATER


def test_the_operations_runbook_has_its_fifteen_sections() -> None:
    document = parse((STARTER / "operations-runbook.md").read_text(encoding="utf-8"))
    numbered = [heading.text for heading in document.headings if heading.level == 2]
    assert [int(text.split(".")[0]) for text in numbered] == list(range(1, 16))


def test_the_stages_of_an_incident_are_one_procedure_and_its_way_back_another() -> None:
    document = parse((STARTER / "incident-runbook.md").read_text(encoding="utf-8"))
    assert [one.name for one in document.procedures] == ["Incident: [service or feature]", "Rollback"]
