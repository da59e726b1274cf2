"""Documents in, each listed, opened and worked out: those of this repository, and real ones where there are some."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from build.paths import ROOT
from tests.browser.verbs import Tab
from tests.shared_input import shared_files

pytestmark = pytest.mark.browser

OWN = sorted((ROOT / "tests/fixtures/documents").glob("*.md"))
ASIDE = "Real documents are not here; set SOPHIE_SHARED to the folder that holds them."


def bring(tab: Tab, files: list[Path]) -> list[str]:
    """Import them at once; the address of each."""
    tab.import_files({file.name: file.read_bytes() for file in files})
    refused = tab.results.and_(tab.page.locator("[data-state=refused], [data-state=bad]")).all_inner_texts()
    assert refused == []
    return [link.get_attribute("href") or "" for link in tab.results.get_by_role("link").all()]


def work(tab: Tab, route: str) -> None:
    """Open it, start a run, tick its first step."""
    tab.go(route)
    expect(tab.button("Start run").first).to_be_visible()
    expect(tab.page.locator(".prose")).not_to_be_empty()
    tab.button("Start run").first.click()
    tab.begin().press("Done")
    assert tab.ticks()[0]
    assert tab.page.locator("#alert").inner_text() == ""


def listed(tab: Tab, routes: list[str]) -> None:
    tab.go("#/library")
    found = {link.get_attribute("href") for link in tab.documents.all()}
    assert set(routes) <= found


@pytest.mark.parametrize(
    ("folder", "files"),
    [("own", OWN), ("seeds", shared_files("seeds")), ("corpus", shared_files("corpus/documents"))],
    ids=["own", "seeds", "corpus"],
)
def test_every_document_is_imported_listed_opened_and_worked(
    tab: Tab, folder: str, files: list[Path]
) -> None:
    if not files:
        pytest.skip(ASIDE)
    routes = bring(tab, files)
    assert len(routes) == len(files)
    listed(tab, routes)
    for route in dict.fromkeys(routes):
        work(tab, route)


@pytest.mark.parametrize("folder", ["seeds", "corpus/documents"])
def test_every_document_leaves_as_it_came(tab: Tab, folder: str) -> None:
    files = shared_files(folder)[:12] or pytest.skip(ASIDE)
    for route, file in zip(bring(tab, files), files, strict=True):
        tab.go(route)
        expect(tab.button("Export Markdown")).to_be_visible()
        assert tab.export_markdown() == file.read_bytes()


def test_a_template_asks_for_its_blanks(tab: Tab) -> None:
    [route] = bring(tab, [ROOT / "tests/fixtures/documents/template.md"])
    tab.go(route).button("Start run").first.click()
    expect(tab.page.get_by_label("[Feature Name]").first).to_be_visible()
    expect(tab.page.get_by_label("<namespace>", exact=True)).to_be_visible()
    assert tab.page.locator("#run-start input").count() >= 5


def test_a_handbook_offers_its_parts_alone(tab: Tab) -> None:
    bring(tab, [ROOT / "tests/fixtures/documents/handbook.md"])
    tab.open_document("🚨 Operations Handbook")
    parts = tab.page.get_by_role("region", name="Parts that can be worked alone").get_by_role("button")
    names = " ".join(parts.all_inner_texts())
    for part in ("High error rate", "Database is slow", "Daily", "Weekly"):
        assert part in names, names


def test_a_document_that_is_not_written_yet_says_so(tab: Tab) -> None:
    [route] = bring(tab, [ROOT / "tests/fixtures/documents/not-yet.md"])
    tab.go(route)
    readiness = tab.page.get_by_role("region", name="Readiness")
    expect(readiness).to_contain_text("Incomplete")


def test_a_document_without_steps_can_still_be_worked(tab: Tab) -> None:
    bring(tab, [ROOT / "tests/fixtures/documents/strategy.md"])
    tab.start_run("Runbook for the mail service").press("Done")
    assert tab.ticks()[0]
