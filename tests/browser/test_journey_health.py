"""Why a document is not ready, and what to do: from a problem to its line, from a promise to the written runbook."""

import pytest
from playwright.sync_api import expect

from tests.browser.verbs import Tab
from tests.documents.cases import FIXTURES

pytestmark = pytest.mark.browser

PROMISED = (FIXTURES / "documents" / "not-yet.md").read_bytes()
LONG = (
    "# Fill the tank\n\n"
    + "Water flows downhill.\n\n" * 80
    + "## Valve\n\n- Open it\n- The way back is TBD\n"
)
FOCUS = (
    "() => [document.activeElement.textContent.trim(), document.activeElement.getBoundingClientRect().top]"
)


@pytest.mark.slow
def test_a_problem_leads_to_its_line_by_keyboard(tab: Tab) -> None:
    tab.import_files({"tank.md": LONG.encode()}).open_document("Fill the tank")
    health = tab.page.get_by_role("region", name="Readiness")
    expect(health).to_contain_text("of 100")
    health.get_by_role("link", name="Line 166", exact=True).focus()
    tab.page.keyboard.press("Enter")
    words, top = tab.page.evaluate(FOCUS)
    assert words == "The way back is TBD"
    assert 0 <= top < tab.page.evaluate("innerHeight")
    assert tab.route.startswith("#/library/")
    health.get_by_role("link", name="Take me there").first.click()
    assert tab.page.evaluate(FOCUS)[0]


def test_a_promise_becomes_a_runbook_and_shows_what_is_done(tab: Tab) -> None:
    tab.import_files({"operations.md": PROMISED}).open_document("Operations Runbook")
    promise = tab.route
    plan = tab.page.get_by_role("region", name="What it must cover")
    expect(plan).to_contain_text("0 of 4 written")
    plan.get_by_text("Daily Health Checks").click()
    expect(plan.get_by_role("listitem").filter(has_text="Morning checklist")).to_contain_text("Missing")
    plan.get_by_label("Assignee").fill("Ana")
    plan.get_by_label("Target date").fill("2020-01-31")
    tab.press("Keep the plan")
    tab.visit("Now")
    due = tab.page.get_by_role("region", name="To be written")
    expect(due).to_contain_text("Ana")
    due.get_by_role("link", name="Operations Runbook").click()
    expect(tab.page.get_by_label("Assignee")).to_have_value("Ana")
    tab.press("Write this runbook")
    expect(tab.page.get_by_role("region", name="Begun for another document")).to_be_visible()
    expect(tab.page.get_by_role("heading", name="Morning checklist")).to_be_visible()
    tab.page.get_by_role("region", name="Begun for another document").get_by_role("link").click()
    tab.at(promise)
    expect(tab.page.get_by_role("link", name="Go to the draft Operations Runbook")).to_be_visible()
