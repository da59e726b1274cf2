"""Links, QR codes and hand-over files: what one person gives away, another reads first and then takes."""

import base64
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, expect

from app.records.link import packed
from build.paths import NODE_MODULES
from tests.browser.profile import Profile, ready
from tests.browser.test_screens import SIZES, look
from tests.browser.verbs import Tab, script
from tests.records.test_link import sealed, squeezed

pytestmark = pytest.mark.browser

DOC = b"# Drain the queue\n\n1. Stop the feed\n2. Wait\n3. Start the feed\n"
LEAKY = (
    b"# Call the API\n\n1. Send it\n\n```bash\ncurl -H 'Authorization: Bearer ghp_"
    + b"a1B2" * 9
    + b"' x\n```\n"
)
XSS = (
    "# <img src=x onerror=window.pwned=1>\n\n<script>window.pwned=1</script>\n\n"
    '[a](javascript:window.pwned=1) <svg/onload="window.pwned=1"> <a data-act="erase-all">x</a>\n'
)
JSQR = NODE_MODULES / "jsqr" / "dist" / "jsQR.js"
Profiles = Callable[[str], Profile]


def heading(tab: Tab) -> Locator:
    return tab.page.get_by_role("heading", level=1)


def make_link(tab: Tab) -> str:
    expect(tab.page.locator("#share-found")).not_to_contain_text("Looking")
    tab.button("Make link").click()
    return tab.page.get_by_role("textbox", name="Link", exact=True).input_value()


def opened(profiles: Profiles, name: str, link: str, *, wait: bool = True) -> Tab:
    profile = profiles(name)
    return Tab(profile.open(link.removeprefix(profile.watch.origin), wait=wait))


def decoded(tab: Tab) -> str | None:
    tab.page.evaluate(JSQR.read_text(encoding="utf-8"))
    png = tab.page.locator("svg.qr").screenshot()
    said: str | None = tab.page.evaluate(script("decode"), base64.b64encode(png).decode())
    return said


def hand_over(tab: Tab, file: Path) -> Path:
    expect(tab.page.locator("#share-found")).not_to_contain_text("Looking")
    with tab.page.expect_download() as download:
        tab.button("Save hand-over file").click()
    assert download.value.suggested_filename.startswith("sophie-handover-drain-the-queue-")
    download.value.save_as(file)
    return file


def test_a_document_goes_as_a_link_is_read_and_taken(profiles: Profiles) -> None:
    ana = Tab(profiles("ana").open())
    ana.import_files({"queue.md": DOC}).open_document("Drain the queue").follow("Share")
    link = make_link(ana)
    assert re.fullmatch(r"http://[^#]+#d1=[\w-]+", link)
    expect(ana.page.locator("#share-says")).to_contain_text("characters long")
    assert look(ana.page, "share") == []

    ben = opened(profiles, "ben", link)
    expect(heading(ben)).to_have_text("Someone shared “Drain the queue” with you")
    assert ben.route == "#/shared"
    expect(ben.page.locator("#shared")).to_contain_text("Nobody can tell who made this link")
    expect(ben.page.get_by_role("region", name="Text of Drain the queue")).to_have_text(DOC.decode())
    assert look(ben.page, "shared") == []
    assert ben.store("events") == []
    assert ben.store("inbox") == []
    # The content waits in the tab's history, so a reload does not lose it.
    ben.reload()
    expect(heading(ben)).to_contain_text("Drain the queue")
    ben.button("Add to my library").click()
    ben.at("#/library/")
    expect(ben.heading("Drain the queue")).to_be_visible()
    assert ben.saved().export_markdown() == DOC
    ben.page.go_back()
    expect(heading(ben)).to_have_text("There is nothing here to show")


@pytest.mark.slow
def test_not_now_leaves_nothing_and_another_link_can_follow(profiles: Profiles) -> None:
    origin = profiles("ben").watch.origin
    ben = opened(profiles, "ben", f"{origin}#{packed('a.md', '# First' + chr(10))}")
    expect(heading(ben)).to_contain_text("First")
    ben.page.evaluate("part => { location.hash = part; }", packed("b.md", "# Second\n"))
    expect(heading(ben)).to_contain_text("Second")
    ben.button("Not now").click()
    ben.at("#/now")
    assert ben.store("events") == []
    ben.page.reload()
    ready(ben.page)
    assert "Second" not in ben.page.content()


@pytest.mark.slow
def test_a_link_is_read_before_python_is_there_and_without_a_network(
    profiles: Profiles, site: object
) -> None:
    ben = Tab(profiles("ben").open())
    ben.wait("navigator.serviceWorker.getRegistration().then((found) => Boolean(found?.active))")
    profiles("ben").context.set_offline(True)
    link = f"{profiles('ben').watch.origin}#{packed('queue.md', DOC.decode())}"
    page = profiles("ben").context.new_page()
    # Python's worker has nothing to talk through: it never gets ready.
    page.add_init_script("delete globalThis.MessageChannel")
    profiles("ben").watch.allow("MessageChannel is not defined")
    page.goto(link)
    later = Tab(page)
    expect(heading(later)).to_contain_text("Drain the queue")
    later.button("Add to my library").click()
    expect(later.page.locator("#shared")).to_contain_text("opens as soon as Sophie has started")
    assert [row["command"]["name"] for row in later.store("inbox")] == ["import-document"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "says"),
    [
        (packed("a.md", "# A\n")[:-4], "cut or changed on its way"),
        ("d1=***", "cut or changed on its way"),
        (sealed(squeezed(b"{}"), "d7"), "A newer Sophie made it"),
        (sealed(squeezed(b'{"name":"a","text":"' + b"0" * 9_000_000 + b'"}')), "more than 5 MB"),
        (sealed(squeezed(b"[1]")), "There is no document in it"),
        (packed("a.md", "a\0b"), "is not text"),
        (sealed(squeezed(b'{"format":"other"}'), "r1"), "Ask for the link again"),
    ],
    ids=["cut", "letters", "version", "bomb", "content", "nul", "snapshot"],
)
def test_a_bad_link_gets_a_sentence(profiles: Profiles, part: str, says: str) -> None:
    tab = opened(profiles, "ben", f"{profiles('ben').watch.origin}#{part}")
    expect(heading(tab)).to_have_text("This link cannot be opened")
    expect(tab.page.locator("#shared")).to_contain_text(says)
    assert tab.store("events") == []


def test_nothing_in_a_link_runs_or_acts(profiles: Profiles) -> None:
    tab = opened(profiles, "ben", f"{profiles('ben').watch.origin}#{packed(XSS, XSS)}")
    expect(heading(tab)).to_contain_text("<img src=x")
    assert tab.page.locator("#shared").locator("img, script, svg, a, [data-act=erase-all]").count() == 0
    tab.button("Add to my library").click()
    tab.at("#/library/")
    assert tab.page.evaluate("window.pwned") is None


@pytest.mark.slow
def test_secrets_are_named_before_the_link_is_made(profiles: Profiles) -> None:
    tab = Tab(profiles("ana").open())
    tab.import_files({"api.md": LEAKY}).open_document("Call the API").follow("Share")
    expect(tab.page.locator("#share-found")).to_contain_text("a GitHub token")
    tab.button("Make link").click()
    expect(tab.page.locator("#share-says")).to_contain_text("Nothing was made")
    expect(tab.page.get_by_role("textbox", name="Link", exact=True)).to_have_count(0)
    tab.page.get_by_label("I have looked: it may go out with it").check()
    assert "#d1=" in make_link(tab)


@pytest.mark.slow
def test_what_is_too_long_is_refused_with_the_way_out(profiles: Profiles) -> None:
    tab = Tab(profiles("ana").open())
    noise = base64.b64encode(bytes(range(256)) * 3 + __import__("random").Random(1).randbytes(9_000)).decode()
    tab.import_files({"long.md": f"# Long\n\n1. Read\n\n{noise}\n".encode()})
    tab.open_document("Long").follow("Share")
    expect(tab.page.locator("#share-found")).not_to_contain_text("Looking")
    tab.button("Make link").click()
    says = tab.page.locator("#share-says")
    expect(says).to_contain_text("RFC 9110")
    expect(says).to_contain_text("Save the hand-over file below")
    expect(tab.page.get_by_role("textbox", name="Link", exact=True)).to_have_count(0)


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_code_is_read_by_a_camera(profiles: Profiles, theme: Literal["light", "dark"]) -> None:
    tab = Tab(profiles("ana").open())
    tab.page.emulate_media(color_scheme=theme)
    tab.import_files({"queue.md": DOC}).open_document("Drain the queue").follow("Share")
    link = make_link(tab)
    tab.button("QR code").click()
    expect(tab.page.get_by_role("img", name="QR code of the link to Drain the queue")).to_be_visible(
        timeout=60_000
    )
    assert look(tab.page, f"qr {theme}") == []
    if not JSQR.exists():
        pytest.skip("jsQR is not installed: npm ci brings it, then the code is read back.")
    assert decoded(tab) == link


@pytest.mark.slow
def test_too_long_for_a_code_is_said_with_sizes(profiles: Profiles) -> None:
    tab = Tab(profiles("ana").open())
    noise = base64.b64encode(__import__("random").Random(1).randbytes(3_000)).decode()
    tab.import_files({"long.md": f"# Long\n\n1. Read\n\n{noise}\n".encode()})
    tab.open_document("Long").follow("Share")
    make_link(tab)
    tab.button("QR code").click()
    expect(tab.page.locator("#share-qr")).to_contain_text("the largest code holds 2,953")


@pytest.mark.slow
def test_a_run_goes_as_a_link_and_merges(profiles: Profiles) -> None:
    ana = Tab(profiles("ana").open())
    ana.add_person("Ana").import_files({"queue.md": DOC}).start_run("Drain the queue").tick("Stop the feed")
    run = ana.route.partition("?")[0]
    ana.go(f"{run}/share")
    link = make_link(ana)
    expect(ana.page.locator("#share-says")).to_contain_text("It brings the document along.")
    ben = opened(profiles, "ben", link)
    expect(heading(ben)).to_contain_text("Someone shared the run “Drain the queue” with you")
    expect(ben.page.locator("#shared")).to_contain_text("It brings the document it is worked from")
    steps = ben.page.get_by_role("list", name="Steps of the run").get_by_role("listitem")
    expect(steps).to_have_count(3)
    expect(steps.first).to_contain_text("Done")
    expect(steps.first).to_contain_text("Ana")
    assert look(ben.page, "shared run") == []
    assert ben.store("events") == []
    ben.button("Add to my runs").click()
    ben.at("#/runs/")
    assert ben.ticks() == [True, False, False]
    ben.open_document("Drain the queue")
    assert ben.export_markdown() == DOC
    # Here already: nothing is offered twice.
    again = opened(profiles, "ben", link)
    expect(again.page.locator("#shared")).to_contain_text("all of it is here already")
    expect(again.button("Add to my runs")).to_have_count(0)


@pytest.mark.slow
def test_a_run_whose_document_does_not_fit_goes_without_it_and_says_so(profiles: Profiles) -> None:
    noise = base64.b64encode(__import__("random").Random(1).randbytes(9_000)).decode()
    ana = Tab(profiles("ana").open())
    ana.import_files({"queue.md": DOC + f"\n## Notes\n\n{noise}\n".encode()}).start_run("Drain the queue")
    ana.go(f"{ana.route.partition('?')[0]}/share")
    link = make_link(ana)
    expect(ana.page.locator("#share-says")).to_contain_text(
        "The document the run is worked from, “Drain the queue”, did not fit"
    )
    ben = opened(profiles, "ben", link)
    expect(ben.page.locator("#shared")).to_contain_text("It comes without the document it is worked from")
    ben.button("Add to my runs").click()
    ben.at("#/runs/").tick("Stop the feed")
    assert ben.ticks() == [True, False, False]


@pytest.mark.slow
def test_a_run_is_handed_over_worked_on_and_merged_back(profiles: Profiles, tmp_path: Path) -> None:
    ana = Tab(profiles("ana").open())
    ana.add_person("Ana").import_files({"queue.md": DOC, "other.md": b"# Other\n\n1. Not this\n"})
    ana.start_run("Drain the queue").tick("Stop the feed")
    run = ana.route.partition("?")[0]
    ana.go(f"{run}/handover")
    ana.page.get_by_label("To", exact=True).fill("Ben")
    ana.page.get_by_label("How it stands").fill("The feed is stopped.")
    ana.button("Hand over").click()
    ana.at(run).saved()
    ana.follow("Take it to another device").at(f"{run}/share")
    assert look(ana.page, "share run") == []
    out = hand_over(ana, tmp_path / "out.json")
    streams = {json.loads(header)["stream"].split("/")[0] for header in json.loads(out.read_text())["events"]}
    assert streams == {"run", "document", "team"}
    assert "Not this" not in out.read_text()

    ben = Tab(profiles("ben").open())
    ben.add_person("Ben").import_snapshot(out)
    ben.go(run)
    expect(ben.page.locator("#run-head")).to_contain_text("The feed is stopped.")
    ben.button("I have it").click()
    ben.saved().tick("Wait")
    ben.open_document("Drain the queue")
    # Meanwhile the other goes on too.
    ana.go(run).write_note("I am still here")
    ben.go(f"{run}/share")
    back = hand_over(ben, tmp_path / "back.json")
    ana.import_snapshot(back)
    ana.go(run)
    assert ana.ticks() == [True, True, False]
    expect(ana.record.filter(has_text="I am still here")).to_have_count(1)
    expect(ana.record.filter(has_text="Ben").first).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_screen_of_sharing_is_without_fault(
    profiles: Profiles, theme: Literal["light", "dark"]
) -> None:
    tab = Tab(profiles("ana").open())
    tab.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    tab.add_person("Ana").import_files({"queue.md": DOC, "api.md": LEAKY})
    tab.start_run("Drain the queue").tick("Stop the feed").write_note("**Slow** today")
    run = tab.route.partition("?")[0]
    part = make_link(tab.go(f"{run}/share")).partition("#")[2]
    tab.open_document("Call the API")
    leaky = tab.route
    huge = packed("huge.md", "# Huge\n\n" + "1. Check the machine\n" * 20_000)
    found = []
    for size, (width, height) in SIZES.items():
        tab.page.set_viewport_size({"width": width, "height": height})
        for name, route, text in (
            ("share-leaky", f"{leaky}/share", "GitHub token"),
            ("share-run", f"{run}/share", "Nothing was found"),
            ("shared-document", f"#{packed('queue.md', DOC.decode())}", "Stop the feed"),
            ("shared-huge", f"#{huge}", "20,003 lines"),
            ("shared-run", f"#{part}", "How it stands"),
            ("shared-bad", "#d1=abc", "cut or changed"),
        ):
            tab.page.evaluate("route => { location.hash = route; }", route)
            expect(tab.page.locator("#screen")).to_contain_text(text)
            found += look(tab.page, f"{name}-{size}-{theme}")
    assert found == []
