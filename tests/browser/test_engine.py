"""Starting Python: from the image, plainly when the image is of no use, and a sentence when nothing helps."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zstandard
from playwright.sync_api import Page

from build.image import packed
from build.paths import DIST
from build.serve import Server
from tests.browser.profile import Profile, until
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

# The other end of the engine's channel, without the app around it.
LISTEN = """(address) => {
  const { port1, port2 } = new MessageChannel();
  const frame = Object.assign(document.createElement("iframe"), { src: address, hidden: true, title: "engine under test" });
  window.heard = [];
  port1.onmessage = ({ data, ports: [calls] }) => {
    window.heard.push(data);
    window.ask = (call) => new Promise((resolve) => {
      calls.onmessage = ({ data }) => resolve(data.text);
      calls.postMessage({ id: 1, text: JSON.stringify(call) });
    });
  };
  addEventListener("message", ({ source, data }) =>
    source === frame.contentWindow && data === "engine-here" && source.postMessage("port", location.origin, [port2]));
  document.body.append(frame);
}"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Server]:
    """A copy of the built site, so that a test may spoil a file of it."""
    folder = Path(shutil.copytree(DIST, tmp_path / "site"))
    for name in ("outside.html", "favicon.ico"):
        (folder / name).write_text("A document that is not the app: it carries no policy of ours.")
    with Server(folder) as server:
        yield server


@pytest.fixture
def outside(profile: Profile, site: Server) -> Page:
    page = profile.context.new_page()
    page.goto(f"{site.url}outside.html")
    return page


def only(site: Server, pattern: str) -> Path:
    [file] = site.folder.glob(pattern)
    return file


def start(page: Page, address: str = "/engine.html") -> dict[str, Any]:
    page.evaluate(LISTEN, address)
    until(page, "heard.some(({ event }) => event === 'ready' || event === 'failed')")
    heard: list[dict[str, Any]] = page.evaluate("heard")
    return next(one for one in heard if one["event"] in {"ready", "failed"})


def ask(page: Page, **call: object) -> dict[str, Any]:
    reply: dict[str, Any] = json.loads(page.evaluate("call => ask(call)", call))
    return reply


def asked_for(site: Server, part: str) -> bool:
    return any(part in path for path in site.asked)


def test_the_engine_starts_from_the_image_alone(outside: Page, site: Server) -> None:
    assert start(outside)["boot"] == "image"
    assert not asked_for(site, "python_stdlib.zip")
    assert not asked_for(site, "static/app-")
    assert not asked_for(site, "static/packages-")


@pytest.mark.slow
def test_the_engine_starts_plainly_when_asked_to(outside: Page) -> None:
    assert start(outside, "/engine.html?plain=1")["boot"] == "plain"
    assert ask(outside, call="boot", dev="", quarantined=[])["status"] == "ok"


@pytest.mark.slow
def test_a_damaged_image_gives_a_plain_start_and_the_reason(outside: Page, site: Server) -> None:
    image = only(site, "static/image-*.bin")
    image.write_bytes(image.read_bytes()[:1_000_000])
    event = start(outside)
    assert event["boot"] == "plain"
    assert event["reason"].startswith("The memory image was of no use")
    assert ask(outside, call="boot", dev="", quarantined=[])["status"] == "ok"


@pytest.mark.slow
def test_an_image_that_does_not_fit_the_runtime_gives_a_plain_start(outside: Page, site: Server) -> None:
    image = only(site, "static/image-*.bin")
    head, _, rest = zstandard.decompress(image.read_bytes()).partition(b'"checksum":')
    other = b"2" if rest.startswith(b"1") else b"1"
    image.write_bytes(packed(head + b'"checksum":' + other + rest[1:], level=1))
    event = start(outside)
    assert event["boot"] == "plain"
    assert "does not fit" in event["reason"]


@pytest.mark.slow
def test_an_image_that_is_missing_gives_a_plain_start(outside: Page, site: Server, watch: Watch) -> None:
    watch.allow("404")
    only(site, "static/image-*.bin").unlink()
    event = start(outside)
    assert event["boot"] == "plain"
    assert "404" in event["reason"]


def test_a_wrong_type_for_the_runtime_is_told_in_a_sentence(
    outside: Page, site: Server, watch: Watch
) -> None:
    watch.allow("application/wasm")
    site.types[".wasm"] = "text/html"
    event = start(outside)
    assert event["event"] == "failed"
    assert "text/html" in event["what"]
    assert "application/wasm" in event["what"]


@pytest.mark.slow
def test_a_runtime_that_is_missing_is_told_in_a_sentence(outside: Page, site: Server, watch: Watch) -> None:
    watch.allow("404")
    only(site, "runtime/*/pyodide.asm.wasm").unlink()
    event = start(outside)
    assert event["event"] == "failed"
    assert "404" in event["what"]


@pytest.mark.slow
def test_a_bug_is_an_answer_with_its_details(outside: Page) -> None:
    start(outside)
    reply = ask(outside, call="no such call")
    assert reply["status"] == "bug"
    assert "KeyError" in reply["detail"]


@pytest.mark.slow
def test_an_import_that_the_image_does_not_hold_fetches_the_library(outside: Page, site: Server) -> None:
    main = only(site, "static/main-*.py")
    main.write_text(f"import colorsys\n{main.read_text()}")
    assert start(outside)["boot"] == "image"
    assert asked_for(site, "python_stdlib.zip")


@pytest.mark.slow
def test_an_error_in_our_python_is_told_in_a_sentence(outside: Page, site: Server, watch: Watch) -> None:
    watch.allow("ZeroDivisionError")
    main = only(site, "static/main-*.py")
    main.write_text(f"1 / 0\n{main.read_text()}")
    event = start(outside)
    assert event["event"] == "failed"
    assert "did not start" in event["what"]


@pytest.mark.slow
def test_two_engines_draw_different_random_numbers(outside: Page, site: Server) -> None:
    main = only(site, "static/main-*.py")
    tell = "    serve(lambda text, data: (str(random.random()), None))"
    main.write_text(main.read_text().replace("    serve(guarded(Workbench(views).handle))", tell))
    numbers = set()
    for _ in range(2):
        start(outside)
        numbers.add(outside.evaluate("ask({})"))
    assert len(numbers) == 2
