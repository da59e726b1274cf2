"""Nothing in, a Chromium for the browser tests out: found, or installed, or a sentence that says what to install."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome"]
SANDBOXLESS = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
FLAGS = [
    *SANDBOXLESS,
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


def find() -> str | None:
    """The machine's own Chromium, else the one Playwright keeps."""
    own = next((path for name in NAMES if (path := shutil.which(name))), None)
    return own or playwrights()


def playwrights() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """As root on Debian the packaged one, which brings its libraries along; else Playwright's own."""
    if SANDBOXLESS and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "--quiet"], check=False, env=quiet)
        apt = ["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "chromium"]
        subprocess.run(apt, check=False, env=quiet)
    if not find():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> None:
    if not find():
        install()
    if not find():
        sys.exit(
            "The browser tests need Chromium: install your system's chromium package, then run this again."
        )


if __name__ == "__main__":
    main()
