"""A profile folder in, a Chromium that remembers what it was shown out; and the times its pages noted."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from build.chromium import FLAGS, find
from build.paths import DIST
from build.serve import Server

PATIENCE = 180_000  # ms; a first visit over a slow line takes a while
SETTLE = 1.5  # seconds in which a browser writes its caches to disk

INSTALLED = "navigator.serviceWorker.getRegistration().then(one => one?.active?.state === 'activated')"

# A page with no other site's process or network start in its way.
BLANK = "about:blank"


@contextmanager
def new_profile() -> Iterator[Path]:
    """An empty folder for a visitor who was never here."""
    folder = Path(tempfile.mkdtemp(prefix="sophie-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def browser(playwright: Playwright, profile: Path) -> Iterator[BrowserContext]:
    """A browser on this profile: an off-the-record one would keep IndexedDB in memory."""
    context = playwright.chromium.launch_persistent_context(profile, executable_path=find(), args=FLAGS)
    context.set_default_timeout(PATIENCE)
    try:
        yield context
    finally:
        context.close()


@contextmanager
def visit(context: BrowserContext, url: str, script: str = "") -> Iterator[Page]:
    """Open the address in a tab of its own; `script` runs in it before anything of the page."""
    page = context.new_page()
    if script:
        page.add_init_script(script)
    page.goto(url, wait_until="commit")
    try:
        yield page
    finally:
        page.close()
        time.sleep(0.3)


@contextmanager
def first_tab(script: str) -> Iterator[Page]:
    """A browser that was never here, on the built site, Python ready."""
    with (
        new_profile() as folder,
        sync_playwright() as playwright,
        Server(DIST) as server,
        browser(playwright, folder) as context,
        visit(context, server.url, script) as page,
    ):
        ready(page)
        yield page


def ready(page: Page) -> None:
    page.wait_for_selector("html[data-engine=ready]", state="attached")


def note(page: Page, name: str) -> float:
    """Milliseconds from the start of the visit to the first mark of this name."""
    found: float | None = page.evaluate("name => performance.getEntriesByName(name)[0]?.startTime", name)
    if found is None:
        raise LookupError(f"The page never noted {name}.")
    return found


def wait_until(page: Page, expression: str, seconds: float = 60) -> None:
    """Look every now and then: a page under our policy cannot evaluate a condition by itself."""
    until = time.monotonic() + seconds
    while not page.evaluate(expression):
        if time.monotonic() > until:
            raise TimeoutError(f"Never became true within {seconds} s: {expression}")
        time.sleep(0.1)


def settle(page: Page, *, works_offline: bool) -> None:
    """Let the browser finish what a visit leaves to do, so that the next one is a repeat visit."""
    if works_offline:
        wait_until(page, INSTALLED)
    time.sleep(SETTLE)
