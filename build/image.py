"""Two archives in, the memory image and the first screen's HTML out."""

import base64
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import zstandard

from build.output import digest
from build.paths import CACHE, ROOT

# A change of any of these makes another image.
MAKERS = [
    "build/image.py",
    "build/alike.py",
    "build/bare.py",
    "build/image.mjs",
    "build/later.py",
    "build/slim.py",
    "build/still.mjs",
    "build/warm.py",
    "static/js/engine/image.js",
    "package-lock.json",
]

PACKED = "image.bin.zst"

# The whole image is one window (2 to this many bytes).
WINDOW = 25


@dataclass(frozen=True, slots=True)
class Image:
    """`preface` is what Pyodide wants before the image has arrived, in base64."""

    packed: bytes
    preface: str
    screen: str


def take_image(site: bytes, app: bytes) -> Image:
    """Take it, or find the one taken before from the very same parts."""
    makers = [(ROOT / name).read_bytes() for name in MAKERS]
    folder = CACHE / "image" / digest(b"".join([site, app, *makers]))[:16]
    if not (folder / PACKED).exists():
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "site.zip").write_bytes(site)
        (folder / "app.zip").write_bytes(app)
        run(folder)
        (folder / PACKED).write_bytes(packed((folder / "image.bin").read_bytes()))
        (folder / "image.bin").unlink()
    preface = base64.b64encode((folder / "preface.bin").read_bytes()).decode()
    return Image((folder / PACKED).read_bytes(), preface, (folder / "first-screen.html").read_text())


def run(folder: Path) -> None:
    parts = [folder / "site.zip", folder / "app.zip", folder]
    subprocess.run(["node", "build/image.mjs", *parts], check=True, cwd=ROOT)


def packed(image: bytes, level: int = 22) -> bytes:
    """As small as it gets: half a minute here saves every first visit two megabytes against gzip."""
    settings = zstandard.ZstdCompressionParameters.from_level(level, window_log=WINDOW, write_checksum=True)
    return zstandard.ZstdCompressor(compression_params=settings).compress(image)


def screen_without_image() -> str:
    """The first screen as this machine's own Python draws it, for the development server."""
    command = "from build.warm import first_screen; print(first_screen())"
    done = subprocess.run([sys.executable, "-c", command], check=True, cwd=ROOT, stdout=subprocess.PIPE)
    return done.stdout.decode()
