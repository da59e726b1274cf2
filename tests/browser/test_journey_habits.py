"""Keys alone, half-typed words, one's own name and theme, a practice run: what people expect without being told."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from build.serve import Server
from tests.browser.profile import Profile, ready, until
from tests.browser.verbs import Tab, script

pytestmark = pytest.mark.browser

FOCUS = "document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent.trim()"
LONG = ("# Sixty checks\n\n" + "".join(f"{n}. Check machine number {n:02}\n" for n in range(1, 61))).encode()


@pytest.fixture
def run(tab: Tab) -> Tab:
    return tab.import_files({"sixty.md": LONG}).start_run("Sixty checks")


def focused(tab: Tab) -> str:
    return str(tab.page.evaluate(FOCUS))


def keys(tab: Tab, *pressed: str) -> None:
    for key in pressed:
        tab.page.keyboard.press(key)


def tab_to(tab: Tab, name: str, most: int = 60) -> None:
    """By the Tab key alone."""
    for _ in range(most):
        keys(tab, "Tab")
        if focused(tab) == name:
            return
    pytest.fail(f"Tab never came to {name}: last was {focused(tab)}")


def test_the_whole_way_works_by_keyboard_alone(tab: Tab) -> None:
    tab.page.reload()
    ready(tab.page)
    keys(tab, "Tab")
    assert focused(tab) == "Skip to content", "The skip link is first."
    keys(tab, "g", "l")
    tab.at("#/library")
    tab_to(tab, "Import")
    keys(tab, "Enter")
    tab.at("#/import")
    for _ in range(20):
        keys(tab, "Tab")
        if tab.page.evaluate("document.activeElement.id") == "import-paste":
            break
    tab.page.keyboard.type("# By keyboard\n\n1. First thing\n2. Second thing\n")
    tab_to(tab, "Import")
    keys(tab, "Enter")
    tab.told(1)
    tab_to(tab, "by-keyboard.md")
    keys(tab, "Enter")
    expect(tab.heading("By keyboard")).to_be_focused()
    tab_to(tab, "Start run")
    keys(tab, "Enter")
    expect(tab.heading("By keyboard")).to_be_focused()
    tab_to(tab, "Begin")
    keys(tab, "Enter")
    tab.at("#/runs/")
    expect(tab.heading("By keyboard")).to_be_focused()
    keys(tab, "j", "x")
    tab.saved()
    assert tab.ticks() == [True, False]
    keys(tab, "j")
    expect(tab.step("Second thing")).to_be_focused()
    keys(tab, "Space")
    tab.saved()
    assert tab.ticks() == [True, True]
    expect(tab.step("Second thing")).to_be_focused()
    keys(tab, "k")
    expect(tab.step("First thing")).to_be_focused()
    keys(tab, "u")
    tab.saved()
    assert tab.ticks() == [True, False]


def test_n_opens_a_note_and_escape_keeps_what_was_typed(run: Tab) -> None:
    keys(run, "j", "n")
    dialog = run.page.get_by_role("dialog", name="Note")
    expect(dialog.get_by_label("What did you see or do?")).to_be_focused()
    run.page.keyboard.type("half a thought: jxk")
    keys(run, "Escape")
    expect(dialog).to_be_hidden()
    assert not any(run.ticks()), "Letters typed into a field are no commands."
    run.button("Note").click()
    expect(dialog.get_by_label("What did you see or do?")).to_have_value("half a thought: jxk")
    run.page.keyboard.type(", and the other half")
    keys(run, "Control+Enter")
    expect(dialog).to_be_hidden()
    expect(run.page.locator("#run-record")).to_contain_text("half a thought: jxk, and the other half")


def test_focus_goes_to_the_heading_of_each_new_screen_and_the_title_says_it(tab: Tab) -> None:
    for area in ("Library", "Runs", "Snapshots", "Settings", "Help", "Now"):
        tab.visit(area)
        heading = tab.page.locator("#screen h1")
        expect(heading).to_be_focused()
        expect(tab.page).to_have_title(re.compile("Sophie"))
        if area != "Now":
            expect(tab.page).to_have_title(re.compile(area))


@pytest.mark.slow
def test_back_returns_to_the_place_that_was_left(run: Tab) -> None:
    run.page.locator("#run-head").get_by_role("link", name="Report").scroll_into_view_if_needed()
    run.page.evaluate("scrollTo(0, 900)")
    until(run.page, "scrollY === 900")
    run.page.evaluate("document.querySelector('#run-head a[href$=report]').click()")
    run.page.wait_for_selector("html[data-route$='/report']", state="attached")
    assert run.page.evaluate("scrollY") == 0
    run.page.go_back()
    run.page.wait_for_selector("html:not([data-route$='/report'])", state="attached")
    expect(run.steps).to_have_count(60)
    until(run.page, "Math.abs(scrollY - 900) < 4")


def test_a_tick_moves_neither_the_page_nor_the_focus(run: Tab) -> None:
    box = run.step("Check machine number 30")
    box.scroll_into_view_if_needed()
    before = run.page.evaluate("scrollY")
    box.focus()
    keys(run, "Space")
    run.saved()
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    assert abs(run.page.evaluate("scrollY") - before) < 60


@pytest.mark.slow
def test_tabbing_never_hides_what_has_the_focus(run: Tab) -> None:
    """Sticky bars leave room (WCAG 2.4.11)."""
    run.page.set_viewport_size({"width": 360, "height": 640})
    run.step("Check machine number 01").focus()
    hidden = []
    for _ in range(24):
        keys(run, "Tab")
        hidden += run.page.evaluate(script("covered"))
    assert hidden == []


@pytest.mark.slow
def test_single_keys_can_be_switched_off(run: Tab) -> None:
    route = run.route
    run.visit("Settings")
    run.page.get_by_label("Single-key shortcuts").uncheck()
    run.go(route)
    keys(run, "j", "x", "g", "l")
    run.page.wait_for_timeout(200)
    assert run.route == route
    assert not any(run.ticks())
    run.reload().visit("Settings")
    expect(run.page.get_by_label("Single-key shortcuts")).not_to_be_checked()
    run.page.get_by_label("Single-key shortcuts").check()


def test_a_half_typed_note_survives_a_reload(run: Tab) -> None:
    words = "The graph looks like"
    run.button("Note").click()
    dialog = run.page.get_by_role("dialog", name="Note")
    dialog.get_by_label("What did you see or do?").press_sequentially(words)
    run.page.wait_for_timeout(600)
    run.reload()
    run.button("Note").click()
    expect(dialog.get_by_label("What did you see or do?")).to_have_value(words)
    dialog.get_by_role("button", name="Save note").click()
    run.saved()
    expect(run.record.first).to_contain_text(words)
    run.button("Note").click()
    expect(dialog.get_by_label("What did you see or do?")).to_have_value("")
    keys(run, "Escape")


@pytest.mark.slow
def test_notes_for_two_steps_are_two_drafts(run: Tab) -> None:
    field = run.page.get_by_role("dialog", name="Note").get_by_label("What did you see or do?")
    run.button("Note").click()
    field.fill("about the first")
    keys(run, "Escape")
    run.press("Done")
    run.button("Note").click()
    expect(field).to_have_value("")
    keys(run, "Escape")


@pytest.mark.slow
def test_a_half_typed_paste_and_field_survive_a_reload(tab: Tab) -> None:
    tab.go("#/import").page.get_by_label("Paste Markdown").fill("# Half a docu")
    tab.page.wait_for_timeout(600)
    tab.reload()
    expect(tab.page.get_by_label("Paste Markdown")).to_have_value("# Half a docu")
    tab.page.get_by_label("Paste Markdown").fill("# With a field\n\n1. Call <person-on-call>\n")
    tab.button("Import").click()
    tab.told(1).open_document("With a field").button("Start run").first.click()
    tab.page.get_by_label("<person-on-call>", exact=True).fill("Al")
    tab.page.wait_for_timeout(600)
    tab.reload()
    expect(tab.page.get_by_label("<person-on-call>", exact=True)).to_have_value("Al")


def test_the_person_is_switched_in_two_taps_and_stays(tab: Tab) -> None:
    tab.add_person("Ada").add_person("Bob").switch_person("Ada")
    tab.reload()
    expect(tab.page.locator("button.person")).to_have_text("Ada")
    added = [event for event in tab.events() if event["type"] == "PersonAdded"]
    assert len(added) == 2, "Switching is no event; a new name is."


@pytest.mark.slow
def test_a_name_given_twice_is_one_person(tab: Tab) -> None:
    tab.add_person("Cy  Young").add_person(" Cy Young ")
    tab.page.locator("button.person").click()
    people = tab.page.get_by_role("dialog", name="Who is working?").get_by_role("button", name="Cy Young")
    expect(people).to_have_count(1)
    keys(tab, "Escape")


@pytest.mark.slow
def test_the_device_has_the_name_it_is_given(tab: Tab) -> None:
    tab.name_device("Ops laptop")
    tab.reload()
    expect(tab.page.get_by_label("Device name")).to_have_value("Ops laptop")
    [named] = [event for event in tab.events() if event["type"] == "DeviceNamed"]
    assert named["stream"] == f"device/{named['dev']}"


@pytest.mark.slow
def test_a_practice_run_leaves_no_trace_in_the_real_log(profile: Profile) -> None:
    tab = Tab(profile.open())
    tab.button("Try it").click()
    tab.page.wait_for_selector("html[data-route^='#/library/']", state="attached")
    ready(tab.page)
    expect(tab.heading("API latency high")).to_be_visible()
    expect(tab.page.get_by_text("This is a scratch workspace")).to_be_visible()
    tab.button("Start run").first.click()
    tab.begin().press("Done").write_note("Only practice")
    tab.reload()
    expect(tab.page.get_by_text("This is a scratch workspace")).to_be_visible()
    assert tab.events("sophie-practice") != []
    assert tab.events() == []
    own = Tab(profile.open("#/library"))
    expect(own.documents).to_have_count(0)
    own.page.close()
    tab.button("Leave practice").click()
    tab.page.wait_for_selector("html[data-route='#/now']", state="attached")
    ready(tab.page)
    expect(tab.heading("Runbooks you can work at 3 am")).to_be_visible()
    expect(tab.page.get_by_text("This is a scratch workspace")).to_be_hidden()
    assert tab.events() == []
    names = tab.page.evaluate("indexedDB.databases().then(all => all.map(({ name }) => name))")
    assert not [name for name in names if "practice" in name]


BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(17, 17, 19)"
# The colour of every frame from the first one on.
FRAMES = f"""window.frames_seen = [];
  (function each() {{ if (document.body) window.frames_seen.push({BACKGROUND}); requestAnimationFrame(each); }})();"""


@pytest.mark.slow
def test_the_theme_is_kept_and_never_flashes(profile: Profile, site: Server) -> None:
    tab = Tab(profile.open())
    tab.page.emulate_media(color_scheme="light")
    assert tab.page.evaluate(BACKGROUND) == LIGHT
    tab.visit("Settings")
    tab.page.get_by_role("radio", name="Dark").check()
    until(tab.page, f"{BACKGROUND} === '{DARK}'")
    page = profile.context.new_page()
    page.emulate_media(color_scheme="light")
    page.add_init_script(FRAMES)
    # A slow network between the page and its script is where a flash would show.
    page.route("**/static/page-*.js", slowly)
    page.goto(site.url)
    ready(page)
    assert set(page.evaluate("frames_seen")) == {DARK}
    page.evaluate("location.hash = '#/settings'")
    page.get_by_role("radio", name="System").check()
    until(page, f"{BACKGROUND} === '{LIGHT}'")


@pytest.mark.slow
def test_nobody_with_work_of_their_own_sees_the_greeting_first(profile: Profile, site: Server) -> None:
    tab = Tab(profile.open()).paste("# Mine\n\n1. Step\n")
    tab.visit("Now").page.wait_for_timeout(300)
    tab.reload().page.wait_for_timeout(300)
    page = profile.context.new_page()
    page.add_init_script("""window.greeted = false;
      (function each() {
        const h1 = document.querySelector("#screen h1");
        if (h1 && h1.textContent.includes("3 am") && getComputedStyle(h1).visibility === "visible") window.greeted = true;
        requestAnimationFrame(each);
      })();""")
    page.route("**/static/page-*.js", slowly)
    page.goto(site.url)
    ready(page)
    assert page.evaluate("greeted") is False
    expect(page.get_by_role("heading", level=1, name="Now")).to_be_visible()


def slowly(route: Any) -> None:
    route.request.frame.page.wait_for_timeout(400)
    route.continue_()


@pytest.mark.slow
@pytest.mark.new_tab
def test_a_refused_clipboard_says_so(run: Tab) -> None:
    """Nothing pretends to have copied."""
    run.import_files({"c.md": b"# Copy me\n\n1. Do it\n   ```bash\n   uptime\n   ```\n"}).start_run("Copy me")
    run.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    run.page.get_by_role("button", name=re.compile("^Copy")).first.click()
    expect(run.page.locator("#screen").get_by_text("Copy refused: select the text")).to_be_visible()


@pytest.mark.slow
def test_an_unknown_address_says_so_and_leads_on(tab: Tab) -> None:
    for route in (
        "#/nonsense",
        "#/runs/zzzzzzzzzzzzzzzz",
        "#/library/zzzzzzzzzzzzzzzz",
        "#/library/%00",
        "#/runs/../x",
    ):
        tab.page.evaluate("route => { location.hash = route; }", route)
        expect(tab.page.locator("#screen .screen-nothing")).to_be_visible()
    tab.page.get_by_role("link", name="Back to the start").click()
    tab.at("#/now")


@pytest.mark.slow
def test_a_printed_report_has_no_buttons(run: Tab, tmp_path: Path) -> None:
    run.press("Done").follow("Report")
    run.page.wait_for_selector("html[data-route$='/report']", state="attached")
    run.page.emulate_media(media="print")
    for hidden in (run.button("Print"), run.page.get_by_role("navigation"), run.page.locator("header.top")):
        expect(hidden).to_be_hidden()
    expect(run.heading("Sixty checks")).to_be_visible()


def started(tab: Tab) -> int:
    return sum(event["type"] == "RunStarted" for event in tab.events())


def test_a_double_press_starts_one_run(tab: Tab) -> None:
    tab.import_files({"twice.md": b"# Pressed twice\n\n1. Do it\n2. Look at it\n"}).open_document(
        "Pressed twice"
    )
    tab.button("Start run").click()
    expect(tab.button("Begin")).to_be_visible()
    before = started(tab)
    form = "document.querySelector('form[data-command=start-run]')"
    tab.page.evaluate(f"() => {{ {form}.requestSubmit(); {form}.requestSubmit(); }}")
    tab.at("#/runs/")
    tab.saved()
    assert started(tab) == before + 1


@pytest.mark.slow
def test_a_key_held_down_ticks_one_step_and_acts_on_none_that_nobody_chose(tab: Tab) -> None:
    text = b"# Held down\n\n1. First\n2. Second\n3. Third\n"
    run = tab.import_files({"held.md": text}).start_run("Held down")
    for _ in range(3):
        run.page.keyboard.down("x")
        run.saved()
    run.page.keyboard.up("x")
    assert run.ticks() == [True, False, False]
    keys(run, "x")
    run.saved()
    keys(run, "x")
    run.saved()
    assert run.ticks() == [True, True, True]
    keys(run, "x")
    run.saved()
    assert run.ticks() == [True, True, True], "No step is the current one, so none is opened again."
