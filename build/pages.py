"""HTML with marks in it and the names of a build's files in, the pages and the service worker of that build out."""

import base64
import hashlib
import json
import re
import tomllib

from build.bundle import bundle
from build.output import Site
from build.paths import ROOT

SCREEN = "<!-- screen -->"
MARK = re.compile(r"\{\{(\w+)\}\}")

# On the development server nothing is kept: an edit shows on reload.
FORGETFUL_WORKER = b"""self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.registration.unregister()));
"""


def fill(text: str, names: dict[str, str]) -> str:
    """Every {{mark}} becomes its value; an unknown one is an error."""
    return MARK.sub(lambda mark: names[mark[1]], text)


def pyscript_settings(shim: str) -> dict[str, str]:
    """pyscript.toml as the JSON that PyScript reads without asking for one file more."""
    config = tomllib.loads((ROOT / "pyscript.toml").read_text())
    plugins = json.dumps({"plugins": config["plugins"]})
    return {"config": json.dumps({**config, "interpreter": f"./{shim}"}), "plugins": plugins}


def integrity(data: bytes) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(data).digest()).decode()


def precache(site: Site) -> list[dict[str, object]]:
    """What a reload needs when the network is gone: every file of the build but the service worker."""
    entries = []
    for name in sorted(site.kept):
        data = (site.root / name).read_bytes()
        entries.append({"url": name, "integrity": integrity(data), "bytes": len(data)})
    return entries


def service_worker(site: Site, build: str) -> bytes:
    start = f"self.__BUILD={json.dumps(build)};self.__PRECACHE={json.dumps(precache(site))};"
    return bundle("service-worker.js", start=start)
