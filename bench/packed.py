"""A file's bytes in, the bytes a host would send out: as they are, with gzip or with brotli."""

import gzip
import hashlib
from typing import Literal

import brotli  # type: ignore[import-untyped]

from build.paths import CACHE

Coding = Literal["identity", "gzip", "br"]

# What hosts compress by themselves; zips, images and the packed memory image are sent as they are.
TEXTUAL = (".css", ".html", ".js", ".json", ".md", ".mjs", ".py", ".svg", ".txt", ".wasm", ".webmanifest")

# Brotli at its best takes half a minute for the WebAssembly, so what was packed once is kept.
KEPT = CACHE / "packed"


def is_textual(path: str) -> bool:
    return path.endswith(TEXTUAL)


def packed(path: str, data: bytes, coding: Coding) -> bytes:
    if coding == "identity" or not is_textual(path):
        return data
    kept = KEPT / f"{hashlib.sha256(data).hexdigest()}.{coding}"
    if not kept.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(gzip.compress(data, 9) if coding == "gzip" else brotli.compress(data))
    return kept.read_bytes()
