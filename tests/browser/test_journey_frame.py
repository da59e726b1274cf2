"""A run from its start page to its end in, by thumb on a phone and by keys alone: people, pauses, hand-over, the way back."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from build.chromium import FLAGS, find
from build.paths import ROOT
from tests.browser.profile import Profile, ready
from tests.browser.verbs import Tab, script

pytestmark = pytest.mark.browser

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
LOOK, SMALL, WIDE = script("axe"), script("small"), script("wide")

FAILOVER = b"""# Fail over <host>

**Owner:** Storage team
**Estimated time:** 20 minutes

## Prerequisites

- You can reach the standby
- Somebody has the pager

## Stop if

- Data is lost

## Steps

1. Tell the channel
2. Stop the writers (2 min)

   **If not:** go on with step 4

3. Promote the standby
4. Start the writers

## Success criteria

- Error rate is below 1 %

## Rollback triggers

- The standby does not answer

## Rollback

1. Start the old primary
"""
TITLE = "Fail over <host>"
TELL, STOP, PROMOTE = "Tell the channel", "Stop the writers (2 min)", "Promote the standby"
MANY = ("# Eighty checks\n\n" + "".join(f"{n}. Check machine {n:03}\n" for n in range(1, 81))).encode()


@pytest.fixture
def phone(playwright: Any, shared: Profile, tmp_path: Path) -> Iterator[Tab]:
    """The same site under a thumb."""
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "phone",
        executable_path=find(),
        args=FLAGS,
        has_touch=True,
        is_mobile=True,
        viewport={"width": 360, "height": 740},
    )
    shared.watch.over(context)
    tab = Tab(context.new_page())
    tab.page.goto(shared.watch.origin)
    ready(tab.page)
    yield tab
    context.close()


def faults(page: Page, name: str, least: int) -> list[str]:
    """In light and in dark."""
    found = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.evaluate(AXE)
        found += [f"{name} {theme}: {one}" for one in page.evaluate(LOOK)]
    found += [f"{name}: too small: {one}" for one in page.evaluate(SMALL, least)]
    return found + [f"{name}: sticks out: {one}" for one in page.evaluate(WIDE)]


def test_a_run_by_thumb_from_start_to_end(phone: Tab) -> None:
    page = phone.page
    phone.import_files({"failover.md": FAILOVER}).add_person("Ada").add_person("Bob")
    phone.switch_person("Ada").open_document(TITLE)
    phone.button("Start run").tap()
    expect(page.get_by_text("Stop and escalate if")).to_be_visible()
    expect(page.get_by_text("Never drilled")).to_be_visible()
    found = faults(page, "start", 44)
    # Begin asks for what must hold, and sends nothing before.
    phone.button("Begin").tap()
    expect(page.get_by_text("Not every prerequisite is confirmed.")).to_be_visible()
    assert phone.route.endswith("/start")
    page.get_by_label("You can reach the standby").check()
    page.get_by_label("If not all of it holds: why begin?").fill("the pager is on its way")
    page.get_by_label("This is a drill").check()
    page.get_by_label("For which customer, release or service").fill("Acme")
    phone.begin()
    run = phone.route
    head = page.locator("#run-head")
    for words in ("Drill", "Acme", "Begun with 1 prerequisite not confirmed", "the pager is on its way"):
        expect(head).to_contain_text(words)
    expect(page.locator("#run-guard")).to_contain_text("Data is lost")
    found += faults(page, "run", 44)
    # The next current step comes to where the last one was.
    before = page.locator("[aria-current=step]").bounding_box()
    phone.press("Done")
    expect(page.locator("[aria-current=step]")).to_contain_text(STOP)
    expect(page.locator("[aria-current=step] .timer")).to_contain_text("expected 2 min")
    page.wait_for_timeout(100)
    after = page.locator("[aria-current=step]").bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 60
    # A problem is told in two taps; where its author sends one, and the way back, are among its answers.
    phone.button("Problem").tap()
    problem = page.get_by_role("dialog", name="Problem")
    problem.get_by_role("button", name="It hangs").tap()
    found += faults(page, "problem", 44)
    problem.get_by_role("button", name="Record and go to step 4: Start the writers").tap()
    expect(page.locator("[aria-current=step]")).to_contain_text("Start the writers")
    phone.saved().go(run)
    phone.button("Problem").tap()
    problem.get_by_role("button", name="It hangs").tap()
    problem.get_by_role("button", name="Record and roll back").tap()
    expect(phone.heading("Rollback")).to_be_visible()
    phone.saved().go(run)
    expect(page.locator("[aria-current=step]")).to_contain_text("It hangs")
    # The way back, and back to the place.
    phone.button("Rollback").tap()
    expect(phone.heading("Rollback")).to_be_visible()
    found += faults(page, "rollback", 44)
    phone.press("Begin rollback")
    expect(page.locator("#rollback-head")).to_contain_text("Rolling back, begun by Ada")
    found += faults(page, "rollback begun", 44)
    page.get_by_role("checkbox", name="Start the old primary").check()
    phone.saved().follow("Back to step 2")
    expect(page.locator("[aria-current=step]")).to_contain_text(STOP)
    # People and times.
    phone.follow("Assign")
    page.get_by_label("To a person or a role").fill("Bob")
    phone.press("Assign")
    page.get_by_label("Minutes").fill("30")
    phone.press("Set due time")
    expect(page.locator("#run-crew .rows")).to_contain_text("Due 30 min after the start")
    found += faults(page, "crew", 44)
    # Now lists what is in progress; the strip leads back from every other screen.
    strip = page.get_by_role("complementary", name="Run in progress")
    phone.go("#/library")
    expect(strip).to_contain_text("step 2 of 5")
    phone.go("#/now")
    expect(strip).to_be_hidden()
    expect(page.locator("#mine")).to_contain_text("Nothing is assigned to Ada")
    phone.switch_person("Bob")
    expect(page.locator("#mine")).to_contain_text(STOP)
    found += faults(page, "now", 44)
    phone.go("#/library")
    strip.get_by_role("link").first.tap()
    phone.at(run)
    # Hand over, pause, resume.
    phone.switch_person("Ada").follow("Hand over")
    expect(page.get_by_label("How it stands")).to_have_value(re.compile("2 of 5 steps done"))
    found += faults(page, "handover", 44)
    phone.button("Hand over").tap()
    phone.saved().at(run)
    phone.switch_person("Bob").press("I have it")
    expect(head).to_contain_text("Taken over by Bob")
    # The hint is longer than the screen is wide.
    found += faults(page, "taken over", 44)
    phone.button("Pause").tap()
    page.get_by_role("dialog", name="Pause this run").get_by_role("button", name="Pause run").tap()
    phone.saved()
    expect(head).to_contain_text("Paused by Bob")
    phone.press("Resume run")
    # Later: one tap, and it stands in the list.
    expect(head).to_contain_text("Rolling back, begun by Ada")
    phone.press("Later")
    expect(page.get_by_role("region", name="Come back")).to_contain_text(STOP)
    expect(page.locator("[aria-current=step]")).to_contain_text(PROMOTE)
    # The reason can wait: it is asked for in the list, and never holds anybody up.
    page.get_by_role("region", name="Come back").get_by_role("button", name="Say why").tap()
    why = page.get_by_role("dialog", name="Why is it left for later?")
    why.get_by_role("button", name="Waiting for somebody").tap()
    found += faults(page, "later-why", 44)
    why.get_by_role("button", name="Keep the reason").tap()
    phone.saved()
    expect(page.get_by_role("region", name="Come back")).to_contain_text("Waiting for somebody")
    phone.button("Add a picture, file or link to the whole run").tap()
    box = page.get_by_role("dialog", name="Evidence")
    expect(box).to_contain_text("The whole run")
    box.get_by_label("Link").fill("https://status.shop.test/1")
    box.get_by_role("button", name="Add link").tap()
    phone.saved()
    expect(page.get_by_role("list", name="Evidence of the whole run")).to_contain_text("status.shop.test/1")
    found += faults(page, "later", 44)
    page.get_by_role("button", name="Take it up again").tap()
    phone.saved().skip("Too risky now")
    expect(page.get_by_role("region", name="Come back")).to_contain_text("Too risky now")
    # Finish asks, and is undone by reopening.
    phone.button("Finish run").tap()
    expect(page.get_by_role("heading", name="1 step is to come back to")).to_be_visible()
    found += faults(page, "finish", 44)
    phone.button("Finish anyway").tap()
    expect(page.get_by_text("Not every success criterion is confirmed.")).to_be_visible()
    page.get_by_label("Error rate is below 1 %").check()
    phone.button("Finish anyway").tap()
    phone.saved().at(run)
    expect(head).to_contain_text("Finished by Bob")
    phone.press("Reopen run")
    expect(phone.button("Done")).to_be_enabled()
    assert found == []


def test_a_run_by_keys_alone(tab: Tab) -> None:
    tab.import_files({"many.md": MANY})
    tab.start_run("Eighty checks")
    page, keys = tab.page, tab.page.keyboard
    page.locator("#run-head h1").focus()
    for name in ("001", "002", "003"):
        expect(page.locator("[aria-current=step]")).to_contain_text(f"machine {name}")
        keys.press("Enter")
        tab.saved()
    expect(tab.step("Check machine 003")).to_be_checked()
    keys.press("u")
    tab.saved()
    expect(tab.step("Check machine 003")).not_to_be_checked()
    page.get_by_label("Go to step").select_option("s70")
    expect(page.locator("[aria-current=step]")).to_contain_text("machine 070")
    expect(tab.step("Check machine 070")).to_be_focused()
    expect(tab.item("Check machine 070")).to_be_in_viewport()
    keys.press("x")
    tab.saved()
    expect(page.locator("[aria-current=step]")).to_contain_text("machine 071")
    keys.press("n")
    page.get_by_role("dialog", name="Note").get_by_label("What did you see or do?").fill("All quiet")
    keys.press("Escape")


@pytest.mark.slow
def test_a_long_run_opens_at_its_current_step_and_finish_keeps_the_focus(tab: Tab) -> None:
    tab.import_files({"many.md": MANY})
    tab.start_run("Eighty checks")
    run = tab.route
    tab.page.get_by_label("Go to step").select_option("s60")
    tab.tick("Check machine 060").go("#/now").go(f"{run}?step=s61")
    expect(tab.item("Check machine 061")).to_be_in_viewport()
    tab.go(run).press("Finish run")
    expect(tab.page.locator("#run-head")).to_contain_text("Finished by")
    expect(tab.page.locator("#run-head h1")).to_be_focused()


@pytest.mark.slow
@pytest.mark.new_tab
def test_the_screen_stays_on_while_a_run_is_open(tab: Tab) -> None:
    tab.page.add_init_script(
        "window.locks = []; Object.defineProperty(navigator, 'wakeLock', {value: {request: async (kind) => {"
        " const lock = new EventTarget(); lock.release = async () => { window.locks.push('given back'); };"
        " window.locks.push(kind); return lock; }}});"
    )
    tab.reload()
    tab.import_files({"many.md": MANY}).start_run("Eighty checks")
    tab.wait("window.locks.join() === 'screen'")
    tab.go("#/now").wait("window.locks.join() === 'screen,given back'")


@pytest.mark.slow
def test_what_was_answered_before_is_offered_again(tab: Tab) -> None:
    tab.import_files({"failover.md": FAILOVER}).open_document(TITLE).press("Start run")
    tab.page.get_by_label("<host>", exact=True).fill("db-1")
    for box in tab.page.locator(".checks input").all():
        box.check()
    tab.begin().open_document(TITLE).button("Start run").click()
    tab.button("db-1").click()
    expect(tab.page.get_by_label("<host>", exact=True)).to_have_value("db-1")
    tab.page.get_by_label("Do, then confirm").check(force=True)
    for box in tab.page.locator(".checks input").all():
        box.check()
    tab.begin()
    expect(tab.page.locator(".steps.is-confirmed-after")).to_be_visible()
    expect(tab.page.locator("#run-head")).to_contain_text("Do, then confirm")


PHASES = b"""# Two phases

## Drain

1. Stop the consumers
2. Wait for the queue

## Restart

3. Start the broker
"""


def test_a_phase_is_folded_and_stays_so_over_a_tick(tab: Tab) -> None:
    tab.import_files({"phases.md": PHASES}).start_run("Two phases")
    tab.steps.first.get_by_role("button", name="Fold").click()
    expect(tab.step("Wait for the queue")).to_be_hidden()
    tab.tick("Start the broker")
    expect(tab.step("Wait for the queue")).to_be_hidden()
    # The current one is never out of sight.
    expect(tab.step("Stop the consumers")).to_be_visible()
    expect(tab.steps.first.get_by_role("button", name="Fold")).to_have_attribute("aria-expanded", "false")
    tab.steps.first.get_by_role("button", name="Fold").click()
    expect(tab.step("Wait for the queue")).to_be_visible()
