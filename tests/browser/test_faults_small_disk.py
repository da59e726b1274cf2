"""A real disk that fills up under the browser: what is still there is whole, and what is gone is said."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser import trouble
from tests.browser.profile import Profile
from tests.browser.tally import Tally
from tests.browser.test_faults_disk import LONG, NOISE, note
from tests.browser.verbs import Tab
from tests.browser.watch import Watch

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZE = 256  # MB: a profile with the site's caches takes about a third of it
LEFT = 600_000


class SmallDisk:
    """A folder on a disk of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.filler = folder / "filler"

    def fill(self, left: int) -> None:
        """Take all but this many bytes, also of what the browser gave back since the last time."""
        with self.filler.open("ab") as file:
            more = shutil.disk_usage(self.folder).free - left
            if more > 0:
                os.posix_fallocate(file.fileno(), file.tell(), more)

    def free(self) -> None:
        self.filler.unlink()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDisk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "sophie-test", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk can be made by root only")
    yield SmallDisk(folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def crowded(playwright: Playwright, small: SmallDisk, watch: Watch) -> Iterator[Profile]:
    profile = Profile(playwright, small.folder / "profile", watch)
    yield profile
    profile.close()


def write_until_full(tab: Tab, small: SmallDisk) -> list[str]:
    """Notes until one is not called saved, or the browser threw away what it held."""
    texts: list[str] = []
    while True:
        assert len(texts) < 100, "The disk never was full."
        small.fill(max(LEFT - LONG * len(texts), 0))
        texts.append(tab.page.evaluate(NOISE, LONG))
        note(tab, texts[-1])
        tab.page.wait_for_timeout(500)
        lost = tab.page.get_attribute("#save-state", "data-state") == "lost"
        if lost or tab.page.locator("#data-lost").is_visible():
            return texts


@pytest.mark.fault("F2", f"disk of {SIZE} MB filled to its last byte while writing notes")
def test_a_disk_without_a_free_byte_is_said_and_what_the_browser_then_threw_away_is_said(
    crowded: Profile, small: SmallDisk, tally: Tally, tmp_path: Path
) -> None:
    """Chromium may drop a site's whole database then: nothing a page can hold off, but it must not pretend."""
    tab = trouble.open_run(crowded, tmp_path / "fleet.json")
    page = tab.page
    # Caches and compiled code settle first.
    page.wait_for_timeout(3000)
    texts = write_until_full(tab, small)
    small.free()
    again = page.locator("#not-saved").get_by_role("button", name="Try again")
    if again.is_visible():
        again.click()
    # Whatever the log still holds, the page shows it, and does not spin on what is gone.
    page.wait_for_timeout(5000)
    page.wait_for_selector("html[data-engine=ready]", state="attached")
    crowded.relaunch()
    after = Tab(crowded.open(trouble.ROUTE))
    bodies = json.dumps(after.store("bodies"))
    missing = after.page.locator("#data-lost")
    if all(text in bodies for text in texts):
        tally.count(texts, texts)
        tally.tell("“is full” while it was; Try again kept all")
        expect(missing).to_be_hidden()
        assert trouble.verified(after, tmp_path / "all.json").endswith("good")
    else:
        expect(missing).to_contain_text("Data is missing.")
        expect(missing.get_by_role("link", name="Import a snapshot")).to_be_visible()
        tally.count_taken(sum(text not in bodies for text in texts))
        tally.count([text for text in texts if text in bodies], texts)
        tally.tell("“Data is missing.”, with the way to import a snapshot")
