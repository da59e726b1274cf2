"""The log's own modules in a page, without the rest of Sophie: acts as fast as the disk takes them, and what became of them."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from build.paths import ROOT
from tests.browser.profile import Profile

PAGES = ROOT / "tests/browser/pages"
LAB = "log.html"


def bundle(folder: Path) -> Path:
    """Fill a folder that a server can serve."""
    options = [
        "--bundle",
        "--format=esm",
        "--target=es2022",
        f"--outfile={folder / 'log.js'}",
        "--log-level=error",
    ]
    subprocess.run([ROOT / "node_modules/.bin/esbuild", PAGES / "log.js", *options], check=True, cwd=ROOT)
    (folder / LAB).write_text((PAGES / LAB).read_text(encoding="utf-8"), encoding="utf-8")
    return folder


class Lab:
    """A tab with the log in it, and what it said on the console."""

    def __init__(self, profile: Profile) -> None:
        self.page: Page = profile.context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.goto(profile.watch.origin + LAB)
        self.page.wait_for_selector("html[data-lab=ready]", state="attached")

    def run(self, script: str) -> Any:
        return self.page.evaluate(script)

    def start(self, script: str) -> None:
        """Begin something that goes on while the test does other things."""
        self.page.evaluate(f"void {script}")

    def told(self, word: str) -> list[str]:
        return [line.removeprefix(f"{word} ") for line in self.said if line.startswith(f"{word} ")]

    def wait_until_told(self, word: str, times: int = 1) -> None:
        for _ in range(600):
            if len(self.told(word)) >= times:
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"not told {word} {times} times: {self.said[-5:]}")
