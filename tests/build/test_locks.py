"""The locks: every package has one version and its hashes, and no file names the registry it came from."""

import json
import re
from pathlib import Path

import pytest

from build.paths import LOCKS, ROOT

PIN = re.compile(r"^[A-Za-z0-9._-]+==\S+", re.MULTILINE)
HASH = "--hash=sha256:"


@pytest.mark.parametrize("lock", sorted(LOCKS.glob("*.txt")), ids=lambda lock: lock.stem)
def test_every_python_package_is_pinned_with_a_hash(lock: Path) -> None:
    pins = PIN.split(lock.read_text())[1:]
    assert pins
    assert all(HASH in hashes for hashes in pins)


def test_every_npm_package_is_pinned_with_a_hash_and_without_a_host() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    installed = [package for name, package in packages.items() if name]
    assert all(package["integrity"].startswith("sha512-") for package in installed)
    assert not any("resolved" in package for package in installed)


def test_package_json_asks_for_exact_versions() -> None:
    wishes = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wishes.values())


def test_no_lock_names_a_registry() -> None:
    texts = [file.read_text() for file in (*LOCKS.glob("*.txt"), ROOT / "package-lock.json", ROOT / ".npmrc")]
    assert not any("registry." in text or "index-url" in text or "pypi" in text for text in texts)
