"""The wishes in pyproject.toml and package.json in, fresh locks with hashes out.

It needs `uv` beside it, which knows how to solve for every platform at once; `make update` puts it there."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from build.paths import LOCKS, ROOT
from build.wheels import TARGET

EVERYWHERE = ("--universal", "--generate-hashes", "--python-version", "3.11")


def main() -> None:
    raise_node_packages()
    lock_python_tools()
    lock_engines()
    lock_wheels("wheels", "pyproject.toml")
    lock_wheels("pyodide-tests", "--group", "pyodide")


def raise_node_packages() -> None:
    wishes = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    newest = [f"{name}@latest" for name in wishes]
    subprocess.run(["npm", "install", "--save-dev", "--save-exact", *newest], check=True, cwd=ROOT)


def solve(*arguments: str) -> str:
    """What uv would install: one `name==version` a line, with hashes when asked for."""
    uv = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-header", "--no-annotate"]
    answer = subprocess.run([*uv, "--upgrade", *arguments], check=True, cwd=ROOT, capture_output=True)
    return answer.stdout.decode()


def lock_python_tools() -> None:
    write("python", solve("pyproject.toml", "--group", "dev", *EVERYWHERE))


def lock_engines() -> None:
    """Beside the tools, in the same environment: what both need has one version."""
    tools = ("--constraint", str(LOCKS / "python.txt"))
    write("engines", solve("--group", "engines", *EVERYWHERE, *tools))


def lock_wheels(name: str, *source: str) -> None:
    """One file a package: the very wheel that `build.wheels` downloads."""
    browser = ("--python-platform", "x86_64-manylinux_2_28", "--python-version", "3.14")
    pins = solve(*source, *browser).split()
    with TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", *TARGET, "--dest", folder]
        subprocess.run([*pip, *pins], check=True)
        write(name, "".join(sorted(locked(wheel) for wheel in Path(folder).glob("*.whl"))))


def locked(wheel: Path) -> str:
    name, version, *_ = wheel.name.split("-")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{name.replace('_', '-')}=={version} \\\n    --hash=sha256:{digest}\n"


def write(name: str, text: str) -> None:
    title = "# Written by `make update`; change pyproject.toml instead.\n"
    (LOCKS / f"{name}.txt").write_text(title + text)


if __name__ == "__main__":
    main()
