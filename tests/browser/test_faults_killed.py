"""The browser or its renderer killed while someone ticks: what was called saved or kept is there, and the chain is whole."""

import contextlib
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser import trouble
from tests.browser.profile import Profile
from tests.browser.tally import Tally
from tests.browser.verbs import Tab
from tests.browser.watch import Watch

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STEPS = 60
ENOUGH = 20


@pytest.fixture
def tab(profile: Profile, tmp_path: Path) -> Tab:
    return trouble.open_run(profile, tmp_path / "fleet.json", STEPS)


def burst(page: Page, script: str, given: object, word: str) -> list[str]:
    """Start ticking, come back when enough was acknowledged; the list goes on growing."""
    said = trouble.told(page, word)
    page.evaluate(f"given => void ({script})(given)", given)
    for _ in range(600):
        if len(said) >= ENOUGH:
            return said
        page.wait_for_timeout(20)
    raise AssertionError(f"Only {len(said)} ticks were acknowledged.")


def steps_of(said: list[str]) -> list[str]:
    return [line.rpartition("check-")[2] for line in said]


def assert_nothing_lost(tab: Tab, acknowledged: list[str], tally: Tally, file: Path) -> None:
    """Each acknowledged tick is in the log once, at most one that was not told of came along, the chain verifies."""
    tab.saved()
    trouble.wait_for_inbox(tab)
    done = trouble.done(tab)
    tally.count(acknowledged, done)
    tally.tell("nothing to tell: each tick is there once, the chain verifies")
    assert len(acknowledged) >= ENOUGH
    assert [step for step in acknowledged if done.count(step) != 1] == []
    assert trouble.verified(tab, file).endswith("good")
    tab.go(trouble.ROUTE)
    for step in (acknowledged[0], acknowledged[-1]):
        expect(tab.page.locator(f"#check-{step}")).to_be_checked()


ALL = trouble.boxes(*range(1, STEPS + 1))
WAYS = [
    pytest.param(trouble.TICK_PATIENTLY, ALL, "saved", id="saved"),
    pytest.param(trouble.TICK_AT_ONCE, {"ids": ALL, "pause": 15}, "kept", id="kept"),
]


@pytest.mark.fault("F3", "browser killed (SIGKILL) while ticking")
@pytest.mark.parametrize(("script", "given", "word"), WAYS)
def test_a_browser_killed_while_ticking_loses_nothing(
    profile: Profile, tab: Tab, tally: Tally, tmp_path: Path, script: str, given: object, word: str
) -> None:
    said = burst(tab.page, script, given, word)
    profile.kill()
    acknowledged = steps_of(said)
    assert len(acknowledged) < STEPS, "Everything was ticked before the kill: nothing was tried."
    profile.relaunch()
    assert_nothing_lost(Tab(profile.open(trouble.ROUTE)), acknowledged, tally, tmp_path / "after.json")


@pytest.mark.fault("F4", "renderer crashed while ticking")
@pytest.mark.parametrize(("script", "given", "word"), WAYS)
def test_a_renderer_killed_while_ticking_loses_nothing(
    profile: Profile,
    tab: Tab,
    watch: Watch,
    tally: Tally,
    tmp_path: Path,
    script: str,
    given: object,
    word: str,
) -> None:
    watch.allow("crash")
    said = burst(tab.page, script, given, word)
    crashed: list[Page] = []
    tab.page.on("crash", lambda page: crashed.append(page))
    with contextlib.suppress(Error):  # the address never loads: loading it ends the tab's process
        tab.page.goto("chrome://crash")
    profile.context.pages[0].wait_for_timeout(500)
    acknowledged = steps_of(said)
    assert crashed
    assert len(acknowledged) < STEPS
    assert_nothing_lost(Tab(profile.open(trouble.ROUTE)), acknowledged, tally, tmp_path / "after.json")
