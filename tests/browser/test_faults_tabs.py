"""Two tabs at once, and two versions at once: nothing lost, nothing twice, both screens end the same."""

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from bench.journal import sha256
from tests.browser import trouble
from tests.browser.profile import PATIENCE, Profile
from tests.browser.tally import Tally
from tests.browser.trouble import STREAM, name
from tests.browser.verbs import Tab
from tests.browser.watch import Watch

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Tick what is not ticked yet, as two people at two screens would.
TICK_OPEN = """async ({ ids, at }) => {
  await new Promise((resolve) => setTimeout(resolve, at - Date.now()));
  for (const id of ids) {
    const box = document.getElementById(id);
    if (!box.checked) box.click();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}"""

OTHERS = """rows => new Promise((resolve) => {
  const request = indexedDB.open("sophie");
  request.onsuccess = () => {
    const transaction = request.result.transaction(["events", "bodies", "heads"], "readwrite");
    for (const [store, row] of Object.entries(rows)) transaction.objectStore(store).put(row);
    transaction.oncomplete = () => {
      request.result.close();
      new BroadcastChannel("sophie").postMessage({ what: "events" });
      resolve();
    };
  };
})"""


@pytest.fixture
def tab(profile: Profile, tmp_path: Path) -> Tab:
    return trouble.open_run(profile, tmp_path / "fleet.json", 30)


def seen(tab: Tab) -> str:
    """All that is on the screen, but the clock that ticks."""
    text: str = tab.page.inner_text("#screen")
    return re.sub(r"\d+:\d\d:\d\d", "", text)


@pytest.mark.fault("F5", "two tabs and what a third left in the inbox, ticking at the same moment")
def test_two_tabs_and_an_inbox_at_once_lose_nothing_and_end_equal(
    profile: Profile, tab: Tab, tally: Tally, tmp_path: Path
) -> None:
    other = Tab(profile.open(trouble.ROUTE))
    expect(other.step(name(30))).to_be_visible()
    mine, theirs, both, left = range(1, 9), range(9, 17), range(17, 25), range(25, 31)
    trouble.put(
        tab, "inbox", *[trouble.left_behind(step, chr(ord("a") + at)) for at, step in enumerate(left)]
    )
    at = tab.page.evaluate("Date.now() + 300")
    for one, steps in ((tab, (*mine, *both)), (other, (*theirs, *both))):
        given = {"ids": trouble.boxes(*steps), "at": at}
        one.page.evaluate(f"given => void ({TICK_OPEN})(given)", given)
    for one in (tab, other):
        one.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    tab.page.wait_for_timeout(1000)
    trouble.wait_for_inbox(tab)
    for one in (tab, other):
        one.saved()
        expect(one.page.locator("#run-head")).to_contain_text("30of 30 done")
    done = trouble.done(tab)
    tally.count([f"s{step}" for step in range(1, 31)], done)
    tally.tell("nothing to tell: both screens end the same")
    assert sorted(done, key=lambda step: int(step[1:])) == [f"s{step}" for step in range(1, 31)]
    assert len(set(trouble.commands_of(tab)[2:])) == 30
    assert tab.ticks() == other.ticks() == [True] * 30
    # A tab hears of the other's last event a moment later.
    end = time.monotonic() + PATIENCE
    while seen(tab) != seen(other):
        assert time.monotonic() < end, (seen(tab), seen(other))
        tab.page.wait_for_timeout(50)
    assert trouble.verified(tab, tmp_path / "all.json").endswith("32 events: good")


def newer_event(tab: Tab) -> tuple[dict[str, dict[str, Any]], str]:
    """What a newer Sophie in another tab of this browser writes behind the last event: of a kind nobody here knows."""
    [device] = [row["value"]["dev"] for row in tab.store("kv") if row["key"] == "device"]
    [head] = [row for row in tab.store("heads") if row["dev"] == device]
    body = '{"v":4,"step":"s2","stars":5}'
    hlc = f"{int(head['hlc'][:16]) + 1:016d}-0000"
    header = json.dumps(
        {
            "actor": "Ada", "at": 1_763_716_200_000, "cmd": "n" * 16, "dev": device, "dh": sha256("0" * 32 + body), "hlc": hlc,
            "over": [], "prev": head["id"], "seq": head["seq"] + 1, "stream": STREAM, "type": "StepRated", "tz": "UTC", "v": 1,
        },
        sort_keys=True,
        separators=(",", ":"),
    )  # fmt: skip
    event = sha256(header)
    rows = {
        "events": {"id": event, "stream": STREAM, "header": header},
        "bodies": {"id": event, "nonce": "0" * 32, "body": body},
        "heads": {"dev": device, "seq": head["seq"] + 1, "id": event, "hlc": hlc},
    }
    return rows, header


@pytest.mark.fault("F21", "event of a version to come, in the log of this one")
def test_what_a_newer_version_wrote_is_kept_shown_and_exported_as_it_came(
    tab: Tab, tally: Tally, tmp_path: Path
) -> None:
    tab.tick(name(1))
    rows, header = newer_event(tab)
    tab.page.evaluate(OTHERS, rows)
    expect(tab.record.first).to_contain_text("newer")
    expect(tab.page.locator("#run-head")).to_contain_text("A newer version of Sophie wrote in this run.")
    # What this version cannot read it must not write into.
    expect(tab.step(name(2))).to_be_disabled()
    expect(tab.step(name(1))).to_be_checked()
    # Elsewhere it goes on, behind the other's event in the same chain.
    tab.add_person("Dora")
    assert tab.events()[-1]["prev"] == sha256(header)
    file = tmp_path / "all.json"
    assert trouble.verified(tab, file).endswith("good")
    snapshot = json.loads(file.read_text())
    tally.count([header], snapshot["events"])
    tally.tell("“A newer version of Sophie wrote in this run.”")
    assert snapshot["data"][sha256(header)] == {"nonce": "0" * 32, "body": '{"v":4,"step":"s2","stars":5}'}


@pytest.mark.fault("F6", "database upgraded by another tab under an open one")
def test_a_database_of_a_higher_version_makes_this_tab_step_aside(
    tab: Tab, watch: Watch, tally: Tally
) -> None:
    there = len(tab.events())
    opened = """new Promise((resolve) => {
      const request = indexedDB.open("sophie", 2);
      request.onsuccess = () => (request.result.close(), resolve("opened"));
      request.onblocked = () => resolve("blocked");
    })"""
    assert tab.page.evaluate(opened) == "opened"
    notice = tab.page.locator("#storage-blocked")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text(
        "Another tab changed or removed this workspace's database. Reload this tab."
    )
    # The tab does not pretend: a tick now is on the screen, and said to be nowhere else.
    tab.step(name(1)).check()
    expect(tab.page.locator("#not-saved")).to_be_visible()
    expect(tab.page.locator("#save-state")).to_have_text("1 not saved")
    expect(tab.step(name(1))).to_be_checked()
    # Its timers find no log; that is no error on the console either.
    tab.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    tab.page.wait_for_timeout(5500)
    assert watch.problems() == []
    tally.count(["event"] * there, ["event"] * len(tab.events()))
    tally.tell("“Another tab changed or removed this workspace's database. Reload this tab.”, “1 not saved”")
