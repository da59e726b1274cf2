"""A snapshot in, a browser profile whose log holds it out: imported by the page itself, as a person would."""

import json
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from bench.browser import ready, settle, visit, wait_until

# The read model's bytes are kept at an idle moment after an import; a start without them is another measure.
CHECKPOINT = """new Promise((resolve) => {
  const asked = indexedDB.open("sophie-cache");
  asked.onsuccess = () => {
    const read = asked.result.transaction("checkpoint").objectStore("checkpoint").get("checkpoint");
    read.onsuccess = () => (asked.result.close(), resolve(read.result?.n ?? 0));
  };
})"""
EVENTS = """new Promise((resolve) => {
  const asked = indexedDB.open("sophie");
  asked.onsuccess = () => {
    const read = asked.result.transaction("events").objectStore("events").count();
    read.onsuccess = () => (asked.result.close(), resolve(read.result));
  };
})"""


def import_snapshot(page: Page, file: Path) -> None:
    """Drive the page's own import until it says what was added."""
    page.get_by_label("Snapshot to import").set_input_files(file)
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_text("Nothing was replaced or removed.").wait_for()


def seed(context: BrowserContext, url: str, text: str, folder: Path) -> None:
    """One visit that imports and stays until everything is kept for the next."""
    file = folder / "seed.json"
    file.write_text(text)
    with visit(context, f"{url}#/snapshots") as page:
        ready(page)
        import_snapshot(page, file)
        count = len(json.loads(text)["events"])
        wait_until(page, f"{EVENTS}.then(count => count >= {count})", 300)
        if count > 200:
            wait_until(page, f"{CHECKPOINT}.then(n => n >= {count})", 120)
        settle(page, works_offline=True)
