"""One visit, then no server: all works. A new build waits, is offered, comes on a click, and never mixes."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from build.paths import DIST
from build.serve import Server
from tests.browser.deploys import build_of, deploy, main_of
from tests.browser.profile import Profile, ready, until
from tests.browser.tally import Tally
from tests.browser.verbs import Tab
from tests.browser.watch import Watch

pytestmark = [pytest.mark.browser, pytest.mark.first_visit]

RUNBOOK = "# Restart the queue\n\n- [ ] Drain the consumers\n- [ ] Restart the broker\n- [ ] Watch the lag\n"
NEXT = "bbbbbbbbbbbb"
ACTIVE = "navigator.serviceWorker.getRegistration().then(one => one?.active?.state === 'activated')"
WAITING = "navigator.serviceWorker.getRegistration().then(one => one?.waiting?.state === 'installed')"
IDLE = "navigator.serviceWorker.getRegistration().then(one => !one.installing && !one.waiting)"


@pytest.fixture
def page(profile: Profile) -> Page:
    """A page after its first visit: what it needs for a life without a server is kept."""
    first = profile.open()
    until(first, ACTIVE)
    return first


def saved(page: Page) -> None:
    page.wait_for_selector("html[data-unsaved='0']", state="attached")


def start_run(page: Page) -> str:
    """Import a runbook, start a run of it, and return the run's route."""
    go(page, "#/import")
    page.get_by_label("Paste Markdown").fill(RUNBOOK)
    page.get_by_role("button", name="Import", exact=True).click()
    saved(page)
    go(page, "#/library")
    page.get_by_role("link", name="Restart the queue").first.click()
    page.get_by_role("button", name="Start run").first.click()
    expect(
        page.get_by_role("list", name="Steps").or_(page.get_by_role("button", name="Begin")).first
    ).to_be_visible()
    if page.get_by_role("button", name="Begin").is_visible():
        page.get_by_role("button", name="Begin").click()
    page.wait_for_selector("html[data-route^='#/runs/']", state="attached")
    expect(step(page, "Drain the consumers")).to_be_visible()
    return "#" + page.url.partition("#")[2]


def go(page: Page, route: str) -> None:
    page.evaluate("route => { location.hash = route; }", route)
    page.wait_for_selector(f"html[data-route^='{route}']", state="attached")


def step(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=name).first


def tick(page: Page, name: str) -> None:
    step(page, name).check()
    saved(page)


def finish_run(page: Page) -> None:
    page.get_by_role("button", name="Finish run").first.click()
    saved(page)


def check_for_update(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update()).catch(() => {})")


def page_build(page: Page) -> str:
    return str(page.evaluate("document.querySelector('meta[name=sophie-build]').content"))


def engine_build(page: Page) -> str:
    """The build of the engine's page, as the frame itself says."""
    frame = page.query_selector("iframe")
    inside = frame.content_frame() if frame else None
    assert inside
    return str(inside.evaluate("document.querySelector('meta[name=sophie-build]').content"))


def restart_engine(page: Page) -> None:
    """Take the engine away; coming back to the tab, the page misses it and starts another."""
    page.evaluate("document.querySelector('iframe').remove()")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector("html[data-engine=starting]", state="attached")
    ready(page)


def offer(page: Page) -> None:
    page.wait_for_selector("html[data-update]", state="attached")


def take_offer(page: Page) -> None:
    page.locator("[data-act=apply-update]:visible").first.click()


def test_after_one_visit_a_run_is_worked_with_the_server_stopped(
    profile: Profile, site: Server, page: Page
) -> None:
    run = start_run(page)
    tick(page, "Drain the consumers")
    site.stop()
    page.reload()
    ready(page)
    tick(page, "Restart the broker")
    deep = profile.open(run)
    expect(step(deep, "Restart the broker")).to_be_checked()
    profile.relaunch()
    again = profile.open(run)
    expect(step(again, "Drain the consumers")).to_be_checked()
    expect(step(again, "Restart the broker")).to_be_checked()
    tick(again, "Watch the lag")


@pytest.mark.slow
def test_an_address_nobody_knows_leads_home_without_a_server(site: Server, page: Page) -> None:
    site.stop()
    page.goto(f"{site.url}old/bookmark")
    ready(page)
    assert page.url.partition("#")[0] == site.url


@pytest.mark.slow
def test_cached_pages_keep_their_policy(site: Server, page: Page) -> None:
    site.stop()
    for path in ("index.html", "engine.html"):
        policy = page.evaluate(
            "path => fetch(path).then(kept => kept.headers.get('content-security-policy'))", path
        )
        assert "default-src 'none'" in policy


@pytest.mark.slow
@pytest.mark.usefixtures("page")
def test_each_large_file_is_asked_for_once(site: Server) -> None:
    for part in (".wasm", "static/image", "pyodide.asm.mjs"):
        assert len([path for path in site.asked if part in path]) == 1, part


@pytest.mark.fault("F7", "next version deployed under an open run")
def test_a_new_build_waits_for_the_open_run_and_comes_on_a_click(
    profile: Profile, site: Server, page: Page, tally: Tally, tmp_path: Path
) -> None:
    old = build_of(DIST)
    start_run(page)
    site.folder = deploy(DIST, tmp_path / NEXT, NEXT)
    site.asked.clear()
    check_for_update(page)
    until(page, WAITING)
    assert not [path for path in site.asked if "runtime" in path or "image" in path], (
        "Unchanged files are copied."
    )
    assert page.get_attribute("html", "data-update") is None
    restart_engine(page)
    assert (page_build(page), engine_build(page)) == (old, old)
    tick(page, "Drain the consumers")
    other = profile.open("#/library")
    assert page_build(other) == old
    finish_run(page)
    done = [row["id"] for row in Tab(page).store("events")]
    offer(page)
    offer(other)
    with page.expect_navigation():
        take_offer(page)
    ready(page)
    assert (page_build(page), engine_build(page)) == (NEXT, NEXT)
    other.wait_for_selector(f"html[data-engine=ready] meta[content={NEXT}]", state="attached")
    tally.count(done, [row["id"] for row in Tab(page).store("events")])
    tally.tell("offered when no run is open, taken at a click")


@pytest.mark.slow
def test_a_tab_that_stays_on_the_old_build_finds_its_own_files(
    profile: Profile, site: Server, page: Page, tmp_path: Path
) -> None:
    old = build_of(DIST)
    writing = profile.open("#/import")
    writing.get_by_label("Paste Markdown").fill("# A draft")
    writing.wait_for_timeout(500)
    site.folder = deploy(DIST, tmp_path / NEXT, NEXT)
    check_for_update(page)
    offer(page)
    with page.expect_navigation():
        take_offer(page)
    ready(page)
    site.stop()
    restart_engine(writing)
    assert (page_build(writing), engine_build(writing)) == (old, old)
    offer(writing)
    with writing.expect_navigation():
        take_offer(writing)
    ready(writing)
    assert page_build(writing) == NEXT
    expect(writing.get_by_label("Paste Markdown")).to_have_value("# A draft")


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["missing", "tampered"])
def test_a_build_that_did_not_arrive_whole_is_refused(
    site: Server, page: Page, watch: Watch, tmp_path: Path, damage: str
) -> None:
    watch.allow("static/main")
    old = build_of(DIST)
    site.folder = deploy(DIST, tmp_path / NEXT, NEXT)
    broken = site.folder / main_of(site.folder)
    whole = broken.read_bytes()
    if damage == "missing":
        broken.unlink()
    else:
        broken.write_bytes(b"raise SystemExit\n")
    check_for_update(page)
    until(page, IDLE)
    site.stop()
    page.reload()
    ready(page)
    assert (page_build(page), engine_build(page)) == (old, old)
    broken.write_bytes(whole)
    site.start()
    check_for_update(page)
    until(page, WAITING)


@pytest.mark.slow
def test_two_updates_later_the_oldest_build_is_gone(site: Server, page: Page, tmp_path: Path) -> None:
    for build in (NEXT, "cccccccccccc"):
        site.folder = deploy(DIST, tmp_path / build, build)
        check_for_update(page)
        offer(page)
        with page.expect_navigation():
            take_offer(page)
        ready(page)
        until(page, ACTIVE)
    kept = page.evaluate("caches.keys()")
    assert f"sophie-{build_of(DIST)}" not in kept
    assert {f"sophie-{NEXT}", "sophie-cccccccccccc"} <= set(kept)
