"""Copies and clocks: a cloned profile, a clock that jumps, two people at one step, a replay from nothing, a text never saved."""

import contextlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from tests.browser import trouble
from tests.browser.profile import Profile
from tests.browser.tally import Tally
from tests.browser.trouble import name
from tests.browser.verbs import Tab
from tests.browser.watch import Watch

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOUR = 3_600_000
# The page's clock, moved by what the test keeps beside it.
MOVED = """const Real = Date, by = () => Number(localStorage.moved ?? 0);
self.Date = class extends Real {
  constructor(...given) { given.length ? super(...given) : super(Real.now() + by()); }
  static now() { return Real.now() + by(); }
};"""
FORGET_CACHE = (
    """() => new Promise((done) => { indexedDB.deleteDatabase("sophie-cache").onsuccess = done; })"""
)


def ids(tab: Tab) -> list[str]:
    return [row["id"] for row in tab.store("events")]


@pytest.mark.engines
@pytest.mark.fault("F17", "copied profile worked on both sides, then merged")
def test_a_copied_profile_worked_on_both_sides_meets_again(
    profiles: Callable[[str], Profile], tally: Tally, tmp_path: Path
) -> None:
    one = profiles("one")
    trouble.open_run(one, tmp_path / "fleet.json").tick(name(1))
    one.close()
    shutil.copytree(
        one.folder, tmp_path / "two", symlinks=True, ignore=shutil.ignore_patterns("Singleton*", "*lock")
    )
    one.launch()
    tabs = [Tab(one.open(trouble.ROUTE)), Tab(profiles("two").open(trouble.ROUTE))]
    for tab, steps in zip(tabs, ((2, 3), (4, 5)), strict=True):
        for step in steps:
            tab.tick(name(step))
    made = sorted({one for tab in tabs for one in ids(tab)})
    assert len(made) == 2 + 1 + 4
    files = [tab.save_snapshot(tmp_path / f"{at}.json") for at, tab in enumerate(tabs)]
    for tab, file in zip(tabs, reversed(files), strict=True):
        assert tab.import_snapshot(file)["New"] == 2
        tab.go(trouble.ROUTE)
        assert tab.ticks() == [True] * 5 + [False]
        tally.count(made, ids(tab))
    tally.tell("“a copy of this very device” before it comes in; this copy then takes another device id")
    # Each goes on under an id of its own: no third fork.
    for tab, step in zip(tabs, (6, 1), strict=True):
        tab.tick(name(step)) if step == 6 else tab.untick(name(step))
    last = [tab.events()[-1]["dev"] for tab in tabs]
    assert last[0] != last[1]


@pytest.mark.engines
@pytest.mark.fault("F15", "clock one hour back, ten years ahead, and right again")
def test_a_clock_that_jumps_stops_nobody(profile: Profile, tally: Tally, tmp_path: Path) -> None:
    profile.context.add_init_script(MOVED)
    tab = trouble.open_run(profile, tmp_path / "fleet.json")
    for step, moved in enumerate((0, -HOUR, 10 * 365 * 24 * HOUR, 0), 1):
        tab.page.evaluate("moved => { localStorage.moved = moved; }", moved)
        tab.reload()
        tab.tick(name(step))
    tab.untick(name(1))
    tab.reload()
    assert tab.ticks() == [False, True, True, True, False, False]
    mine = [header for header in tab.events() if header["type"].startswith("Step")]
    tally.count(["s1", "s2", "s3", "s4"], trouble.done(tab))
    tally.tell("nothing to tell: each act keeps the time the clock showed, their order stays right")
    assert [header["hlc"] for header in mine] == sorted(header["hlc"] for header in mine)
    assert mine[1]["at"] < mine[0]["at"] < mine[3]["at"] < mine[2]["at"]
    assert trouble.verified(tab, tmp_path / "all.json").endswith("good")


@pytest.mark.engines
@pytest.mark.fault("F23", "two devices settle the same step apart, then meet")
def test_who_settled_a_step_apart_is_shown_beside_the_other(
    profiles: Callable[[str], Profile], tally: Tally, tmp_path: Path
) -> None:
    tabs = [trouble.open_run(profiles(who), tmp_path / "fleet.json") for who in ("ada", "bo")]
    for tab, who in zip(tabs, ("Ada", "Bo"), strict=True):
        tab.add_person(who)
    tabs[0].tick(name(1))
    tabs[1].step(name(1)).focus()
    tabs[1].skip("Not needed tonight")
    made = sorted({one for tab in tabs for one in ids(tab)})
    files = [tab.save_snapshot(tmp_path / f"{at}.json") for at, tab in enumerate(tabs)]
    shown = []
    for tab, file in zip(tabs, reversed(files), strict=True):
        tab.import_snapshot(file)
        tab.go(trouble.ROUTE)
        expect(tab.item(name(1))).to_contain_text("Also set:")
        expect(tab.item(name(1))).to_contain_text("Neither had seen the other.")
        tally.count(made, ids(tab))
        shown.append(tab.item(name(1)).inner_text())
    assert shown[0] == shown[1]
    tally.tell("“Also set: … Neither had seen the other.”, the same on both")


@pytest.mark.engines
@pytest.mark.fault("F24", "one file imported three times, then all of it replayed without caches")
def test_a_replay_from_nothing_shows_the_same(profile: Profile, tally: Tally, tmp_path: Path) -> None:
    tab = trouble.open_run(profile, tmp_path / "fleet.json")
    tab.tick(name(1))
    tab.write_note("Once is enough")
    before, file = ids(tab), tab.save_snapshot(tmp_path / "all.json")
    shown = tab.go(trouble.ROUTE).record.all_inner_texts()
    for _ in range(3):
        assert tab.read_snapshot(file)["New"] == 0
    profile.step_aside(tab.page)
    tab.page.evaluate(FORGET_CACHE)
    tab.page.close()
    tab = Tab(profile.open(trouble.ROUTE))
    tally.count(before, ids(tab))
    tally.tell("nothing to tell: the same screen, no event twice")
    assert ids(tab) == before
    assert tab.record.all_inner_texts() == shown
    assert tab.ticks() == [True] + [False] * 5


@pytest.mark.fault("F14", "renderer crashed while a runbook is typed")
def test_a_text_that_was_being_typed_is_there_after_a_crash(
    profile: Profile, watch: Watch, tally: Tally
) -> None:
    watch.allow("crash")
    tab = Tab(profile.open()).import_files({"queue.md": b"# Drain the queue\n\n1. Stop the feed\n"})
    tab.open_document("Drain the queue").follow("Edit")
    box = tab.page.get_by_role("textbox", name="Markdown")
    expect(box).to_be_editable()
    box.press("Control+End")
    tab.page.keyboard.type("2. Wait until it is empty")
    expect(tab.page.locator("#draft-state")).to_contain_text("Draft kept")
    route = tab.route
    with contextlib.suppress(Error):  # the address never loads: loading it ends the tab's process
        tab.page.goto("chrome://crash")
    profile.context.pages[0].wait_for_timeout(500)
    again = profile.open(route)
    box = again.get_by_role("textbox", name="Markdown")
    expect(box).to_be_editable()
    tally.count(["2. Wait until it is empty"], box.input_value().split("\n"))
    tally.tell("“Draft kept” while typing; the draft is in the editor again")


@pytest.mark.fault("F6", "database of a version to come, found at the start")
def test_a_database_from_a_newer_sophie_is_left_alone_and_said(
    profile: Profile, watch: Watch, tally: Tally, tmp_path: Path
) -> None:
    tab = trouble.open_run(profile, tmp_path / "fleet.json")
    before = ids(tab)
    profile.step_aside(tab.page)
    upgrade = """() => new Promise((done, fail) => {
      const request = indexedDB.open("sophie", 2);
      request.onsuccess = () => (request.result.close(), done());
      request.onerror = request.onblocked = () => fail(new Error("blocked"));
    })"""
    tab.page.evaluate(upgrade)
    page = profile.open(wait=False)
    notice = page.locator("#storage-blocked")
    expect(notice).to_contain_text("The database was written by a newer Sophie.")
    expect(notice).to_contain_text("Reload this tab to get the newer Sophie.")
    tally.count(before, ids(Tab(page)))
    tally.tell("“This tab is older than the data. … Reload this tab to get the newer Sophie.”")
    assert json.dumps(watch.problems()) == "[]"
