"""The log in a real browser: killed, crashed, filled, cleared. What was called saved must be there, whole."""

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Page

from build.paths import ROOT
from build.serve import Server
from tests.browser.profile import Profile
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

PAGES = ROOT / "tests/browser/pages"
LAB = "log.html"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log's own modules in one bundle, without the rest of Sophie."""
    made = tmp_path_factory.mktemp("lab")
    bundle = [
        "--bundle",
        "--format=esm",
        "--target=es2022",
        f"--outfile={made / 'log.js'}",
        "--log-level=error",
    ]
    subprocess.run([ROOT / "node_modules/.bin/esbuild", PAGES / "log.js", *bundle], check=True, cwd=ROOT)
    (made / LAB).write_text((PAGES / LAB).read_text(encoding="utf-8"), encoding="utf-8")
    return made


@pytest.fixture
def site(folder: Path) -> Iterator[Server]:
    with Server(folder) as server:
        yield server


class Lab:
    """A tab with the log in it, and what it said on the console."""

    def __init__(self, profile: Profile) -> None:
        self.page: Page = profile.context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.goto(profile.watch.origin + LAB)
        self.page.wait_for_selector("html[data-lab=ready]", state="attached")

    def run(self, script: str) -> Any:
        return self.page.evaluate(script)

    def start(self, script: str) -> None:
        """Begin something that goes on while the test does other things."""
        self.page.evaluate(f"void {script}")

    def told(self, word: str) -> list[str]:
        return [line.removeprefix(f"{word} ") for line in self.said if line.startswith(f"{word} ")]

    def wait_until_told(self, word: str, times: int = 1) -> None:
        for _ in range(600):
            if len(self.told(word)) >= times:
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"not told {word} {times} times: {self.said[-5:]}")


def assert_nothing_lost(found: dict[str, Any], saved: list[str]) -> None:
    """Each act that was called saved has both of its events, no act is torn, and the chain is whole."""
    assert [cmd for cmd in saved if cmd not in found["commands"]] == []
    assert set(found["commands"].values()) == {2}
    assert found["report"]["isWhole"], found["report"]
    assert found["lost"] is None
    assert not set(found["waiting"]) & set(found["commands"])


def test_a_killed_browser_loses_nothing_that_was_saved(profile: Profile) -> None:
    saved: list[str] = []
    for _ in range(3):
        tabs = [Lab(profile), Lab(profile)]
        for tab in tabs:
            tab.start("lab.burst()")
        for tab in tabs:
            tab.wait_until_told("saved", 60)
        profile.kill()
        saved += [cmd for tab in tabs for cmd in tab.told("saved")]
        profile.relaunch()
        found = Lab(profile).run("lab.look()")
        assert_nothing_lost(found, saved)
        assert len(found["report"]["chains"]) == 1


def test_a_crashed_tab_leaves_no_half_act_and_the_other_tab_goes_on(profile: Profile) -> None:
    one, two = Lab(profile), Lab(profile)
    for tab in (one, two):
        tab.start("lab.burst()")
        tab.wait_until_told("saved", 40)
    crashed: list[Page] = []
    one.page.on("crash", lambda page: crashed.append(page))
    before = len(two.told("saved"))
    with contextlib.suppress(Error):  # the address never loads: loading it ends the tab's process
        one.page.goto("chrome://crash")
    two.wait_until_told("saved", before + 40)
    assert crashed
    found = Lab(profile).run("lab.look()")
    assert_nothing_lost(found, one.told("saved"))


def test_a_full_disk_is_told_and_what_was_saved_stays(profile: Profile, site: Server) -> None:
    lab = Lab(profile)
    session = profile.context.new_cdp_session(lab.page)
    origin = site.url.rstrip("/")
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 4_000_000})
    full = lab.run("lab.fill(200_000)")
    assert full["code"] == "full"
    assert 0 < full["saved"] < 40
    assert "snapshot" in full["next"]
    found = lab.run("lab.look()")
    assert len(found["commands"]) == full["saved"]
    assert found["report"]["isWhole"]
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin})
    lab.run("lab.act()")
    assert len(lab.run("lab.look()")["commands"]) == full["saved"] + 1


def test_cleared_site_data_is_noticed_and_the_next_act_is_saved(profile: Profile, site: Server) -> None:
    lab = Lab(profile)
    lab.run("lab.act()")
    session = profile.context.new_cdp_session(lab.page)
    session.send("Storage.clearDataForOrigin", {"origin": site.url.rstrip("/"), "storageTypes": "indexeddb"})
    lab.wait_until_told("closed")
    lost = lab.run("lab.log.lost()")
    assert lost["seq"] == 2
    lab.run("lab.act()")
    assert lab.run("lab.look()")["report"]["events"] == 2


def test_a_tab_of_another_version_makes_this_one_close_and_say_so(profile: Profile) -> None:
    old, new = Lab(profile), Lab(profile)
    old.run("lab.act()")
    opened = """new Promise((resolve) => {
      const request = indexedDB.open("sophie", 2);
      request.onsuccess = () => resolve("opened");
      request.onblocked = () => resolve("blocked");
    })"""
    new.run("lab.log.close()")
    assert new.run(opened) == "opened"
    old.wait_until_told("closed")
    code = "lab.log.tail().catch(({ code }) => code)"
    assert old.run(code) == "closed"
    assert new.run("lab.openLog('sophie').catch(({ code }) => code)") == "newer"


def test_another_tab_hears_of_an_act(profile: Profile) -> None:
    one, two = Lab(profile), Lab(profile)
    one.run("lab.act()")
    two.wait_until_told("change", 2)
    assert two.told("change") == ["inbox", "events"]


def test_the_largest_things_make_the_round_trip(profile: Profile, watch: Watch) -> None:
    """A 5 MB document of nothing but quotes, a 10 MB attachment and 20,000 events, out to a file and in."""
    lab = Lab(profile)
    lab.run("""(async () => {
      await lab.act([lab.event('"'.repeat(5_000_000))]);
      await lab.log.blobs.put(crypto.getRandomValues(new Uint8Array(65_536)).buffer, "image/png");
      await lab.log.blobs.put(new Uint8Array(10_000_000).map((_, i) => i * 7), "application/pdf");
      await lab.grow(20_000);
    })()""")
    there = lab.run("""(async () => {
      const other = await lab.openLog("sophie-other");
      const file = await lab.writeSnapshot(lab.log, { app: "test" });
      const plan = await lab.planImport(file, other);
      const { added, blobs, rejected } = await lab.applyImport(plan, other);
      const [first] = await other.since(0, 1);
      const again = await lab.planImport(file, other);
      return { whole: plan.isWhole, rejected, added, blobs, length: JSON.parse(first[3]).text.length,
        report: (await other.verify()).isWhole, fresh: again.new };
    })()""")
    assert there["rejected"] == []
    assert (there["whole"], there["report"], there["length"]) == (True, True, 5_000_000)
    assert (there["added"], there["blobs"], there["fresh"]) == (20_001, 2, 0)
