"""The source tree in, the static site in dist/ out: `python -m build`."""

import argparse
import subprocess
import sys
import time
from pathlib import Path

from build.paths import DIST
from build.site import build


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=DIST)
    folder = options.parse_args().out
    began = time.monotonic()
    try:
        name = build(folder)
    except subprocess.CalledProcessError as failed:
        sys.exit(f"The build stopped: {failed.cmd[0]} says why above.")
    print(f"{folder.name}/ holds build {name}, made in {time.monotonic() - began:.1f} s.", file=sys.stderr)


if __name__ == "__main__":
    main()
