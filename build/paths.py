"""Nothing in, the places the build reads and writes out."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
# Another place for the site lets two builds stand side by side.
DIST = Path(os.environ.get("SOPHIE_DIST", ROOT / "dist"))
NODE_MODULES = ROOT / "node_modules"
LOCKS = ROOT / "build" / "locks"
WHEELS = CACHE / "wheels"
TEST_WHEELS = CACHE / "test-wheels"
