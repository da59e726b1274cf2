"""Nothing in, Firefox and WebKitGTK for `make test-engines` out: found, or installed, or a sentence that says what to install."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from build.chromium import SANDBOXLESS

PACKAGES = ["firefox-esr", "webkit2gtk-driver", "xvfb"]
DRIVER = "WebKitWebDriver"
MINIBROWSERS = "lib*/*/webkit2gtk-4.1/MiniBrowser"


def find_firefox() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


def find_minibrowser() -> str | None:
    """WebKitGTK's own small browser: its driver opens no other."""
    found = sorted(Path("/usr").glob(MINIBROWSERS))
    return str(found[0]) if found else None


def missing() -> list[str]:
    has = {
        "firefox-esr": find_firefox(),
        "webkit2gtk-driver": shutil.which(DRIVER) and find_minibrowser(),
        "xvfb": shutil.which("Xvfb"),
    }
    return [name for name in PACKAGES if not has[name]]


def main() -> None:
    if missing() and SANDBOXLESS and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "--quiet"], check=False, env=quiet)
        apt = ["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", *missing()]
        subprocess.run(apt, check=False, env=quiet)
    if missing():
        sys.exit(
            f"The tests in other engines need these Debian packages: {' '.join(missing())}. Install them, then run this again."
        )


if __name__ == "__main__":
    main()
