"""A password stood in a runbook and went where its words go; after erasing it is nowhere in the browser nor in a snapshot."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.profile import Profile
from tests.browser.verbs import Tab, script

pytestmark = pytest.mark.browser

SECRET = "hunter2-is-the-password"
TITLE = "Rounds of the vault"
CLEAN = f"# {TITLE}\n\n## Daily checks\n\n**Morning:**\n- [ ] Read the log\n"
DIRTY = f"{CLEAN}- [ ] Log in with {SECRET}\n\n**Evening {SECRET}:**\n- [ ] Lock the door\n"
WORDS = script("words")
REFUSED = """row => new Promise((resolve, reject) => {
  const request = indexedDB.open("sophie");
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const tx = request.result.transaction("inbox", "readwrite");
    tx.objectStore("inbox").add(row);
    tx.oncomplete = () => (request.result.close(), resolve(null));
  };
})"""


def words(tab: Tab) -> str:
    """All that this browser keeps, also as bytes."""
    found: str = tab.page.evaluate(WORDS)
    return found


def refused(id_: str, stream: str, name: str, args: dict[str, Any], over: list[str]) -> dict[str, Any]:
    """An act that was refused and is kept until somebody dismisses it."""
    command = {
        "v": 1,
        "id": id_,
        "at": 1_763_716_200_000,
        "tz": "UTC",
        "tab": "t",
        "build": "t",
        "route": "#/now",
    }
    command |= {"actor": "", "name": name, "stream": stream, "over": over, "args": args}
    refusal = {"what": "It was not kept.", "why": "It is too old.", "next": "Dismiss it."}
    row = {"id": id_, "tab": "t", "received": 1, "state": "refused", "strikes": 0}
    return {**row, "refusal": refusal, "command": command}


def spread(tab: Tab) -> tuple[str, str]:
    """The document's and the run's address; the password stands in a version, a run, an offer in use, a draft, refused acts."""
    tab.import_files({"vault.md": CLEAN.encode()}).import_files({"vault.md": DIRTY.encode()})
    tab.open_document(TITLE)
    at = tab.route
    offers = tab.page.get_by_role("region", name="Found in this document")
    offers.locator("summary").click()
    offers.get_by_role("button", name="Use all 2 Schedules").click()
    expect(offers).to_contain_text("2 in use")
    tab.saved().button("Start run").click()
    tab.begin().tick(f"Log in with {SECRET}")
    run = tab.route
    stream = f"document/{at.split('/')[2]}"
    revision = next(event for event in tab.store("events")[::-1] if '"RevisionImported"' in event["header"])[
        "id"
    ]
    rows = (
        refused("a" * 16, stream, "finish-draft", {"text": DIRTY}, [revision]),
        refused(
            "b" * 16, f"document/{'q' * 16}", "import-document", {"name": "vault.md", "text": f"{DIRTY}!"}, []
        ),
        refused(
            "c" * 16, f"document/{'r' * 16}", "import-document", {"name": "other.md", "text": "# Other"}, []
        ),
    )
    for row in rows:
        tab.page.evaluate(REFUSED, row)
    tab.go(f"{at}/edit")
    box = tab.page.get_by_role("textbox", name="Markdown")
    expect(box).to_be_editable()
    box.press("Control+End")
    tab.page.keyboard.type("More words")
    expect(tab.page.locator("#draft-state")).to_contain_text("Draft kept")
    return at, run


def test_a_password_that_was_erased_is_nowhere_in_the_browser_nor_in_a_snapshot(
    profile: Profile, tmp_path: Path
) -> None:
    tab = Tab(profile.open())
    at, run = spread(tab)
    assert words(tab).count(SECRET) >= 6
    tab.go(at).follow("All versions: compare, restore, erase")
    tab.button("Erase").first.click()
    dialog = tab.page.get_by_role("dialog", name="Erase for good?")
    expect(dialog).to_contain_text("1 run started from it loses the words of the steps")
    expect(dialog).to_contain_text("It is open")
    expect(dialog).to_contain_text("taken into use from it goes too (2 in the record)")
    expect(dialog).to_contain_text("refused acts about this document")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    dialog.get_by_role("button", name="Erase for good").click()
    expect(tab.page.get_by_text("Its text was erased")).to_be_visible()
    assert SECRET not in words(tab)
    assert [row["id"] for row in tab.store("inbox")] == ["c" * 16]

    tab.reload().go(at)
    expect(tab.heading(TITLE)).to_be_visible()
    expect(tab.page.get_by_text("Read the log").first).to_be_visible()
    tab.go(run)
    expect(tab.heading("Run of an erased text")).to_be_visible()
    expect(tab.page.locator("#erased-run")).to_contain_text("step 2")
    file = tab.save_snapshot(tmp_path / "after.json")
    assert SECRET not in file.read_text() + words(tab)
    checked = subprocess.run(
        [sys.executable, "-m", "app.records", "verify", str(file)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.slow
def test_what_another_device_still_holds_is_told_there_and_goes_there_too(
    profiles: Callable[[str], Profile], tmp_path: Path
) -> None:
    here, there = Tab(profiles("here").open()), Tab(profiles("there").open())
    at, _ = spread(here)
    there.import_snapshot(here.save_snapshot(tmp_path / "before.json"))
    here.go(f"{at}/history")
    here.button("Erase").first.click()
    here.page.get_by_role("button", name="Erase for good").click()
    expect(here.page.get_by_text("Its text was erased")).to_be_visible()

    there.import_snapshot(here.save_snapshot(tmp_path / "after.json"))
    there.go(at)
    expect(there.page.locator("#doc-stage")).to_contain_text("this browser still holds")
    assert SECRET in words(there)
    there.follow("See what to erase here too")
    there.button("Erase here too").first.click()
    there.page.get_by_role("button", name="Erase for good").click()
    expect(there.page.get_by_text("Its text was erased")).to_be_visible()
    expect(there.page.locator("#doc-versions")).not_to_contain_text("still in this browser")
    assert SECRET not in words(there)
