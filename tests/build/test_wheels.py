"""Repacking: a wheel made for another machine loses its C part and stays a wheel."""

import zipfile
from pathlib import Path

from build.wheels import repack

WHEEL = b"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: cp314-cp314-manylinux_2_28_x86_64\n"
FILES = {
    "marks/__init__.py": b"from marks._native import escape\n",
    "marks/_speedups.cpython-314-x86_64-linux-gnu.so": b"machine code",
    "marks/_speedups.c": b"int main;",
    "marks-1.0.dist-info/WHEEL": WHEEL,
    "marks-1.0.dist-info/RECORD": b"marks/_speedups.c,,\n",
}


def made(folder: Path, name: str) -> Path:
    wheel = folder / name
    with zipfile.ZipFile(wheel, "w") as out:
        for path, data in FILES.items():
            out.writestr(path, data)
    return wheel


def test_a_compiled_wheel_becomes_a_pure_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    pure = repack(made(tmp_path, "marks-1.0-cp314-cp314-manylinux_2_28_x86_64.whl"), out)
    assert pure.name == "marks-1.0-py3-none-any.whl"
    with zipfile.ZipFile(pure) as packed:
        assert packed.namelist() == ["marks-1.0.dist-info/WHEEL", "marks/__init__.py"]
        assert (
            packed.read("marks-1.0.dist-info/WHEEL")
            .decode()
            .endswith("Root-Is-Purelib: true\nTag: py3-none-any\n")
        )


def test_a_wheel_that_runs_in_pyodide_stays_as_it_is(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in ("marks-1.0-py3-none-any.whl", "marks-1.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl"):
        wheel = made(tmp_path, name)
        assert repack(wheel, out).read_bytes() == wheel.read_bytes()
        assert (out / name).exists()


def test_the_same_wheel_is_repacked_to_the_same_bytes(tmp_path: Path) -> None:
    wheel = made(tmp_path, "marks-1.0-cp314-cp314-manylinux_2_28_x86_64.whl")
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    first, second = (repack(wheel, folder).read_bytes() for folder in folders)
    assert first == second
