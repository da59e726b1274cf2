"""A lock of wheel names and hashes in, a folder of wheels that run in Pyodide out."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from build.paths import LOCKS, TEST_WHEELS, WHEELS

# Zip files carry a date; a fixed one makes the same input give the same bytes.
LONG_AGO = (1980, 1, 1, 0, 0, 0)

# pip takes the first that exists: pure wheels, wheels made for Pyodide, and for a package that has neither
# (markupsafe) any compiled one, whose Python part we keep.
TARGET = [
    *("--no-deps", "--only-binary=:all:", "--python-version", "3.14", "--implementation", "cp"),
    *("--abi", "cp314", "--abi", "abi3", "--abi", "none"),
    *("--platform", "any", "--platform", "pyemscripten_2026_0_wasm32"),
    *("--platform", "manylinux_2_28_x86_64", "--platform", "manylinux2014_x86_64"),
]


def fetch(lock: Path, target: Path) -> list[Path]:
    """Download what the lock names, hashes checked, and repack what carries a C part for another machine."""
    with TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        quiet = {**os.environ, "PIP_NO_WARN_SCRIPT_LOCATION": "1"}
        command = [*pip, *TARGET, "--require-hashes", "--requirement", str(lock), "--dest", folder]
        subprocess.run(command, check=True, env=quiet)
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        return [repack(wheel, target) for wheel in sorted(Path(folder).glob("*.whl"))]


def repack(wheel: Path, target: Path) -> Path:
    """Copy a wheel; one compiled for another machine loses its C part and becomes a pure one."""
    if not is_foreign(wheel):
        return Path(shutil.copy(wheel, target))
    name, version, *_ = wheel.name.split("-")
    pure = target / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(pure, "w", zipfile.ZIP_DEFLATED) as out:
        for path, data in python_files(wheel):
            out.writestr(zipfile.ZipInfo(path, LONG_AGO), data)
    return pure


def is_foreign(wheel: Path) -> bool:
    return "linux" in wheel.name


def python_files(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """The Python part: sources, data and metadata, without compiled code and without the C sources."""
    with zipfile.ZipFile(wheel) as source:
        for path in sorted(source.namelist()):
            if path.endswith(("/RECORD", ".so", ".c", ".pyi")):
                continue
            data = source.read(path)
            yield path, as_pure(data) if path.endswith(".dist-info/WHEEL") else data


def as_pure(wheel_file: bytes) -> bytes:
    text = wheel_file.decode()
    text = re.sub(r"^Tag: .*\n", "", text, flags=re.MULTILINE)
    text = text.replace("Root-Is-Purelib: false", "Root-Is-Purelib: true")
    return (text.rstrip() + "\nTag: py3-none-any\n").encode()


def site_files(wheels: Path = WHEELS) -> Iterator[tuple[str, bytes]]:
    """What the wheels hold that a running program may need: code and data, no metadata, no type stubs."""
    for wheel in sorted(wheels.glob("*.whl")):
        for path, data in python_files(wheel):
            if ".dist-info/" not in path and not path.endswith("py.typed"):
                yield path, data


def main() -> None:
    fetch(LOCKS / "wheels.txt", WHEELS)
    fetch(LOCKS / "pyodide-tests.txt", TEST_WHEELS)


if __name__ == "__main__":
    main()
