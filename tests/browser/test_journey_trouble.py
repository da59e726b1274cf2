"""Power cuts, no server, two tabs, Python late: what a person was told is kept, is there; the screen says what is true."""

import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from build.paths import DIST
from build.serve import Server
from tests.browser.profile import Profile, ready, until
from tests.browser.verbs import Tab, script

pytestmark = pytest.mark.browser

NAMES = [
    "alpha",
    "bravo",
    "charlie",
    "delta",
    "echo",
    "foxtrot",
    "golf",
    "hotel",
    "india",
    "juliet",
    "kilo",
    "lima",
]
STEPS = [f"Restart {name}" for name in NAMES]
LONG = ("# A long night\n\n" + "".join(f"{n}. {step}\n" for n, step in enumerate(STEPS, 1))).encode()
TITLE = "A long night"
ACTIVE = "navigator.serviceWorker.getRegistration().then(one => one?.active?.state === 'activated')"


class Gate(Server):
    """A server that can hold back one kind of file: Python's memory image, say."""

    def __init__(self) -> None:
        super().__init__(DIST)
        self.held = ""
        self.open = threading.Event()

    def hold(self, part: str) -> None:
        self.held = part
        self.open.clear()

    def let_go(self) -> None:
        self.held = ""
        self.open.set()

    def before(self, path: str) -> None:
        super().before(path)
        if self.held and self.held in path:
            self.open.wait(60)


@pytest.fixture
def site() -> Iterator[Gate]:
    with Gate() as gate:
        yield gate
        gate.let_go()


@pytest.fixture
def tab(page: Page) -> Tab:
    return Tab(page)


@pytest.fixture
def run(tab: Tab) -> Tab:
    return tab.import_files({"night.md": LONG}).add_person("Ada").start_run(TITLE)


def without_worker(profile: Profile) -> None:
    """Nor what the browser keeps of its own: so that the next visit asks the server again, and the gate holds."""
    page = profile.context.pages[-1]
    page.evaluate(
        "navigator.serviceWorker.getRegistrations().then(all => Promise.all(all.map(one => one.unregister())))"
    )
    profile.context.new_cdp_session(page).send("Network.clearBrowserCache")


def test_nothing_acknowledged_is_lost_when_the_browser_is_killed(profile: Profile, run: Tab) -> None:
    route = run.route
    for name in STEPS[:6]:
        run.step(name).check()
    run.saved()
    run.step(STEPS[6]).check()
    profile.kill()
    profile.launch()
    again = Tab(profile.open(route))
    again.saved()
    assert again.ticks()[:6] == [True] * 6
    events = again.events()
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    again.tick(STEPS[10])
    assert again.ticks()[10]


@pytest.mark.slow
def test_a_kill_right_after_the_tick_was_kept_loses_nothing(profile: Profile, run: Tab) -> None:
    """The chip says "kept" or "Saved" before the kill; the tick is there after it, with its own time."""
    route = run.route
    before = run.page.evaluate("Date.now()")
    run.page.evaluate(script("first-tick"))
    after = run.page.evaluate("Date.now()")
    profile.kill()
    profile.launch()
    again = Tab(profile.open(route)).saved()
    assert again.ticks()[0]
    [done] = [event for event in again.events() if event["type"] == "StepDone"]
    assert before <= done["at"] <= after


@pytest.mark.slow
def test_after_one_visit_everything_works_with_the_server_stopped(
    site: Gate, profile: Profile, run: Tab
) -> None:
    until(run.page, ACTIVE)
    route = run.route
    site.stop()
    run.tick(STEPS[0]).reload().tick(STEPS[1])
    assert run.ticks()[:3] == [True, True, False]
    deep = Tab(profile.open(route)).tick(STEPS[2])
    deep.import_files({"more.md": b"# Brought offline\n\n1. Yes\n"}).start_run("Brought offline").tick("Yes")
    for area in ("Library", "Runs", "Settings", "Help", "Snapshots", "Now"):
        deep.visit(area)


@pytest.mark.slow
def test_two_tabs_show_the_same(profile: Profile, run: Tab) -> None:
    other = Tab(profile.open(run.route))
    run.tick(STEPS[0])
    expect(other.step(STEPS[0])).to_be_checked()
    other.tick(STEPS[1]).write_note("From the other tab")
    expect(run.step(STEPS[1])).to_be_checked()
    expect(run.record.first).to_contain_text("From the other tab")
    for name in STEPS[2:6]:
        run.step(name).check()
    for name in STEPS[6:10]:
        other.step(name).check()
    run.saved()
    other.saved()
    for tab in (run, other):
        expect(tab.page.locator("#run-head")).to_contain_text("10of 12 done")
        assert tab.ticks() == [True] * 10 + [False] * 2


def test_a_tick_made_before_python_is_ready_is_kept_and_gets_its_own_time(
    site: Gate, profile: Profile, run: Tab
) -> None:
    route = run.route
    run.page.wait_for_timeout(400)
    until(run.page, ACTIVE)
    without_worker(profile)
    run.page.close()
    site.hold("static/image")
    early = Tab(profile.open(route, wait=False))
    html = early.page.locator("html")
    expect(early.heading(TITLE)).to_be_visible()
    expect(html).to_have_attribute("data-engine", "starting")
    expect(early.steps).to_have_count(12)
    begun = early.page.evaluate("Date.now()")
    early.step(STEPS[0]).check()
    early.step(STEPS[1]).check()
    expect(html).to_have_attribute("data-unsaved", "2")
    expect(early.item(STEPS[0])).to_have_attribute("data-pending", "check-step")
    expect(early.page.get_by_text("2 kept, not yet recorded")).to_be_visible()
    kept_by = early.page.evaluate("Date.now()")
    assert len(early.store("inbox")) == 2
    early.page.wait_for_timeout(1500)
    site.let_go()
    ready(early.page)
    early.saved()
    assert early.ticks()[:3] == [True, True, False]
    expect(early.item(STEPS[0])).not_to_have_attribute("data-pending", re.compile(".*"))
    done = [event for event in early.events() if event["type"] == "StepDone"]
    assert len(done) == 2
    for event in done:
        assert begun <= event["at"] <= kept_by, "It has the time of the hand, not of the engine."
        assert int(event["hlc"][:16]) > kept_by


@pytest.mark.slow
def test_early_ticks_survive_a_reload_and_a_kill_before_python_ever_ran(
    site: Gate, profile: Profile, run: Tab
) -> None:
    route = run.route
    run.page.wait_for_timeout(400)
    until(run.page, ACTIVE)
    without_worker(profile)
    run.page.close()
    site.hold("static/image")
    early = Tab(profile.open(route, wait=False))
    early.step(STEPS[3]).check()
    expect(early.page.locator("html")).to_have_attribute("data-unsaved", "1")
    until(early.page, "document.querySelector('#save-state').textContent.includes('kept')")
    early.page.wait_for_timeout(200)
    early.page.reload()
    expect(early.step(STEPS[3])).to_be_checked()
    expect(early.page.locator("html")).to_have_attribute("data-unsaved", "1")
    profile.kill()
    site.let_go()
    profile.launch()
    again = Tab(profile.open(route)).saved()
    assert again.ticks()[3]


@pytest.mark.slow
def test_the_last_screen_is_there_before_python_is(site: Gate, profile: Profile, run: Tab) -> None:
    run.tick(STEPS[0]).page.wait_for_timeout(400)
    route = run.route
    until(run.page, ACTIVE)
    without_worker(profile)
    run.page.close()
    site.hold("static/image")
    again = Tab(profile.open(route, wait=False))
    expect(again.step(STEPS[0])).to_be_checked()
    expect(again.page.locator("html")).to_have_attribute("data-engine", "starting")
    expect(again.page.locator("#as-of")).to_be_hidden()
    painted: float = again.page.evaluate("performance.getEntriesByName('sophie:painted')[0].startTime")
    assert painted > 0
    site.let_go()
    ready(again.page)
    expect(again.step(STEPS[0])).to_be_checked()


@pytest.mark.slow
def test_a_file_brought_before_python_is_ready_is_read_when_it_is(
    site: Gate, profile: Profile, tab: Tab
) -> None:
    until(tab.page, ACTIVE)
    without_worker(profile)
    tab.page.close()
    site.hold("static/image")
    early = Tab(profile.open("#/now", wait=False))
    expect(early.page.locator("html")).to_have_attribute("data-bar", "none")  # the page hears now
    early.drop({"early.md": b"# Brought early\n\n1. Step\n"})
    expect(early.page.locator("html")).to_have_attribute("data-unsaved", "1")
    expect(early.page.locator("html")).to_have_attribute("data-engine", "starting")
    site.let_go()
    ready(early.page)
    early.saved().open_document("Brought early")


@pytest.mark.slow
def test_an_engine_that_dies_is_replaced_and_the_tick_is_kept(run: Tab) -> None:
    run.page.evaluate("document.querySelector('iframe').remove()")
    run.step(STEPS[0]).check()
    expect(run.page.locator("html")).to_have_attribute("data-unsaved", "1")
    run.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    ready(run.page)
    run.saved()
    assert run.ticks()[0]
    assert len([event for event in run.events() if event["type"] == "StepDone"]) == 1


@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.slow)])
def test_loading_moves_nothing(profile: Profile, run: Tab, width: int) -> None:
    run.tick(STEPS[0]).page.wait_for_timeout(400)
    route = run.route
    run.visit("Now").page.wait_for_timeout(400)
    profile.context.add_init_script(script("shifts"))
    for where in ("#/now", route):
        page = profile.context.new_page()
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(profile.watch.origin + where)
        ready(page)
        page.wait_for_timeout(500)
        shifts: list[dict[str, Any]] = page.evaluate("window.shifts")
        assert sum(one["value"] for one in shifts) <= 0.02, (where, shifts)
        page.close()
