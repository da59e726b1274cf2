"""A folder in, a browser that remembers, and that can be killed and started again out."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Page, Playwright, ViewportSize

from build.browsers import find_firefox
from build.chromium import FLAGS, find
from build.paths import DIST
from tests.browser.watch import Watch

PATIENCE = 30  # seconds
FIXTURES = Path(__file__).parent / "fixtures"
READY = "html[data-engine=ready]"
SIZE = ViewportSize(width=1280, height=720)
# With the engine up, on the real log.
IS_AT_WORK = (
    "document.documentElement.dataset.engine === 'ready' && !sessionStorage.getItem('sophie-workspace')"
)
AFRESH = """() => {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  document.activeElement?.blur();
  location.hash = "#/now";
}"""


class Profile:
    """One person's browser. Its IndexedDB is on disk, as in life: an off-the-record one would keep it in memory."""

    def __init__(
        self,
        playwright: Playwright,
        folder: Path,
        watch: Watch,
        engine: str = "chromium",
        flags: Sequence[str] = (),
    ) -> None:
        self.playwright = playwright
        self.folder = folder
        self.watch = watch
        self.engine = engine
        self.flags = flags
        self.context = self.launch()

    def launch(self) -> BrowserContext:
        start = self.firefox if self.engine == "firefox" else self.chromium
        self.context = start()
        self.watch.over(self.context)
        return self.context

    def chromium(self) -> BrowserContext:
        return self.playwright.chromium.launch_persistent_context(
            self.folder, executable_path=find(), args=[*FLAGS, *self.flags], accept_downloads=True
        )

    def firefox(self) -> BrowserContext:
        """The machine's own, driven by WebDriver BiDi."""
        return self.playwright.firefox.launch_persistent_context(
            self.folder, channel="moz-firefox", executable_path=find_firefox(), accept_downloads=True
        )

    def open(self, route: str = "", *, wait: bool = True) -> Page:
        """A new tab; `route` is what follows the site's address."""
        page = self.context.new_page()
        page.goto(self.watch.origin + route)
        if wait:
            ready(page)
        return page

    def again(self) -> Page:
        """The tab that stands open, as a new one would be: on the first screen, nothing on top of it; a start less."""
        standing = next((page for page in self.context.pages[1:] if page.evaluate(IS_AT_WORK)), None)
        if standing is None:
            return self.open()
        standing.set_viewport_size(SIZE)
        standing.emulate_media(media="screen", color_scheme="light", reduced_motion="no-preference")
        standing.evaluate(AFRESH)
        standing.wait_for_selector("html[data-route='#/now'][data-unsaved='0']", state="attached")
        return standing

    def step_aside(self, page: Page) -> None:
        """To a picture of the site: the same origin, and no app that holds the databases."""
        self.watch.allow("favicon.ico")  # a picture names no icon
        [icon] = DIST.glob("static/icons/sophie-192-*.png")
        page.goto(self.watch.origin + icon.relative_to(DIST).as_posix())

    def kill(self) -> None:
        """As when the power goes: no page hears of it."""
        for process in self.processes():
            os.kill(process, signal.SIGKILL)
        end = time.monotonic() + PATIENCE
        while self.processes():
            assert time.monotonic() < end, "The browser would not die."
            time.sleep(0.05)
        self.close()

    def relaunch(self) -> BrowserContext:
        self.close()
        return self.launch()

    def close(self) -> None:
        try:
            self.context.close()
        except Error:
            return  # it was killed

    def processes(self) -> list[int]:
        """The browser's, and all that they started."""
        listed = subprocess.run(
            ["ps", "-axo", "pid=,ppid=,stat=,args="], check=True, capture_output=True, text=True
        )
        rows = [line.split(None, 3) for line in listed.stdout.splitlines()]
        mine: list[str] = []
        for pid, parent, state, *command in rows:
            is_mine = parent in mine or str(self.folder) in " ".join(command)
            if is_mine and not state.startswith("Z"):
                mine.append(pid)
        return [int(pid) for pid in mine]


def ready(page: Page) -> None:
    """Python answered and the first route was drawn from the log."""
    page.wait_for_selector(READY, state="attached")


def downloaded(page: Page, act: Callable[[], None]) -> tuple[str, bytes]:
    """The file that comes of an act: its name and what is in it."""
    if "Firefox" not in page.evaluate("navigator.userAgent"):
        with page.expect_download() as download:
            act()
        return download.value.suggested_filename, Path(download.value.path()).read_bytes()
    # The driver of a Firefox that remembers tells of no download: the file is read on its way out.
    page.evaluate((FIXTURES / "catch.js").read_text(encoding="utf-8"))
    act()
    until(page, "window.caught !== null")
    name, text = page.evaluate("window.caught")
    return name, text.encode()


def until(page: Page, expression: str) -> None:
    """Wait until it is true; the page's own policy forbids the browser driver's way of waiting."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"Never true: {expression}"
        page.wait_for_timeout(50)
