"""Finding under pressure: keys alone from anywhere to the section that helps and back, a pasted alert to a run."""

import pytest
from playwright.sync_api import expect

from tests.browser.verbs import Tab

pytestmark = pytest.mark.browser

DATABASE = b"""# Database operations

Who to call is at the end.

## Fail over to the replica

1. Stop writes in <namespace>
2. Promote the replica

## Pool exhausted

Symptom: `ERR_POOL_EMPTY` in the logs of the API.

1. Restart the pool in <namespace>
"""


def keys(tab: Tab, *pressed: str) -> None:
    for key in pressed:
        tab.page.keyboard.press(key)


def test_by_keys_alone_from_anywhere_to_the_section_that_helps_and_back(tab: Tab) -> None:
    tab.import_files({"database.md": DATABASE, "other.md": b"# Other work\n\n1. Look at the replica\n"})
    tab.go("#/runs")
    keys(tab, "/")
    tab.at("#/library")
    box = tab.page.get_by_role("searchbox", name="Search")
    expect(box).to_be_focused()
    tab.page.keyboard.type("err_pool")
    hit = tab.page.get_by_role("region", name="Documents").get_by_role(
        "link", name="Pool exhausted", exact=True
    )
    expect(hit).to_be_visible()
    expect(tab.page.locator("#lib-count")).to_contain_text("1 document")
    assert tab.page.locator("mark").all_inner_texts() == ["ERR_POOL_EMPTY"]
    keys(tab, "ArrowDown", "ArrowDown")
    expect(hit).to_be_focused()
    keys(tab, "ArrowUp", "ArrowUp")
    expect(box).to_be_focused()
    keys(tab, "ArrowDown", "ArrowDown", "Enter")
    heading = tab.page.locator("#at-pool-exhausted")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    keys(tab, "Escape")
    expect(hit).to_be_focused()
    keys(tab, "Escape")
    expect(box).to_be_focused()
    expect(box).to_have_value("err_pool")


def test_filters_stay_in_the_address_and_are_taken_back_with_one_press(tab: Tab) -> None:
    tab.import_files(
        {
            "one.md": b"---\nowner: Ana\n---\n# Blue runbook\n\n1. Go\n",
            "two.md": b"# Green checklist\n\n1. Go\n",
        }
    )
    tab.go("#/library")
    tab.page.get_by_text("Filter and sort").click()
    tab.page.get_by_label("Owner").select_option("Ana")
    expect(tab.documents).to_have_text(["Blue runbook"])
    assert tab.route == "#/library?owner=Ana"
    tab.search("green")
    expect(tab.page.get_by_role("heading", name="Nothing matches")).to_be_visible()
    tab.reload()
    expect(tab.page.get_by_role("searchbox", name="Search")).to_have_value("green")
    tab.button("Clear filters").click()
    expect(tab.documents).to_have_text(["Green checklist"])
    assert tab.route == "#/library?q=green"


ALERT = """[FIRING:1] PoolExhausted
namespace="shop" pod=api-1
Error: ERR_POOL_EMPTY at Pool.acquire (pool.js:88)"""


def test_a_pasted_alert_leads_to_the_run_with_its_fields_filled_in(tab: Tab) -> None:
    tab.import_files({"pool.md": DATABASE})
    tab.visit("Now").follow("Paste an alert").at("#/library/alert")
    tab.page.get_by_label("What did you get?").fill(ALERT)
    answers = tab.page.get_by_role("region", name="Answers")
    reason = answers.get_by_text("Error code ERR_POOL_EMPTY stands in this section’s text")
    expect(reason.first).to_be_visible()
    tab.reload()
    expect(tab.page.get_by_label("What did you get?")).to_have_value(ALERT)
    tab.button("Find what helps").click()
    answers.get_by_role("link", name="Start run: Pool exhausted").first.click()
    expect(tab.page.get_by_label("<namespace>")).to_have_value("shop")
    tab.begin()
    expect(tab.page.locator("#screen")).to_contain_text("shop")
    before = len(tab.store("events"))
    tab.go("#/library/alert").button("Empty").click()
    expect(tab.page.get_by_label("What did you get?")).to_have_value("")
    assert len(tab.store("events")) == before, "A pasted alert is not recorded."
