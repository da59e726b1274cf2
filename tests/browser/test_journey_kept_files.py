"""What a browser does with a person in front of it, faked: a remembered file, the share sheet, notifications, badge and sound."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Error, Locator, expect

from tests.browser.profile import Profile, ready
from tests.browser.test_journey_evidence import attach, picture
from tests.browser.test_journey_schedule import set_up
from tests.browser.verbs import Tab, script

pytestmark = pytest.mark.browser

DOC = b"# Drain the queue\n\n1. Stop the feed\n2. Wait\n"
FILE = "sophie.json"
READ = """async (name) => {
  const root = await navigator.storage.getDirectory();
  return (await (await root.getFileHandle(name)).getFile()).text();
}"""
WRITE = """async ([name, text]) => {
  const stream = await (await (await navigator.storage.getDirectory()).getFileHandle(name)).createWritable();
  await stream.write(text);
  await stream.close();
}"""
REMOVE = "async (name) => (await navigator.storage.getDirectory()).removeEntry(name)"
# The inbox takes nothing; attachments still fit.
NO_INBOX = """() => {
  const put = IDBObjectStore.prototype.put;
  const add = IDBObjectStore.prototype.add;
  window.makeRoom = () => Object.assign(IDBObjectStore.prototype, { put, add });
  const refusing = (write) => function (...args) {
    if (this.name === "inbox") throw new DOMException("full", "QuotaExceededError");
    return write.apply(this, args);
  };
  Object.assign(IDBObjectStore.prototype, { put: refusing(put), add: refusing(add) });
}"""


@pytest.fixture
def faked(profiles: Callable[[str], Profile]) -> Tab:
    profile = profiles("ana")
    profile.context.add_init_script(script("fakes"))
    tab = Tab(profile.open())
    tab.add_person("Ana").import_files({"queue.md": DOC})
    return tab


def set_fake(tab: Tab, **how: str) -> None:
    tab.page.evaluate("how => Object.assign(window.fake, how)", how)


def seen(tab: Tab, what: str) -> Any:
    return tab.page.evaluate("what => window.seen[what]", what)


def events_in(tab: Tab) -> int:
    """-1 while the file is being written: it cannot be read then."""
    try:
        return int(json.loads(tab.page.evaluate(READ, FILE))["count"])
    except Error as error:
        if "NotReadableError" not in error.message:
            raise
        return -1


def alert(tab: Tab) -> Locator:
    return tab.page.locator("#alert p").last


def remembered(tab: Tab) -> Locator:
    return tab.page.locator("#snapshot-file-kept")


def remember(tab: Tab) -> None:
    tab.go("#/snapshots").button("Save to one file from now on").click()
    expect(remembered(tab)).to_contain_text("Remembered file: sophie.json")


def test_a_remembered_file_is_saved_to_again_and_by_itself(faked: Tab) -> None:
    remember(faked)
    expect(faked.page.locator("#toasts")).to_contain_text("Saved to sophie.json")
    assert events_in(faked) == len(faked.events())
    faked.page.get_by_label("Save by itself when the page is left or a run ends").check()
    faked.start_run("Drain the queue").tick("Stop the feed").tick("Wait").press("Finish run")
    for _ in range(100):
        if events_in(faked) == len(faked.events()):
            break
        faked.page.wait_for_timeout(100)
    assert events_in(faked) == len(faked.events())
    # It is still known after a reload, and forgotten when that is asked for.
    faked.reload().go("#/snapshots")
    expect(faked.page.get_by_label("Save by itself")).to_be_checked()
    faked.button("Forget the file").click()
    expect(faked.button("Save to one file from now on")).to_be_visible()
    assert faked.page.evaluate(READ, FILE)


@pytest.mark.slow
def test_a_file_that_was_not_chosen_changes_nothing(faked: Tab) -> None:
    set_fake(faked, picker="no")
    faked.go("#/snapshots").button("Save to one file from now on").click()
    expect(faked.button("Save to one file from now on")).to_be_visible()
    assert seen(faked, "asked") == 1
    expect(faked.page.locator("#alert p")).to_have_count(0)
    set_fake(faked, picker="broken")
    faked.button("Save to one file from now on").click()
    expect(alert(faked)).to_contain_text("The file was not chosen")


@pytest.mark.slow
def test_each_trouble_with_the_file_is_said_and_nothing_of_it_is_lost(faked: Tab) -> None:
    remember(faked)
    before = faked.page.evaluate(READ, FILE)
    set_fake(faked, leave="denied")
    faked.button("Save to the file").click()
    expect(alert(faked)).to_contain_text("the browser does not give leave to write to it")
    expect(remembered(faked)).to_contain_text("Not saved to sophie.json")
    assert faked.page.evaluate(READ, FILE) == before
    set_fake(faked, leave="granted")
    fuller = before.replace(f'"count":{events_in(faked)}', '"count":4000')
    faked.page.evaluate(WRITE, [FILE, fuller])
    faked.button("Save to the file").click()
    expect(alert(faked)).to_contain_text("it holds more than there is here")
    assert faked.page.evaluate(READ, FILE) == fuller
    faked.page.evaluate(REMOVE, FILE)
    faked.button("Save to the file").click()
    expect(alert(faked)).to_contain_text("it was moved or removed")
    # What saves by itself has no screen to speak on: the words wait at the file.
    faked.page.get_by_label("Save by itself when the page is left or a run ends").check()
    faked.start_run("Drain the queue").tick("Stop the feed").tick("Wait").press("Finish run")
    faked.go("#/snapshots")
    expect(remembered(faked)).to_contain_text("it was moved or removed")


@pytest.mark.slow
def test_the_share_sheet_takes_the_file_and_each_refusal_keeps_it(faked: Tab) -> None:
    faked.go("#/snapshots").page.get_by_text("Export a part, leave something out").click()
    says = faked.page.locator("#export-says")
    for answer, words in (
        ("no", "Not shared. The file is still ready"),
        ("tap", "Press Share once more"),
        ("broken", "Use Export and send the file"),
        ("yes", "Handed over."),
    ):
        set_fake(faked, share=answer)
        faked.button("Share").click()
        expect(says).to_contain_text(words)
    (shared,) = seen(faked, "shared")
    assert shared["files"][0]["name"].startswith("sophie-")
    assert json.loads(shared["files"][0]["text"])["count"] == len(faked.events())


@pytest.mark.slow
def test_a_link_and_a_hand_over_file_go_through_the_share_sheet(faked: Tab) -> None:
    faked.open_document("Drain the queue").follow("Share")
    expect(faked.page.locator("#share-found")).not_to_contain_text("Looking")
    faked.button("Make link").click()
    set_fake(faked, share="no")
    faked.button("Share the link").click()
    expect(faked.page.locator("#share-says")).to_contain_text("The link is still here")
    set_fake(faked, share="yes")
    faked.button("Share the link").click()
    expect(faked.page.locator("#share-says")).to_have_text("Handed over.")
    faked.button("Share the file").click()
    expect(faked.page.locator("#share-file-says")).to_have_text("Handed over.")
    link, file = seen(faked, "shared")
    assert link["url"] == faked.page.get_by_role("textbox", name="Link", exact=True).input_value()
    assert file["files"][0]["name"].startswith("sophie-handover-")


@pytest.mark.slow
def test_what_comes_due_is_told_in_each_way_that_was_asked_for(faked: Tab) -> None:
    faked.go("#/schedule")
    set_fake(faked, notify="denied")
    notify = faked.page.get_by_label("Notifications when something is due")
    notify.click()
    expect(faked.page.locator("#remind-says")).to_contain_text("does not allow notifications here")
    expect(notify).not_to_be_checked()
    set_fake(faked, notify="granted")
    for name in ("Notifications when something is due", "A number on the app’s icon", "A short sound"):
        faked.page.get_by_label(name).check()
        expect(faked.page.locator("#remind-says")).to_have_text("On, in this browser.")
    faked.wait("window.seen.tones === 2")  # so that one knows how it sounds
    tones = seen(faked, "tones")
    set_up(faked, "shop")
    faked.wait("window.seen.notified.length === 1")
    assert seen(faked, "notified") == ["Daily checks: Morning is due"]
    assert seen(faked, "tones") == tones + 2
    assert seen(faked, "badges")[-1] == 1
    # What is worked, or was due when the page was opened, is no news.
    faked.visit("Schedule").button("Start").first.click()
    faked.at("#/runs/").saved()
    faked.wait("window.seen.badges.at(-1) !== 1 || window.seen.badges.length > 3")
    faked.reload()
    faked.page.wait_for_timeout(500)
    assert seen(faked, "notified") == []
    faked.go("#/schedule")
    for name in ("Notifications when something is due", "A number on the app’s icon", "A short sound"):
        expect(faked.page.get_by_label(name)).to_be_checked()


@pytest.mark.slow
def test_nothing_is_told_that_was_not_asked_for(faked: Tab) -> None:
    set_up(faked, "mill")
    expect(faked.page.locator("#toasts")).to_contain_text("is due")
    assert seen(faked, "notified") == []
    assert seen(faked, "tones") == 0


@pytest.mark.slow
def test_a_file_is_not_called_attached_before_it_is(faked: Tab) -> None:
    faked.start_run("Drain the queue")
    image = picture(faked)
    faked.page.evaluate(NO_INBOX)
    attach(faked, image)
    expect(faked.page.locator("#toasts")).to_contain_text("is not attached yet")
    expect(faked.page.locator("#not-saved")).to_be_visible()
    assert faked.page.locator("html").get_attribute("data-unsaved") == "1"
    faked.page.evaluate("window.makeRoom()")
    faked.page.get_by_role("dialog", name="Evidence").get_by_role("button", name="Close").click()
    faked.page.locator("#not-saved").get_by_role("button", name="Try again").click()
    faked.saved()
    expect(faked.page.locator(".thumb img")).to_be_visible()
    faked.page.reload()
    ready(faked.page)
    expect(faked.page.locator(".thumb img")).to_be_visible()
