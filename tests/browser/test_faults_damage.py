"""Files of a profile damaged, cut or cleared between two visits: what is missing is said, and a copy brings all of it back."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser import trouble
from tests.browser.profile import Profile, until
from tests.browser.tally import Tally
from tests.browser.trouble import name
from tests.browser.verbs import Tab
from tests.browser.watch import Watch

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STEPS = 12
# Chromium is moving from the one to the other; the flag is gone when it has.
SQLITE = "--enable-features=IdbSqliteBackingStore"
DROP_TAIL = """many => new Promise((done) => {
  const open = indexedDB.open("sophie");
  open.onsuccess = () => {
    const tx = open.result.transaction(["events", "bodies", "heads"], "readwrite");
    const [events, bodies, heads] = ["events", "bodies", "heads"].map((one) => tx.objectStore(one));
    events.getAll().onsuccess = ({ target }) => {
      for (const row of target.result.slice(-many)) events.delete(row.n ?? row.id), bodies.delete(row.id);
      const { header, id } = target.result.at(-many - 1), { dev, seq, hlc } = JSON.parse(header);
      heads.put({ dev, seq, id, hlc });
    };
    tx.oncomplete = () => (open.result.close(), done());
  };
})"""
CLEAR = """async (all) => {
  const gone = (name) => new Promise((done) => { indexedDB.deleteDatabase(name).onsuccess = done; });
  for (const { name } of await indexedDB.databases()) await gone(name);
  if (!all) return;
  localStorage.clear();
  for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
  for (const key of await caches.keys()) await caches.delete(key);
  const root = await navigator.storage.getDirectory?.();
  for await (const one of root?.keys() ?? []) await root.removeEntry(one, { recursive: true });
}"""


def zeroed(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def halved(file: Path) -> None:
    with file.open("r+b") as whole:
        whole.truncate(file.stat().st_size // 2)


def shortened(file: Path) -> None:
    """The last bytes of what was written never reached the disk."""
    with file.open("r+b") as whole:
        whole.truncate(max(file.stat().st_size - 700, 0))


def flipped(file: Path) -> None:
    """A byte in each 4 kB is another: a bad sector here and there."""
    data = bytearray(file.read_bytes())
    for at in range(100, len(data), 4096):
        data[at] ^= 0xFF
    file.write_bytes(bytes(data))


Harm = tuple[str, Callable[[Path], None]]
# Which files of the database's folder, and what is done to them.
LEVELDB: dict[str, Harm] = {
    "log cut in half": ("*.leveldb/*.log", halved),
    "log without its end": ("*.leveldb/*.log", shortened),
    "log with flipped bytes": ("*.leveldb/*.log", flipped),
    "log of zeros": ("*.leveldb/*.log", zeroed),
    "MANIFEST of zeros": ("*.leveldb/MANIFEST-*", zeroed),
    "CURRENT deleted": ("*.leveldb/CURRENT", Path.unlink),
}
SQL: dict[str, Callable[[Path], None]] = {"file cut in half": halved, "file with flipped bytes": flipped}
FIREFOX: dict[str, Harm] = {
    "file cut in half": ("**/idb/*.sqlite", halved),
    "file with flipped bytes": ("**/idb/*.sqlite", flipped),
}


@dataclass
class Worked:
    """What was in the log when a snapshot of it was saved."""

    ids: list[str]
    file: Path


def worked(tab: Tab, file: Path) -> Worked:
    """A run with a tick on each step, and the snapshot saved behind it."""
    trouble.bring(tab, file.with_name("fleet.json"), trouble.fleet(STEPS))
    tab.go(trouble.ROUTE)
    for step in range(1, STEPS + 1):
        tab.tick(name(step))
    tab.save_snapshot(file)
    return Worked([row["id"] for row in tab.store("events")], file)


def opened(profile: Profile) -> tuple[Tab, str]:
    """The next visit, and what was said when the database could not even be opened; a person then clears the data."""
    page = profile.open(wait=False)
    page.wait_for_selector("html[data-engine=ready], #storage-blocked:not([hidden])", state="attached")
    blocked = page.locator("#storage-blocked")
    if not blocked.is_visible():
        return Tab(page), ""
    words = blocked.inner_text()
    assert "storage did not answer" in words or "cannot keep anything" in words
    profile.step_aside(page)
    page.evaluate(CLEAR, False)
    page.close()
    return Tab(profile.open()), "“The browser's storage did not answer.”; with the site's databases cleared: "


def assert_told_and_healed(profile: Profile, before: Worked, tally: Tally) -> None:
    """Each event that is missing is missed aloud, on the page or by Verify; the snapshot brings all back."""
    tab, words = opened(profile)
    there = [row["id"] for row in tab.store("events")]
    missing = len(before.ids) - len(there)
    said = f"{words}nothing was missing"
    if missing:
        notice = tab.page.locator("#data-lost")
        expect(notice).to_contain_text("Data is missing.")
        said = (
            f"{words}“Data is missing.” ({missing} of {len(before.ids)} events), all back from the snapshot"
        )
    tab.import_snapshot(before.file) if tab.read_snapshot(before.file)["New"] else None
    tally.count(before.ids, [row["id"] for row in tab.store("events")])
    tally.tell(said)
    tab.go("#/snapshots/storage").button("Verify the log").click()
    result = tab.page.get_by_role("group", name="Result", exact=True)
    # An act that a damaged database gave back from its inbox is recorded once more, beside what the snapshot brings.
    expect(result).to_contain_text(re.compile("events are what was written|Nothing is lost by it"))
    expect(tab.page.locator("#data-lost")).to_be_hidden()
    tab.go(trouble.ROUTE)
    assert tab.ticks() == [True] * STEPS
    tab.untick(name(1))


def harm(profile: Profile, folder: str, how: Harm) -> None:
    """Between two visits, when no browser holds the files."""
    pattern, do = how
    files = [file for root in profile.folder.glob(folder) for file in root.glob(pattern) if file.is_file()]
    assert files, f"No {pattern} below {folder}: nothing was tried."
    for file in files:
        do(file)


@pytest.mark.fault("F8", "LevelDB files damaged between two visits")
@pytest.mark.parametrize("case", LEVELDB)
def test_damaged_leveldb_files_are_noticed_and_a_snapshot_brings_all_back(
    profile: Profile, watch: Watch, tally: Tally, tmp_path: Path, case: str
) -> None:
    watch.allow("UnknownError|Internal error")
    before = worked(Tab(profile.open()), tmp_path / "all.json")
    profile.close()
    harm(profile, "Default/IndexedDB", LEVELDB[case])
    profile.launch()
    assert_told_and_healed(profile, before, tally)


def databases(folder: Path) -> Iterator[Path]:
    """SQLite files that hold databases of pages, whatever this browser calls them."""
    for file in folder.rglob("*"):
        if "ndexed" in file.as_posix().removeprefix(folder.as_posix()) and file.is_file():
            with file.open("rb") as start:
                if start.read(15) == b"SQLite format 3":
                    yield file


@pytest.fixture
def modern(playwright: Playwright, watch: Watch, tmp_path: Path) -> Iterator[Profile]:
    """A Chromium that keeps databases in SQLite files."""
    profile = Profile(playwright, tmp_path / "modern", watch, flags=[SQLITE])
    yield profile
    profile.close()


@pytest.mark.fault("F8", "SQLite files of Chromium damaged between two visits")
@pytest.mark.parametrize("case", SQL)
def test_damaged_sqlite_files_of_chromium_are_noticed_and_a_snapshot_brings_all_back(
    modern: Profile, watch: Watch, tally: Tally, tmp_path: Path, case: str
) -> None:
    watch.allow("UnknownError|Internal error|AbortError")
    before = worked(Tab(modern.open()), tmp_path / "all.json")
    modern.close()
    files = list(databases(modern.folder / "Default"))
    if not files:
        pytest.skip("this Chromium keeps no databases in SQLite")
    for file in files:
        SQL[case](file)
    modern.launch()
    assert_told_and_healed(modern, before, tally)


@pytest.mark.engines
@pytest.mark.fault("F8", "SQLite files of Firefox damaged between two visits")
@pytest.mark.parametrize("case", FIREFOX)
def test_damaged_files_of_firefox_are_noticed_and_a_snapshot_brings_all_back(
    profile: Profile, watch: Watch, tally: Tally, tmp_path: Path, case: str
) -> None:
    if profile.engine != "firefox":
        pytest.skip("Firefox alone has these files: `make test-engines`")
    watch.allow("UnknownError|internal error|AbortError")
    before = worked(Tab(profile.open()), tmp_path / "all.json")
    profile.close()
    harm(profile, "storage/default/http+++127.0.0.1*", FIREFOX[case])
    profile.launch()
    assert_told_and_healed(profile, before, tally)


@pytest.mark.engines
@pytest.mark.fault("F9", "last five events gone, chain still whole")
def test_a_log_without_its_tail_is_noticed(profile: Profile, tally: Tally, tmp_path: Path) -> None:
    tab = Tab(profile.open())
    before = worked(tab, tmp_path / "all.json")
    tab.page.evaluate(DROP_TAIL, 5)
    assert len(tab.events()) == len(before.ids) - 5
    tab.page.close()
    assert_told_and_healed(profile, before, tally)


@pytest.mark.engines
@pytest.mark.fault("F10", "databases deleted between two visits")
def test_an_emptied_database_is_noticed(profile: Profile, tally: Tally, tmp_path: Path) -> None:
    tab = Tab(profile.open())
    before = worked(tab, tmp_path / "all.json")
    profile.step_aside(tab.page)
    tab.page.evaluate(CLEAR, False)
    tab.page.close()
    assert_told_and_healed(profile, before, tally)


@pytest.mark.engines
@pytest.mark.fault("F10", "all site data deleted between two visits")
def test_after_all_site_data_went_the_first_screen_offers_import_and_a_snapshot_brings_all_back(
    profile: Profile, tally: Tally, tmp_path: Path
) -> None:
    tab = Tab(profile.open())
    before = worked(tab, tmp_path / "all.json")
    profile.step_aside(tab.page)
    tab.page.evaluate(CLEAR, True)
    tab.page.close()
    tab = Tab(profile.open())
    assert tab.store("events") == []
    expect(tab.page.locator("#screen")).to_contain_text("Import")
    assert tab.import_snapshot(before.file)["New"] == len(before.ids)
    tally.count(before.ids, [row["id"] for row in tab.store("events")])
    tally.tell("the first screen, which offers Import; all back from the snapshot")
    tab.go(trouble.ROUTE)
    assert tab.ticks() == [True] * STEPS
    until(tab.page, "document.documentElement.dataset.unsaved === '0'")
