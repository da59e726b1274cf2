"""What leaves in other programs' forms: asked for as the page does, from the log alone."""

import csv
import io
import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from app import views
from app.documents.offers import offered
from tests.workbench.desk import DOCUMENT, RUN, TEXT, Desk, with_run

RUNBOOK = (
    '# Restart the API\n\n**Owner:** Ana\n\nAsk @bo before.\n\n## Stop\n\n1. Stop `api`\n\n   ```sh {"name":"stop"}\n'
    "   systemctl stop api\n   ```\n\n## Start\n\n1. Start it on [host]\n"
)


def brought(text: str = RUNBOOK, name: str = "restart-api.md") -> Desk:
    desk = Desk(render=views)
    desk.act("import-document", DOCUMENT, {"name": name, "text": text})
    return desk


def export(desk: Desk, **asked: Any) -> dict[str, Any]:
    return desk.ask(
        call="export", now=desk.wall, zone={"name": "Europe/Berlin", "changes": [[0, 60]]}, **asked
    )


def document(desk: Desk, form: str) -> dict[str, Any]:
    return export(desk, what="document", id=DOCUMENT[9:], form=form)


def test_a_document_leaves_as_a_mattermost_playbook() -> None:
    made = document(brought(), "mattermost")
    assert (made["name"], made["type"]) == ("restart-api.json", "application/json")
    told = json.loads(made["text"])
    assert [one["title"] for one in told["checklists"]] == ["Stop", "Start"]
    assert any("blank" in one for one in made["lost"])


def test_a_document_leaves_as_a_runme_notebook() -> None:
    made = document(brought(), "runme")
    assert made["name"] == "restart-api.md"
    assert made["text"].startswith("---\nrunme:\n  version: v3\n---\n")
    assert made["text"].endswith(RUNBOOK)


def test_a_document_leaves_as_an_issue() -> None:
    made = document(brought(), "issue")
    assert made["name"] == "restart-api-issue.md"
    assert "### Stop\n\n- [ ] Stop api" in made["text"]
    assert "- **Owner:** Ana" in made["text"]


def test_a_document_leaves_as_a_page_without_script() -> None:
    made = document(
        brought(RUNBOOK + "\n<script>alert(1)</script>\n\n![x](https://x.example/a.png)\n"), "html"
    )
    page = made["text"]
    assert made["name"] == "restart-api.html"
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert "<script" not in page
    assert "<img" not in page
    assert "systemctl stop api" in page
    assert page.count("<h1") == 1


def test_a_run_leaves_as_an_issue_with_its_states_and_notes() -> None:
    desk = with_run(Desk(render=views))
    desk.act("check-step", RUN, {"step": "s1"})
    desk.act("skip-step", RUN, {"step": "s2", "reason": "known"})
    desk.act("add-note", RUN, {"step": "s3", "text": "tell @ops of #12"})
    made = export(desk, what="run", id=RUN[4:], form="issue")
    assert "- [x] Stop it (Ana, " in made["text"]
    assert "- [ ] ~~Look at the log~~ (skipped, Ana, " in made["text"]
    assert "tell @&#8203;ops of #&#8203;12" in made["text"]
    assert made["name"].endswith("restart-the-api-issue.md")


def rows(made: dict[str, Any]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made["text"].removeprefix("\ufeff"), newline="")))


def test_the_steps_of_a_run_leave_as_a_table() -> None:
    desk = with_run(Desk(render=views))
    desk.act("check-step", RUN, {"step": "s1"})
    desk.act("add-note", RUN, {"step": "s1", "text": "=HYPERLINK(1)"})
    made = export(desk, what="run", id=RUN[4:], form="csv", mark=True)
    assert made["text"].startswith('\ufeff"No.",')
    found = rows(made)
    assert [(row["No."], row["Step"], row["State"]) for row in found] == [
        ("1", "Stop it", "Done"),
        ("2", "Look at the log", "Open"),
        ("3", "Start it", "Open"),
    ]
    assert found[0]["Notes"] == "'=HYPERLINK(1)"
    utc = datetime.strptime(found[0]["At (UTC)"], "%Y-%m-%dT%H:%M:%SZ")
    assert found[0]["At (Europe/Berlin)"] == f"{utc + timedelta(hours=1):%Y-%m-%d %H:%M:%S}"


def test_lists_leave_as_tables() -> None:
    desk = with_run(Desk(render=views))
    desk.act("check-step", RUN, {"step": "s1"})
    library = rows(export(desk, what="list", form="library"))
    assert [(row["Title"], row["Readiness"], row["Steps"]) for row in library] == [
        ("Restart the API", "Untested", "3")
    ]
    runs = rows(export(desk, what="list", form="runs"))
    assert [(row["Run"], row["State"], row["Done"]) for row in runs] == [("Restart the API", "open", "1")]
    assert rows(export(desk, what="list", form="schedule")) == []


def test_occurrences_leave_as_a_table() -> None:
    text = "# Handbook\n\n## Daily checklist\n\n- [ ] Look at the queue\n- [ ] Look at the disk\n"
    desk = brought(text, "handbook.md")
    keys = offers(desk)
    assert keys
    desk.act("use-offers", DOCUMENT, {"revision": desk.log[0][1], "keys": keys})
    desk.wall += 10 * 86_400_000
    found = rows(export(desk, what="list", form="schedule"))
    assert {row["State"] for row in found} >= {"missed", "later"}
    assert all(row["Schedule"] and row["Occurrence"] for row in found)


def offers(desk: Desk) -> list[str]:
    history: Any = desk.workbench.engine.state(DOCUMENT)
    return [one.key for one in offered(history.current) if one.kind == "schedule"]


@pytest.mark.parametrize(
    "asked",
    [
        {"what": "document", "id": "b" * 16, "form": "mattermost"},
        {"what": "run", "id": "c" * 16, "form": "issue"},
        {"what": "list", "form": "nothing"},
        {"what": "x", "form": "issue"},
    ],
)
def test_what_is_not_here_is_refused_in_words(asked: dict[str, str]) -> None:
    reply = export(Desk(render=views), **asked)
    assert reply["refusal"]["what"] == "The file was not written."


def test_every_export_screen_is_drawn() -> None:
    desk = with_run(Desk(render=views))
    for route in (f"#/library/{DOCUMENT[9:]}/export", f"#/runs/{RUN[4:]}/export", "#/snapshots/tables"):
        assert "Left out" in desk.fresh(route)


def test_the_playbook_of_a_plain_text_can_be_imported_again() -> None:
    made = document(brought(TEXT, "api.md"), "mattermost")
    other = Desk("b")
    said = other.act("import-document", "document/" + "e" * 16, {"name": made["name"], "text": made["text"]})
    assert said.decided["announce"]["text"] == "A new document: Restart the API."
