"""All parts of the site in, a folder that any static host can serve out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build.archives import app_archive, edge_files, site_archive
from build.bundle import bundle
from build.image import Image, screen_without_image, take_image
from build.output import Site
from build.pages import FORGETFUL_WORKER, SCREEN, fill, pyscript_settings, service_worker
from build.paths import ROOT
from build.vendor import Vendored, vendor

# Shown as they are; each gets a name with its hash, wherever it is named.
PLAIN_FILES = "static/icons/*.*"


def build(out: Path, *, development: bool = False) -> str:
    """Fill the folder; returns the build's id."""
    site = Site(out)
    site.empty()
    vendored = vendor(site)
    names, screen = engine(site, vendored, development=development)
    names["early_js"] = site.hashed("static/early.js", bundle("static/js/page/early.js"))
    names["page_js"] = site.hashed("static/page.js", bundle_page(site))
    names["app_css"] = site.hashed("static/app.css", bundle("static/css/app.css"))
    plain = plain_files(site)
    sources = {page: renamed((ROOT / page).read_text(), plain) for page in ("index.html", "engine.html")}
    site.named("manifest.webmanifest", renamed((ROOT / "manifest.webmanifest").read_text(), plain).encode())
    names["build"] = site.build_id(screen, *sources.values())
    site.named("index.html", fill(sources["index.html"], names).replace(SCREEN, screen).encode())
    site.named("engine.html", fill(sources["engine.html"], names).encode())
    worker = FORGETFUL_WORKER if development else service_worker(site, names["build"])
    site.named("service-worker.js", worker, keep=False)
    return names["build"]


def engine(site: Site, vendored: Vendored, *, development: bool) -> tuple[dict[str, str], str]:
    """The engine's files: their names for engine.html, and the first screen's HTML."""
    packages, app = site_archive(), app_archive()
    image = None if development else take_image(packages, app)
    screen = image.screen if image else screen_without_image()
    parts = {
        "runtime": f"../{vendored.runtime}/",
        "image": written_image(site, image),
        "site": local(site.hashed("static/packages.zip", packages)),
        "app": local(site.hashed("static/app.zip", app)),
        "edge": edge_files(),
    }
    shim = site.hashed("static/shim.mjs", bundle_shim(vendored, parts))
    names = {
        "engine_js": site.hashed("static/engine.js", bundle_engine(vendored, parts)),
        "main_py": site.hashed("static/main.py", (ROOT / "app/main.py").read_bytes()),
        "preload": "\n".join(f'<link rel="modulepreload" href="{name}">' for name in vendored.pyscript_files),
        **pyscript_settings(shim),
    }
    return names, screen


def written_image(site: Site, image: Image | None) -> dict[str, str] | None:
    if not image:
        return None
    return {
        "url": local(site.hashed("static/image.bin", image.packed)),
        "fetcher": local(site.hashed("static/fetcher.js", bundle("static/js/engine/fetcher.js"))),
        "preface": image.preface,
    }


def local(name: str) -> str:
    """The address as a script in static/ writes it."""
    return name.removeprefix("static/")


def bundle_shim(vendored: Vendored, parts: object) -> bytes:
    outside = {
        f"pyodide/{name}": f"../{vendored.runtime}/{name}" for name in ("pyodide.asm.mjs", "pyodide.mjs")
    }
    return bundle("static/js/engine/shim.mjs", define={"PARTS": parts}, outside=outside)


def bundle_page(site: Site) -> bytes:
    """What packs and unpacks archives is a file of its own: a start without one does not fetch it.

    So are what locks with a passphrase, the worker for whole logs, and each starter document, which the page
    knows by the name of its file.
    """
    archives = local(site.hashed("static/zip.js", bundle("static/js/zip/main.js")))
    age = local(site.hashed("static/age.js", bundle("static/js/age/main.js")))
    keep = site.hashed("static/keep.js", bundle("static/js/keep/main.js", outside={"#age": f"./{age}"}))
    found = sorted((ROOT / "static/starter").glob("*.md"))
    starters = {file.stem: site.hashed(f"static/starter/{file.name}", file.read_bytes()) for file in found}
    return bundle(
        "static/js/page/main.js",
        define={"STARTERS": starters, "KEEP": keep},
        outside={"#zip": f"./{archives}", "#age": f"./{age}"},
    )


def bundle_engine(vendored: Vendored, parts: Mapping[str, Any]) -> bytes:
    outside = {"@pyscript/core": f"../{vendored.pyscript}/core.js"}
    image = parts["image"] and {**parts["image"], "preface": ""}
    return bundle(
        "static/js/engine/main.js", define={"PARTS": {**parts, "image": image, "edge": {}}}, outside=outside
    )


def plain_files(site: Site) -> dict[str, str]:
    """Old name to new name."""
    files = {file.relative_to(ROOT).as_posix(): file for file in sorted(ROOT.glob(PLAIN_FILES))}
    return {name: site.hashed(name, file.read_bytes()) for name, file in files.items()}


def renamed(text: str, names: dict[str, str]) -> str:
    for old, new in names.items():
        text = text.replace(old, new)
    return text
