"""The build's own runtime and wheels in, the two rival pages out, ready to be served."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from build.paths import DIST, NODE_MODULES, WHEELS

HERE = Path(__file__).parent
PLUGINS = ["!deprecations-manager", "!donkey", "!error", "!py-editor", "!py-game", "!py-terminal"]


def headers(path: str) -> Mapping[str, str]:
    """The rivals get the best caching there is: only their first page is asked for again."""
    if path in {"/", "/index.html"}:
        return {"Cache-Control": "no-cache"}
    return {"Cache-Control": "public, max-age=31536000, immutable"}


def make_plain(folder: Path) -> Path:
    """A PyScript worker page: the same runtime, the same wheels, no image, no service worker."""
    shutil.copytree(HERE / "plain", folder)
    runtime, core = only(DIST / "runtime"), only(DIST / "pyscript")
    shutil.copytree(runtime, folder / "runtime")
    shutil.copytree(core, folder / "pyscript")
    shutil.copy(NODE_MODULES / "pyodide" / "pyodide-lock.json", folder / "runtime")
    shutil.copytree(WHEELS, folder / "wheels")
    config = {
        "interpreter": "./runtime/pyodide.mjs",
        "plugins": PLUGINS,
        "sync_main_only": True,
        "files": {f"./wheels/{wheel.name}": "./*" for wheel in sorted(WHEELS.glob("*.whl"))},
    }
    (folder / "pyscript.json").write_text(json.dumps(config))
    page = (folder / "index.html").read_text()
    page = page.replace("{{plugins}}", json.dumps({"plugins": PLUGINS}))
    (folder / "index.html").write_text(page)
    return folder


def make_script(folder: Path) -> Path:
    """A page without Python: one write and one morph for each tick."""
    shutil.copytree(HERE / "script", folder)
    shutil.copy(NODE_MODULES / "idiomorph/dist/idiomorph.esm.js", folder / "idiomorph.js")
    return folder


def only(folder: Path) -> Path:
    """The one version inside."""
    (version,) = folder.iterdir()
    return version
