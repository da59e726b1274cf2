"""The working tree in, the site as an edit leaves it out: `python -m build.dev` builds again when a page is loaded.

It starts Python plainly, without a memory image, and keeps nothing in a service worker."""

import argparse
import subprocess
import traceback
from pathlib import Path

from build.paths import CACHE, ROOT
from build.serve import Server, announce
from build.site import build

WATCHED = ["app", "build", "static", "index.html", "engine.html", "manifest.webmanifest", "pyscript.toml"]
PAGES = {"/", "/index.html"}


class Workshop(Server):
    """A reload shows the last edit; when the edit does not build, the error is shown here and the last good site stays."""

    seen: float = 0.0
    spare = CACHE / "dev-spare"

    def before(self, path: str) -> None:
        if path in PAGES and (now := newest()) > self.seen:
            self.seen = now
            self.build()

    def build(self) -> None:
        try:
            build(self.spare, development=True)
        except (subprocess.CalledProcessError, OSError, KeyError):
            traceback.print_exc(limit=1)
        else:
            self.folder, self.spare = self.spare, self.folder


def newest() -> float:
    """When the working tree changed last."""
    files = [file for name in WATCHED for file in tree(ROOT / name)]
    return max(file.stat().st_mtime for file in files)


def tree(path: Path) -> list[Path]:
    return (
        [path] if path.is_file() else [file for file in path.rglob("*.*") if "__pycache__" not in file.parts]
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=8001)
    server = Workshop(CACHE / "dev", options.parse_args().port)
    server.before("/")
    announce(server)


if __name__ == "__main__":
    main()
