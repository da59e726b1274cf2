"""Ports and folders in, browsers that have been to the site once out: a first visit costs seconds, a copy of one does not."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Playwright

from build.chromium import FLAGS, find
from build.paths import DIST
from build.serve import Server

# What a person leaves behind; the worker, its files and the compiled code stay.
TRACES = ("IndexedDB", "Local Storage", "Session Storage", "Sessions", "File System", "Singleton*")
READY = "html[data-engine=ready]"
WORKER = "navigator.serviceWorker.ready.then(({ active }) => active.state)"


@dataclass
class Address:
    """One port of this machine, and the browser that was there."""

    folder: Path
    port: int = 0
    is_taken: bool = False
    was_visited: bool = False

    def copy(self, playwright: Playwright, to: Path) -> None:
        """The site has to be served here while the first copy is asked for."""
        if not self.was_visited:
            self.visit(playwright)
            self.was_visited = True
        shutil.copytree(self.folder, to, ignore=shutil.ignore_patterns(*TRACES), dirs_exist_ok=True)

    def visit(self, playwright: Playwright) -> None:
        context = playwright.chromium.launch_persistent_context(
            self.folder, executable_path=find(), args=FLAGS
        )
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{self.port}/")
        page.wait_for_selector(READY, state="attached")
        while page.evaluate(WORKER) != "activated":
            page.wait_for_timeout(50)
        context.close()


@dataclass
class Visits:
    """A browser's files belong to an address, so the same few ports serve all tests."""

    folder: Path
    known: list[Address] = field(default_factory=list)

    @contextmanager
    def serve(self) -> Iterator[Server]:
        """dist/ with its real headers. `stop()` takes the network away, `start()` brings it back."""
        address = next((one for one in self.known if not one.is_taken), None)
        if address is None:
            address = Address(self.folder / f"visit-{len(self.known)}")
            self.known.append(address)
        address.is_taken = True
        with Server(DIST, address.port) as server:
            address.port = server.port
            yield server
        address.is_taken = False

    def begin(self, playwright: Playwright, folder: Path, url: str) -> None:
        """Fill a new browser's folder; nothing is known of a site of a test's own."""
        if address := next((one for one in self.known if f":{one.port}/" in url), None):
            address.copy(playwright, folder)
