"""The npm packages of Pyodide and PyScript in, the few files of them that a browser needs out."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from build.output import Site
from build.paths import NODE_MODULES

RUNTIME = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"]

# Their names carry a hash of their own, which changes with every release of PyScript.
PYSCRIPT = re.compile(r"(core|core-\w+|error-\w+)\.js")

# The rest of the comment is for debuggers, which would ask for a file that is not shipped.
SOURCE_MAP = re.compile(rb"^//# sourceMappingURL=.*$", re.MULTILINE)

# An archive with nothing in it: what a start from the image has instead of the standard library.
EMPTY_ZIP = b"PK\x05\x06" + bytes(18)


@dataclass(frozen=True, slots=True)
class Vendored:
    """Where the files are, each folder named after its version."""

    runtime: str
    pyscript: str
    pyscript_files: tuple[str, ...]


def version_of(package: str) -> str:
    return str(json.loads((NODE_MODULES / package / "package.json").read_text())["version"])


def vendor(site: Site) -> Vendored:
    runtime = f"runtime/{version_of('pyodide')}"
    pyscript = f"pyscript/{version_of('@pyscript/core')}"
    for name in RUNTIME:
        copy(site, NODE_MODULES / "pyodide" / name, runtime)
    site.named(f"{runtime}/empty.zip", EMPTY_ZIP)
    found = [
        file
        for file in sorted((NODE_MODULES / "@pyscript/core/dist").iterdir())
        if PYSCRIPT.fullmatch(file.name)
    ]
    return Vendored(runtime, pyscript, tuple(copy(site, file, pyscript) for file in found))


def copy(site: Site, file: Path, folder: str) -> str:
    data = file.read_bytes()
    if file.suffix in {".js", ".mjs"}:
        data = SOURCE_MAP.sub(b"", data)
    return site.named(f"{folder}/{file.name}", data)
