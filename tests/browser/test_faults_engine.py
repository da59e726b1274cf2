"""Python that hangs, dies or never comes: said in a sentence, replaced when that helps, and never a loss."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from bench.journal import Journal, identity
from build.serve import Server
from tests.browser import trouble
from tests.browser.profile import Profile, ready
from tests.browser.tally import Tally
from tests.browser.trouble import RUN, name
from tests.browser.verbs import Tab
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

POISON = identity("a run that ends Python")
DRAWN = identity("a run that cannot be drawn")
HANG = "press the button that never answers"
CRASH = "press the button that ends Python"
# With this name the device runs an engine that can read the poison: an update, as it were.
CURED = "cured"

# Deep brackets end Python for good; a loop keeps it busy for ever.
ENGINE = f"""
boot = {{}}
def deep(): json.loads("[" * 100_000)
def endless():
    while True: pass
def touching(stream):
    if stream == "run/{POISON}" and boot["deviceName"] != "{CURED}": deep()
def wrap(handle):
    def answer(text, data):
        if text.startswith('{{"call":"boot"'): boot.update(json.loads(text))
        if text.startswith('{{"call":"open"'):
            if "#/runs/{DRAWN}" in text and "run/{DRAWN}" not in boot["quarantined"]: deep()
            if "#/help" in text: deep()
        if text.startswith('{{"call":"decide"'):
            if "{HANG}" in text: endless()
            if "{CRASH}" in text: deep()
        return handle(text, data)
    return answer
"""
# Shorter than life, so that the tests are; static/js/page/engine.js has the real ones.
DEADLINES = "{start:2e4,gesture:3e3,import:12e4,apply:6e3,ping:2e3}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trouble.spoiled(tmp_path_factory.mktemp("spoiled") / "site", ENGINE, deadlines=DEADLINES)


@pytest.fixture
def site(folder: Path) -> Iterator[Server]:
    with Server(folder) as server:
        yield server


@pytest.fixture
def tab(profile: Profile, watch: Watch, tmp_path: Path) -> Tab:
    # Pyodide says on the console that it died.
    watch.allow("Pyodide|RecursionError|call stack|pyodide|RangeError|fatal")
    return trouble.open_run(profile, tmp_path / "fleet.json")


def bring_and_leave(tab: Tab, file: Path, *journals: Journal) -> None:
    """Import, without waiting for the engine to have read it."""
    tab.read_snapshot(trouble.saved_as(file, *journals))
    tab.button("Import").click()


def codes(tab: Tab) -> list[str]:
    """What happened to the engine since the profile was made."""
    return [row["code"] for row in tab.store("diagnostics", "sophie-cache")]


def unreadable(tab: Tab) -> Locator:
    return tab.page.get_by_text("This cannot be shown.")


def inbox(tab: Tab) -> list[tuple[str, str]]:
    return [(row["state"], row["command"]["args"].get("text", "")) for row in tab.store("inbox")]


@pytest.mark.slow
@pytest.mark.fault("F26", "Python hangs or dies at a command")
@pytest.mark.parametrize("text", [HANG, CRASH])
def test_a_command_that_ends_the_engine_is_tried_twice_then_kept_and_shown(
    tab: Tab, tally: Tally, text: str
) -> None:
    before = codes(tab).count("ready")
    tab.button("Note").click()
    dialog = tab.page.get_by_role("dialog", name="Note")
    dialog.get_by_label("What did you see or do?").fill(text)
    dialog.get_by_role("button", name="Save note", exact=True).click()
    tab.step(name(2)).check()
    tab.step(name(3)).check()
    kept = tab.page.locator("#inbox")
    expect(kept).to_contain_text("Sophie could not record this.", timeout=60_000)
    expect(kept).to_contain_text("The engine stopped twice while working on it.")
    expect(kept).to_contain_text(text)
    tab.page.wait_for_selector("html[data-unsaved='1']", state="attached")
    assert inbox(tab) == [("stuck", text)]
    tally.count(["s2", "s3", text], [*trouble.done(tab), *(words for _, words in inbox(tab))])
    tally.tell("“Sophie could not record this. The engine stopped twice while working on it.”")
    assert trouble.done(tab) == ["s2", "s3"]
    assert codes(tab).count("ready") == before + 2
    ready(tab.page)
    # It stays so after a reload, and is not tried again.
    tab.reload()
    expect(kept).to_contain_text(text)
    assert inbox(tab) == [("stuck", text)]
    kept.get_by_role("button", name="Dismiss").click()
    tab.saved()
    expect(kept).to_be_hidden()


@pytest.mark.slow
@pytest.mark.fault("F26", "run that ends Python, imported")
def test_a_stream_that_ended_the_engine_twice_is_set_aside(tab: Tab, tally: Tally, tmp_path: Path) -> None:
    journal = trouble.fleet(3, POISON, "Bo")
    journal.write("team/people", "PersonAdded", name="Bo Bright")
    bring_and_leave(tab, tmp_path / "poison.json", journal)
    tab.page.wait_for_selector("html[data-engine=starting]", state="attached")
    ready(tab.page)
    tab.go(f"#/runs/{POISON}")
    expect(unreadable(tab)).to_be_visible()
    # Everything else works, also what came in the same file behind it.
    tab.go(trouble.ROUTE)
    tab.tick(name(1))
    expect(tab.step(name(1))).to_be_checked()
    assert "Bo Bright" in tab.page.evaluate("document.getElementById('person-list').textContent")
    file = tmp_path / "all.json"
    assert "good" in trouble.verified(tab, file)
    assert f"run/{POISON}" in file.read_text()
    there = json.loads(file.read_text())["events"]
    tally.count([*journal.headers, "s1"], [*there, *trouble.done(tab)])
    tally.tell("“This cannot be shown.” for that run; all else works, and it is exported")
    # Known from the start at the next visit: no death, no wait.
    before = len(codes(tab))
    tab.reload()
    assert codes(tab)[before:] == ["ready"]
    tab.go(f"#/runs/{POISON}")
    expect(unreadable(tab)).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("is_cured", [True, False])
def test_try_again_gives_a_stream_another_chance(tab: Tab, tmp_path: Path, is_cured: bool) -> None:
    trouble.put(tab, "strikes", {"stream": f"run/{POISON}", "count": 2}, database="sophie-cache")
    tab.reload()
    trouble.bring(tab, tmp_path / "poison.json", trouble.fleet(3, POISON, "Bo"))
    tab.go(f"#/runs/{POISON}")
    expect(unreadable(tab)).to_be_visible()
    before = len(codes(tab))
    if is_cured:
        trouble.put(tab, "kv", {"key": "deviceName", "value": CURED})
    tab.button("Try again").click()
    tab.page.wait_for_selector("html[data-engine=starting]", state="attached")
    ready(tab.page)
    if is_cured:
        expect(tab.step(name(1))).to_be_visible()
        assert codes(tab)[before:] == ["ready"]
    else:
        expect(unreadable(tab)).to_be_visible()
        assert codes(tab)[before:] == ["engine-gone"] * 3 + ["quarantined", "ready"]


@pytest.mark.slow
def test_a_run_that_cannot_be_drawn_is_set_aside(tab: Tab, tmp_path: Path) -> None:
    trouble.bring(tab, tmp_path / "drawn.json", trouble.fleet(3, DRAWN, "Bo"))
    tab.page.evaluate("route => { location.hash = route; }", f"#/runs/{DRAWN}")
    expect(unreadable(tab)).to_be_visible(timeout=30_000)
    ready(tab.page)
    tab.go(trouble.ROUTE)
    tab.tick(name(1))
    assert trouble.done(tab) == ["s1"]


@pytest.mark.slow
def test_a_screen_that_ends_every_engine_is_said_and_elsewhere_all_goes_on(tab: Tab) -> None:
    tab.page.evaluate("location.hash = '#/help'")
    tab.page.wait_for_selector("html[data-engine=failed]", state="attached")
    banner = tab.page.locator("#rescue-banner")
    expect(banner).to_contain_text("The engine stopped.")
    tab.page.evaluate("route => { location.hash = route; }", trouble.ROUTE)
    banner.get_by_role("button", name="Restart engine").click()
    ready(tab.page)
    expect(banner).to_be_hidden()
    tab.tick(name(1))
    assert trouble.done(tab) == ["s1"]


@pytest.mark.slow
@pytest.mark.fault("F26", "Python's worker gone without a word")
def test_a_worker_that_vanished_is_replaced_at_the_next_tick(tab: Tab, tally: Tally) -> None:
    tab.page.workers[0].evaluate("self.close()")
    tab.step(name(1)).check()
    tab.page.wait_for_selector("html[data-unsaved='1']", state="attached")
    tab.saved()
    ready(tab.page)
    tally.count(["s1"], trouble.done(tab))
    tally.tell("nothing to tell: the next tick starts a new engine and is recorded")
    assert trouble.done(tab) == ["s1"]
    assert tab.store("inbox") == []


@pytest.mark.slow
@pytest.mark.fault("F26", "Python ended by 200,000 brackets, Rescue export")
def test_deep_brackets_put_past_the_screen_end_python_and_rescue_still_holds_all(
    tab: Tab, tally: Tally, tmp_path: Path
) -> None:
    tab.tick(name(1))
    journal = Journal("Eve")
    journal.write(f"run/{RUN}", "NoteAdded", step=None, text="to be replaced")
    body = "[" * 200_000
    [header] = journal.headers
    [(event, nonce, _)] = journal.bodies
    trouble.put(tab, "events", {"n": 90, "id": event, "stream": f"run/{RUN}", "header": header})
    trouble.put(tab, "bodies", {"id": event, "nonce": nonce, "body": body})
    tab.page.reload()
    with tab.page.expect_download() as download:
        tab.page.wait_for_selector("html[data-engine]", state="attached")
        # Straight from the page: what a person presses when Python is gone.
        tab.page.evaluate("""() => document.querySelector("#rescue-banner [data-act=rescue]").click()""")
    file = tmp_path / "rescue.json"
    download.value.save_as(file)
    assert download.value.suggested_filename.startswith("sophie-rescue-")
    rescued = json.loads(file.read_text())["events"]
    tally.count([row["header"] for row in tab.store("events")], rescued)
    tally.tell("“The engine stopped.”; Rescue export holds every event")
    assert len(rescued) == len(tab.events())
    assert "[" * 200_000 in file.read_text()
    # The stream is set aside; the rest of Sophie comes up.
    ready(tab.page)
    tab.go("#/library")
    expect(tab.documents).to_have_count(1)


@pytest.mark.slow
@pytest.mark.fault("F27", "Python never starts: WebAssembly served as text")
def test_wasm_with_the_wrong_type_is_a_sentence_and_ticks_are_kept(
    profile: Profile, tab: Tab, site: Server, watch: Watch, tally: Tally
) -> None:
    watch.allow("application/wasm|text/html")
    tab.page.evaluate(
        """async () => {
          for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
          for (const key of await caches.keys()) await caches.delete(key);
        }"""
    )
    profile.context.new_cdp_session(tab.page).send("Network.clearBrowserCache")
    site.types[".wasm"] = "text/html"
    began = time.monotonic()
    tab.page.reload()
    tab.page.wait_for_selector("html[data-engine=failed]", state="attached", timeout=20_000)
    assert time.monotonic() - began < 20
    banner = tab.page.locator("#rescue-banner")
    expect(banner).to_be_visible()
    expect(banner).to_contain_text("application/wasm")
    expect(tab.page.get_by_role("alert")).to_contain_text("Your data is safe")
    # The last screen is there, and what is ticked on it is kept.
    tab.step(name(4)).check()
    tab.page.wait_for_selector("html[data-unsaved='1']", state="attached")
    assert [row["command"]["args"] for row in tab.store("inbox")] == [{"step": "s4", "done": True}]
    with tab.page.expect_download() as download:
        banner.get_by_role("button", name="Rescue export").click()
    assert trouble.verdict(Path(download.value.path())).endswith("2 events: good")
    # The host is mended: the same page goes on.
    site.types[".wasm"] = "application/wasm"
    banner.get_by_role("button", name="Restart engine").click()
    ready(tab.page)
    tab.saved()
    tally.count(["s4"], trouble.done(tab))
    tally.tell("“application/wasm” is named, “Your data is safe”; the tick waits and is recorded later")
