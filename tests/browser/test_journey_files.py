"""Whole folders in and out: archives, hostile files among good ones, hundreds at once; what goes out comes back unchanged."""

import io
import zipfile
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.profile import Profile
from tests.browser.verbs import Files, Tab

pytestmark = pytest.mark.browser

# The longest the page was not free to draw, while something else goes on.
WATCH_FRAMES = """() => {
  let last = performance.now();
  window.longest = 0;
  const next = () => {
    const now = performance.now();
    window.longest = Math.max(window.longest, now - last);
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}"""


def packed(files: dict[str, bytes], *, encrypted: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    data = out.getvalue()
    # The mark of an encrypted file, in the entry and in the table of contents.
    return (
        data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
        if encrypted
        else data
    )


GOOD = {f"good-{n}.md": f"# Good {n}\n\n1. Look\n2. Act\n".encode() for n in range(3)}
HARD: Files = {
    "brackets.md": b"# Brackets\n\n" + b"[" * 100_000,
    "deep.md": b"# Deep\n\n" + b"> - " * 3_000 + b"a",
    "line.md": b"# Line " + b"a" * 2_000_000,
    "items.md": b"# Items\n\n" + b"- a\n" * 100_000,
    "columns.md": b"# Columns\n\n" + b"|a" * 500 + b"|\n" + b"|-" * 500 + b"|\n" + b"|b" * 500 + b"|\n",
    "anchors.md": b"---\na: &a [x]\n" + b"b: &b [*a, *a]\n" * 150 + b"---\n# Anchors\n",
}
REFUSED: dict[str, tuple[bytes, str]] = {
    "nul.md": (b"# A\n\0", "NUL"),
    "wide.md": ("# Wide".encode("utf-16"), "UTF-16"),
    "latin.md": ("# Caf\xe9".encode("latin-1"), "not UTF-8"),
    "other.json": (b'{"a": ' + b"[" * 100_000, "nested deeper"),
    "cut.zip": (packed(GOOD)[:-40], "cut"),
}
ARCHIVE = packed(
    {
        "team/in.md": b"# In the archive\n\n1. Look\n",
        "../out.md": b"# Out",
        "bomb.md": b"a" * 4_000_000,
        "inner.zip": packed(GOOD),
        "logo.png": b"PNG",
    }
)


def test_bad_files_are_named_with_the_reason_and_the_page_answers_while_the_good_ones_come_in(
    tab: Tab,
) -> None:
    tab.go("#/import").page.evaluate(WATCH_FRAMES)
    bad = {name: data for name, (data, _) in REFUSED.items()}
    tab.drop(
        {**HARD, **bad, "team.zip": ARCHIVE, "locked.zip": packed({"l.md": b"x"}, encrypted=True), **GOOD}
    )
    expect(tab.results.filter(has_text="good-2.md")).to_contain_text("A new document", timeout=60_000)
    tab.saved()
    for name, (_, reason) in REFUSED.items():
        expect(tab.results.filter(has_text=name)).to_contain_text(reason)
    for name, reason in (
        ("../out.md in team.zip", "outside of its archive"),
        ("bomb.md in team.zip", "ZIP bomb"),
        ("inner.zip in team.zip", "archive within the archive"),
        ("l.md in locked.zip", "encrypted"),
        ("neither Markdown nor text", "team.zip"),
    ):
        expect(tab.results.filter(has_text=name)).to_contain_text(reason)
    for name in (*GOOD, *HARD, "team/in.md"):
        expect(tab.results.get_by_role("link", name=name, exact=True)).to_be_visible()
    assert tab.page.evaluate("window.longest") < 3_000
    tab.open_document("In the archive")


@pytest.mark.slow
def test_a_latin_1_file_is_shown_as_it_reads_and_taken_as_a_copy(tab: Tab) -> None:
    tab.drop({"menu.md": "# Caf\xe9 \x93now\x94".encode("latin-1")})
    line = tab.results.filter(has_text="menu.md")
    expect(line.first).to_contain_text("# Caf\xe9 \u201cnow\u201d")
    line.get_by_role("button", name="Import a UTF-8 copy").click()
    expect(tab.results.get_by_role("link", name="menu.md")).to_be_visible()
    tab.saved().open_document("Caf\xe9 \u201cnow\u201d")
    assert tab.export_markdown() == "# Caf\xe9 \u201cnow\u201d".encode()


@pytest.mark.slow
def test_a_new_version_can_be_taken_back_where_it_is_listed(tab: Tab) -> None:
    tab.import_files({"rota.md": b"# Rota\n\n1. Call Ana\n"})
    tab.import_files({"rota.md": b"# Rota\n\n1. Call Ben\n"})
    tab.results.get_by_role("button", name="Undo").click()
    expect(tab.results).to_contain_text(["taken back"])
    tab.saved().open_document("Rota")
    assert tab.export_markdown() == b"# Rota\n\n1. Call Ana\n"


LIBRARY: Files = {
    "ops/db/fail over.md": b"\xef\xbb\xbf# Fail over\r\n\r\n1. Look\r\n",
    "README.md": b"# Read me\n\n\tno end",
    "ops/README.md": b"# Read me too\r\n",
    "\xfc.txt": "# \xdc\n\n数据库 🚒\n".encode(),
}


def library(tab: Tab) -> tuple[bytes, dict[str, bytes]]:
    tab.go("#/snapshots")
    with tab.page.expect_download() as download:
        tab.button("Export library").click()
    data = download.value.path().read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return data, {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.slow
def test_the_library_goes_out_as_an_archive_and_comes_back_unchanged(
    profiles: Callable[[str], Profile],
) -> None:
    one = Tab(profiles("one").open())
    one.drop({"team.zip": packed(LIBRARY)}).told(len(LIBRARY))
    data, files = library(one)
    assert files == LIBRARY
    one.drop({"again.zip": data}).told(len(LIBRARY))
    expect(one.results.filter(has_text="already in the library")).to_have_count(len(LIBRARY))
    other = Tab(profiles("other").open())
    other.drop({"library.zip": data}).told(len(LIBRARY))
    assert library(other)[0] == data


@pytest.mark.slow
def test_a_long_import_shows_how_far_it_is_and_can_be_stopped(tab: Tab) -> None:
    tab.go("#/import")
    tab.drop({f"many-{n}.md": f"# Many {n}\n\n1. Look\n".encode() for n in range(400)})
    tab.page.get_by_role("progressbar", name="Import").wait_for()
    # At once: a driver that first looks whether the button stands still comes too late.
    tab.button("Stop").dispatch_event("click")
    expect(tab.results.filter(has_text="Stopped.")).to_be_visible()
    tab.saved()
    expect(tab.results.and_(tab.page.locator("[data-state=working]"))).to_have_count(0)
    assert 0 < tab.results.and_(tab.page.locator("[data-state=new]")).count() < 400
