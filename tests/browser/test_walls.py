"""The first visit, watched: the prerendered screen, the live one, and nothing that leaves the origin."""

import pytest

from build.serve import Server
from tests.browser.profile import Profile, ready

pytestmark = [pytest.mark.browser, pytest.mark.first_visit]

SCREEN = "document.getElementById('screen').innerHTML"


def test_a_visit_stays_at_home_and_breaks_no_rule(profile: Profile, site: Server) -> None:
    page = profile.open()
    for route in ("#/library", "#/runs", "#/snapshots", "#/settings", "#/help", "#/import", "#/now"):
        page.evaluate("route => { location.hash = route; }", route)
        page.wait_for_selector(f"html[data-route='{route}']", state="attached")
    assert site.asked


def test_the_first_live_screen_is_the_prerendered_one(profile: Profile, site: Server) -> None:
    page = profile.context.new_page()
    page.route("**/engine.html*", lambda route: route.abort())
    page.goto(site.url)
    prerendered = page.evaluate(SCREEN)
    profile.watch.allow("ERR_FAILED")
    page.unroute("**/engine.html*")
    page.goto(site.url)
    ready(page)
    assert page.evaluate(SCREEN) == prerendered


def test_the_page_comes_with_its_headers(profile: Profile, site: Server) -> None:
    answer = profile.context.new_page().goto(site.url)
    assert answer
    policy = answer.headers["content-security-policy"]
    assert "require-trusted-types-for 'script'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
