"""A document in, a run worked to its end out: fields, ticks, skips, problems, notes, undo, finish, late facts, report."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.profile import Profile
from tests.browser.verbs import Tab

pytestmark = pytest.mark.browser

QUEUE = b"""# Restart the queue on <host>

Estimated time: 5 minutes

## Drain

1. Drain the consumers
   ```bash
   $ queuectl drain --host <host>
   ```
2. Wait until the queue is empty
   **Expect:** `0 messages`

## Restart

3. Restart the broker
4. Watch the lag
"""
TITLE = "Restart the queue on <host>"
STEPS = ["Drain the consumers", "Wait until the queue is empty", "Restart the broker", "Watch the lag"]
DRAIN, EMPTY, RESTART, WATCH = STEPS


@pytest.fixture
def run(tab: Tab) -> Tab:
    """A new run, by Ada on the war room's laptop, nothing done yet."""
    if not tab.store("heads"):
        tab.import_files({"queue.md": QUEUE}).add_person("Ada").add_person("Bob")
        tab.name_device("War room laptop")
    tab.switch_person("Ada")
    return tab.start_run(TITLE, {"<host>": "mq-1"})


def signed(place: Locator, name: str) -> None:
    """The act says who did it, on which device, and when."""
    expect(place).to_contain_text(re.compile(rf"{name}.*War room laptop", re.DOTALL))
    moment = place.locator("time").first
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", moment.get_attribute("datetime") or "")
    assert re.fullmatch(r"\d\d:\d\d( [AP]M)?", moment.inner_text())


def test_fields_are_asked_once_and_fill_the_commands(run: Tab) -> None:
    expect(run.item(DRAIN)).to_contain_text("queuectl drain --host mq-1")
    run.page.get_by_text("1 value filled in at the start").click()
    expect(run.page.locator("#run-head dl")).to_contain_text("mq-1")


def test_begin_works_with_every_field_empty_and_copy_says_what_is_missing(run: Tab) -> None:
    run.start_run(TITLE)
    expect(run.item(DRAIN)).to_contain_text("Still empty")
    copy = run.item(DRAIN).get_by_role("button", name=re.compile("^Copy"))
    expect(copy).to_be_disabled()
    expect(copy).to_have_accessible_description(re.compile("host"))


def test_copy_takes_the_command_without_its_prompt(shared: Profile, run: Tab) -> None:
    shared.context.grant_permissions(["clipboard-read", "clipboard-write"])
    run.item(DRAIN).get_by_role("button", name=re.compile("^Copy")).click()
    expect(run.item(DRAIN).get_by_text(re.compile("^Copied"))).to_be_visible()
    assert run.page.evaluate("navigator.clipboard.readText()") == "queuectl drain --host mq-1"


def test_a_tick_shows_who_when_and_where(run: Tab) -> None:
    run.tick(DRAIN)
    signed(run.item(DRAIN).locator(".step-state"), "Ada")
    signed(run.record.first, "Ada")
    expect(run.page.locator("#run-head")).to_contain_text("1of 4 done")
    run.reload()
    expect(run.step(DRAIN)).to_be_checked()
    signed(run.item(DRAIN).locator(".step-state"), "Ada")


def test_one_step_is_current_and_done_moves_on(run: Tab) -> None:
    for name in STEPS:
        current = run.steps.and_(run.page.locator("[aria-current=step]"))
        expect(current).to_have_count(1)
        expect(current.get_by_role("checkbox", name=name)).to_be_visible()
        run.press("Done")
        expect(run.step(name)).to_be_checked()
    expect(run.button("Done")).to_be_disabled()
    expect(run.page.get_by_text("Every step is settled")).to_be_visible()


def test_an_unticked_step_is_open_again_and_the_record_keeps_both(run: Tab) -> None:
    run.tick(DRAIN).untick(DRAIN)
    expect(run.page.locator("#run-head")).to_contain_text("0of 4 done")
    # The line of the first act was only named when the second came.
    expect(run.record.filter(has_text=DRAIN)).to_have_count(2)
    run.reload()
    expect(run.step(DRAIN)).not_to_be_checked()
    expect(run.record.filter(has_text=DRAIN)).to_have_count(2)


def test_a_skipped_step_keeps_its_reason(run: Tab) -> None:
    run.button("Skip").click()
    dialog = run.page.get_by_role("dialog", name="Skip this step")
    expect(dialog).to_contain_text(DRAIN)
    dialog.get_by_role("button", name="Done earlier").click()
    expect(dialog.get_by_label("Why?")).to_have_value("Done earlier")
    dialog.get_by_role("button", name="Skip step").click()
    run.saved()
    expect(run.item(DRAIN)).to_contain_text("Skipped")
    expect(run.item(DRAIN)).to_contain_text("Done earlier")
    signed(run.item(DRAIN).locator(".step-state"), "Ada")
    expect(run.steps.and_(run.page.locator("[aria-current=step]"))).to_contain_text(EMPTY)


def test_a_skip_without_a_reason_is_not_taken(run: Tab) -> None:
    run.button("Skip").click()
    dialog = run.page.get_by_role("dialog", name="Skip this step")
    dialog.get_by_role("button", name="Skip step").click()
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Cancel").click()
    expect(run.page.locator("html")).to_have_attribute("data-unsaved", "0")
    expect(run.record.filter(has_text="Skipped")).to_have_count(0)


def test_a_problem_marks_the_step_which_can_still_be_done(run: Tab) -> None:
    run.report_problem("Host does not answer:\n  ssh timed out")
    expect(run.item(DRAIN)).to_contain_text("Problem")
    expect(run.item(DRAIN)).to_contain_text("ssh timed out")
    expect(run.page.locator("#run-head")).to_contain_text("1 problem")
    run.tick(DRAIN)
    expect(run.item(DRAIN)).to_contain_text("ssh timed out")


def test_a_note_stands_with_its_step_and_in_the_record(run: Tab) -> None:
    run.write_note("Lag was 40 s — <b>before</b> the **drain** 🚒")
    note = run.item(DRAIN).get_by_role("list", name="Notes on step 1").get_by_role("listitem")
    expect(note).to_contain_text("the drain 🚒")
    expect(note.locator("strong")).to_have_text("drain")
    signed(note, "Ada")
    expect(run.record.first).to_contain_text("Lag was 40 s")


def test_undo_takes_back_the_last_act_and_says_which(run: Tab) -> None:
    run.tick(DRAIN).tick(EMPTY)
    expect(run.button("Undo")).to_have_accessible_description(re.compile("Undo takes back"))
    run.press("Undo")
    expect(run.step(EMPTY)).not_to_be_checked()
    expect(run.step(DRAIN)).to_be_checked()


def test_two_people_at_one_device_are_told_apart(run: Tab) -> None:
    run.tick(DRAIN).switch_person("Bob").tick(EMPTY)
    signed(run.item(DRAIN).locator(".step-state"), "Ada")
    signed(run.item(EMPTY).locator(".step-state"), "Bob")
    run.reload().tick(RESTART)
    signed(run.item(RESTART).locator(".step-state"), "Bob")


def test_a_finished_run_can_be_reopened(run: Tab) -> None:
    route = run.route
    run.tick(DRAIN).press("Finish run")
    expect(run.page.locator("#run-head")).to_contain_text("Finished by")
    run.visit("Runs")
    finished = run.page.get_by_role("heading", name=re.compile("^Finished"))
    expect(finished).to_be_visible()
    run.go(route).press("Reopen run")
    expect(run.button("Done")).to_be_enabled()
    run.visit("Runs")
    expect(run.page.locator(f".rows-strong a[href='{route}']")).to_be_visible()


def test_a_run_on_paper_has_no_bar_of_actions(run: Tab) -> None:
    actions = run.page.get_by_role("region", name="Actions")
    expect(actions).to_be_visible()
    run.page.emulate_media(media="print")
    expect(actions).to_be_hidden()
    run.page.emulate_media(media="screen")
    expect(actions).to_be_visible()


def test_a_late_tick_is_kept_and_flagged(run: Tab) -> None:
    run.tick(DRAIN).press("Finish run").tick(WATCH).write_note("Forgot to tick it")
    expect(run.item(WATCH)).to_contain_text("after the end")
    expect(run.record.filter(has_text="Forgot to tick it")).to_contain_text("after the end")
    run.follow("Report")
    expect(run.page.locator("#run-report")).to_contain_text("after the end")


def test_the_report_holds_everything_in_order(run: Tab) -> None:
    run.tick(DRAIN).switch_person("Bob").write_note("Queue was long").skip("Not applicable")
    run.report_problem("Broker does not stop").press("Finish run").press("Finish anyway").follow("Report")
    run.page.wait_for_selector("html[data-route$='/report']", state="attached")
    expect(run.heading(TITLE)).to_be_visible()
    report = run.page.locator("#run-report")
    for text in (
        "Ada",
        "Bob",
        "mq-1",
        "1 of 4 steps done",
        "1 skipped",
        "1 with a problem",
        "War room laptop",
    ):
        expect(report).to_contain_text(text)
    entries = report.get_by_role("region", name="Who did what when").get_by_role("listitem").all_inner_texts()
    order = ["Started", DRAIN, "Queue was long", "Not applicable", "Broker does not stop", "Finished"]
    found = [next(n for n, entry in enumerate(entries) if words in entry) for words in order]
    assert found == sorted(found), entries


def test_a_part_of_a_document_can_be_worked_alone(tab: Tab) -> None:
    tab.import_files(
        {
            "handbook.md": b"""# Handbook

## Runbook: Disk full

1. Find the biggest folder
2. Remove old logs

## Runbook: Certificate expired

1. Renew the certificate
2. Reload the proxy
3. Check the date
"""
        }
    )
    tab.open_document("Handbook")
    tab.page.get_by_role("button", name=re.compile("^Start run: .*Certificate expired")).click()
    tab.begin()
    expect(tab.steps).to_have_count(3)
    expect(tab.step("Renew the certificate")).to_be_visible()


def test_what_is_in_progress_leads_back_from_now(run: Tab) -> None:
    route = run.route
    run.tick(DRAIN).visit("Now")
    row = run.page.locator("#now-runs li").filter(has=run.page.locator(f"a[href='{route}']"))
    expect(row).to_contain_text(EMPTY)
    row.get_by_role("link").click()
    expect(run.step(DRAIN)).to_be_checked()


def test_the_strip_of_a_run_is_a_whole_target_on_a_phone(run: Tab) -> None:
    run.page.set_viewport_size({"width": 360, "height": 740})
    strip = run.go("#/library").page.get_by_role("complementary", name="Run in progress")
    link = strip.get_by_role("link").first
    box = link.bounding_box()
    assert box
    # A finger's breadth below its middle: the fade above the bar of areas lay over it there.
    link.click(position={"x": 40, "y": box["height"] - 4})
    run.at("#/runs/")


def test_a_double_click_is_one_act_each(run: Tab) -> None:
    """Two quick presses of Done are two steps done, never one step twice or a lost one."""
    run.button("Done").dblclick()
    run.saved()
    assert run.ticks() in ([True, False, False, False], [True, True, False, False])
    done = [
        event
        for event in run.events()
        if event["type"] == "StepDone" and event["stream"].endswith(run.route[7:])
    ]
    assert len(done) == sum(run.ticks())


def test_ticks_in_quick_succession_all_land(run: Tab) -> None:
    for name in STEPS:
        run.step(name).check()
    run.saved()
    assert run.ticks() == [True] * 4
    run.reload()
    assert run.ticks() == [True] * 4


@pytest.mark.slow
def test_a_run_of_every_kind_of_profile_is_its_own(profiles: Callable[[str], Profile]) -> None:
    """Nothing is shared between two browsers without a snapshot."""
    other = Tab(profiles("other").open("#/library"))
    expect(
        other.page.get_by_role("heading", name="Your runbooks, playbooks and checklists live here")
    ).to_be_visible()
    assert other.events() == []
