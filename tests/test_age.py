"""A locked file opens with other programs of age and the other way round; how hard guessing it is stays in bounds."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

# A browser's Python has no terminals.
pty = pytest.importorskip("pty")

ROOT = Path(__file__).parents[1]
PASSPHRASE = "correct horse battery staple"
SNAPSHOT = '{"format":"sophie.snapshot","text":"häß 😀"}\n'.encode() * 5_000
# 2^18 is what age itself takes: a second on a laptop, and what a phone can bear.
WORK = 18
# A reader that takes any would be kept busy for hours by a hostile file.
MOST_WORK = 20

NODE = shutil.which("node")
TOOL = shutil.which("age") or shutil.which("rage")
needs_node = pytest.mark.skipif(NODE is None, reason="node is not here: it runs what the page runs.")
needs_tool = pytest.mark.skipif(
    TOOL is None, reason="Neither age nor rage is here: install Debian's age to hold our files beside it."
)


def page(
    act: str, source: Path, target: Path, passphrase: str = PASSPHRASE
) -> subprocess.CompletedProcess[str]:
    script = str(ROOT / "tests" / "js" / "age-file.mjs")
    command = [str(NODE), script, act, passphrase, str(source), str(target)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def tool(*arguments: str, passphrase: str = PASSPHRASE) -> int:
    """It asks for the passphrase at a terminal, and nowhere else."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(str(TOOL), [str(TOOL), *arguments])  # noqa: S606  a fixed program of this machine
    heard = b""
    try:
        while chunk := os.read(terminal, 1024):
            heard += chunk
            if heard.rstrip().endswith(b":"):
                heard = b""
                os.write(terminal, passphrase.encode() + b"\n")
    except OSError:  # the end, as a terminal says it
        pass
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def work_of(file: Path) -> int:
    found = re.match(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} (\d+)\n", file.read_bytes())
    assert found
    return int(found[1])


@needs_node
@needs_tool
def test_the_age_tool_opens_what_the_page_locked(tmp_path: Path) -> None:
    plain, locked, opened = (tmp_path / name for name in ("plain", "locked.age", "opened"))
    plain.write_bytes(SNAPSHOT)
    assert page("lock", plain, locked).returncode == 0
    assert tool("-d", "-o", str(opened), str(locked)) == 0
    assert opened.read_bytes() == SNAPSHOT
    assert tool("-d", "-o", str(tmp_path / "none"), str(locked), passphrase="another") != 0


@needs_node
@needs_tool
def test_the_page_opens_what_the_age_tool_locked(tmp_path: Path) -> None:
    plain, locked, opened = (tmp_path / name for name in ("plain", "locked.age", "opened"))
    plain.write_bytes(SNAPSHOT)
    assert tool("-p", "-o", str(locked), str(plain)) == 0
    assert page("unlock", locked, opened).returncode == 0
    assert opened.read_bytes() == SNAPSHOT
    assert page("unlock", locked, opened, "another").returncode != 0


@needs_node
def test_another_programs_age_opens_what_the_page_locked_and_the_other_way_round(tmp_path: Path) -> None:
    rage = pytest.importorskip("pyrage")
    plain, locked, opened = (tmp_path / name for name in ("plain", "locked.age", "opened"))
    plain.write_bytes(SNAPSHOT)
    assert page("lock", plain, locked).returncode == 0
    assert rage.passphrase.decrypt(locked.read_bytes(), PASSPHRASE) == SNAPSHOT
    with pytest.raises(rage.DecryptError):
        rage.passphrase.decrypt(locked.read_bytes(), "another")
    locked.write_bytes(rage.passphrase.encrypt(SNAPSHOT, PASSPHRASE))
    assert page("unlock", locked, opened).returncode == 0
    assert opened.read_bytes() == SNAPSHOT
    assert page("unlock", locked, opened, "another").returncode != 0


@needs_node
def test_guessing_costs_what_it_should_and_a_file_cannot_ask_for_more(tmp_path: Path) -> None:
    plain, locked = tmp_path / "plain", tmp_path / "locked.age"
    plain.write_bytes(SNAPSHOT)
    assert page("lock", plain, locked).returncode == 0
    assert work_of(locked) == WORK
    for work in (MOST_WORK + 1, 30, 63):
        hostile = tmp_path / f"work-{work}.age"
        hostile.write_bytes(locked.read_bytes().replace(b" 18\n", b" %d\n" % work, 1))
        refused = page("unlock", hostile, tmp_path / "none")
        assert refused.returncode != 0
        assert "work factor" in refused.stderr


@needs_node
def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    plain, locked = tmp_path / "plain", tmp_path / "locked.age"
    plain.write_bytes(SNAPSHOT)
    assert page("lock", plain, locked).returncode == 0
    data = bytearray(locked.read_bytes())
    data[-1] ^= 1
    locked.write_bytes(bytes(data))
    assert page("unlock", locked, tmp_path / "none").returncode != 0
