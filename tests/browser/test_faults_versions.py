"""F6: an old and a newer Sophie open on one workspace. Neither loses nor rewrites what the other wrote."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from build.serve import Server
from tests.browser import trouble
from tests.browser.deploys import deploy
from tests.browser.profile import Profile, ready, until
from tests.browser.tally import Tally
from tests.browser.verbs import Tab

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NEXT = "cccccccccccc"
RUNBOOK = b"# Restart the queue\n\n- [ ] Drain the consumers\n- [ ] Restart the broker\n"

# A bundle that knows one more event than the one under test, and writes it for a note.
NEWER = """
def wrap(handle):
    def newer(text, data):
        reply, out = handle(text, data)
        return (reply.replace('"NoteAdded"', '"NoteStarred"') if '"call":"decide"' in text else reply), out
    return newer
import app.workbench.rooms as rooms
for known in [rooms.ROOMS["run"].events]: known["NoteStarred"] = known["NoteAdded"]
"""
INSTALLED = "navigator.serviceWorker.getRegistration().then(one => one?.waiting?.state === 'installed')"
TAKE_OVER = """navigator.serviceWorker.getRegistration().then(async (one) => {
  const taken = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
  one.waiting.postMessage({ type: "SKIP_WAITING" });
  await taken;
})"""


def build_of(page: Page) -> str:
    return str(page.evaluate("document.querySelector('meta[name=sophie-build]').content"))


def newer_site(site: Server, folder: Path) -> None:
    """The next deploy, on the same address."""
    spoiled = trouble.spoiled(folder / "newer", NEWER, dist=site.folder)
    site.folder = deploy(spoiled, folder / NEXT, NEXT)


@pytest.mark.fault("F6", "old and newer version open on one workspace, both writing")
def test_an_old_and_a_newer_version_share_a_workspace_and_neither_loses_anything(
    profile: Profile, site: Server, tally: Tally, tmp_path: Path
) -> None:
    old = Tab(profile.open())
    until(
        old.page, "navigator.serviceWorker.getRegistration().then(one => one?.active?.state === 'activated')"
    )
    old.import_files({"queue.md": RUNBOOK}).start_run("Restart the queue").tick("Drain the consumers").saved()
    before = build_of(old.page)
    ids = [row["id"] for row in old.store("events")]
    newer_site(site, tmp_path)
    old.page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update())")
    until(old.page, INSTALLED)
    old.page.evaluate(TAKE_OVER)

    new = Tab(profile.open(old.route))
    assert (build_of(old.page), build_of(new.page)) == (before, NEXT)
    new.write_note("Two consumers were stuck").saved()
    written = new.events()[-1]
    assert written["type"] == "NoteStarred"
    expect(new.record.first).to_contain_text("Two consumers were stuck")

    # The old one shows that something is there, writes nothing into that run, and goes on elsewhere.
    expect(old.page.locator("#run-head")).to_contain_text("A newer version of Sophie wrote in this run.")
    expect(old.step("Restart the broker")).to_be_disabled()
    old.add_person("Dora").saved()
    ids += [row["id"] for row in old.store("events") if row["id"] not in ids]
    file = tmp_path / "all.json"
    assert trouble.verified(old, file).endswith("good")
    snapshot = json.loads(file.read_text())
    kept = {sha256(header.encode()).hexdigest(): header for header in snapshot["events"]}
    [starred] = [one for one, header in kept.items() if '"NoteStarred"' in header]
    assert json.loads(snapshot["data"][starred]["body"])["text"] == "Two consumers were stuck"

    # The newer one goes on in the run, over what both wrote.
    new.tick("Restart the broker").saved()
    new.reload()
    ready(new.page)
    expect(new.record.filter(has_text="Two consumers were stuck")).to_have_count(1)
    tally.count(ids, [row["id"] for row in new.store("events")])
    tally.tell("“A newer version of Sophie wrote in this run.”, its steps locked there")
    assert [one["seq"] for one in new.events()] == list(range(1, len(new.events()) + 1))
