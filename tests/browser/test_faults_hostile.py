"""Files made to do harm: doubled keys, numbers that are none, endless brackets, bombs. Named, kept out, and all else goes on."""

import gzip
import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bench.journal import Journal, identity
from tests.browser import trouble
from tests.browser.profile import Profile
from tests.browser.tally import Tally
from tests.browser.trouble import name

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.engines]

NOTE = '{"v":1,"step":null,"text":"hostile"%s}'
BODIES = {
    "doubled keys": NOTE % ',"text":"again"',
    "NaN": NOTE % ',"n":NaN',
    "Infinity": NOTE % ',"n":-Infinity',
    "1e999": NOTE % ',"n":1e999',
    "brackets": NOTE % f',"n":{"[" * 100_000}{"]" * 100_000}',
    "half of a character": NOTE.replace("hostile", "\\ud800") % "",
}
LARGE = 300_000_000


def hostile(case: str, body: str) -> Journal:
    """A run of another device, with one content that does harm and a good one behind it."""
    run = identity(f"run of {case}")
    journal = trouble.fleet(2, run, case)
    journal.put(f"run/{run}", "NoteAdded", body)
    journal.write(f"run/{run}", "NoteAdded", step=None, text="the good one")
    return journal


@pytest.mark.fault("F20", f"contents with {', '.join(BODIES)}")
def test_hostile_contents_stay_out_and_their_neighbours_come_in(
    profile: Profile, tally: Tally, tmp_path: Path
) -> None:
    tab = trouble.open_run(profile, tmp_path / "fleet.json")
    tab.tick(name(1))
    before = [row["id"] for row in tab.store("events")]
    for case, body in BODIES.items():
        journal = hostile(case, body)
        file = trouble.saved_as(tmp_path / "hostile.json", journal)
        read = tab.import_snapshot(file)
        assert read["New"] == len(journal.headers), case
        tab.go(f"#/runs/{identity(f'run of {case}')}")
        expect(tab.record.filter(has_text="the good one"), case).to_have_count(1)
        assert '"again"' not in str(tab.store("bodies")), case
    there = [row["id"] for row in tab.store("events")]
    tally.count(before, there)
    tally.tell(
        "each by its line (“It holds a number that JSON does not have.” and so on); what is good comes in"
    )
    tab.go(trouble.ROUTE).tick(name(2))
    assert trouble.done(tab) == ["s1", "s2"]


def bombs(folder: Path) -> list[Path]:
    """300 MB of nothing, packed small, three ways."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("bomb.md", "w") as file:
        for _ in range(LARGE // 1_000_000):
            file.write(b" " * 1_000_000)
    zipped, gzipped = folder / "bomb.zip", folder / "bomb.json"
    zipped.write_bytes(packed.getvalue())
    with gzip.open(gzipped, "wb", 1) as file:
        for _ in range(LARGE // 1_000_000):
            file.write(b"[" * 1_000_000)
    return [zipped, gzipped]


@pytest.mark.fault("F20", "ZIP and gzip bombs of 300 MB")
def test_a_bomb_is_refused_in_a_sentence(profile: Profile, tally: Tally, tmp_path: Path) -> None:
    tab = trouble.open_run(profile, tmp_path / "fleet.json")
    tab.tick(name(1))
    before = [row["id"] for row in tab.store("events")]
    zipped, gzipped = bombs(tmp_path)
    tab.go("#/import")
    tab.page.get_by_label("Files to import").set_input_files(zipped)
    tab.button("Import").click()
    expect(tab.results.first).to_contain_text("bomb.md")
    expect(tab.results.first).to_contain_text(re.compile("larger than 5 MB|ZIP bomb"))
    tab.go("#/snapshots")
    tab.page.get_by_label("Snapshot to import").set_input_files(gzipped)
    expect(tab.page.get_by_role("group", name="What would change")).to_contain_text("not a Sophie snapshot")
    tally.count(before, [row["id"] for row in tab.store("events")])
    tally.tell("“larger than 5 MB”; “not a Sophie snapshot”")
    tab.go(trouble.ROUTE).tick(name(2))
    assert trouble.done(tab) == ["s1", "s2"]
