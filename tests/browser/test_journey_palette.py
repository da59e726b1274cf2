"""Ctrl+K from anywhere: documents, procedures, runs, steps, screens and acts, by keys alone and before Python is there."""

import pytest
from playwright.sync_api import Locator, expect

from build.paths import ROOT
from tests.browser.profile import ready
from tests.browser.verbs import Tab, script

pytestmark = pytest.mark.browser

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
LOOK, SMALL, WIDE = script("axe"), script("small"), script("wide")
SHOP = b"# Shop\n\n## Restart procedure\n\n1. Stop it\n2. Start it\n\n## Deploy procedure\n\n1. Build it\n2. Ship it\n"


def opened(tab: Tab, typed: str = "") -> Locator:
    tab.page.keyboard.press("Control+k")
    field = tab.page.get_by_role("combobox", name="Go to, or do")
    expect(field).to_be_focused()
    tab.page.keyboard.type(typed)
    return field


def listed(tab: Tab) -> Locator:
    return tab.page.locator("#palette-list").get_by_role("option")


def marked(tab: Tab) -> Locator:
    return listed(tab).and_(tab.page.locator("[aria-selected=true]"))


def test_a_run_from_start_to_finish_by_the_palette_and_keys_alone(tab: Tab) -> None:
    tab.import_files({"shop.md": SHOP})
    page, keys = tab.page, tab.page.keyboard
    opened(tab, "start restart")
    expect(marked(tab)).to_contain_text("Start run: Restart procedure")
    keys.press("Enter")
    expect(tab.heading("Restart procedure")).to_be_visible()
    opened(tab, "begin")
    expect(marked(tab)).to_contain_text("Begin")
    keys.press("Enter")
    expect(page.locator("[aria-current=step]")).to_contain_text("Stop it")
    # The acts of the run, and its steps.
    opened(tab, "note")
    expect(marked(tab)).to_contain_text("Note")
    keys.press("Enter")
    note = page.get_by_role("dialog", name="Note")
    expect(note.get_by_label("What did you see or do?")).to_be_focused()
    keys.type("By keys")
    # Over another dialog it does not open, and nothing typed is lost.
    keys.press("Control+k")
    expect(page.locator("#palette-dialog")).to_be_hidden()
    expect(note.get_by_label("What did you see or do?")).to_have_value("By keys")
    keys.press("Escape")
    opened(tab, "later")
    keys.press("Enter")
    tab.saved()
    expect(page.locator("[aria-current=step]")).to_contain_text("Start it")
    opened(tab, "step stop")
    expect(marked(tab)).to_contain_text("1. Stop it")
    keys.press("Enter")
    expect(page.locator("[aria-current=step]")).to_contain_text("Stop it")
    for _ in range(2):
        opened(tab, "done")
        keys.press("Enter")
        tab.saved()
    opened(tab, "finish run")
    keys.press("Enter")
    tab.saved()
    expect(page.locator("#run-head")).to_contain_text("Finished by")


def test_it_is_a_combobox_that_reads_out_and_looks_well(tab: Tab) -> None:
    tab.import_files({"shop.md": SHOP})
    page, keys = tab.page, tab.page.keyboard
    field = opened(tab)
    expect(listed(tab).first).to_be_visible()
    first = field.get_attribute("aria-activedescendant")
    keys.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") != first
    expect(marked(tab)).to_have_count(1)
    keys.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") == first
    keys.press("ArrowUp")
    expect(marked(tab)).to_be_in_viewport()
    found = []
    for width, theme in ((360, "dark"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.evaluate(AXE)
        found += [f"{width}: {one}" for one in page.evaluate(LOOK)]
        found += [f"{width}: {one}" for one in page.evaluate(WIDE)]
    assert found == []
    keys.type("no such thing at all")
    expect(page.locator("#palette-said")).to_contain_text("1 found.")
    keys.press("Enter")
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("no such thing at all")


@pytest.mark.slow
def test_it_opens_from_a_field_and_gives_the_focus_back(tab: Tab) -> None:
    tab.go("#/import")
    box = tab.page.get_by_label("Paste Markdown")
    box.fill("# Half")
    box.focus()
    opened(tab)
    tab.page.keyboard.press("Escape")
    expect(box).to_be_focused()
    expect(box).to_have_value("# Half")
    # k alone, and with single keys off, is only a letter.
    tab.page.keyboard.type("k")
    expect(box).to_have_value("# Halfk")
    box.fill("")  # or the next test imports it, as a draft that was kept


@pytest.mark.slow
@pytest.mark.new_tab
def test_it_is_drawn_at_once_and_works_while_python_starts(tab: Tab) -> None:
    tab.import_files({"shop.md": SHOP})
    page = tab.page
    opened(tab, "shop")
    expect(marked(tab)).to_contain_text("Shop")
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    took = page.evaluate(
        """() => new Promise((done) => {
          const began = performance.now();
          document.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true, bubbles: true, cancelable: true }));
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
        })"""
    )
    assert took < 200
    page.route("**/engine.html*", lambda route: route.abort())
    page.reload()
    tab.wait("performance.getEntriesByName('sophie:painted').length > 0")
    expect(page.locator("html")).not_to_have_attribute("data-engine", "ready")
    opened(tab, "shop")
    expect(page.locator("#palette-said")).to_contain_text("those of the last visit")
    expect(marked(tab)).to_contain_text("Shop")
    page.unroute("**/engine.html*")
    page.reload()
    ready(page)


@pytest.mark.slow
def test_on_a_phone_a_button_opens_it(tab: Tab) -> None:
    tab.page.set_viewport_size({"width": 360, "height": 740})
    tab.button("Go to").click()
    expect(tab.page.get_by_role("combobox", name="Go to, or do")).to_be_focused()
    listed(tab).filter(has_text="Schedule").first.click()
    expect(tab.heading("Schedule")).to_be_visible()
