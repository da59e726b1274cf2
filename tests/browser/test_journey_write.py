"""Writing: from a template with no network, over a reload, to a version; two tabs at once; and nothing typed ever runs."""

import re
import time

import pytest
from playwright.sync_api import Locator, Page, expect

from build.serve import Server
from tests.browser.profile import PATIENCE, Profile, ready
from tests.browser.verbs import Tab

pytestmark = pytest.mark.browser

TEXT = "# Restart the API\r\n\r\n**Version:** 1.2\r\n\r\n1. Stop it\r\n2. Look at the log\r\n3. Start it\r\n"


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Markdown")


def kept(page: Page) -> None:
    expect(page.locator("#draft-state")).to_contain_text("Draft kept")


def edit(tab: Tab, title: str) -> Tab:
    tab.open_document(title).follow("Edit")
    expect(box(tab.page)).to_be_editable()
    return tab


def test_a_runbook_is_written_from_a_template_offline(profile: Profile, site: Server) -> None:
    page = profile.open()
    tab = Tab(page)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    tab.wait("caches.keys().then(names => names.length > 0)")
    page.wait_for_timeout(1500)
    site.stop()
    page.reload()
    ready(page)
    tab.go("#/library/new")
    page.get_by_label("Title", exact=True).fill("Disk almost full")
    page.get_by_role("button", name=re.compile("^Runbook")).click()
    expect(box(page)).to_have_value(re.compile("^# Disk almost full\n"))
    box(page).press("Control+End")
    page.keyboard.type("\nWritten offline.\n")
    kept(page)
    tab.reload()
    expect(box(page)).to_have_value(re.compile("Written offline.\n$"))
    box(page).press("Control+Enter")
    expect(tab.heading("Disk almost full")).to_be_visible()
    tab.saved()
    assert [event["type"] for event in tab.events()] == ["RevisionWritten"]
    # The draft goes when the log has the text, which is a moment later.
    end = time.monotonic() + PATIENCE
    while tab.store("drafts"):
        assert time.monotonic() < end, "The draft outlived its version."
        page.wait_for_timeout(50)
    site.start()


def test_done_keeps_a_version_and_every_other_byte(tab: Tab) -> None:
    tab.import_files({"restart.md": TEXT.encode()})
    edit(tab, "Restart the API")
    page = tab.page
    box(page).evaluate("f => { const at = f.value.indexOf('Look') + 15; f.setSelectionRange(at, at); }")
    page.get_by_role("button", name="Expected result").click()
    assert "2. Look at the log\n   **Expect:** what you should see\n" in box(page).input_value()
    box(page).press("Control+z")
    assert box(page).input_value() == TEXT.replace("\r\n", "\n")
    page.keyboard.type("s")
    kept(page)
    page.get_by_role("button", name="Done", exact=True).click()
    dialog = page.get_by_role("dialog", name="Keep this version")
    expect(dialog.get_by_label("Version", exact=True)).to_have_value("1.3")
    dialog.get_by_role("button", name="Keep version").click()
    expect(tab.heading("Restart the API")).to_be_visible()
    tab.saved()
    assert tab.export_markdown().decode() == TEXT.replace("log", "logs").replace("1.2", "1.3")


@pytest.mark.slow
def test_two_tabs_keep_both_drafts_and_both_versions(tab: Tab, shared: Profile) -> None:
    tab.import_files({"two.md": TEXT.replace("API", "shop").encode()})
    edit(tab, "Restart the shop")
    other = shared.open(tab.route)
    expect(box(other)).to_be_editable()
    for page, words in ((tab.page, "one "), (other, "two ")):
        box(page).click()
        page.keyboard.type(words)
        kept(page)
    expect(other.get_by_text("Another tab holds a draft")).to_be_visible()
    for page in (tab.page, other):
        page.bring_to_front()
        page.get_by_role("button", name="Done", exact=True).click()
        page.get_by_role("button", name="Keep version").click()
        expect(page.locator("#doc-head")).to_be_visible()
    tab.saved()
    written = [event for event in tab.events() if event["type"] == "RevisionWritten"][-2:]
    assert written[0]["over"] == written[1]["over"]


@pytest.mark.slow
def test_a_draft_is_discarded_and_brought_back(tab: Tab) -> None:
    tab.import_files({"third.md": TEXT.replace("API", "bank").encode()})
    edit(tab, "Restart the bank")
    page = tab.page
    box(page).click()
    page.keyboard.type("Kept? ")
    kept(page)
    page.get_by_role("button", name="Discard draft").click()
    expect(tab.heading("Restart the bank")).to_be_visible()
    expect(page.get_by_text("You have a draft")).to_be_hidden()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(box(page)).to_have_value(re.compile("Kept\\? "))


def test_nothing_that_is_typed_runs_in_the_preview(tab: Tab) -> None:
    tab.import_files({"harm.md": TEXT.replace("API", "trap").encode()})
    edit(tab, "Restart the trap")
    page = tab.page
    harm = (
        '\n<script>window.hit=1</script><img src=x onerror="window.hit=2">\n\n[x](javascript:window.hit=3)\n'
    )
    box(page).fill(
        harm
        + '\n<button data-command="undo" data-act="rescue" style="color:red">press</button>\n\nlast words\n'
    )
    preview = page.locator("#edit-preview .prose")
    expect(preview).to_contain_text("last words")
    assert page.evaluate("() => window.hit") is None
    assert (
        preview.locator("script, img, [onerror], [style], [data-command], a[href^='javascript']").count() == 0
    )
