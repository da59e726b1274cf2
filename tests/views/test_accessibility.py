"""Every sample screen in a real browser, in; no violation of WCAG 2.2 AA that axe can find, out."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from build.chromium import FLAGS, find
from tests.views.gallery import ROOT, write

Scheme = Literal["light", "dark"]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
# Of the second scheme only what differs there is asked: the colours.
CONTRAST = {**OPTIONS, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
TARGETS = {**OPTIONS, "runOnly": {"type": "rule", "values": ["target-size"]}}
SCHEMES: Mapping[str, tuple[Scheme, Scheme]] = {"phone": ("light", "dark"), "desk": ("dark", "light")}
# The next screen in the shell that is open: the style sheet and axe stay.
SHOW = """html => {
  const next = new DOMParser().parseFromString(html, "text/html");
  document.title = next.title;
  document.body.replaceWith(document.adoptNode(next.body));
  scrollTo(0, 0);
}"""
DIALOGS = ("person", "note", "problem", "skip", "keys")
SHOW_ALL = """() => {
  for (const notice of document.querySelectorAll(".notices [hidden], #offline")) notice.hidden = false;
  for (const details of document.querySelectorAll("details")) details.open = true;
  document.querySelector(".nav-toggle").setAttribute("aria-expanded", "true");
  document.documentElement.dataset.engine = "failed";
  document.getElementById("alert").innerHTML = "<p>Not saved: the disk is full.</p>";
  document.querySelector("[data-step-item=s6]").setAttribute("data-pending", "check-step");
}"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write(tmp_path_factory.mktemp("gallery"))


@pytest.fixture(params=["phone", pytest.param("desk", marks=pytest.mark.slow)])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    is_phone = request.param == "phone"
    context = browser.new_context(
        viewport={"width": 360 if is_phone else 1280, "height": 760},
        color_scheme=SCHEMES[request.param][0],
        # Else a change of scheme is looked at before its colours have arrived.
        reduced_motion="reduce",
        has_touch=is_phone,
        is_mobile=is_phone,
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def schemes(request: pytest.FixtureRequest) -> tuple[Scheme, Scheme]:
    """The one that is asked all, and the other."""
    return SCHEMES[request.node.callspec.params["page"]]


def violations(page: Page, options: Mapping[str, object] = OPTIONS) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("options => axe.run(document, options)", options)
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]


def in_both(page: Page, schemes: tuple[Scheme, Scheme]) -> list[str]:
    """What axe finds in the first scheme, and in the second of what differs there."""
    first, second = schemes
    found = violations(page)
    page.emulate_media(color_scheme=second)
    found += [f"{second}: {one}" for one in violations(page, CONTRAST)]
    page.emulate_media(color_scheme=first)
    return found


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def test_every_screen_is_free_of_violations_and_fits_its_width(
    page: Page, schemes: tuple[Scheme, Scheme], gallery: list[Path]
) -> None:
    problems: dict[str, list[str]] = {}
    page.goto(gallery[0].as_uri())
    for path in gallery:
        page.evaluate(SHOW, path.read_text(encoding="utf-8"))
        problems[path.stem] = in_both(page, schemes) + [f"{n} px too wide" for n in [overflow(page)] if n > 0]
    assert {name: found for name, found in problems.items() if found} == {}


def test_dialogs_notices_and_open_details_are_free_of_violations(
    page: Page, schemes: tuple[Scheme, Scheme], gallery: list[Path]
) -> None:
    page.goto(next(path for path in gallery if path.stem == "run").as_uri())
    for name in DIALOGS:
        page.evaluate("id => document.getElementById(id).showModal()", f"{name}-dialog")
        assert in_both(page, schemes) == [], name
        page.evaluate("id => document.getElementById(id).close()", f"{name}-dialog")
    page.evaluate(SHOW_ALL)
    assert in_both(page, schemes) == []


def test_the_action_bar_never_leaves_half_a_target(page: Page, gallery: list[Path]) -> None:
    page.goto(next(path for path in gallery if path.stem == "run").as_uri())
    for top in range(0, 1200, 60):
        page.evaluate("top => scrollTo(0, top)", top)
        assert violations(page, TARGETS) == [], top


def test_targets_are_big_enough_for_a_thumb(page: Page, gallery: list[Path]) -> None:
    is_coarse = page.evaluate("matchMedia('(pointer: coarse)').matches")
    least = 44 if is_coarse else 24
    page.goto(next(path for path in gallery if path.stem == "run").as_uri())
    small = page.evaluate(
        """least => [...document.querySelectorAll("#screen button, #screen input, nav a, nav button, header button")]
            .filter((one) => one.checkVisibility() && !one.closest(".prose"))
            .filter((one) => { const box = one.getBoundingClientRect(); return box.height < least || box.width < least; })
            .map((one) => one.outerHTML.slice(0, 80))""",
        least,
    )
    assert small == []
    bar = page.locator(".action-main button").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert min(bar) >= 48
