"""Commands copied and compared, secrets kept off the disk, evidence attached and carried, the report taken out."""

import base64
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from build.paths import ROOT
from tests.browser.profile import Profile
from tests.browser.verbs import Tab, script

# They give the tab another clipboard and a full store.
pytestmark = [pytest.mark.browser, pytest.mark.new_tab]

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
LOOK = script("axe")
SECRET = "Winter" + "26x"
PURGE = b"""# Purge the cache of <host>

1. Look at the size
   ```bash
   $ cachectl size --host <host>
   12 GB
   ```
2. Stop and drain
   ```bash
   cachectl stop --host <host>
   cachectl drain \\
     --all
   ```
3. Remove the files of <volume>
   ```bash
   ssh <host> rm -rf /srv/<volume>/cache
   ```
4. Watch the hit rate
"""
TITLE = "Purge the cache of <host>"
SIZE, STOP, REMOVE, WATCH = (
    "Look at the size",
    "Stop and drain",
    "Remove the files of <volume>",
    "Watch the hit rate",
)
# A picture of one colour, as large as asked.
PICTURE = """async ({ width, height }) => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "teal";
  pen.fillRect(0, 0, width, height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
}"""
# The store of attachments has no room; what else is written still fits.
FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  window.makeRoom = () => { IDBObjectStore.prototype.put = put; };
  IDBObjectStore.prototype.put = function (...args) {
    if (this.name === "blobs") throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, args);
  };
}"""


@pytest.fixture
def run(tab: Tab, shared: Profile) -> Tab:
    shared.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if not tab.store("heads"):
        tab.import_files({"purge.md": PURGE}).add_person("Ada")
    return tab.start_run(TITLE, {"<host>": "cache-1"})


def copied(tab: Tab) -> str:
    text: str = tab.page.evaluate("navigator.clipboard.readText()")
    return text


def picture(tab: Tab, width: int = 320, height: int = 200) -> FilePayload:
    data = base64.b64decode(tab.page.evaluate(PICTURE, {"width": width, "height": height}))
    return FilePayload(name="graph.png", mimeType="image/png", buffer=data)


def attach(tab: Tab, *files: FilePayload) -> Locator:
    """By the button of the current step; the dialog stays open."""
    tab.page.locator("[aria-current=step] [data-act=evidence]").click()
    dialog = tab.page.get_by_role("dialog", name="Evidence")
    dialog.get_by_label("Pictures and files").set_input_files(list(files))
    return dialog


def everything(tab: Tab) -> str:
    """All that stands in the databases, as text."""
    kept = {name: tab.store(name) for name in ("bodies", "inbox", "drafts", "kv")}
    return json.dumps(kept) + json.dumps(tab.store("screens", "sophie-cache"))


def finish(tab: Tab) -> None:
    """With a step skipped, the screen of what is to come back to comes in between."""
    tab.page.get_by_text("Finish run", exact=True).first.click()
    if tab.page.locator("html[data-route$='/finish']").count() or tab.page.url.endswith("/finish"):
        tab.page.locator("#screen button[type=submit]").last.click()
    tab.at("#/runs/").saved()


def look(tab: Tab) -> None:
    tab.page.evaluate(AXE)
    found: list[Any] = tab.page.evaluate(LOOK)
    assert found == []


def test_a_copy_says_when_and_is_in_the_record(run: Tab) -> None:
    run.item(SIZE).get_by_role("button", name="Copy command, step 1").click()
    expect(run.item(SIZE).locator(".copy").first).to_contain_text(re.compile(r"Copied \d\d:\d\d:\d\d"))
    assert copied(run) == "cachectl size --host cache-1"
    run.saved()
    expect(run.record.first).to_contain_text("Copied")
    expect(run.record.first).to_contain_text("cachectl size --host cache-1")
    expect(run.item(SIZE)).to_contain_text("Last copied by Ada")


def test_a_block_is_copied_line_by_line(run: Tab) -> None:
    run.tick(SIZE)
    item = run.item(STOP)
    item.get_by_text("Copy line by line").click()
    item.get_by_role("button", name="Copy line 2, step 2").click()
    expect(run.record.first).to_contain_text("Copied line 2")
    assert copied(run) == "cachectl drain \\\n  --all"


def test_what_is_still_empty_holds_the_copy_back_and_is_named(run: Tab) -> None:
    run.tick(SIZE).tick(STOP)
    item = run.item(REMOVE)
    expect(item.get_by_text("Still empty: volume")).to_be_visible()
    expect(item.get_by_role("button", name="Copy command, step 3")).to_be_disabled()
    # From the step that was ticked to this one.
    run.page.keyboard.press("j")
    run.page.keyboard.press("c")
    expect(run.page.locator("#toasts")).to_contain_text("Still empty: volume")


def test_what_destroys_names_its_target_and_asks_twice(tab: Tab, shared: Profile) -> None:
    shared.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if not tab.store("heads"):
        tab.import_files({"purge.md": PURGE}).add_person("Ada")
    tab.start_run(TITLE, {"<host>": "cache-1", "<volume>": "v7"}).tick(SIZE).tick(STOP)
    item = tab.item("Remove the files of v7")
    expect(item.locator(".destroys")).to_contain_text("on /srv/v7/cache on cache-1")
    expect(item.locator(".destroys")).to_be_visible()
    before = len(tab.events())
    tab.page.evaluate("navigator.clipboard.writeText('nothing')")
    button = item.locator(".copy")
    button.click()
    expect(button).to_contain_text("Copy again: destroys /srv/v7/cache")
    assert copied(tab) == "nothing"
    assert len(tab.events()) == before
    look(tab)
    button.click()
    expect(button).to_contain_text("Copied")
    assert copied(tab) == "ssh cache-1 rm -rf /srv/v7/cache"


def test_an_output_is_compared_and_its_differences_are_shown(run: Tab) -> None:
    item = run.item(SIZE)
    for said, printed in (("Output contains what was expected", "now\n12 GB"), ("Output differs", "14 GB")):
        item.get_by_role("button", name="Paste its output").click()
        dialog = run.page.get_by_role("dialog", name="What did it print?")
        expect(dialog.get_by_label("Expected")).to_have_value("12 GB")
        look(run)
        dialog.get_by_label("Output", exact=True).fill(printed)
        dialog.get_by_role("button", name="Keep output").click()
        expect(item).to_contain_text(said)
        run.saved()
    expect(item.get_by_role("list", name="Lines that differ")).to_contain_text("12 GB")
    run.reload()
    expect(run.item(SIZE)).to_contain_text("Output differs")


def test_no_secret_reaches_the_disk(run: Tab) -> None:
    run.button("Note").click()
    note = run.page.get_by_role("dialog", name="Note")
    note.get_by_label("What did you see or do?").fill(f"logged in with password: {SECRET}")
    run.page.wait_for_timeout(600)
    assert SECRET not in everything(run), "in a draft"
    note.get_by_role("button", name="Save note").click()
    expect(run.page.locator("#toasts")).to_contain_text("Not kept: a password")
    run.saved()
    expect(run.item(SIZE)).to_contain_text("[masked: a password]")
    run.item(SIZE).get_by_role("button", name="Paste its output").click()
    dialog = run.page.get_by_role("dialog", name="What did it print?")
    dialog.get_by_label("Output", exact=True).fill(f"url: postgres://app:{SECRET}@db-1/app")
    dialog.get_by_role("button", name="Keep output").click()
    run.saved()
    log = FilePayload(name="app.log", mimeType="text/plain", buffer=f"--token {SECRET}".encode())
    attach(run, log)
    expect(run.page.locator("#toasts")).to_contain_text("masked in it")
    run.saved()
    run.page.wait_for_timeout(600)
    assert SECRET not in everything(run)
    blobs = run.page.evaluate(
        """() => new Promise((resolve) => {
          const open = indexedDB.open("sophie");
          open.onsuccess = () => {
            const all = open.result.transaction("blobs").objectStore("blobs").getAll();
            all.onsuccess = () => {
              open.result.close();
              resolve(all.result.map(({ bytes }) => new TextDecoder().decode(bytes)));
            };
          };
        })"""
    )
    assert all(SECRET not in text for text in blobs)
    assert any("[masked: " in text for text in blobs)


def test_a_picture_is_kept_shown_and_opened(run: Tab) -> None:
    dialog = attach(run, picture(run))
    look(run)
    dialog.get_by_role("button", name="Close").click()
    thumb = run.item(SIZE).get_by_role("button", name="Show graph.png")
    expect(thumb.locator("img")).to_be_visible()
    run.saved().reload()
    expect(run.item(SIZE).locator("img")).to_be_visible()
    run.wait("document.querySelector('.thumb img').naturalWidth === 320")
    thumb.click()
    shown = run.page.get_by_role("dialog", name="graph.png")
    expect(shown.locator("img")).to_be_visible()
    with run.page.expect_download() as download:
        shown.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "graph.png"


@pytest.mark.slow
def test_a_large_picture_is_made_smaller(run: Tab) -> None:
    attach(run, picture(run, 5000, 100))
    expect(run.page.locator("#toasts")).to_contain_text("made smaller")
    run.saved()
    run.wait("document.querySelector('.thumb img')?.naturalWidth === 2048")


@pytest.mark.slow
def test_fifty_megabytes_get_a_sentence_and_the_rest_goes_on(run: Tab, tmp_path: Path) -> None:
    huge = tmp_path / "huge.png"
    with huge.open("wb") as file:
        file.truncate(52_000_000)
    run.page.locator("[aria-current=step] [data-act=evidence]").click()
    dialog = run.page.get_by_role("dialog", name="Evidence")
    dialog.get_by_label("Pictures and files").set_input_files(huge)
    expect(run.page.get_by_role("alert")).to_contain_text("huge.png is 52 MB. Pictures of up to")
    dialog.get_by_label("Pictures and files").set_input_files(
        [FilePayload(name="core.bin", mimeType="", buffer=b"\0" * 11_000_000)]
    )
    expect(run.page.get_by_role("alert")).to_contain_text("core.bin is 11 MB. At most")
    assert run.store("inbox") == []
    dialog.get_by_role("button", name="Close").click()
    run.tick(SIZE)


def test_a_file_dropped_on_a_step_is_evidence_and_no_document(run: Tab) -> None:
    run.drop({"trace.md": b"# Not a document"}, on="[data-step-item]:last-child .step-title")
    expect(run.item(WATCH).get_by_role("button", name="trace.md")).to_be_visible()
    assert run.route.startswith("#/runs/")
    run.saved()


@pytest.mark.slow
def test_a_file_dropped_beside_the_steps_is_evidence_of_the_run(run: Tab) -> None:
    run.drop({"shift.md": b"# Not a document"}, on="#run-head h1")
    kept = run.page.get_by_role("list", name="Evidence of the whole run")
    expect(kept.get_by_role("button", name="shift.md")).to_be_visible()
    expect(run.page.locator("#toasts")).to_contain_text("is attached to the whole run")
    assert run.route.startswith("#/runs/")
    run.saved()


def test_a_link_is_kept_and_a_wrong_one_is_refused(run: Tab) -> None:
    def add(url: str) -> None:
        run.page.locator("[aria-current=step] [data-act=evidence]").click()
        dialog = run.page.get_by_role("dialog", name="Evidence")
        dialog.get_by_label("Link", exact=True).fill(url)
        dialog.get_by_role("button", name="Add link").click()

    add("https://status.shop.test/7")
    expect(run.item(SIZE).get_by_role("link", name="https://status.shop.test/7")).to_be_visible()
    add("javascript:alert(1)")
    expect(run.page.get_by_role("alert")).to_contain_text("Begin it with https://")
    run.page.locator("#inbox").get_by_role("button", name="Dismiss").click()
    run.saved()


@pytest.mark.slow
def test_a_full_store_says_so_and_takes_it_when_there_is_room(run: Tab) -> None:
    run.page.evaluate(FULL)
    dialog = attach(run, picture(run))
    expect(run.page.get_by_role("alert")).to_contain_text("graph.png was not attached")
    expect(run.page.get_by_role("alert")).to_contain_text("full")
    expect(dialog.get_by_text("Not attached: graph.png.")).to_be_visible()
    expect(run.item(SIZE).locator(".thumb")).to_have_count(0)
    run.page.evaluate("window.makeRoom()")
    dialog.get_by_role("button", name="Try again").click()
    expect(run.item(SIZE).locator(".thumb img")).to_be_visible()
    expect(dialog.get_by_text("Not attached")).to_be_hidden()
    run.saved()


@pytest.mark.slow
def test_a_snapshot_carries_the_evidence(run: Tab, playwright: Any, tmp_path: Path, shared: Profile) -> None:
    attach(run, picture(run)).get_by_role("button", name="Close").click()
    run.saved()
    route = run.route
    file = run.save_snapshot(tmp_path / "sophie-carry.json")
    other = Profile(playwright, tmp_path / "other", shared.watch)
    try:
        there = Tab(other.open())
        there.import_snapshot(file)
        there.go(route)
        expect(there.item(SIZE).locator(".thumb img")).to_be_visible()
    finally:
        other.close()


def test_the_report_is_taken_out_as_files(run: Tab) -> None:
    attach(run, picture(run)).get_by_role("button", name="Close").click()
    run.saved().tick(SIZE).skip("Not applicable").tick(REMOVE).tick(WATCH)
    finish(run)
    run.follow("Report")
    expect(run.page.get_by_role("heading", name="Deviations from the runbook")).to_be_visible()
    expect(run.page.locator("#run-report .thumb img")).to_be_visible()
    look(run)
    texts = {}
    for name, end in (("Markdown", "md"), ("HTML file", "html"), ("JSON Lines", "jsonl")):
        with run.page.expect_download() as download:
            run.button(name).click()
        assert download.value.suggested_filename.endswith(f"-purge-the-cache-of-host.{end}")
        texts[end] = Path(download.value.path()).read_text(encoding="utf-8")
    assert "Skipped" in texts["md"]
    assert 'src="data:image/png;base64,' in texts["html"]
    assert json.loads(texts["jsonl"].splitlines()[1])["type"] == "RunStarted"


def test_a_run_on_paper_is_typed_back_with_its_times(run: Tab) -> None:
    run.follow("Report").follow("Work it on paper").at("#/runs/")
    expect(run.heading("Purge the cache")).to_be_visible()
    look(run)
    codes = run.page.locator(".sheet-code").all_inner_texts()
    first, second, third, fourth = [text.split()[-1] for text in codes]
    run.follow("Type it back")
    box = run.page.get_by_label("Codes from the sheet")
    box.fill(f"{first}\n{second} x drained already\n{third[:-1]}B\n{fourth} ! no graph")
    expect(run.page.get_by_text(f"Line 3: {third[:-1]}B is no code of this run")).to_be_visible()
    look(run)
    before = len(run.events())
    run.button("Record them").click()
    expect(run.page.locator("#toasts")).to_contain_text("Nothing was recorded yet")
    assert len(run.events()) == before
    box.fill(f"{first}\n{second} x drained already\n{fourth} ! no graph")
    run.button("Record them").click()
    expect(run.step(SIZE)).to_be_checked()
    run.saved()
    expect(run.item(STOP)).to_contain_text("drained already")
    expect(run.item(WATCH)).to_contain_text("no graph")


@pytest.mark.slow
def test_the_document_tells_how_its_steps_go(tab: Tab, shared: Profile) -> None:
    if not tab.store("heads"):
        tab.import_files({"purge.md": PURGE}).add_person("Ada")
    for _ in range(3):
        tab.start_run(TITLE, {"<host>": "cache-2"}).tick(SIZE)
        tab.skip("Not applicable").tick(REMOVE).tick(WATCH)
        finish(tab)
    tab.open_document(TITLE)
    rough = tab.page.get_by_role("list", name="Steps to look at again")
    expect(rough).to_contain_text("Stop and drain")
    expect(rough).to_contain_text(re.compile(r"Skipped in \d of \d runs"))
    look(tab)
    rough.get_by_role("link", name="Fix this step").first.click()
    expect(tab.page.get_by_role("heading", level=1)).to_contain_text("Fix this step")
