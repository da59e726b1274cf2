"""A built site in, the site as the next deploy leaves it out: another id, another engine file."""

import base64
import hashlib
import json
import re
import shutil
from pathlib import Path

BUILD = re.compile(r'self\.__BUILD="([^"]+)";')
LIST = re.compile(r"self\.__PRECACHE=(\[.*?\]);", re.DOTALL)
MAIN = re.compile(r"static/main-\w+\.py")


def build_of(site: Path) -> str:
    found = BUILD.search((site / "service-worker.js").read_text())
    assert found, "The service worker does not name its build."
    return found[1]


def deploy(site: Path, out: Path, build: str) -> Path:
    """A copy with this build id. Its engine file has a name of its own, and the older one's is gone."""
    shutil.copytree(site, out)
    old = build_of(site)
    before = main_of(site)
    after = f"static/main-{build:0<10.10}.py"
    (out / before).rename(out / after)
    (out / after).write_text((out / after).read_text() + f"\n# Build {build}.\n")
    for page in ("index.html", "engine.html"):
        text = (out / page).read_text()
        (out / page).write_text(text.replace(old, build).replace(before, after))
    list_again(out, old, build, {before: after})
    return out


def main_of(site: Path) -> str:
    found = MAIN.search((site / "engine.html").read_text())
    assert found, "The engine's page does not name its Python file."
    return found[0]


def list_again(site: Path, old: str, build: str, renamed: dict[str, str]) -> None:
    """Write the service worker's list anew from the files as they are now."""
    worker = site / "service-worker.js"
    text = worker.read_text()
    found = LIST.search(text)
    assert found, "The service worker does not list its files."
    urls = [renamed.get(entry["url"], entry["url"]) for entry in json.loads(found[1])]
    listed = f"self.__PRECACHE={json.dumps([entry(site, url) for url in urls])};"
    text = text.replace(found[0], listed)
    worker.write_text(text.replace(f'self.__BUILD="{old}"', f'self.__BUILD="{build}"'))


def entry(site: Path, url: str) -> dict[str, object]:
    data = (site / url).read_bytes()
    digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
    return {"url": url, "integrity": f"sha256-{digest}", "bytes": len(data)}
