"""Another program's file in, a document out, by the same way as any other; bad ones get a sentence that names them."""

from pathlib import Path

from tests.workbench.desk import DOCUMENT, Desk

EXPORT = (Path(__file__).parents[1] / "fixtures" / "interchange" / "checkout-outage.json").read_text(
    encoding="utf-8"
)
FILE = "checkout-outage.json"


def test_a_mattermost_export_becomes_a_document_and_says_what_is_lost() -> None:
    desk = Desk()
    said = desk.act("import-document", DOCUMENT, {"name": FILE, "text": EXPORT})
    assert any(one.startswith("Attributes of a run: Severity.") for one in said.decided["lost"])
    row = desk.workbench.engine.model.row(DOCUMENT)
    assert row is not None
    assert (row.title, row.name) == ("Checkout outage", "checkout-outage.md")


def test_the_same_export_again_adds_nothing() -> None:
    desk = Desk()
    desk.act("import-document", DOCUMENT, {"name": FILE, "text": EXPORT})
    again = desk.act("import-document", "document/" + "e" * 16, {"name": FILE, "text": EXPORT})
    assert again.decided["events"] == []


def test_check_shows_it_without_storing_it() -> None:
    desk = Desk()
    reply = desk.ask(call="preview", files=[{"name": FILE, "text": EXPORT}], shown=None)
    assert reply["files"][0]["says"] == "A new document: Checkout outage."
    assert desk.log == []


def test_another_version_is_refused_by_name() -> None:
    desk = Desk()
    text = EXPORT.replace('"version": 1\n}', '"version": 7\n}')
    said = desk.act("import-document", DOCUMENT, {"name": FILE, "text": text})
    assert f"{FILE} is a Mattermost playbook of version 7" in said.refusal["why"]
    reply = desk.ask(call="preview", files=[{"name": FILE, "text": text}], shown=None)
    assert reply["files"][0]["says"].startswith(f"{FILE} is a Mattermost playbook of version 7")
