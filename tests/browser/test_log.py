"""The log in a real browser: killed, crashed, filled, cleared. What was called saved must be there, whole."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Page

from build.serve import Server
from tests.browser.lab import Lab, bundle
from tests.browser.profile import Profile
from tests.browser.tally import Tally
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle(tmp_path_factory.mktemp("lab"))


@pytest.fixture
def site(folder: Path) -> Iterator[Server]:
    with Server(folder) as server:
        yield server


def assert_nothing_lost(found: dict[str, Any], saved: list[str], tally: Tally) -> None:
    """Each act that was called saved has both of its events, no act is torn, and the chain is whole."""
    tally.count(saved, found["commands"])
    tally.tell("nothing to tell: no act is torn, the chain verifies")
    assert [cmd for cmd in saved if cmd not in found["commands"]] == []
    assert set(found["commands"].values()) == {2}
    assert found["report"]["isWhole"], found["report"]
    assert found["lost"] is None
    assert not set(found["waiting"]) & set(found["commands"])


@pytest.mark.slow
@pytest.mark.fault("F3", "browser killed (SIGKILL) three times, two tabs writing as fast as they can")
def test_a_killed_browser_loses_nothing_that_was_saved(profile: Profile, tally: Tally) -> None:
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
        tally.acknowledged = 0
        assert_nothing_lost(found, saved, tally)
        assert len(found["report"]["chains"]) == 1


@pytest.mark.slow
@pytest.mark.fault("F4", "tab crashed in the middle of its acts, another goes on")
def test_a_crashed_tab_leaves_no_half_act_and_the_other_tab_goes_on(profile: Profile, tally: Tally) -> None:
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
    assert_nothing_lost(found, one.told("saved") + two.told("saved")[:before], tally)


@pytest.mark.slow
@pytest.mark.fault("F1", "quota of 4 MB used up by acts of 200 kB")
def test_a_full_disk_is_told_and_what_was_saved_stays(profile: Profile, site: Server, tally: Tally) -> None:
    lab = Lab(profile)
    session = profile.context.new_cdp_session(lab.page)
    origin = site.url.rstrip("/")
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 4_000_000})
    full = lab.run("lab.fill(200_000)")
    assert full["code"] == "full"
    assert 0 < full["saved"] < 40
    assert "snapshot" in full["next"]
    found = lab.run("lab.look()")
    tally.count(["act"] * full["saved"], ["act"] * len(found["commands"]))
    tally.tell("that the disk is full, and to save a snapshot")
    assert found["report"]["isWhole"]
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin})
    lab.run("lab.act()")
    assert len(lab.run("lab.look()")["commands"]) == full["saved"] + 1


@pytest.mark.slow
@pytest.mark.fault("F28", "database deleted under an open tab")
def test_cleared_site_data_is_noticed_and_the_next_act_is_saved(
    profile: Profile, site: Server, tally: Tally
) -> None:
    lab = Lab(profile)
    lab.run("lab.act()")
    tally.count_taken(1)
    tally.tell("“The browser closed Sophie's storage.”, and how far the log had come; the next act is saved")
    session = profile.context.new_cdp_session(lab.page)
    session.send("Storage.clearDataForOrigin", {"origin": site.url.rstrip("/"), "storageTypes": "indexeddb"})
    lab.wait_until_told("closed")
    lost = lab.run("lab.log.lost()")
    assert lost["seq"] == 2
    lab.run("lab.act()")
    assert lab.run("lab.look()")["report"]["events"] == 2


@pytest.mark.slow
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


@pytest.mark.slow
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
