"""A document's life told in verbs: approved and edited, edited on two devices and merged, erased in every tab."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.profile import Profile
from tests.browser.verbs import Tab

pytestmark = pytest.mark.browser

TITLE = "Restart the queue"
TEXT = """# Restart the queue

1. Stop the writers
2. Tell the channel
3. Look at the lag
4. Wait for zero
5. Start the writers
"""
SECRET = "hunter2-is-the-password"


def bring(tab: Tab, text: str) -> Tab:
    return tab.import_files({"queue.md": text.encode()})


def test_an_approved_text_is_worked_while_its_edit_is_a_draft(profile: Profile) -> None:
    tab = Tab(profile.open())
    bring(tab, TEXT).add_person("Ada").add_person("Bob").open_document(TITLE)
    stage = tab.page.get_by_role("region", name="Stage")
    expect(stage).to_contain_text("Draft")
    tab.press("Send to review").press("Approve")
    expect(stage).to_contain_text("Approved")
    expect(stage).to_contain_text("Bob")
    readers = tab.page.get_by_role("region", name="Reviews and readers")
    expect(readers).to_contain_text("Not read yet by Ada, Bob")
    tab.press("I have read this version")
    expect(readers).to_contain_text("Not read yet by Ada")
    expect(readers).not_to_contain_text("Ada, Bob")

    bring(tab, TEXT.replace("the lag", "the lag for a minute")).open_document(TITLE)
    expect(stage).to_contain_text("There is a later draft")
    tab.button("Start run").click()
    expect(tab.button("Begin")).to_be_visible()
    expect(tab.page.get_by_text("Approved", exact=True)).to_be_visible()
    tab.begin()
    expect(tab.steps.nth(2)).not_to_contain_text("for a minute")

    tab.open_document(TITLE).follow("Show the draft")
    expect(tab.page.get_by_text("Start run uses the approved version")).to_be_visible()
    tab.follow("Work this version")
    expect(tab.page.get_by_text("Nobody has approved this version yet")).to_be_visible()
    tab.begin()
    expect(tab.steps.nth(2)).to_contain_text("for a minute")
    expect(tab.page.locator("#run-head")).to_contain_text("Draft when it was started")

    tab.open_document(TITLE).press("Archive document").go("#/library")
    expect(tab.documents).to_have_count(0)
    tab.page.go_back()
    tab.press("Restore document").go("#/library")
    expect(tab.documents).to_have_count(1)


@pytest.mark.slow
def test_edits_of_two_devices_are_merged_where_they_fit_and_chosen_where_not(
    profiles: Callable[[str], Profile], tmp_path: Path
) -> None:
    here, there = Tab(profiles("here").open()), Tab(profiles("there").open())
    bring(here.add_person("Ada"), TEXT)
    there.import_snapshot(here.save_snapshot(tmp_path / "start.json"))
    bring(here, TEXT.replace("Stop the writers", "Stop all writers").replace("the lag", "the lag for long"))
    bring(there.add_person("Bob"), TEXT.replace("the lag", "the log").replace("Start the", "Start all"))
    here.import_snapshot(there.save_snapshot(tmp_path / "there.json"))

    here.open_document(TITLE)
    expect(here.page.locator("#doc-head")).to_contain_text("Two versions were saved apart")
    here.follow("Look at both and merge")
    expect(here.page.get_by_text("1 place needs your choice")).to_be_visible()
    here.page.get_by_role("radio", name="3. Look at the log").check()
    here.button("Merge").click()
    expect(here.heading(TITLE)).to_be_visible()
    expect(here.page.locator("#doc-head")).not_to_contain_text("saved apart")
    merged = (
        TEXT.replace("Stop the", "Stop all").replace("the lag", "the log").replace("Start the", "Start all")
    )
    assert here.export_markdown().decode() == merged

    there.import_snapshot(here.save_snapshot(tmp_path / "merged.json"))
    there.open_document(TITLE)
    assert there.export_markdown().decode() == merged
    there.follow("All versions: compare, restore, erase")
    expect(there.page.get_by_role("list", name="Versions").locator("> li")).to_have_count(4)
    there.follow("What changed").follow("Side by side")
    expect(there.page.get_by_role("list", name="Changes")).to_contain_text("Removed:")


@pytest.mark.slow
def test_an_erased_text_is_gone_from_the_disk_and_from_every_tab(profile: Profile) -> None:
    tab, other = Tab(profile.open()), Tab(profile.open())
    bring(tab, TEXT)
    bring(tab, f"{TEXT}\nThe word is {SECRET}.\n").open_document(TITLE)
    at = tab.route
    other.go(at)
    expect(other.page.get_by_text(SECRET)).to_be_visible()

    tab.follow("All versions: compare, restore, erase")
    tab.button("Erase").first.click()
    dialog = tab.page.get_by_role("dialog", name="Erase for good?")
    expect(dialog).to_contain_text("There is no undo")
    dialog.get_by_role("button", name="Erase for good").click()
    expect(tab.page.get_by_text("Its text was erased")).to_be_visible()
    expect(other.page.get_by_text(SECRET)).to_have_count(0)
    expect(other.page.get_by_text("Stop the writers").first).to_be_visible()
    for store, database in (("bodies", "sophie"), ("drafts", "sophie"), ("screens", "sophie-cache")):
        assert SECRET not in json.dumps(tab.store(store, database))
    tab.reload().go(at)
    expect(tab.page.get_by_text("Stop the writers").first).to_be_visible()
    assert SECRET not in tab.page.content()
    assert [event["type"] for event in tab.events()].count("TextsErased") == 1

    tab.follow("All versions: compare, restore, erase")
    tab.button("Erase document").click()
    dialog.get_by_label("Type the title").fill("restart the queue")
    dialog.get_by_role("button", name="Erase for good").click()
    tab.at(f"{at}/history")
    expect(tab.page.get_by_text("Its text was erased")).to_be_visible()
    tab.go("#/library")
    expect(tab.documents).to_have_count(0)
