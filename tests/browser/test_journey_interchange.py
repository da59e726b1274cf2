"""Files of other programs in and out: a Mattermost playbook, alerts as JSON, issues, tables, the whole record."""

import csv
import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.verbs import Tab

pytestmark = pytest.mark.browser

ACTIVE = "navigator.serviceWorker.getRegistration().then(one => one?.active?.state === 'activated')"
FIXTURES = Path(__file__).parents[1] / "fixtures" / "interchange"
EXPORT = (FIXTURES / "checkout-outage.json").read_bytes()
WEBHOOK = (FIXTURES / "alertmanager.json").read_bytes()
RUNBOOK = b"""# Checkout latency

## Checkout answers slowly

Alert `CheckoutLatencyHigh`.

1. Look at @deploys of #checkout

   ```sh
   kubectl -n shop rollout history deploy/checkout
   ```

2. Roll back
"""


def saved(tab: Tab, form: str, label: str = "Save") -> tuple[str, str]:
    card = tab.page.locator(f"#export-{form}")
    with tab.page.expect_download(timeout=60_000) as download:
        card.get_by_role("button", name=label).first.click()
    path = download.value.path()
    return download.value.suggested_filename, path.read_bytes().decode()


def test_a_mattermost_playbook_is_worked_and_goes_back(tab: Tab) -> None:
    tab.drop({"checkout-outage.json": EXPORT}).at("#/import").told(1)
    line = tab.results.first
    expect(line).to_contain_text("A new document: Checkout outage.")
    line.get_by_text("What did not come along").click()
    expect(line).to_contain_text("Attributes of a run: Severity.")
    line.get_by_role("link").click()
    expect(tab.heading("Checkout outage")).to_be_visible()
    tab.start_run("Checkout outage")
    expect(tab.steps).to_have_count(5)
    tab.tick("Open a ticket")
    tab.open_document("Checkout outage")
    tab.page.get_by_role("link", name="Export as…").click()
    name, text = saved(tab, "mattermost")
    assert name == "checkout-outage.json"
    told = json.loads(text)
    assert [one["title"] for one in told["checklists"]] == ["Triage", "Trigger criteria"]
    assert told["checklists"][0]["items"][0]["command"] == "/jira create"
    expect(tab.page.locator("#said-mattermost")).to_contain_text("checkout-outage.json saved.")


@pytest.mark.slow
def test_check_says_what_a_playbook_loses(tab: Tab) -> None:
    tab.choose({"other.json": EXPORT.replace(b"Checkout outage", b"Search outage")})
    tab.button("Check").click()
    found = tab.page.get_by_role("region", name="What an import would add")
    expect(found).to_contain_text("A new document: Search outage.", timeout=60_000)
    found.get_by_text("What does not come along").click()
    expect(found).to_contain_text("Checklists without items: Later.")


def test_a_dropped_webhook_finds_its_section(tab: Tab) -> None:
    tab.import_files({"checkout.md": RUNBOOK})
    known = len(tab.events())
    for route in ("#/now", "#/library/alert"):
        tab.go(route).drop({"webhook.json": WEBHOOK}).at("#/library/alert")
        expect(tab.page.get_by_label("What did you get?")).to_have_value(WEBHOOK.decode())
        expect(tab.page.get_by_role("region", name="Answers")).to_contain_text(
            "Alert name CheckoutLatencyHigh"
        )
    # An alert is looked up, and leaves no trace in the record.
    assert len(tab.events()) == known


@pytest.mark.slow
def test_a_webhook_beside_other_files_waits_to_be_asked_for(tab: Tab) -> None:
    tab.drop({"webhook.json": WEBHOOK, "checkout.md": RUNBOOK}).at("#/import").told(2)
    tab.button("Find what helps").click()
    tab.at("#/library/alert")
    expect(tab.page.get_by_role("region", name="Answers")).to_contain_text("Alert name CheckoutLatencyHigh")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"version": 1}', "nothing that Sophie reads"),
        pytest.param(EXPORT[:400], "no whole JSON", marks=pytest.mark.slow),
        pytest.param(b"[" * 200_000, "nested deeper than 32 levels", marks=pytest.mark.slow),
    ],
)
def test_other_json_gets_a_sentence(tab: Tab, content: bytes, why: str) -> None:
    tab.drop({"odd.json": content}).at("#/import").told(1)
    expect(tab.results.first).to_contain_text("odd.json")
    expect(tab.results.first).to_contain_text(why)


@pytest.mark.slow
def test_another_version_of_a_playbook_is_told_before_it_is_imported(tab: Tab) -> None:
    tab.choose({"odd.json": EXPORT.replace(b'"version": 1\n}', b'"version": 9\n}')})
    tab.button("Check").click()
    found = tab.page.get_by_role("region", name="What an import would add")
    expect(found).to_contain_text("odd.json is a Mattermost playbook of version 9", timeout=60_000)


def test_a_document_leaves_as_issue_notebook_and_page(tab: Tab) -> None:
    tab.import_files({"checkout.md": RUNBOOK}).open_document("Checkout latency")
    tab.page.get_by_role("link", name="Export as…").click()
    name, issue = saved(tab, "issue")
    assert name == "checkout-issue.md"
    assert "- [ ] Look at @&#8203;deploys" in issue
    tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.page.locator("#export-issue").get_by_role("button", name="Copy").click()
    expect(tab.page.locator("#said-issue")).to_contain_text("Copied.")
    assert tab.page.evaluate("navigator.clipboard.readText()") == issue
    name, notebook = saved(tab, "runme")
    assert '```sh {"name":"look-at-deploys-of-checkout"}' in notebook
    name, page = saved(tab, "html")
    assert "<script" not in page
    name, text = saved(tab, "markdown")
    assert text.encode() == RUNBOOK


@pytest.mark.slow
def test_a_run_and_the_lists_leave_as_tables(tab: Tab) -> None:
    tab.import_files({"checkout.md": RUNBOOK}).start_run("Checkout latency")
    tab.tick("Roll back")
    run = tab.route.split("/")[2].partition("?")[0]
    tab.go(f"#/runs/{run}/report")
    tab.page.get_by_role("link", name="Export as…").click()
    name, text = saved(tab, "csv")
    assert [row["State"] for row in csv.DictReader(io.StringIO(text, newline=""))] == ["Open", "Done"]
    assert saved(tab, "csv", "Save for Excel")[1].startswith("\ufeff")
    name, issue = saved(tab, "issue")
    assert "- [x] Roll back" in issue
    tab.go("#/snapshots")
    tab.page.get_by_role("link", name="Tables").click()
    name, library = saved(tab, "library")
    assert name.startswith("sophie-library-")
    assert '"Checkout latency","checkout.md"' in library
    assert "Checkout latency" in saved(tab, "runs")[1]
    name, record = saved(tab, "record")
    lines = [json.loads(line) for line in record.splitlines()]
    assert lines[0]["format"] == "sophie.record"
    assert [line["type"] for line in lines[1:]] == [header["type"] for header in tab.events()]


@pytest.mark.slow
def test_a_playbook_is_taken_without_a_network(tab: Tab) -> None:
    tab.wait(ACTIVE).reload()
    tab.page.context.set_offline(True)
    tab.drop({"mail.json": EXPORT.replace(b"Checkout outage", b"Mail outage")}).at("#/import").told(1)
    expect(tab.results.first).to_contain_text("A new document")
    tab.page.context.set_offline(False)


def test_a_secret_leaves_in_no_form_before_somebody_says_so(tab: Tab) -> None:
    secret = b"Winter" + b"26x"
    tab.import_files({"checkout.md": RUNBOOK + b"\n3. Log in with password: " + secret + b"\n"})
    tab.open_document("Checkout latency")
    tab.page.get_by_role("link", name="Export as…").click()
    for form in ("mattermost", "runme", "issue", "html", "markdown"):
        card = tab.page.locator(f"#export-{form}")
        card.get_by_role("button", name="Save").first.click()
        said = tab.page.locator(f"#said-{form}")
        expect(said).to_contain_text("1 kind of secret in it", timeout=60_000)
        expect(said).to_contain_text("Nothing was made: there is what looks like a password in it.")
    said.get_by_label("I have looked: it may go out with it").check()
    assert secret.decode() in saved(tab, "markdown")[1]
    expect(said).to_contain_text("checkout.md saved.")
    # What was agreed to for one form is agreed to for that form.
    tab.page.locator("#export-issue").get_by_role("button", name="Copy").click()
    expect(tab.page.locator("#said-issue")).to_contain_text("Nothing was made")
    tab.start_run("Checkout latency")
    tab.go(f"#/runs/{tab.route.split('/')[2].partition('?')[0]}/report")
    for button in ("Markdown", "HTML file", "JSON Lines"):
        tab.page.get_by_role("button", name=button, exact=True).click()
        expect(tab.page.locator("#said-report")).to_contain_text("Nothing was made")
    tab.page.get_by_label("I have looked: it may go out with it").check()
    with tab.page.expect_download(timeout=60_000):
        tab.page.get_by_role("button", name="Markdown", exact=True).click()
    tab.go("#/snapshots")
    tab.page.get_by_role("link", name="Tables").click()
    tab.page.locator("#export-record").get_by_role("button").first.click()
    expect(tab.page.locator("#said-record")).to_contain_text("Nothing was made")
