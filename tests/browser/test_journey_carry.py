"""A snapshot from one browser in, the same content in another out; damage is told by line, and twice is as once."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.profile import Profile
from tests.browser.verbs import Tab

pytestmark = pytest.mark.browser

DOC = b"""# Renew the certificate

1. Make a request
2. Install it
3. Reload the proxy
"""
ADA, BOB = "Ada Lovelace", "Bob ✓ <b>"


@pytest.fixture(scope="module")
def carried(shared: Profile, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], list[str]]:
    """The file, what the run's screen showed, and the ids of all events."""
    tab = Tab(shared.open())
    tab.import_files({"certificate.md": DOC}).add_person(ADA).name_device("Laptop")
    tab.start_run("Renew the certificate").tick("Make a request").write_note("Took 4 minutes")
    tab.add_person(BOB).report_problem("Permission denied").skip("Cannot be done").tick("Reload the proxy")
    shown = work(tab)
    file = tab.save_snapshot(tmp_path_factory.mktemp("carried") / "sophie.json")
    ids = [event["id"] for event in tab.store("events")]
    tab.page.close()
    return file, shown, ids


def work(tab: Tab) -> list[str]:
    """What a person reads of the run, local clock times left as they are."""
    tab.go("#/runs")
    tab.page.locator("#run-list a.row-link").first.click()
    expect(tab.steps.first).to_be_visible()
    return [*tab.steps.all_inner_texts(), *tab.record.all_inner_texts()]


def test_a_snapshot_opens_in_another_browser_with_the_same_content(
    carried: tuple[Path, list[str], list[str]], profiles: Callable[[str], Profile]
) -> None:
    file, shown, ids = carried
    other = Tab(profiles("phone").open())
    read = other.read_snapshot(file)
    assert read == {"New": len(ids), "Already here": 0, "Rejected": 0}
    assert other.store("events") == [], "A dry run stores nothing."
    other.import_snapshot(file)
    assert [event["id"] for event in other.store("events")] == ids
    assert [text for text in work(other) if "Someone" in text] == []
    assert work(other) == shown
    other.open_document("Renew the certificate")
    assert other.export_markdown() == DOC
    # The people and the device came along; their second import changes nothing.
    other.page.locator("button.person").click()
    people = (
        other.page.get_by_role("dialog", name="Who is working?").get_by_role("list").get_by_role("button")
    )
    expect(people).to_have_text([ADA, BOB])
    other.page.keyboard.press("Escape")
    assert other.read_snapshot(file) == {"New": 0, "Already here": len(ids), "Rejected": 0}
    plan = other.page.get_by_role("group", name="What would change")
    expect(plan).to_contain_text("already here")
    expect(plan.get_by_role("button", name="Import")).to_have_count(0)


def test_work_on_both_sides_meets(
    carried: tuple[Path, list[str], list[str]], profiles: Callable[[str], Profile], tmp_path: Path
) -> None:
    """Two devices tick the same run apart; each brings the other's file, and both show the same."""
    file, _, ids = carried
    phone, desk = Tab(profiles("phone").open()), Tab(profiles("desk").open())
    for tab, name in ((phone, "Phone"), (desk, "Desk")):
        tab.import_snapshot(file)
        tab.add_person(f"{name} person")
        work(tab)
    phone.tick("Install it")
    desk.write_note("Seen from the desk")
    from_phone, from_desk = phone.save_snapshot(tmp_path / "p.json"), desk.save_snapshot(tmp_path / "d.json")
    assert phone.import_snapshot(from_desk)["New"] == 2
    assert desk.import_snapshot(from_phone)["New"] == 2
    assert work(phone) == work(desk)
    expect(desk.item("Install it")).to_contain_text("Phone person")
    assert {event["id"] for event in phone.store("events")} == {event["id"] for event in desk.store("events")}
    assert len(phone.store("events")) == len(ids) + 4


@pytest.mark.slow
def test_a_damaged_snapshot_says_which_line_and_keeps_what_is_good(
    carried: tuple[Path, list[str], list[str]], profiles: Callable[[str], Profile], tmp_path: Path
) -> None:
    file, _, ids = carried
    lines = file.read_text(encoding="utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if "Took 4 minutes" in line)
    lines[at] = lines[at].replace("Took 4 minutes", "Took 9 minutes")
    damaged = tmp_path / "damaged.json"
    damaged.write_text("\n".join(lines), encoding="utf-8")
    other = Tab(profiles("other").open())
    read = other.read_snapshot(damaged)
    assert read["Rejected"] == 1
    plan = other.page.get_by_role("group", name="What would change")
    expect(plan.get_by_role("listitem").last).to_contain_text(f"Line {at + 1}:")
    other.import_snapshot(damaged)
    work(other)
    expect(other.step("Make a request")).to_be_checked()
    assert "9 minutes" not in other.page.inner_text("#screen")
    # The whole file brings what the damaged one could not.
    assert other.import_snapshot(file)["Rejected"] == 0
    work(other)
    expect(other.page.get_by_text("Took 4 minutes").first).to_be_visible()
    assert {event["id"] for event in other.store("events")} == set(ids)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cut.json", None),
        pytest.param("list.json", b"[]", marks=pytest.mark.slow),
        pytest.param("other.json", b'{"hello": 1}', marks=pytest.mark.slow),
        pytest.param("empty.json", b"", marks=pytest.mark.slow),
        pytest.param("noise.json", b"\x00\xff\xfe", marks=pytest.mark.slow),
    ],
)
def test_a_file_that_is_no_snapshot_is_told_in_a_sentence(
    carried: tuple[Path, list[str], list[str]], tab: Tab, tmp_path: Path, name: str, data: bytes | None
) -> None:
    whole = carried[0].read_bytes()
    file = tmp_path / name
    file.write_bytes(whole[: len(whole) // 2] if data is None else data)
    before = len(tab.store("events"))
    tab.go("#/snapshots")
    tab.page.get_by_label("Snapshot to import").set_input_files(file)
    plan = tab.page.get_by_role("group", name="What would change")
    expect(plan).to_contain_text(re.compile(r"\w+ \w+ \w+"))
    expect(plan).not_to_contain_text("Reading…")
    assert "undefined" not in plan.inner_text()
    assert len(tab.store("events")) == before


@pytest.mark.slow
def test_cancel_changes_nothing(
    carried: tuple[Path, list[str], list[str]], profiles: Callable[[str], Profile]
) -> None:
    other = Tab(profiles("fresh").open())
    other.read_snapshot(carried[0])
    other.button("Cancel").click()
    expect(other.page.get_by_text("Nothing was changed.")).to_be_visible()
    assert other.store("events") == []


@pytest.mark.slow
def test_a_snapshot_dropped_on_any_screen_is_shown_before_it_is_added(
    carried: tuple[Path, list[str], list[str]], profiles: Callable[[str], Profile]
) -> None:
    other = Tab(profiles("dropped").open("#/library"))
    other.drop({"sophie.json": carried[0].read_bytes()}).at("#/snapshots")
    plan = other.page.get_by_role("group", name="What would change")
    expect(plan).to_contain_text(str(len(carried[2])))
    assert other.store("events") == []


def test_the_rescue_export_holds_the_same(carried: tuple[Path, list[str], list[str]], tab: Tab) -> None:
    tab.go("#/snapshots")
    with tab.page.expect_download() as download:
        tab.button("Rescue export").click()
    rescued = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    saved = json.loads(carried[0].read_text(encoding="utf-8"))
    assert rescued["events"] == saved["events"]
