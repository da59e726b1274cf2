"""A real export's shape into a document and back, what is lost in words, and hostile files."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.documents.parse import parse
from app.interchange.mattermost.composing import compose
from app.interchange.mattermost.extracting import extract
from app.interchange.mattermost.reading import LONGEST_DUE, read_playbook
from app.interchange.mattermost.writing import write_playbook
from app.interchange.reading import Unread

FIXTURES = Path(__file__).parents[1] / "fixtures" / "interchange"
EXPORT = (FIXTURES / "checkout-outage.json").read_text(encoding="utf-8")


def playbook(**more: Any) -> str:
    return json.dumps({"version": 1, "title": "P", "checklists": [], "metrics": [], **more})


def test_an_export_becomes_phases_and_steps() -> None:
    text = compose(read_playbook(EXPORT).playbook)
    document = parse(text, "checkout-outage.md")
    assert document.title == "Checkout outage"
    assert [(step.phase, step.text) for step in document.steps] == [
        ("Triage", "Open a ticket"),
        ("Triage", "Find out what changed in checkout"),
        ("Triage", "Invite the payment team"),
        ("Checklist 2", "Start a bridge"),
        ("Checklist 2", "Verify that orders are paid again"),
    ]
    assert "Slash command: `/jira create`" in document.steps[0].detail
    assert "Due: 15 minutes after the run starts" in document.steps[0].detail
    assert document.commands[0].text == "kubectl -n shop rollout history deploy/checkout"
    assert document.steps[1].commands == (0,)


def test_the_document_is_this() -> None:
    assert compose(read_playbook(EXPORT).playbook) == (FIXTURES / "checkout-outage.md").read_text(
        encoding="utf-8"
    )


def test_what_both_hold_comes_back_as_the_same_file() -> None:
    text = compose(read_playbook(EXPORT).playbook)
    out = json.loads(write_playbook(extract(parse(text, "x.md"), text).playbook))
    told = json.loads(EXPORT)
    told["checklists"] = told["checklists"][:2]
    assert out == told


def test_what_a_document_cannot_hold_is_named() -> None:
    assert read_playbook(EXPORT).lost == (
        "Checklists without items: Later.",
        "Attributes of a run: Severity. A run here does not ask for them; "
        "they stay among the Mattermost settings and go back there.",
        "Conditions on tasks: 1. A run here does not ask for them; "
        "they stay among the Mattermost settings and go back there.",
    )


def test_attributes_too_long_for_a_table_are_left_out_and_named() -> None:
    told = {**json.loads(EXPORT), "properties": [{"name": "Severity", "attrs": "x" * 30_000}]}
    taken = read_playbook(json.dumps(told))
    assert "properties" not in dict(taken.playbook.settings)
    assert "Attributes of a run: Severity. A run here does not ask for them." in taken.lost


@pytest.mark.parametrize("title", ["\\#", "a \\##", "a #", "C#", "#", "\\\\#"])
@pytest.mark.parametrize(
    "description",
    [
        "Due: 2 days after the run starts",
        "Due\\: 2 days after the run starts",
        "Slash command: `/jira`\n\nDue: 1 day after the run starts",
        "Slash command: is slow",
    ],
)
@pytest.mark.parametrize("more", [{}, {"due_date": 1000}, {"command": "/x", "due_date": 1000}])
def test_words_that_look_like_marks_stay_words(title: str, description: str, more: dict[str, Any]) -> None:
    items = [{**more, "description": description, "title": "Look"}]
    taken = read_playbook(playbook(title=title, checklists=[{"title": title, "items": items}]))
    text = compose(taken.playbook)
    assert extract(parse(text, "x.md"), text).playbook == taken.playbook


def test_any_runbook_becomes_a_playbook() -> None:
    text = (
        "# Restart the API\n\n**Owner:** Ana\n\nWhen it hangs.\n\n## Steps\n\n"
        "1. Stop `api` on [host]\n\n   ```sh\n   systemctl stop api\n   ```\n2. Start it\n\n## Rollback\n\n1. Call Bo\n"
    )
    taken = extract(parse(text, "api.md"), text)
    assert [(one.title, [item.title for item in one.items]) for one in taken.playbook.checklists] == [
        ("Restart the API", ["Stop `api` on [host]", "Start it"]),
        ("Rollback", ["Call Bo"]),
    ]
    assert "systemctl stop api" in taken.playbook.checklists[0].items[0].description
    assert any("blank" in one for one in taken.lost)
    told = json.loads(write_playbook(taken.playbook))
    assert told["version"] == 1
    assert "id" not in told


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (playbook(version=2), "of version 2"),
        (playbook(version="1"), "of version 1"),
        (playbook(version=None), "without a version"),
        (playbook(version=True), "version"),
        (playbook(checklists={"a": 1}), "no list"),
        ('{"checklists": ' + "[" * 100_000, "nested deeper"),
        ('{"checklists": [], "version": 1', "no whole JSON"),
        ('{"checklists": [], "version": NaN}', "no whole JSON"),
        ("[]", "no object"),
    ],
)
def test_a_hostile_file_is_refused_in_words(text: str, why: str) -> None:
    with pytest.raises(Unread, match=why):
        read_playbook(text)


@pytest.mark.parametrize("odd", [None, 7, "x", [1], {"a": 1}, True, -1, 1e400, 10**40])
def test_wrong_kinds_of_value_are_left_out(odd: Any) -> None:
    item = {"title": odd, "description": odd, "command": odd, "due_date": odd}
    metric = {"title": odd, "type": odd, "target": odd, "description": odd}
    made = playbook(
        title=odd,
        description=odd,
        checklists=[
            odd,
            {"title": odd, "items": odd},
            {"title": "T", "items": [odd, item, {"title": "Do it"}]},
        ],
        metrics=[odd, metric, {"title": "M", "type": odd, "target": odd}],
        retrospective_template=odd,
        signal_any_keywords=odd,
        status_update_enabled=odd,
    ).replace("Infinity", "1")
    text = compose(read_playbook(made).playbook)
    assert "Do it" in [step.text for step in parse(text).steps]


@pytest.mark.parametrize(
    ("due", "kept"), [(1, 1), (0, 0), (-1, 0), (LONGEST_DUE, LONGEST_DUE), (LONGEST_DUE + 1, 0), (True, 0)]
)
def test_a_due_date_that_is_no_time_after_the_start_is_named(due: Any, kept: int) -> None:
    lists = [{"title": "Before", "items": [{"title": "Look", "due_date": due}]}]
    taken = read_playbook(playbook(checklists=lists))
    assert taken.playbook.checklists[0].items[0].due == kept
    assert any("due date of “Look”" in one for one in taken.lost) == bool(due and not kept)


def test_a_playbook_of_five_megabytes_is_taken_in_time() -> None:
    items = [{"title": f"Item {n}", "description": "word " * 180} for n in range(5_200)]
    taken = read_playbook(playbook(checklists=[{"title": "All", "items": items}]))
    assert len(taken.playbook.checklists[0].items) == 5_000
    assert any("200 items" in one for one in taken.lost)
    assert compose(taken.playbook).count("- [ ] Item") == 5_000
