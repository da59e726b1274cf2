"""The way of a gesture in a real browser: durable first, true at every moment, at its own time, once, and by whoever is there."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from bench.journal import MINUTE, Journal
from tests.browser import trouble
from tests.browser.profile import Profile, ready
from tests.browser.tally import Tally
from tests.browser.trouble import STREAM, name
from tests.browser.verbs import Tab
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser


@pytest.fixture
def tab(profile: Profile, tmp_path: Path) -> Tab:
    """A tab on a run of six steps; its engine can be held back."""
    trouble.holding(profile.context)
    return trouble.open_run(profile, tmp_path / "fleet.json")


def unsaved(page: Page, count: int) -> None:
    page.wait_for_selector(f"html[data-unsaved='{count}']", state="attached")


def waiting(tab: Tab) -> list[dict[str, Any]]:
    return [row for row in tab.store("inbox") if row["state"] == "waiting"]


def kept_but_not_recorded(page: Page) -> Locator:
    return page.locator("#inbox")


def test_data_unsaved_is_true_at_every_moment(tab: Tab) -> None:
    tab.page.evaluate(trouble.WATCH_UNSAVED)
    steps = [1, 2, 3, 4, 5, 6] * 4
    tab.page.evaluate(trouble.TICK_AT_ONCE, {"ids": trouble.boxes(*steps), "pause": 7})
    tab.saved()
    seen = tab.page.evaluate("() => { seen.ended = true; return seen; }")
    assert seen["lies"] == []
    assert seen["samples"] > 10
    assert seen["most"] > 1, "The burst never filled the inbox: nothing was tried."
    assert max(seen["steps"]) > 1
    assert seen["steps"][-1] == 0
    assert tab.store("inbox") == []
    # 24 clicks, four on each step: all open again, all in the record.
    assert tab.ticks() == [False] * 6
    assert len(tab.events()) == 2 + 24
    expect(tab.page.locator("#save-state")).to_have_text("Saved")


@pytest.mark.slow
def test_ticks_before_python_is_ready_keep_their_time_and_survive_a_reload(
    profile: Profile, tab: Tab
) -> None:
    page = trouble.held(profile)
    other = Tab(page)
    other.step(name(1)).check()
    other.step(name(2)).check()
    unsaved(page, 2)
    expect(page.locator("#save-state")).to_have_text("2 kept, not yet recorded")
    expect(other.item(name(1))).to_have_attribute("data-pending", "check-step")
    clicked = {row["command"]["args"]["step"]: row["command"]["at"] for row in waiting(tab)}
    page.reload()
    # Still no Python, and what was ticked is still ticked, and still counted.
    expect(other.step(name(1))).to_be_checked()
    unsaved(page, 2)
    page.wait_for_timeout(1500)
    assert trouble.done(tab) == []
    trouble.let_go(page)
    ready(page)
    unsaved(page, 0)
    expect(other.step(name(2))).to_be_checked()
    expect(other.item(name(2))).not_to_have_attribute("data-pending", "check-step")
    recorded = [header for header in tab.events() if header["type"] == "StepDone"]
    assert [header["at"] for header in recorded] == [clicked["s1"], clicked["s2"]]
    # They were recorded later than they were done.
    assert all(int(header["hlc"][:16]) > header["at"] + 1000 for header in recorded)


def test_two_tabs_at_the_same_row_commit_it_once(profile: Profile, tab: Tab) -> None:
    other = Tab(profile.open(trouble.ROUTE))
    letters = "abcdefghijklmnopqrst"
    rows = [trouble.left_behind(1 + at % 6, letter, done=at % 12 < 6) for at, letter in enumerate(letters)]
    trouble.put(tab, "inbox", *rows)
    wake = (
        """at => setTimeout(() => document.dispatchEvent(new Event("visibilitychange")), at - Date.now())"""
    )
    at = tab.page.evaluate("Date.now() + 300")
    for one in (tab, other):
        one.page.evaluate(f"at => void ({wake})(at)", at)
    trouble.wait_for_inbox(tab)
    for one in (tab, other):
        one.saved()
    given = [row["id"] for row in rows]
    assert sorted(one for one in trouble.commands_of(tab) if one in given) == sorted(given)
    for one in (tab, other):
        expect(one.step(name(2))).not_to_be_checked()
        expect(one.step(name(6))).to_be_checked()
    assert tab.ticks() == other.ticks()


@pytest.mark.parametrize("ice", ["frozen", pytest.param("paused", marks=pytest.mark.slow)])
def test_a_frozen_tab_blocks_nobody_and_its_old_rows_are_taken(profile: Profile, tab: Tab, ice: str) -> None:
    page = trouble.held(profile)
    Tab(page).step(name(1)).check()
    unsaved(page, 1)
    session = profile.context.new_cdp_session(page)
    if ice == "frozen":
        session.send("Page.setWebLifecycleState", {"state": "frozen"})
    else:
        session.send("Debugger.enable")
        session.send("Debugger.pause")
    # The other tab works at once; the row is left to its tab while it is young.
    tab.step(name(2)).check()
    for _ in range(40):
        if "s2" in trouble.done(tab):
            break
        tab.page.wait_for_timeout(50)
    assert trouble.done(tab) == ["s2"]
    unsaved(tab.page, 1)
    # Then it is taken over.
    tab.page.wait_for_selector("html[data-unsaved='0']", state="attached", timeout=20_000)
    assert trouble.done(tab) == ["s2", "s1"]
    if ice == "frozen":
        session.send("Page.setWebLifecycleState", {"state": "active"})
    else:
        session.send("Debugger.disable")
    trouble.let_go(page)
    ready(page)
    unsaved(page, 0)
    expect(Tab(page).step(name(1))).to_be_checked()
    expect(Tab(page).step(name(2))).to_be_checked()
    Tab(page).step(name(3)).check()
    unsaved(page, 0)
    assert trouble.done(tab) == ["s2", "s1", "s3"]


@pytest.mark.slow
def test_a_tick_on_the_last_screen_does_not_hide_what_another_device_did(
    profile: Profile, tab: Tab, tmp_path: Path
) -> None:
    """The kept screen is from before the merge: both acts stay, and the person is told."""
    tab.go("#/snapshots")
    bo = Journal("Bo")
    bo.write(STREAM, "StepSkipped", step="s1", reason="The host is gone")
    trouble.bring(tab, tmp_path / "bo.json", bo)
    page = trouble.held(profile)
    expect(page.locator("#as-of")).to_contain_text("the last screen shown here")
    late = Tab(page)
    expect(late.step(name(1))).not_to_be_checked()
    late.step(name(1)).check()
    unsaved(page, 1)
    trouble.let_go(page)
    ready(page)
    unsaved(page, 0)
    expect(page.locator("#as-of")).to_be_hidden()
    [tick] = [header for header in tab.events() if header["type"] == "StepDone"]
    assert tick["over"] == []
    item = late.item(name(1))
    expect(item).to_contain_text("Also set:")
    expect(item).to_contain_text("Neither had seen the other.")
    expect(item).to_contain_text("Bo")
    expect(late.record).to_have_count(3)


@pytest.mark.engines
@pytest.mark.fault("F16", "tick from a device whose clock says 2099, imported and taken back")
def test_a_tick_from_2099_is_shown_and_an_untick_now_takes_it_back(
    tab: Tab, tally: Tally, tmp_path: Path
) -> None:
    tab.go("#/snapshots")
    future = 4_070_908_800_000
    bo = Journal("Bo", at=future)
    done = bo.write(STREAM, "StepDone", step="s1")
    trouble.bring(tab, tmp_path / "bo.json", bo)
    tab.go(trouble.ROUTE)
    expect(tab.step(name(1))).to_be_checked()
    expect(tab.item(name(1))).to_contain_text("2099")
    expect(tab.item(name(1))).to_contain_text("that device's clock was ahead")
    tab.untick(name(1))
    expect(tab.step(name(1))).not_to_be_checked()
    tab.reload()
    expect(tab.step(name(1))).not_to_be_checked()
    expect(tab.record).to_have_count(3)
    mine = tab.events()[-1]
    assert (mine["type"], mine["over"]) == ("StepReopened", [done])
    # The false clock was not followed.
    assert int(mine["hlc"][:16]) < future - 50 * 365 * 24 * 60 * MINUTE
    tab.tick(name(1))
    expect(tab.step(name(1))).to_be_checked()
    tally.count([done, "s1"], [*(row["id"] for row in tab.store("events")), *trouble.done(tab)[1:]])
    tally.tell("“2099”, “that device's clock was ahead”")


@pytest.mark.slow
def test_a_refused_command_stays_with_its_words_until_it_is_dismissed(profile: Profile, tab: Tab) -> None:
    page = trouble.held(profile)
    late = Tab(page)
    tab.press("Finish run")
    late.button("Finish run").click()
    unsaved(page, 1)
    trouble.let_go(page)
    ready(page)
    kept = kept_but_not_recorded(page)
    expect(kept).to_contain_text("The run was not finished again.")
    expect(kept).to_contain_text(re.compile(r"finished it at .*Reopen the run to go on with it\."))
    expect(page.get_by_role("alert")).to_contain_text("The run was not finished again.")
    # It is still not recorded, and says so, here and in the other tab, also after a reload.
    unsaved(page, 1)
    expect(kept_but_not_recorded(tab.page)).to_be_visible()
    page.reload()
    ready(page)
    expect(kept).to_contain_text("The run was not finished again.")
    kept.get_by_role("button", name="Dismiss").click()
    expect(kept).to_be_hidden()
    unsaved(page, 0)
    expect(kept_but_not_recorded(tab.page)).to_be_hidden()
    unsaved(tab.page, 0)
    assert [header["type"] for header in tab.events()].count("RunFinished") == 1


def test_a_refused_note_keeps_its_text(profile: Profile, tab: Tab, tmp_path: Path) -> None:
    """A newer Sophie wrote into the run while this screen was open: the note is refused, its words are not lost."""
    page = trouble.held(profile)
    late = Tab(page)
    tab.go("#/snapshots")
    newer = Journal("Bo")
    newer.write(STREAM, "StepBlessed", step="s1")
    trouble.bring(tab, tmp_path / "newer.json", newer)
    late.button("Note").click()
    dialog = page.get_by_role("dialog", name="Note")
    dialog.get_by_label("What did you see or do?").fill("Three long sentences.")
    dialog.get_by_role("button", name="Save note").click()
    unsaved(page, 1)
    trouble.let_go(page)
    ready(page)
    kept = kept_but_not_recorded(page)
    expect(kept).to_contain_text("newer version of Sophie")
    expect(kept.get_by_role("blockquote")).to_have_text("Three long sentences.")


SECRET = "The password is on this screen"


@pytest.mark.parametrize(
    ("wrong", "is_painted"),
    [
        pytest.param({}, True, id="right"),
        pytest.param({"epoch": 7}, False, id="another epoch", marks=pytest.mark.slow),
        pytest.param({"build": "another build"}, False, id="another build", marks=pytest.mark.slow),
    ],
)
def test_a_kept_screen_is_painted_only_when_it_is_true(
    profile: Profile, tab: Tab, wrong: dict[str, Any], is_painted: bool
) -> None:
    tab.go("#/now")
    [row] = [row for row in tab.store("screens", "sophie-cache") if row["route"] == trouble.ROUTE]
    html = f"<div class='screen'><h1>{SECRET}</h1></div>"
    trouble.put(tab, "screens", {**row, "html": html, **wrong}, database="sophie-cache")
    page = trouble.held(profile)
    page.wait_for_timeout(300)
    assert (SECRET in page.inner_text("#screen")) == is_painted
    trouble.let_go(page)
    ready(page)
    expect(page.get_by_text(SECRET)).to_have_count(0)


@pytest.mark.slow
def test_a_kept_screen_that_holds_something_unsafe_is_not_painted(
    profile: Profile, tab: Tab, watch: Watch
) -> None:
    # The browser tells of the style it was asked to read, and reads nothing.
    watch.allow("style-src")
    tab.go("#/now")
    [row] = [row for row in tab.store("screens", "sophie-cache") if row["route"] == trouble.ROUTE]
    html = f"<div class='screen'><h1 style='color:red'>{SECRET}</h1></div>"
    trouble.put(tab, "screens", {**row, "html": html}, database="sophie-cache")
    page = trouble.held(profile)
    assert SECRET not in page.inner_text("#screen")


ERASE = """() => new Promise((resolve) => {
  const request = indexedDB.open("sophie");
  request.onsuccess = () => {
    const transaction = request.result.transaction(["bodies", "kv"], "readwrite");
    transaction.objectStore("bodies").openCursor().onsuccess = ({ target: { result: at } }) => {
      if (!at) return;
      if (at.value.body.includes("SECRET")) at.update({ id: at.value.id, nonce: "", body: null });
      at.continue();
    };
    transaction.objectStore("kv").put({ key: "epoch", value: 1 });
    transaction.oncomplete = () => {
      request.result.close();
      new BroadcastChannel("sophie").postMessage({ what: "erased" });
      resolve();
    };
  };
})"""


@pytest.mark.slow
def test_what_another_tab_erased_leaves_every_screen_and_every_cache(profile: Profile, tab: Tab) -> None:
    tab.write_note("SECRET of the team")
    expect(tab.record.first).to_contain_text("SECRET")
    trouble.kept(tab)
    other = profile.context.new_page()
    other.goto(profile.watch.origin)
    other.evaluate(ERASE)
    expect(tab.page.locator("html[data-engine=ready]")).to_have_count(1)
    expect(tab.page.get_by_text("SECRET of the team")).to_have_count(0)
    tab.wait("document.documentElement.dataset.engine === 'ready'")
    tab.page.wait_for_timeout(400)
    assert "SECRET" not in json.dumps(tab.store("screens", "sophie-cache"))
    page = trouble.held(profile)
    assert "SECRET" not in page.inner_text("body")
    tab.tick(name(1))
