"""A phone in a hand: a run whose steps ask for more than a tick, worked by touch, and signed on another device."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Playwright, expect

from build.chromium import FLAGS, find
from tests.browser.profile import Profile, ready
from tests.browser.verbs import Tab

pytestmark = pytest.mark.browser

MOVE = b"""# Move the shop

## Stop

1. Stop the old shop
   **Verification:**
   - [ ] Traffic is gone
   - [ ] Nobody complains

## Start

2. Is the new disk clean?
3. Clean the disk (if needed)
4. Watch it for 24 hours
   **Expect:** p95 below 300 ms
5. Drop the old table, sign-off by Lead
6. Decide what comes next

   | Condition | Action |
   |---|---|
   | Errors rise | Go back to the old shop |
   | All calm | Close the ticket |

## Rollout

### Phase 1: Internal (0% to 5%)
- **Duration:** 2 hours
- **Target:** Own people
- **Validation:** error rate < 1%
"""
STOP, CLEAN, CASE, WATCH, DROP, DECIDE, SHARE = (
    "Stop the old shop",
    "Is the new disk clean?",
    "Clean the disk (if needed)",
    "Watch it for 24 hours",
    "Drop the old table, sign-off by Lead",
    "Decide what comes next",
    "Phase 1: Internal (0% to 5%)",
)


@pytest.fixture(scope="module")
def phone(
    playwright: Playwright, shared: Profile, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    context = playwright.chromium.launch_persistent_context(
        tmp_path_factory.mktemp("phone"),
        executable_path=find(),
        args=FLAGS,
        accept_downloads=True,
        has_touch=True,
        is_mobile=True,
        viewport={"width": 360, "height": 740},
    )
    shared.watch.over(context)
    yield context
    context.close()


@pytest.fixture
def run(phone: BrowserContext, shared: Profile) -> Iterator[Tab]:
    """A new run by Ada, on the phone."""
    tab = Tab(phone.new_page())
    tab.page.goto(shared.watch.origin)
    ready(tab.page)
    if not tab.store("heads"):
        tab.import_files({"move.md": MOVE}).add_person("Ada").add_person("Bob")
    tab.switch_person("Ada")
    yield tab.start_run("Move the shop")
    tab.page.close()


def tap(tab: Tab, place: Locator) -> Tab:
    place.tap()
    return tab.saved()


def box(tab: Tab, step: str, name: str) -> Locator:
    return tab.item(step).get_by_role("checkbox", name=name, exact=True)


def answer(tab: Tab, step: str, name: str) -> Tab:
    """Press a button of the step."""
    return tap(tab, tab.item(step).get_by_role("button", name=re.compile(rf"^{name}")))


def dismiss(tab: Tab) -> None:
    """Put away what was refused, and read on."""
    tap(tab, tab.page.get_by_role("button", name=re.compile("Dismiss")).first)


def opened(tab: Tab, step: str) -> Locator:
    """The step with its details shown."""
    item = tab.item(step)
    more = item.locator("details.step-more")
    if more.count() and more.get_attribute("open") is None:
        more.locator("> summary").tap()
    return item


def test_a_phase_waits_for_its_verification(run: Tab) -> None:
    tap(run, run.button("Done"))
    expect(run.item(STOP)).to_have_attribute("aria-current", "step")
    expect(run.page.locator(".action-now")).to_contain_text("is done; 2 things are open in it")
    expect(run.button("Done")).to_be_disabled()
    tap(run, box(run, STOP, "Traffic is gone"))
    tap(run, box(run, STOP, "Nobody complains"))
    expect(run.item(CLEAN)).to_have_attribute("aria-current", "step")
    opened(run, STOP)
    expect(box(run, STOP, "Traffic is gone")).to_be_checked()
    expect(run.record.first).to_contain_text("Nobody complains")


@pytest.mark.slow
def test_small_ticks_in_quick_succession_all_land(run: Tab) -> None:
    for name in ("Traffic is gone", "Nobody complains"):
        box(run, STOP, name).tap()
    run.saved().reload()
    for name in ("Traffic is gone", "Nobody complains"):
        expect(box(run, STOP, name)).to_be_checked()
    expect(run.step(STOP)).not_to_be_checked()


@pytest.mark.slow
def test_what_is_open_keeps_the_run_from_finishing_until_somebody_says_why(run: Tab) -> None:
    tap(run, run.step(STOP))
    route = run.route
    run.page.locator("#run-actions").get_by_text("Finish run").tap()
    form = run.page.get_by_role("region", name="1 step is to come back to")
    expect(form).to_contain_text("Still open Traffic is gone; Nobody complains")
    run.page.get_by_role("button", name="Finish anyway").tap()
    expect(
        run.page.get_by_text("A step still asks for something. Say why you finish all the same.")
    ).to_be_visible()
    run.go(route)
    item = opened(run, STOP)
    item.get_by_text("Go on without", exact=True).tap()
    item.get_by_label("Why may the run go on?").fill("The probe is down")
    answer(run, STOP, "Go on without, step 1")
    expect(run.item(STOP)).to_contain_text("The probe is down")
    expect(run.item(CLEAN)).to_have_attribute("aria-current", "step")


@pytest.mark.slow
def test_a_reason_at_the_end_closes_what_is_open(run: Tab) -> None:
    tap(run, run.step(STOP))
    run.page.locator("#run-actions").get_by_text("Finish run").tap()
    run.page.get_by_label("If not all of it holds: why finish?").fill("It goes on tomorrow")
    run.page.get_by_role("button", name="Finish anyway").tap()
    expect(run.page.locator("#run-head")).to_contain_text("Finished")
    run.saved()
    expect(opened(run, STOP)).to_contain_text("It goes on tomorrow")


def test_a_wait_stands_on_now_with_its_time(run: Tab) -> None:
    opened(run, WATCH)
    answer(run, WATCH, "Start the clock")
    run.visit("Now")
    expect(run.page.locator("#screen").get_by_role("link", name=WATCH).first).to_be_visible()


def test_a_step_that_does_not_apply_is_settled_without_being_done(run: Tab) -> None:
    answer(run, CASE, "Does not apply")
    expect(run.item(CASE)).to_contain_text("Not applicable")
    expect(run.step(CASE)).not_to_be_checked()
    expect(run.page.locator("#run-head")).to_contain_text("1 not applicable")
    expect(run.page.locator("#run-head")).not_to_contain_text("skipped")
    tap(run, run.button("Undo"))
    expect(run.page.locator("#run-head")).not_to_contain_text("not applicable")


def test_a_value_is_measured_and_a_word_is_refused(run: Tab) -> None:
    item = opened(run, WATCH)
    item.get_by_label(re.compile("Value read in ms")).fill("quick")
    item.get_by_role("button", name=re.compile("^Record value")).tap()
    expect(run.page.locator("#alert")).to_contain_text("“quick” is not a number.")
    dismiss(run)
    opened(run, WATCH)
    item.get_by_label(re.compile("Value read in ms")).fill("340")
    answer(run, WATCH, "Record value")
    expect(item).to_contain_text("Failed")
    expect(item).to_contain_text("340")
    answer(run, WATCH, "Answer again")
    item.get_by_label(re.compile("Value read in ms")).fill("240 ms")
    answer(run, WATCH, "Record value")
    expect(item).to_contain_text("Passed")
    expect(run.record.first).to_contain_text("Gate passed")


@pytest.mark.slow
def test_a_clock_runs_until_it_is_due_and_outlives_a_reload(run: Tab) -> None:
    opened(run, WATCH)
    answer(run, WATCH, "Start the clock")
    timer = run.item(WATCH).get_by_role("timer", name="Time left")
    expect(timer).to_have_text(re.compile(r"^2[34]:\d\d:\d\d left$"))
    run.reload()
    opened(run, WATCH)
    expect(timer).to_have_text(re.compile(r"^23:59:\d\d left$"))
    until = run.item(WATCH).locator(".clock-line")
    expect(until).to_contain_text("until")
    expect(until).not_to_contain_text("UTC")
    expect(until).not_to_contain_text("clock was ahead")
    answer(run, WATCH, "Stop the clock")
    expect(timer).to_have_count(0)


def test_a_step_is_signed_by_somebody_else(run: Tab) -> None:
    tap(run, run.step(DROP))
    item = opened(run, DROP)
    item.get_by_label("Name of who approves").fill("Ada")
    item.get_by_role("button", name=re.compile("^Approve")).tap()
    expect(run.page.locator("#alert")).to_contain_text("Another person must approve it.")
    dismiss(run)
    opened(run, DROP)
    run.switch_person("Bob")
    item.get_by_label("Name of who approves").fill("Bob")
    answer(run, DROP, "Approve")
    expect(item.get_by_role("group", name="Approval of step 5")).to_contain_text("Bob")
    expect(item.get_by_role("group", name="Approval of step 5")).to_contain_text("Approved")


def test_a_row_is_picked_and_its_action_stands_out(run: Tab) -> None:
    item = opened(run, DECIDE)
    answer(run, DECIDE, "Pick All calm")
    expect(item.locator(".do-this")).to_contain_text("Do this: Close the ticket")
    expect(run.record.first).to_contain_text("All calm: Close the ticket")
    run.reload()
    expect(opened(run, DECIDE).locator(".do-this")).to_contain_text("Close the ticket")


def test_a_share_of_a_rollout_has_its_clock_and_its_gate(run: Tab) -> None:
    share = opened(run, SHARE).get_by_role("group", name="5 % of the rollout")
    expect(share).to_contain_text("Own people")
    tap(run, share.get_by_role("button", name=re.compile("^Start the clock")))
    expect(share.get_by_role("timer")).to_have_text(re.compile(r"left$"))
    share.get_by_label(re.compile("Value read in %")).fill("0.4")
    tap(run, share.get_by_role("button", name=re.compile("^Record value")))
    expect(share).to_contain_text("Passed")


def test_a_blocked_step_says_why_until_it_goes_on(run: Tab) -> None:
    item = run.item(STOP)
    item.get_by_text("It is blocked").tap()
    item.get_by_label("What must happen before it can go on?").fill("The network team")
    answer(run, STOP, "Mark as blocked")
    expect(item).to_contain_text("Blocked")
    expect(item).to_contain_text("The network team")
    expect(run.page.locator("#run-head")).to_contain_text("1 blocked")
    answer(run, STOP, "Unblock")
    expect(run.page.locator("#run-head")).not_to_contain_text("blocked")


@pytest.mark.slow
def test_a_key_ticks_the_step_and_never_answers_its_gate(run: Tab) -> None:
    opened(run, CLEAN)
    run.step(CLEAN).focus()
    run.page.keyboard.press("x")
    run.saved()
    expect(run.step(CLEAN)).to_be_checked()
    expect(run.item(CLEAN).get_by_role("button", name=re.compile("^Pass"))).to_be_visible()


@pytest.mark.slow
def test_the_second_name_comes_with_a_snapshot_from_another_device(
    run: Tab, shared: Profile, tmp_path: Path
) -> None:
    tap(run, run.step(DROP))
    route = run.route
    file = run.save_snapshot(tmp_path / "out.json")
    other = Tab(shared.open())
    other.import_snapshot(file)
    other.add_person("Cy").go(route)
    item = other.item(DROP)
    item.locator("details.step-more > summary").click()
    item.get_by_label("Name of who approves").fill("Cy")
    item.get_by_role("button", name=re.compile("^Approve")).click()
    other.saved()
    back = other.save_snapshot(tmp_path / "back.json")
    run.import_snapshot(back)
    run.go(route)
    expect(opened(run, DROP).get_by_role("group", name="Approval of step 5")).to_contain_text("Cy")


@pytest.mark.slow
def test_every_target_is_for_a_thumb(run: Tab) -> None:
    for name in (CASE, WATCH, DROP, DECIDE, SHARE):
        opened(run, name)
    small = run.page.evaluate(
        """() => [...document.querySelectorAll('.steps button, .steps summary, .steps input')]
            .filter((one) => one.getClientRects().length)
            .map((one) => [one.outerHTML.slice(0, 80), Math.round(one.getBoundingClientRect().height)])
            .filter(([, height]) => height < 44)"""
    )
    assert small == []
