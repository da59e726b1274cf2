"""A browser that refuses Sophie its storage: why, what to do there, what can still be saved; no offer leads nowhere."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.profile import Profile, until
from tests.browser.test_screens import SIZES, look
from tests.browser.verbs import Tab

pytestmark = pytest.mark.browser

DOC = b"# Drain the queue\n\n1. Stop the feed\n"
REFUSE = """IDBFactory.prototype.open = () => { throw new DOMException("Refused", "%s"); };"""
NO_COPIES = (
    "if (navigator.storage) navigator.storage.getDirectory = () => Promise.reject(new Error('refused'));"
)
LEAVE = """() => {
  Object.defineProperty(document, "hidden", { value: true, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
COPIES = """async () => {
  try {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("copies");
    for await (const one of (await folder.getDirectoryHandle("sophie")).values()) if ((await one.getFile()).size) return true;
  } catch {}
  return false;
}"""


@pytest.mark.parametrize(
    ("theme", "size"), [("light", "360"), pytest.param("dark", "1280", marks=pytest.mark.slow)]
)
def test_a_browser_that_refuses_storage_gets_a_page_with_a_way_on(
    profile: Profile, theme: str, size: str
) -> None:
    profile.context.add_init_script(REFUSE % "SecurityError" + NO_COPIES)
    page = profile.open(wait=False)
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    expect(page.locator("#storage-blocked")).to_contain_text("Allow site data or cookies for this address")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sophie cannot work here yet")
    steps = page.get_by_role("main").get_by_role("listitem")
    expect(steps.first).to_contain_text("Site settings")
    expect(page.get_by_role("navigation", name="Areas")).to_be_hidden()
    # It would say that the data is safe here.
    expect(page.locator("#rescue-banner")).to_be_hidden()
    page.get_by_role("button", name="Rescue export").click()
    expect(page.locator("#no-storage-says")).to_contain_text("Nothing could be read: Sophie cannot keep")
    assert look(page, f"no-storage {theme} {size}") == []
    with page.expect_event("load"):
        page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sophie cannot work here yet")


@pytest.mark.slow
def test_copies_beside_a_database_that_does_not_answer_are_saved(profile: Profile) -> None:
    tab = Tab(profile.open())
    tab.import_files({"queue.md": DOC}).start_run("Drain the queue").tick("Stop the feed")
    events = len(tab.events())
    # Leaving the page keeps a copy.
    tab.page.evaluate(LEAVE)
    until(tab.page, COPIES)
    tab.page.close()
    profile.context.add_init_script(REFUSE % "UnknownError")
    page = profile.open(wait=False)
    expect(page.locator("#storage-blocked")).to_contain_text("The browser's storage did not answer.")
    expect(page.get_by_role("main")).to_contain_text("restart the browser")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").first.click()
    snapshot = json.loads(download.value.path().read_bytes())
    assert 0 < snapshot["count"] <= events
    expect(page.locator("#no-storage-says")).to_contain_text("saved")
