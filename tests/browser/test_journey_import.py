"""Markdown in by every way there is: chosen, dropped, pasted; what cannot be read gets a sentence, the rest still comes in."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.verbs import Tab

pytestmark = pytest.mark.browser


def runbook(title: str, *steps: str) -> bytes:
    lines = [f"# {title}", "", *(f"1. {step}" for step in steps or ("Look", "Act"))]
    return "\n".join(lines).encode()


def line(tab: Tab, name: str) -> str:
    found = tab.results.filter(has_text=name)
    expect(found).not_to_contain_text("Reading…")
    return found.inner_text()


def test_many_files_at_once_are_listed_in_the_library(tab: Tab) -> None:
    tab.import_files({f"disk-{n}.md": runbook(f"Disk {n} is full") for n in range(12)})
    for n in range(12):
        expect(tab.results.get_by_role("link", name=f"disk-{n}.md", exact=True)).to_be_visible()
    tab.visit("Library")
    for n in range(12):
        expect(tab.documents.get_by_text(f"Disk {n} is full", exact=True)).to_be_visible()


def test_a_file_dropped_on_any_screen_comes_in(tab: Tab) -> None:
    for route in ("#/now", "#/runs", "#/settings", "#/library", "#/help"):
        title = f"Dropped on {route[2:]}"
        tab.go(route).drop({f"{route[2:]}.md": runbook(title)})
        tab.at("#/import").told(1)
        tab.results.get_by_role("link").click()
        expect(tab.heading(title)).to_be_visible()


@pytest.mark.slow
def test_a_dragged_file_is_shown_where_it_will_go(tab: Tab) -> None:
    over = """() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(["# A"], "a.md"));
      document.body.dispatchEvent(new DragEvent("dragover", { bubbles: true, cancelable: true, dataTransfer: transfer }));
    }"""
    tab.page.evaluate(over)
    expect(tab.page.get_by_text("Drop Markdown here")).to_be_visible()
    tab.page.evaluate("document.dispatchEvent(new DragEvent('dragleave', { bubbles: true }))")
    expect(tab.page.get_by_text("Drop Markdown here")).to_be_hidden()


def test_pasted_text_is_named_by_its_heading(tab: Tab) -> None:
    tab.paste("# Rotate the keys\n\n- [ ] Make a new key\n- [ ] Revoke the old one\n")
    assert "rotate-the-keys.md" in line(tab, "rotate")
    expect(tab.page.get_by_label("Paste Markdown")).to_have_value("")
    tab.results.get_by_role("link").click()
    expect(tab.heading("Rotate the keys")).to_be_visible()


def test_check_says_what_would_happen_and_stores_nothing(tab: Tab) -> None:
    tab.import_files({"known.md": runbook("Known already")})
    before = len(tab.store("events"))
    tab.choose(
        {
            "fresh.md": runbook("Fresh", "One", "Two", "Three"),
            "known.md": runbook("Known already"),
            "empty.md": b"",
        }
    )
    tab.button("Check").click()
    found = tab.page.get_by_role("region", name="What an import would add")
    expect(found.get_by_role("listitem")).to_have_count(2)
    expect(found.get_by_role("listitem").filter(has_text="Fresh")).to_contain_text("3 steps")
    expect(found.get_by_role("listitem").filter(has_text="Fresh")).to_contain_text("New")
    expect(found.get_by_role("listitem").filter(has_text="Known already")).to_contain_text("Already here")
    assert "empty" in line(tab, "empty.md")
    assert len(tab.store("events")) == before
    assert tab.store("inbox") == []


BAD = {
    "picture.md": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not text"),
    "latin.md": ("# Caf\xe9".encode("latin-1"), "UTF-8"),
    "empty.md": (b"", "empty"),
    "blank.md": (b"\xef\xbb\xbf \r\n\t", "only spaces"),
    "utf16.md": ("# Wide".encode("utf-16"), "UTF-16"),
    "huge.md": (b"# Huge\n" + b"x" * (5 * 1024 * 1024), "5 MB"),
    "controls.md": (b"\x01\x02\x03\x04\x05\x06abc", "not text"),
}


def test_files_that_cannot_be_read_are_named_with_the_reason_and_the_others_come_in(tab: Tab) -> None:
    good = {"good.md": runbook("Good among bad"), "also-good.txt": runbook("Also good")}
    tab.import_files({**{name: data for name, (data, _) in BAD.items()}, **good})
    for name, (_, reason) in BAD.items():
        assert reason in line(tab, name), line(tab, name)
    for name in good:
        expect(tab.results.get_by_role("link", name=name, exact=True)).to_be_visible()
    tab.visit("Library")
    expect(tab.documents.get_by_text("Good among bad", exact=True)).to_be_visible()
    expect(tab.documents.filter(has_text="Huge")).to_have_count(0)


@pytest.mark.slow
def test_a_document_of_just_five_megabytes_comes_in(tab: Tab) -> None:
    head = b"# The largest\n\n1. One step\n\n"
    data = head + b"A line of some words.\n" * ((5 * 1024 * 1024 - len(head)) // 22)
    tab.import_files({"largest.md": data})
    tab.results.get_by_role("link").click()
    expect(tab.button("Start run")).to_be_visible(timeout=30_000)
    assert tab.export_markdown() == data


def test_the_same_file_twice_adds_nothing(tab: Tab) -> None:
    files = {"twice.md": runbook("Twice")}
    tab.import_files(files)
    before = len(tab.store("events"))
    tab.import_files(files)
    assert re.search("already", line(tab, "twice.md"), re.IGNORECASE)
    assert len(tab.store("events")) == before
    tab.search("Twice")
    expect(tab.documents).to_have_count(1)


def test_changed_text_is_a_new_version_and_an_open_run_keeps_its_own(tab: Tab) -> None:
    tab.import_files({"queue.md": runbook("Queue is stuck", "Drain it", "Restart it")})
    tab.start_run("Queue is stuck").tick("Drain it")
    run = tab.route
    tab.import_files({"queue.md": runbook("Queue is stuck", "Call somebody", "Restart it", "Watch it")})
    tab.search("Queue is stuck")
    expect(tab.documents).to_have_count(1)
    tab.open_document("Queue is stuck")
    expect(tab.page.get_by_role("region", name="Versions").get_by_role("listitem")).to_have_count(2)
    expect(tab.page.locator("#doc-outline")).to_contain_text("Call somebody")
    tab.go(run)
    expect(tab.step("Drain it")).to_be_checked()
    expect(tab.steps).to_have_count(2)
    expect(tab.page.get_by_text("The document changed after this run started")).to_be_visible()
    tab.start_run("Queue is stuck")
    expect(tab.steps).to_have_count(3)


def test_search_finds_by_title_and_says_when_nothing_matches(tab: Tab) -> None:
    tab.import_files({"a.md": runbook("Certificate expires"), "b.md": runbook("Certificate is wrong")})
    tab.search("certificate exp")
    expect(tab.documents).to_have_text(["Certificate expires"])
    tab.search("zebra crossing")
    expect(tab.page.get_by_role("heading", name=re.compile("Nothing matches"))).to_be_visible()
    tab.button("Show everything").click()
    expect(tab.documents.filter(has_text="Certificate")).to_have_count(2)
    assert tab.route == "#/library"


@pytest.mark.slow
def test_what_is_searched_for_survives_a_reload_in_the_address(tab: Tab) -> None:
    tab.import_files({"h.md": runbook("Heartbeat missing")})
    tab.search("heartbeat")
    expect(tab.documents).to_have_text(["Heartbeat missing"])
    tab.reload()
    expect(tab.page.get_by_role("searchbox", name="Search")).to_have_value("heartbeat")
    expect(tab.documents).to_have_text(["Heartbeat missing"])


WEIRD = (
    "\ufeff---\r\nowner: Öps\r\n---\r\n# Bytes\r\n\r\n1. Do `x`\t\r\n\r\n\r\nno newline at the end".encode()
)


@pytest.mark.parametrize(
    "data",
    [
        WEIRD,
        b"# Plain\n\n1. One\n",
        "# Ünï – 🚒\n\n* a\r\n* b\rc\n\n\n".encode(),
        b"\xef\xbb\xbf# Bom\n\n\x0c1. x",
    ],
    ids=["bom-crlf-no-newline", "plain", "mixed-ends", "bom-form-feed"],
)
def test_an_untouched_document_is_exported_byte_for_byte(tab: Tab, data: bytes) -> None:
    tab.import_files({"bytes.md": data})
    tab.results.get_by_role("link").click()
    expect(tab.button("Export Markdown")).to_be_visible()
    assert tab.export_markdown() == data


def test_a_document_shows_its_text_its_steps_and_its_facts(tab: Tab) -> None:
    tab.import_files(
        {
            "doc.md": b"""# Fail over the database

**Owner:** Storage team
**Status:** Approved

Some *words* with `code` and a [link](https://example.org/a).

## Prepare

1. Freeze deploys
2. Check the replica

   ```bash
   $ pg_lag --replica
   0.2s
   ```

## Switch

3. Promote the replica

| Error | Meaning |
|---|---|
| 57P01 | Being shut down |
"""
        }
    )
    tab.open_document("Fail over the database")
    text = tab.page.get_by_role("region", name="Text")
    expect(text.get_by_role("link", name="link")).to_have_attribute("href", "https://example.org/a")
    expect(text.get_by_role("table")).to_contain_text("57P01")
    expect(text.locator("em")).to_have_text("words")
    expect(tab.page.get_by_text("Storage team").first).to_be_visible()
    outline = tab.page.locator("#doc-outline")
    expect(outline.get_by_role("listitem")).to_have_count(3)
    expect(outline).to_contain_text("Prepare")
    expect(outline).to_contain_text("Switch")
    expect(tab.page).to_have_title(re.compile("Fail over the database"))


def test_whoever_goes_elsewhere_while_files_come_in_is_not_called_back(tab: Tab) -> None:
    # Last in this file: more documents than a library lists at once.
    tab.choose({f"lag-{n}.md": runbook(f"Lag on replica {n}") for n in range(150)})
    tab.button("Import").click()
    tab.go("#/runs")
    expect(tab.page.get_by_text("Import: 150 imported.")).to_be_attached(timeout=30_000)
    assert tab.route == "#/runs"
    tab.go("#/import")
    expect(tab.results.first).to_be_visible()
