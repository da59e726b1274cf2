"""Copies out, looked at before they come in, taken back, tested and healed: what a person does with snapshots and storage."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from app.records.__main__ import main as verify
from tests.browser.profile import Profile
from tests.browser.test_screens import look
from tests.browser.verbs import Tab

pytestmark = pytest.mark.browser

DOC = b"# Drain the queue\n\n1. Stop the feed\n2. Wait\n3. Start the feed\n"
OTHER = b"# Renew the certificate\n\n1. Make a request\n"
PASSPHRASE = "correct horse battery"
LOSE_THE_COPIES = """async () => {
  const root = await navigator.storage.getDirectory();
  for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
}"""
LOSE_A_CONTENT = """() => new Promise((done) => {
  const open = indexedDB.open("sophie");
  open.onsuccess = () => {
    const bodies = open.result.transaction("bodies", "readwrite").objectStore("bodies");
    const keys = bodies.getAllKeys();
    keys.onsuccess = () => bodies.delete(keys.result[0]);
    bodies.transaction.oncomplete = () => (open.result.close(), done());
  };
})"""


def group(tab: Tab, name: str) -> Locator:
    return tab.page.get_by_role("group", name=name, exact=True)


def colleague(profiles: Callable[[str], Profile], folder: Path) -> tuple[Tab, Path]:
    """Bo worked on his own: a document, a run with one tick."""
    bo = Tab(profiles("bo").open())
    bo.add_person("Bo").import_files({"queue.md": DOC})
    bo.start_run("Drain the queue").tick("Stop the feed")
    return bo, bo.save_snapshot(folder / "bo.json")


def exported(tab: Tab, file: Path, button: str = "Export") -> Path:
    with tab.page.expect_download() as download:
        tab.button(button).click()
    download.value.save_as(file)
    return file


@pytest.mark.slow
def test_an_import_is_looked_at_taken_back_and_brought_back(
    profiles: Callable[[str], Profile], tmp_path: Path
) -> None:
    bo, file = colleague(profiles, tmp_path)
    ada = Tab(profiles("ada").open())
    ada.add_person("Ada").import_files({"certificate.md": OTHER})
    ada.read_snapshot(file)
    plan = group(ada, "What would change")
    expect(plan).to_contain_text("Bo on another device")
    expect(plan).to_contain_text("kept as theirs")
    expect(plan.get_by_role("listitem").filter(has_text="New document Drain the queue")).to_be_visible()
    plan.get_by_role("button", name="Import", exact=True).click()
    expect(plan).to_contain_text("A copy of what was here before is kept")
    ada.go("#/runs")
    expect(ada.page.locator("#run-list")).to_contain_text("Drain the queue")
    ada.go("#/snapshots").button("Withdraw").click()
    withdrawn = ada.page.locator("#snapshot-withdrawn")
    expect(withdrawn).to_contain_text("bo.json")
    ada.go("#/runs")
    expect(ada.page.locator("#screen")).not_to_contain_text("Drain the queue")
    # It is said to others too, and they are asked before it counts for them.
    told = ada.save_snapshot(tmp_path / "ada.json")
    bo.read_snapshot(told)
    plan = group(bo, "What would change")
    expect(plan.get_by_label("Also withdraw here what was withdrawn there")).not_to_be_checked()
    plan.get_by_role("button", name="Import", exact=True).click()
    expect(plan).to_contain_text("added from")
    bo.saved().go("#/runs")
    expect(bo.page.locator("#run-list")).to_contain_text("Drain the queue")
    ada.go("#/snapshots").button("Bring back").click()
    expect(withdrawn).not_to_contain_text("bo.json")
    ada.go("#/runs")
    expect(ada.page.locator("#run-list")).to_contain_text("Drain the queue")
    ada.reload()
    expect(ada.page.locator("#run-list")).to_contain_text("Drain the queue")


@pytest.mark.slow
def test_a_part_goes_out_without_what_should_stay(profiles: Callable[[str], Profile], tmp_path: Path) -> None:
    tab = Tab(profiles("ada").open())
    tab.import_files({"queue.md": DOC, "certificate.md": OTHER}).start_run("Drain the queue")
    tab.write_note("Ask zoe@example.org")
    tab.go("#/snapshots")
    tab.page.get_by_text("Export a part, leave something out").click()
    tab.page.get_by_role("radio", name="Chosen documents and runs").check()
    choices = group(tab, "Documents and runs")
    tab.button("Export").click()
    expect(tab.page.locator("#export-says")).to_contain_text("Tick at least one")
    choices.get_by_label("Run Drain the queue").check()
    tab.button("Look for secrets and personal data").click()
    found = tab.page.locator("#export-findings")
    expect(found).to_contain_text("an e-mail address")
    found.get_by_role("checkbox").first.check()
    part = exported(tab, tmp_path / "part.json")
    read = json.loads(part.read_text())
    assert {json.loads(header)["stream"][:4] for header in read["events"]} == {"run/"}
    assert read["scope"]["leftOut"] == {"personal": 1}
    assert "zoe@" not in part.read_text()
    whole = tab.save_snapshot(tmp_path / "whole.json")
    assert "zoe@" in whole.read_text()
    tab.page.get_by_label("Passphrase", exact=True).fill("short")
    tab.button("Export").click()
    expect(tab.page.locator("#export-says")).to_contain_text("too short")
    tab.page.get_by_role("radio", name="Everything").check()
    tab.page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    locked = exported(tab, tmp_path / "sophie.json.age")
    assert locked.read_bytes().startswith(b"age-encryption.org/v1\n")
    other = Tab(profiles("phone").open())
    other.go("#/snapshots")
    other.page.get_by_label("Snapshot to import").set_input_files(locked)
    plan = group(other, "What would change")
    expect(plan).to_contain_text("This snapshot is locked")
    for word, says in (("wrong", "The passphrase is another one"), (PASSPHRASE, "What is in")):
        other.page.get_by_label("Passphrase of the file").fill(word)
        other.button("Open").click()
        expect(plan).to_contain_text(says, timeout=20_000)
    plan.get_by_role("button", name="Import", exact=True).click()
    expect(plan).to_contain_text("added from")
    other.go("#/library")
    expect(other.documents).to_have_count(2)


@pytest.mark.slow
def test_picked_events_stay_here_and_the_chain_still_verifies(
    profiles: Callable[[str], Profile], tmp_path: Path
) -> None:
    tab = Tab(profiles("ada").open())
    tab.import_files({"queue.md": DOC}).start_run("Drain the queue").tick("Stop the feed")
    tab.write_note("Nobody else needs this")
    tab.go("#/snapshots").page.get_by_text("Export a part, leave something out").click()
    tab.page.get_by_role("radio", name="Chosen documents and runs").check()
    group(tab, "Documents and runs").get_by_label("Run Drain the queue").check()
    tab.button("Pick events to leave out").click()
    events = group(tab, "Events to leave out")
    expect(events.get_by_role("checkbox")).to_have_count(3)
    events.get_by_label("Nobody else needs this").check()
    assert look(tab.page, "pick-events") == []
    part = exported(tab, tmp_path / "part.json")
    assert "Nobody else needs this" not in part.read_text()
    assert json.loads(part.read_text())["scope"]["leftOut"] == {"chosen": 1}
    assert verify(["verify", str(part)]) == 0
    # Another choice has other events.
    tab.page.get_by_role("radio", name="Everything").check()
    expect(events.get_by_role("checkbox")).to_have_count(0)


def test_storage_tells_verifies_rehearses_heals_and_erases(
    profiles: Callable[[str], Profile], tmp_path: Path
) -> None:
    tab = Tab(profiles("ada").open())
    tab.import_files({"queue.md": DOC}).start_run("Drain the queue").tick("Stop the feed")
    file = tab.save_snapshot(tmp_path / "sophie.json")
    tab.go("#/runs").page.locator("#run-list a.row-link").first.click()
    tab.tick("Wait").press("Finish run")
    tab.go("#/snapshots").follow("Storage").at("#/snapshots/storage")
    expect(tab.page.locator("#storage-usage")).to_contain_text("Used")
    expect(tab.page.locator("#last-snapshot")).to_contain_text("2 events since in 1 run")
    tab.page.get_by_label("Or choose the file to test").set_input_files(file)
    would = group(tab, "What would come back")
    expect(would).to_contain_text("1 document, 1 run, 3 events")
    expect(would).to_contain_text("2 events recorded here would not come back")
    tab.button("Verify the log").click()
    expect(group(tab, "Result")).to_contain_text("All 5 events are what was written")
    tab.reload()
    copies = tab.page.locator("#storage-copies")
    expect(copies).to_contain_text("5 events")
    # The database loses a content; the copy has it.
    tab.page.evaluate(LOSE_A_CONTENT)
    tab.button("Verify the log").click()
    expect(group(tab, "Result")).to_contain_text("1 event")
    expect(group(tab, "Result")).to_contain_text("Heal from one of the copies")
    expect(copies.get_by_role("button", name="Heal from it").first).to_be_visible()
    group(tab, "Result").get_by_role("button", name="Heal from the copy of").click()
    plan = group(tab, "What would change")
    expect(plan).to_contain_text("this snapshot brings it")
    plan.get_by_role("button", name="Import", exact=True).click()
    expect(plan).to_contain_text("1 completed")
    tab.go("#/snapshots/storage").button("Verify the log").click()
    expect(group(tab, "Result")).to_contain_text("All 5 events are what was written")
    tab.page.evaluate(LOSE_THE_COPIES)
    copies.get_by_role("button", name="Heal from it").first.click()
    expect(tab.page.locator("#alert")).to_contain_text("That copy is gone")
    expect(copies).to_contain_text("No copy yet")
    tab.page.get_by_label("Type “erase everything”").fill("yes")
    tab.button("Erase all").click()
    expect(tab.page.locator("#alert")).to_contain_text("Nothing was erased")
    tab.page.get_by_label("Type “erase everything”").fill("Erase everything")
    tab.button("Erase all").click()
    tab.page.wait_for_url(re.compile("#/now$"))
    tab.page.wait_for_selector("html[data-engine='ready']", state="attached", timeout=30_000)
    assert tab.store("events") == []
    tab.go("#/snapshots/storage")
    expect(copies).to_contain_text("No copy yet")
