"""Changing a document from where one stands: a step from its run, its stage, a template in it; and a line by its address."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.verbs import Tab

pytestmark = pytest.mark.browser

STEPS = "".join(f"{n}. Look at shard {n}\n" for n in range(1, 41))


def top(tab: Tab) -> float:
    """Where the step being worked is in the window."""
    box = tab.item("Look at shard 21").bounding_box()
    assert box
    return box["y"]


def test_a_step_is_fixed_in_a_sheet_over_the_run_which_keeps_its_place(tab: Tab) -> None:
    tab.import_files({"shards.md": f"# Shards\n\n{STEPS}".encode()})
    tab.start_run("Shards")
    run = tab.route
    for number in range(1, 21):
        tab.step(f"Look at shard {number}").first.check()
    tab.saved()
    expect(tab.item("Look at shard 21")).to_contain_text("Current step")
    link = tab.page.get_by_role("link", name="Fix this step")
    link.scroll_into_view_if_needed()
    assert tab.page.evaluate("scrollY") > 0
    at = top(tab)
    link.click()
    sheet = tab.page.get_by_role("dialog", name="Fix this step")
    box = sheet.get_by_label("Markdown of this step")
    expect(box).to_be_focused()
    expect(box).to_have_value("21. Look at shard 21")
    box.fill("21. Look at shard 21 twice")
    tab.page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(link).to_be_focused()
    link.click()
    # What was typed was kept when the sheet was closed.
    expect(box).to_have_value("21. Look at shard 21 twice")
    sheet.get_by_role("button", name="Keep").click()
    expect(sheet).to_be_hidden()
    tab.saved()
    assert tab.route == run
    # A notice came in above; the step stays where the eye is.
    assert abs(top(tab) - at) < 60
    expect(tab.item("Look at shard 21")).to_contain_text("Current step")
    expect(tab.page.locator("#run-head")).to_contain_text("The document changed after this run started")
    tab.open_document("Shards")
    expect(tab.page.locator("#doc-prose")).to_contain_text("Look at shard 21 twice")


@pytest.mark.slow
def test_the_sheets_link_still_leads_to_a_screen_of_its_own(tab: Tab) -> None:
    tab.import_files({"alone.md": b"# Alone\n\n1. Stop it\n"})
    tab.start_run("Alone")
    address = tab.page.get_by_role("link", name="Fix this step").get_attribute("href") or ""
    tab.go(address)
    tab.page.get_by_label("Markdown of this step").fill("1. Stop all of it")
    tab.button("Keep").click()
    tab.at("#/runs/")
    expect(tab.steps).to_have_count(1)
    tab.saved()


@pytest.mark.slow
def test_an_approved_text_says_so_itself_once_somebody_asks_for_it(tab: Tab) -> None:
    text = "# Ledger\n\n**Status:** Draft\n**Version:** 1.2\n\n1. Stop it\n"
    tab.import_files({"ledger.md": text.encode()}).add_person("Ada").open_document("Ledger")
    stage = tab.page.get_by_role("region", name="Stage")
    tab.press("Approve")
    expect(stage).to_contain_text("The text itself still says")
    assert tab.export_markdown().decode() == text
    expect(stage.get_by_label("Version")).to_have_value("1.3")
    tab.press("Write Approved into the text")
    expect(stage).not_to_contain_text("still says")
    expect(stage).to_contain_text("Approved")
    assert tab.export_markdown().decode() == text.replace("Draft", "Approved").replace("1.2", "1.3")
    tab.press("Undo")
    expect(stage).to_contain_text("The text itself still says")
    assert tab.export_markdown().decode() == text


@pytest.mark.slow
def test_a_template_in_a_document_is_taken_from_the_chooser_under_a_title_of_ones_own(tab: Tab) -> None:
    text = "# Messages\n\n## Ready to send\n\n```markdown\n# Weekly report\n\n1. Say what broke\n```\n"
    tab.import_files({"messages.md": text.encode()}).go("#/library/new")
    tab.page.get_by_label("Title", exact=True).fill("Report of week 12")
    own = tab.page.get_by_role("list", name="Templates in your documents")
    own.get_by_role("button", name=re.compile("Weekly report.*from Messages")).click()
    box = tab.page.get_by_role("textbox", name="Markdown")
    expect(box).to_have_value("# Report of week 12\n\n1. Say what broke\n")


def test_an_offer_and_an_address_lead_to_the_very_line(tab: Tab) -> None:
    filler = "".join(f"Words {n}.\n\n" for n in range(60))
    text = (
        f"# Watch\n\n{filler}## Daily checks\n\nBefore work.\n\n**Morning:**\n- [ ] Read the log\n\n{filler}"
    )
    tab.import_files({"watch.md": text.encode()}).open_document("Watch")
    line = text[: text.index("**Morning")].count("\n") + 1
    document = tab.route
    offers = tab.page.get_by_role("region", name="Found in this document")
    offers.locator("summary").first.click()
    offers.get_by_role("link", name=f"Line {line} of the text").click()
    focused = tab.page.locator("*:focus")
    expect(focused).to_contain_text("Morning")
    expect(focused).to_be_in_viewport()

    tab.go("#/now").go(f"{document}?line={line}")
    expect(focused).to_contain_text("Morning")
    expect(focused).to_be_in_viewport()
    tab.reload()
    expect(tab.page.locator("#doc-prose").get_by_text("Morning", exact=False).first).to_be_in_viewport()


@pytest.mark.slow
def test_the_editors_problems_say_what_to_do_about_them(tab: Tab) -> None:
    tab.import_files({"bare.md": b"# Bare words\n\n1. Stop it\n"})
    tab.open_document("Bare words").follow("Edit")
    problems = tab.page.locator("#edit-problems")
    expect(problems.locator(".hint").first).to_be_visible()
