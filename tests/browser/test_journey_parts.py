"""One document with several procedures: each asks for its own blanks, the whole works them one after another."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser.verbs import Tab

pytestmark = pytest.mark.browser

TITLE = "Move a service"
TEXT = b"""# Move a service

**Ticket:** [Link to ticket]

## Runbook: Stop the old one

1. Stop it on [Host] in [Production | Staging]
   ```bash
   ssh [Host] systemctl stop web
   ```
2. Wait [X] minutes, until [Time]

## Runbook: Start the new one

1. Start it on [Host] in [Blue/Green/etc.]

## Message

```
We move the service for [Customer].
```
"""


def test_a_run_asks_for_its_own_blanks_and_fills_them(tab: Tab) -> None:
    tab.import_files({"move.md": TEXT}).open_document(TITLE)
    tab.button("Start run: Runbook: Stop the old one").click()
    form = tab.page.locator("#run-start")
    expect(form.get_by_label("[Production | Staging]")).to_have_role("combobox")
    expect(form.get_by_label("[X]")).to_have_role("spinbutton")
    expect(form.get_by_label("[Customer]")).to_have_count(0)
    host = form.get_by_label("Runbook: Stop the old one: [Host]", exact=True)
    host.fill("web-1")
    form.get_by_label("[Production | Staging]").select_option("Staging")
    if folder := os.environ.get("SHOTS"):
        tab.page.screenshot(path=f"{folder}/start.png", full_page=True)
    tab.begin()
    expect(tab.steps.first).to_contain_text("Stop it on web-1 in Staging")
    expect(tab.steps.first).to_contain_text("ssh web-1 systemctl stop web")


def test_the_whole_document_has_its_procedures_as_phases(tab: Tab) -> None:
    tab.import_files({"move.md": TEXT}).open_document(TITLE)
    tab.button("Start run").click()
    form = tab.page.locator("#run-start")
    expect(form.get_by_label("[Link to ticket]")).to_be_visible()
    expect(form.get_by_label("Runbook: Start the new one: [Host]", exact=True)).to_be_visible()
    tab.begin()
    for phase in ("Runbook: Stop the old one", "Runbook: Start the new one"):
        expect(tab.page.get_by_role("list", name="Steps")).to_contain_text(phase)
    if folder := os.environ.get("SHOTS"):
        tab.page.screenshot(path=f"{folder}/run.png", full_page=True)
