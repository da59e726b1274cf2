"""What a document tells is offered, used, changed and stopped; a wrongly decoded text is looked at and repaired."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.verbs import Tab

pytestmark = pytest.mark.browser

ROUNDS = b"""# Rounds of the shop

## Severity levels

- **P0**: Nobody can pay. Response: 5 minutes
- **P1**: Paying is slow. Response: 1 hour

## Daily checks

**Morning:**
- [ ] Read the log

**Evening:**
- [ ] Lock the door
"""
SIGN = "→ next"
BROKEN = (
    f"# Signs\n\nGo {SIGN}\n\nSound: é\n\n## \U0001f510 Locks\n".encode()
    .decode("cp1252", "ignore")
    .replace("Ã©", "é")
)


def offers(tab: Tab, kind: str) -> Locator:
    """The group of this kind, opened."""
    region = tab.page.get_by_role("region", name="Found in this document")
    group = region.locator("details").filter(has=tab.page.get_by_role("heading", name=kind))
    if not group.get_attribute("open"):
        group.locator("summary").click()
    return group


def open_document(tab: Tab, title: str) -> None:
    tab.visit("Library").follow(title)
    expect(tab.heading(title)).to_be_visible()


def test_what_is_found_is_used_offered_again_and_stopped(tab: Tab) -> None:
    tab.import_files({"rounds.md": ROUNDS})
    open_document(tab, "Rounds of the shop")
    schedules = offers(tab, "Schedules")
    expect(schedules.get_by_role("listitem")).to_have_count(2)
    expect(schedules).not_to_contain_text("In use")
    schedules.get_by_role("button", name="Use Daily checks: Morning").click()
    expect(schedules).to_contain_text("1 in use")

    offers(tab, "Severity levels").get_by_role("button", name="Use all 2 Severity levels").click()
    tab.saved().reload()
    severities = offers(tab, "Severity levels")
    expect(severities).to_contain_text("2 in use")

    tab.import_files(
        {"rounds.md": ROUNDS.replace(b"5 minutes", b"10 minutes").replace(b"**Morning:**", b"**Noon:**")}
    )
    open_document(tab, "Rounds of the shop")
    severities, schedules = offers(tab, "Severity levels"), offers(tab, "Schedules")
    expect(severities).to_contain_text("The text changed. In use is: Response: 5 minutes")
    severities.get_by_role("button", name="Use the new one P0").click()
    expect(severities).not_to_contain_text("changed")
    expect(schedules).to_contain_text("is gone from the text")
    schedules.get_by_role("button", name="Stop using Daily checks: Morning").click()
    expect(schedules).not_to_contain_text("in use")

    severities.get_by_role("button", name="Stop using P0").click()
    severities.get_by_role("button", name="Undo stopping P0").click()
    expect(severities).to_contain_text("2 in use")
    tab.saved()


def test_an_offer_leads_to_the_place_it_was_found(tab: Tab) -> None:
    tab.import_files({"rounds.md": ROUNDS})
    open_document(tab, "Rounds of the shop")
    offers(tab, "Schedules").get_by_role("link", name="Line 10").click()
    expect(tab.page.locator("*:focus")).to_have_text("Morning:")
    expect(tab.heading("Rounds of the shop")).to_be_visible()


@pytest.mark.slow
def test_a_wrongly_decoded_text_is_repaired_only_when_asked(tab: Tab) -> None:
    tab.import_files({"signs.md": BROKEN.encode()})
    open_document(tab, "Signs")
    tab.page.get_by_role("region", name="2 lines look wrongly decoded").get_by_role(
        "link", name="See the repair"
    ).click()
    # The library that judges is fetched now, which takes its time on a busy machine.
    repair = tab.page.get_by_role("region", name="2 lines came in wrongly decoded")
    expect(repair).to_be_visible(timeout=30_000)
    expect(repair.get_by_role("cell", name=f"Go {SIGN}")).to_be_visible()
    text = tab.page.get_by_role("region", name="Text")
    expect(text).not_to_contain_text(SIGN)
    repair.get_by_role("button", name="Repair 1 line").click()
    expect(text).to_contain_text(f"Go {SIGN}")
    rest = tab.page.get_by_role("region", name="1 line came in wrongly decoded")
    rest.get_by_role("button", name="Remove the broken sign from line 7").click()
    expect(rest).to_be_hidden()
    expect(text.get_by_role("heading", name="Locks", exact=True)).to_be_visible()
    tab.saved()
