"""A disk that is full, a window that forgets: said at once, nothing pretended, and all of it kept once there is room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect

from build.chromium import FLAGS, find
from build.serve import Server
from tests.browser import trouble
from tests.browser.profile import Profile, ready, until
from tests.browser.tally import Tally
from tests.browser.trouble import name
from tests.browser.verbs import Tab
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

NOISE = """length => {
  let text = "";
  while (text.length < length) text += btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(30_000))));
  return text.slice(0, length);
}"""
LONG = 20_000
# Another database takes the space, in smaller and smaller pieces.
FILL = """async () => {
  const db = await new Promise((resolve) => {
    const request = indexedDB.open("filler");
    request.onupgradeneeded = () => request.result.createObjectStore("noise", { autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
  });
  const add = (size) => new Promise((resolve) => {
    const transaction = db.transaction("noise", "readwrite", { durability: "strict" });
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size; at += 50_000) crypto.getRandomValues(bytes.subarray(at, at + 50_000));
    transaction.objectStore("noise").add(bytes);
    transaction.oncomplete = () => resolve(true);
    transaction.onabort = () => resolve(false);
  });
  for (const size of [400_000, 50_000]) while (await add(size));
  db.close();
}"""


ACTIVE = "navigator.serviceWorker.getRegistration().then(one => one?.active?.state === 'activated')"


class Disk:
    """The space the browser gives to Sophie."""

    def __init__(self, profile: Profile, tab: Tab, origin: str) -> None:
        self.profile = profile
        self.tab = tab
        self.origin = origin

    def leave(self, size: int) -> None:
        """Give this much beyond what is used now, and come back to the run."""
        until(self.tab.page, ACTIVE)
        used = self.tab.page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)")
        # For half a minute a browser believes what it knew of the space: a new one asks first.
        context = self.profile.relaunch()
        # A tab of its own: the word to the browser is taken back when its tab leaves a page.
        self.session = context.new_cdp_session(context.new_page())
        self.session.send("Storage.overrideQuotaForOrigin", {"origin": self.origin, "quotaSize": used + size})
        self.tab.page = self.profile.open(trouble.ROUTE)

    def free(self) -> None:
        self.session.send("Storage.overrideQuotaForOrigin", {"origin": self.origin})


@pytest.fixture
def tab(profile: Profile, tmp_path: Path) -> Tab:
    return trouble.open_run(profile, tmp_path / "fleet.json")


@pytest.fixture
def disk(profile: Profile, tab: Tab, site: Server) -> Disk:
    return Disk(profile, tab, site.url.rstrip("/"))


def note(tab: Tab, text: str) -> None:
    """Write a note; do not wait for what becomes of it."""
    tab.button("Note").click()
    dialog = tab.page.get_by_role("dialog", name="Note")
    dialog.get_by_label("What did you see or do?").fill(text)
    dialog.get_by_role("button", name="Save note", exact=True).click()


def fill(tab: Tab) -> list[str]:
    """Take what is left, then write notes until one cannot be kept; a browser makes repeated letters small."""
    tab.page.evaluate(FILL)
    texts: list[str] = []
    while tab.page.get_attribute("#save-state", "data-state") != "lost":
        assert len(texts) < 60, "The disk never was full."
        texts.append(tab.page.evaluate(NOISE, LONG))
        note(tab, texts[-1])
        tab.page.wait_for_timeout(150)
    return texts


@pytest.mark.fault("F1", "quota used up while writing notes, then raised")
def test_a_full_disk_is_said_and_try_again_keeps_what_was_not_saved(
    tab: Tab, disk: Disk, tally: Tally, tmp_path: Path
) -> None:
    disk.leave(2_000_000)
    page = tab.page
    not_saved = page.locator("#not-saved")
    texts = fill(tab)
    tab.step(name(1)).check()
    expect(not_saved).to_contain_text("is full")
    expect(not_saved).to_contain_text("not on the disk")
    expect(page.get_by_role("alert")).to_contain_text("Not saved:")
    expect(tab.step(name(1))).to_be_checked()
    # What is called unsaved is what the log does not hold; all the others are in it.
    held = len(tab.store("events")) - 2
    unsaved = int(page.get_attribute("html", "data-unsaved") or 0)
    made = len(texts) + 1
    assert unsaved > 0
    assert held + unsaved == made
    assert trouble.verified(tab, tmp_path / "full.json").endswith("good")
    tab.go(trouble.ROUTE)
    # Still full: trying again says so again, and loses nothing.
    not_saved.get_by_role("button", name="Try again").click()
    page.wait_for_timeout(300)
    assert int(page.get_attribute("html", "data-unsaved") or 0) > 0
    disk.free()
    if not_saved.is_visible():
        not_saved.get_by_role("button", name="Try again").click()
    page.wait_for_selector("html[data-unsaved='0']", state="attached", timeout=15_000)
    expect(not_saved).to_be_hidden()
    assert len(tab.store("events")) - 2 == made
    bodies = "".join(row["body"] for row in tab.store("bodies"))
    tally.count(texts, [text for text in texts if text in bodies])
    tally.tell("“is full”, “not on the disk”; Try again kept all")
    assert trouble.done(tab) == ["s1"]
    expect(page.locator("#save-state")).to_have_text("Saved")
    assert trouble.verified(tab, tmp_path / "all.json").endswith("good")


@pytest.fixture
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(executable_path=find(), args=FLAGS)
    yield started
    started.close()


@pytest.mark.slow
@pytest.mark.fault("F13", "private window closed and opened again")
def test_a_private_window_works_says_it_may_not_be_kept_and_starts_empty_again(
    browser: Browser, site: Server, watch: Watch, tally: Tally
) -> None:
    private = browser.new_context(accept_downloads=True)
    watch.over(private)
    page = private.new_page()
    page.goto(site.url)
    ready(page)
    tab = Tab(page).paste("# Fleet\n\n- [ ] Look\n- [ ] Listen\n")
    tab.start_run("Fleet").tick("Look")
    assert tab.ticks() == [True, False]
    tab.reload()
    assert tab.ticks() == [True, False]
    tab.visit("Settings")
    facts = page.locator("#storage-facts")
    expect(facts).to_contain_text("Not promised")
    expect(facts).to_contain_text("at the end of a private window")
    expect(facts).to_contain_text("Save snapshots.")
    tally.count_taken(len(tab.events()))
    tally.tell(
        "“Not promised … at the end of a private window … Save snapshots.”; the next start offers Import"
    )
    private.close()
    again = browser.new_context()
    watch.over(again)
    page = again.new_page()
    page.goto(site.url)
    ready(page)
    assert Tab(page).store("events") == []
    expect(page.locator("#screen")).to_contain_text("Import")
    page.locator("#screen").get_by_role("link", name="Import").first.click()
    Tab(page).at("#/import")
