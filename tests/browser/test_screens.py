"""Every screen, empty and full, light and dark, narrow and wide in; no accessibility fault, no small target, nothing cut off out.

With SOPHIE_SHOTS set to a folder, a picture of each is kept there.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from build.chromium import FLAGS, find
from build.paths import ROOT
from tests.browser.profile import Profile, ready
from tests.browser.verbs import Tab, script

pytestmark = pytest.mark.browser

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
LOOK, SMALL, WIDE = script("axe"), script("small"), script("wide")

FAILOVER = b"""# Fail the database over to the standby

**Owner:** Storage team
**Status:** Approved
**Last updated:** 2026-09-01
**Estimated time:** 15 minutes

Use this when the primary does not answer. See the [dashboard](https://example.org/d) and `#db-oncall`.

> Stop and call somebody if data is lost.

## Prepare

1. Tell the channel that you begin
2. Check how far the standby is behind
   ```bash
   $ pg_lag --host <standby-host>
   0.2s
   ```
   **Expect:** less than `1s`

   **If not:** wait five minutes and look again

   **Stop if:** it grows

## Switch over

3. Stop the writers
   ```bash
   kubectl scale deployment/writer --replicas=0 -n <namespace>
   ```
4. Promote the standby, which takes about a minute and cannot be taken back without a rebuild
   - Watch the log
   - Write down the time
5. Point the service at <standby-host>
6. Start the writers

## Verify

- [ ] Error rate is back to normal
- [ ] Somebody else has looked

| Error | Meaning | What to do about it |
|---|---|---|
| `57P01` | The server is being shut down | Nothing: it is expected here |
| `XX001` | Data is damaged | Stop at once and call the storage lead |
"""

HANDBOOK = b"""# On-call handbook

Version: 3

## Runbook: Disk full

1. Find the biggest folder
2. Remove old logs

## Runbook: Certificate expired

1. Renew the certificate
2. Reload the proxy

## Rollback

1. Restore [Version] from [Backup name] on [YYYY-MM-DD]

TBD: escalation
"""

RACKS = [
    f"## Rack {rack}\n\n"
    + "".join(f"1. Check machine {rack * 20 + n - 19:03} and write down its temperature\n" for n in range(20))
    for rack in range(1, 11)
]
MANY = ("# Two hundred steps\n\n" + "\n".join(RACKS)).encode()

EMPTY = [
    "now",
    "library",
    "runs",
    "import",
    "snapshots",
    "settings",
    "help",
    "schedule",
    "incidents",
    "metrics",
    "nothing",
]
SIZES = {"360": (360, 740), "1280": (1280, 800)}
# Each width and each theme once in `make test`.
FORMS = [
    ("light", "360"),
    ("dark", "1280"),
    pytest.param("dark", "360", marks=pytest.mark.slow),
    pytest.param("light", "1280", marks=pytest.mark.slow),
]


@pytest.fixture(scope="module")
def empty(playwright: Any, tmp_path_factory: pytest.TempPathFactory, shared: Profile) -> Iterator[Profile]:
    """A browser that was never used, on the same site."""
    profile = Profile(playwright, tmp_path_factory.mktemp("empty"), shared.watch)
    yield profile
    profile.close()


@pytest.fixture(scope="module")
def places(shared: Profile) -> dict[str, str]:
    """A browser after some work: name of each screen and its route."""
    tab = Tab(shared.open())
    tab.import_files({"failover.md": FAILOVER, "handbook.md": HANDBOOK, "many.md": MANY})
    tab.add_person("Grace Hopper").add_person("Ada Lovelace").name_device("War room laptop")
    found = {
        name: f"#/{name}" for name in ("now", "library", "runs", "import", "snapshots", "settings", "help")
    }
    found["library-found"] = "#/library?q=disk"
    found["library-nothing"] = "#/library?q=zebra"
    tab.open_document("On-call handbook")
    found["document-parts"] = tab.route
    tab.open_document("Fail the database over to the standby")
    found["document"] = tab.route
    tab.button("Start run").click()
    expect(tab.button("Begin")).to_be_visible()
    found["start"] = tab.route
    tab.page.get_by_label("<standby-host>", exact=True).fill("db-2.example.org")
    tab.begin()
    found["run"] = tab.route
    tab.tick("Tell the channel that you begin").write_note(
        "Lag was 0.4 s before the first step, a little more than usual"
    )
    tab.report_problem("pg_lag: command not found").tick("Check how far the standby is behind").skip(
        "Not applicable"
    )
    found["report"] = f"{found['run']}/report"
    found["paper"] = f"{found['run']}/paper"
    found["codes"] = f"{found['run']}/codes"
    tab.start_run("Two hundred steps").tick("Check machine 001").tick("Check machine 002").tick(
        "Check machine 120"
    )
    found["run-200"] = tab.route
    tab.start_run("On-call handbook", procedure="Runbook: Disk full").press("Done").press("Done").press(
        "Finish run"
    )
    found["run-finished"] = tab.route
    tab.page.close()
    return found


def look(page: Page, name: str) -> list[str]:
    """Everything that is wrong with what is on screen."""
    problems = [f"too small: {one}" for one in page.evaluate(SMALL, 24)]
    problems += [f"sticks out: {one}" for one in page.evaluate(WIDE)]
    page.evaluate(AXE)
    problems += page.evaluate(LOOK)
    if folder := os.environ.get("SOPHIE_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page="run-200" not in name)
    return [f"{name}: {problem}" for problem in problems]


def see(page: Page, route: str) -> None:
    """This route's screen, drawn by the engine."""
    page.evaluate("route => { location.hash = route; }", route)
    page.wait_for_selector(f"html[data-route='{route}']", state="attached")
    page.wait_for_timeout(60)


def visit(profile: Profile, routes: dict[str, str], theme: Any, size: str, kind: str) -> list[str]:
    page = profile.context.new_page()
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.goto(profile.watch.origin)
    ready(page)
    found = []
    for name, route in routes.items():
        see(page, route)
        found += look(page, f"{kind}-{name}-{size}-{theme}")
    page.close()
    return found


@pytest.mark.parametrize(("theme", "size"), FORMS)
def test_every_empty_screen_is_without_fault(empty: Profile, theme: str, size: str) -> None:
    assert visit(empty, {name: f"#/{name}" for name in EMPTY}, theme, size, "empty") == []


@pytest.mark.parametrize(("theme", "size"), FORMS)
def test_every_screen_with_work_in_it_is_without_fault(
    shared: Profile, places: dict[str, str], theme: str, size: str
) -> None:
    assert visit(shared, places, theme, size, "normal") == []


@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_every_dialog_is_without_fault(shared: Profile, places: dict[str, str], theme: Any) -> None:
    page = shared.open(places["run"])
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    found = []
    for name in ("Note", "Problem", "Skip"):
        page.get_by_role("button", name=name, exact=True).click()
        found += look(page, f"dialog-{name.lower()}-360-{theme}")
        page.keyboard.press("Escape")
    page.locator("button.person").click()
    found += look(page, f"dialog-person-360-{theme}")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    found += look(page, f"dialog-keys-360-{theme}")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="More").click()
    found += look(page, f"more-360-{theme}")
    page.close()
    assert found == []


def touched(playwright: Any, folder: Path, profile: Profile) -> BrowserContext:
    """The same site on a phone: a coarse pointer."""
    context: BrowserContext = playwright.chromium.launch_persistent_context(
        folder,
        executable_path=find(),
        args=FLAGS,
        has_touch=True,
        is_mobile=True,
        viewport={"width": 360, "height": 740},
    )
    profile.watch.over(context)
    return context


def test_targets_are_for_thumbs_where_there_is_no_mouse(
    playwright: Any, shared: Profile, places: dict[str, str], tmp_path: Path
) -> None:
    context = touched(playwright, tmp_path / "phone", shared)
    tab = Tab(context.new_page())
    tab.page.goto(shared.watch.origin)
    ready(tab.page)
    assert tab.page.evaluate("matchMedia('(pointer: coarse)').matches")
    tab.import_files({"failover.md": FAILOVER, "handbook.md": HANDBOOK})
    tab.start_run("Fail the database over to the standby").tick("Tell the channel that you begin")
    routes = {name: f"#/{name}" for name in EMPTY} | {"run": tab.route}
    tab.open_document("On-call handbook")
    routes["document"] = tab.route
    found = []
    for name, route in routes.items():
        see(tab.page, route)
        found += [f"{name}: {one}" for one in tab.page.evaluate(SMALL, 44)]
        if folder := os.environ.get("SOPHIE_SHOTS"):
            tab.page.screenshot(path=Path(folder) / f"touch-{name}.png")
    context.close()
    assert found == []


def test_nothing_needs_sideways_scrolling_at_320_pixels(shared: Profile, places: dict[str, str]) -> None:
    page = shared.open()
    page.set_viewport_size({"width": 320, "height": 640})
    found = []
    for name, route in places.items():
        see(page, route)
        found += [f"{name}: {one}" for one in page.evaluate(WIDE)]
    page.close()
    assert found == []
