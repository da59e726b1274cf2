"""The app's Python files and the wheels in, the archives that the engine unpacks out."""

import io
import zipfile
from collections.abc import Iterable, Iterator

from build.paths import ROOT
from build.wheels import LONG_AGO, site_files

# What runs in the browser beside Python sources.
SHIPPED = {".py", ".html", ".jinja", ".json", ".sql", ".txt"}


def app_files() -> Iterator[tuple[str, bytes]]:
    """Everything under app/, by its path from the root."""
    for path in sorted((ROOT / "app").rglob("*")):
        if path.suffix in SHIPPED and "__pycache__" not in path.parts:
            yield path.relative_to(ROOT).as_posix(), path.read_bytes()


def edge_files() -> dict[str, str]:
    """The room that imports the browser: it cannot be in the image, so the loader writes it at every start."""
    return {path: data.decode() for path, data in app_files() if path.startswith("app/browser/")}


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip with fixed dates, so the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
        for path, data in files:
            info = zipfile.ZipInfo(path, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            bundle.writestr(info, data)
    return out.getvalue()


def app_archive() -> bytes:
    return archive(app_files())


def site_archive() -> bytes:
    return archive(site_files())
