"""A checklist comes back: found, changed, used, done, missed, skipped, exported; by mouse, by keys alone and by touch."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.profile import Profile, ready
from tests.browser.test_screens import look, see, touched
from tests.browser.verbs import Tab

pytestmark = pytest.mark.browser

ROUNDS = """# Rounds of the {name}

## Daily checks

**Morning:**
- [ ] Read the log
- [ ] Wind the clock

**Evening:**
- [ ] Lock the door
"""
MORNING = "Daily checks: Morning"


def day(back: int = 0) -> str:
    return (datetime.now(UTC) - timedelta(days=back)).date().isoformat()


def set_up(tab: Tab, name: str, back: int = 0) -> Tab:
    """A morning round of this place, open all day, since some days ago."""
    file = f"{name.replace(' ', '-')}.md"
    tab.import_files({file: ROUNDS.format(name=name).encode()}).open_document(f"Rounds of the {name}")
    group = tab.page.get_by_role("region", name="Found in this document").locator("details").first
    group.locator("summary").click()
    tab.page.get_by_role("link", name=f"See times of {MORNING}").click()
    expect(tab.heading(MORNING)).to_be_visible()
    fill(
        tab,
        {
            "Starts on": day(back),
            "Opens at": "00:00",
            "Due at": "00:00",
            "Days later": "1",
            "Time zone": "UTC",
        },
    )
    fill(tab, {"Stays open after that (hours)": "0"})
    tab.button("Use this schedule").click()
    expect(tab.button("Keep the change")).to_be_visible()
    return tab.saved()


def fill(tab: Tab, answers: dict[str, str]) -> None:
    for name, value in answers.items():
        tab.page.get_by_label(name, exact=True).fill(value)


def panel(tab: Tab) -> Locator:
    return tab.page.get_by_role("tabpanel")


def missed(tab: Tab) -> Locator:
    return tab.page.get_by_role("region", name="Missed")


def test_a_found_checklist_is_used_started_done_missed_and_exported(tab: Tab) -> None:
    set_up(tab, "shop", back=3)
    tab.visit("Schedule")
    expect(tab.page.get_by_role("tab", name="Today")).to_have_attribute("aria-selected", "true")
    expect(missed(tab).get_by_role("listitem")).to_have_count(3)

    panel(tab).get_by_role("button", name="Start", exact=True).click()
    tab.at("#/runs/").tick("Read the log").tick("Wind the clock").press("Finish run")
    tab.visit("Now")
    expect(tab.page.get_by_role("link", name="3 missed")).to_be_visible()
    tab.visit("Schedule")
    expect(panel(tab)).to_contain_text("Done and skipped")
    expect(panel(tab).get_by_role("button", name="Start", exact=True)).to_have_count(0)

    row = missed(tab).get_by_role("listitem").first
    row.locator("summary").click()
    row.get_by_label("Why is it not done?").fill("The shop was closed")
    row.get_by_role("button", name="Skip with this reason").click()
    expect(missed(tab).get_by_role("listitem")).to_have_count(2)
    tab.saved().reload()
    expect(missed(tab).get_by_role("listitem")).to_have_count(2)

    tab.page.get_by_role("tab", name="Month").click()
    expect(panel(tab).get_by_role("table")).to_contain_text("1/1")
    with tab.page.expect_download() as download:
        tab.button("Export calendar").click()
    text = Path(download.value.path()).read_text()
    assert download.value.suggested_filename == "sophie-schedules.ics"
    # The series, and the one that was skipped: told as cancelled, so that importing the file again takes it away.
    assert text.count("RRULE:FREQ=DAILY") == 1
    assert (text.count("BEGIN:VEVENT"), text.count("STATUS:CANCELLED")) == (2, 1)


@pytest.mark.slow
def test_a_secret_gets_into_no_schedule_and_no_calendar(tab: Tab) -> None:
    set_up(tab, "vault")
    fill(tab, {"Title": "Open with ghp_" + "a1" * 18})
    tab.press("Keep the change")
    expect(tab.page.locator("#schedule-top h1")).to_contain_text("Open with")
    with tab.page.expect_download() as download:
        tab.button("Export calendar").click()
    assert "ghp_" not in Path(download.value.path()).read_text()
    said = tab.page.locator("#said-calendar")
    expect(said).to_contain_text(f"{download.value.suggested_filename} saved.")


def test_a_rule_that_cannot_be_is_told_and_what_was_typed_stays(tab: Tab) -> None:
    set_up(tab, "mill")
    fill(tab, {"Repeats (RFC 5545 rule)": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"})
    tab.button("Keep the change").click()
    expect(tab.page.get_by_role("alert")).to_contain_text("It never comes true")
    expect(tab.page.get_by_role("alert")).to_contain_text("The schedule was not changed.")
    expect(tab.page.get_by_label("Repeats (RFC 5545 rule)")).to_have_value(
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    )
    tab.page.get_by_role("region", name="Kept, but not recorded").get_by_role(
        "button", name="Dismiss"
    ).click()
    tab.saved()


@pytest.mark.slow
def test_keys_alone_lead_from_the_tabs_to_the_run(tab: Tab) -> None:
    set_up(tab, "inn")
    tab.visit("Schedule")
    keys = tab.page.keyboard
    tab.page.get_by_role("tab", name="Today").focus()
    keys.press("ArrowRight")
    expect(tab.page.get_by_role("tab", name="Week")).to_be_focused()
    expect(tab.page.get_by_role("tab", name="Week")).to_have_attribute("aria-selected", "true")
    keys.press("ArrowLeft")
    expect(tab.page.get_by_role("tab", name="Today")).to_have_attribute("aria-selected", "true")
    start = panel(tab).get_by_role("button", name="Start", exact=True).first
    for _ in range(12):
        keys.press("Tab")
        if start.evaluate("button => button === document.activeElement"):
            break
    keys.press("Enter")
    tab.at("#/runs/")
    expect(tab.step("Read the log")).to_be_visible()


@pytest.mark.slow
def test_a_thumb_sets_a_schedule_up_and_starts_it(playwright: Any, shared: Profile, tmp_path: Path) -> None:
    context = touched(playwright, tmp_path / "phone", shared)
    tab = Tab(context.new_page())
    tab.page.goto(shared.watch.origin)
    ready(tab.page)
    set_up(tab, "port", back=1)
    tab.visit("Schedule")
    panel(tab).get_by_role("button", name="Start", exact=True).tap()
    tab.at("#/runs/")
    expect(tab.step("Read the log")).to_be_visible()
    tab.visit("Schedule")
    expect(panel(tab)).to_contain_text("In progress")
    context.close()


@pytest.mark.parametrize(
    ("theme", "size"),
    [
        ("light", (360, 740)),
        ("dark", (1280, 800)),
        pytest.param("dark", (360, 740), marks=pytest.mark.slow),
        pytest.param("light", (1280, 800), marks=pytest.mark.slow),
    ],
)
def test_every_screen_of_schedules_is_without_fault(tab: Tab, theme: Any, size: tuple[int, int]) -> None:
    set_up(tab, f"{theme} house {size[0]}", back=3)
    edit = tab.route
    tab.page.set_viewport_size({"width": size[0], "height": size[1]})
    tab.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    routes = {
        "schedule": "#/schedule",
        "week": "#/schedule?view=week",
        "month": "#/schedule?view=month",
        "schedule-new": "#/schedule/new",
        "schedule-edit": edit,
        "schedule-now": "#/now",
    }
    problems = []
    for name, route in routes.items():
        see(tab.page, route)
        problems += look(tab.page, f"{name}-{size[0]}-{theme}")
    assert problems == []
