"""Snapshots in any order and in any state: the record only grows, damage is named line by line, good lines are kept."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bench.journal import Journal, identity, snapshot
from tests.browser import trouble
from tests.browser.profile import Profile
from tests.browser.tally import Tally
from tests.browser.trouble import STREAM, name
from tests.browser.verbs import Tab

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Lines = list[str]


def ids(tab: Tab) -> set[str]:
    return {row["id"] for row in tab.store("events")}


@pytest.mark.fault("F19", "older, empty, own and foreign snapshots imported in two orders, some twice")
def test_imports_in_any_order_only_grow(
    profiles: Callable[[str], Profile], tally: Tally, tmp_path: Path
) -> None:
    """An older one of one's own, an empty one, a foreign one, a longer foreign one: both browsers end the same."""
    base, bo, longer, empty = fleet_of_two(tmp_path)
    ends: list[tuple[set[str], str]] = []
    for browser, order in (("a", [base, empty, bo, longer]), ("b", [longer, bo, base, empty, bo])):
        tab = Tab(profiles(browser).open())
        if browser == "a":
            tab.add_person("Ada")
            own = tab.save_snapshot(tmp_path / "own.json")
        before = ids(tab)
        for file in [*order, own, base]:
            said = tab.read_snapshot(file)
            if said["New"]:
                tab.button("Import").click()
                expect(tab.page.get_by_role("group", name="What would change")).to_contain_text("added from")
            after = ids(tab)
            tally.count(before, after)
            tally.tell("what is new is counted before it comes in; both browsers end the same")
            assert before <= after
            assert len(after) == len(before) + said["New"]
            before = after
        tab.go(trouble.ROUTE)
        expect(tab.step(name(1))).to_be_visible()
        ends.append((ids(tab), tab.page.locator("#run-record").inner_text()))
    assert ends[0] == ends[1]


def fleet_of_two(folder: Path) -> list[Path]:
    ada, bo = trouble.fleet(3), Journal("Bo", at=1_735_700_000_000)
    files = [trouble.saved_as(folder / "base.json", ada)]
    bo.write(STREAM, "StepDone", step="s1")
    files.append(trouble.saved_as(folder / "bo.json", bo))
    ada.write(STREAM, "StepDone", step="s2")
    bo.write(STREAM, "StepReopened", over=[bo.last], step="s1")
    files.append(trouble.saved_as(folder / "longer.json", ada, bo))
    files.append(trouble.saved_as(folder / "empty.json"))
    return files


def section(lines: Lines, opens: str) -> slice:
    """Where the entries of this part stand."""
    start = lines.index(opens) + 1
    end = next(at for at in range(start, len(lines)) if lines[at] in ("],", "},"))
    return slice(start, end)


def again(lines: Lines, part: slice, entries: Lines) -> str:
    bare = [entry.removesuffix(",") for entry in entries]
    return "\n".join(
        [*lines[: part.start], *(f"{entry}," for entry in bare[:-1]), bare[-1], *lines[part.stop :]]
    )


def shuffled(text: str) -> str:
    for opens in ('"events":[', '"data":{'):
        lines = text.split("\n")
        part = section(lines, opens)
        text = again(lines, part, random.Random(7).sample(lines[part], len(lines[part])))
    return text


def doubled(text: str) -> str:
    for opens in ('"events":[', '"data":{'):
        lines = text.split("\n")
        part = section(lines, opens)
        text = again(lines, part, [line for line in lines[part] for _ in range(2)])
    return text


def without_tail(text: str) -> str:
    """Cut in the middle of the contents, as a download that broke."""
    at = text.index('"data":{') + 9
    for _ in range(3):
        at = text.index("\n", at) + 1
    return text[: at + 90]


def flipped(text: str, inside: str) -> str:
    """One letter is another."""
    assert inside in text
    return text.replace(inside, inside[:-1] + ("x" if inside[-1] != "x" else "y"), 1)


# What is done to a snapshot of six events; how many come in, how many lines are named. An event whose content is damaged
# comes in without it; an event that is damaged leaves a content that belongs to nobody.
DAMAGE: dict[str, tuple[Callable[[str], bytes], int, int]] = {
    "shuffled": (lambda text: shuffled(text).encode(), 6, 0),
    "doubled": (lambda text: doubled(text).encode(), 6, 0),
    "crlf": (lambda text: text.replace("\n", "\r\n").encode(), 6, 0),
    "bom": (lambda text: b"\xef\xbb\xbf" + text.encode(), 6, 0),
    "cut": (lambda text: without_tail(text).encode(), 6, 1),
    "content flipped": (lambda text: flipped(text, "the third note").encode(), 6, 1),
    "header flipped": (lambda text: flipped(text, r"\"seq\":4").encode(), 5, 2),
    "a line lost": (lambda text: "".join(part for part in text.splitlines(True) if "the fifth note" not in part).encode(), 6, 0),
}  # fmt: skip

SENTENCES: dict[str, tuple[Callable[[str], bytes], str]] = {
    "utf16": (lambda text: text.encode("utf-16"), "UTF-16"),
    "nothing": (lambda text: b"", "not a Sophie snapshot"),
    "not json": (lambda text: b"# Restart the queue\n\n- [ ] Drain\n", "not a Sophie snapshot"),
    "other json": (lambda text: b'{"name":"sophie","version":"0.1.0"}', "not a Sophie snapshot"),
    "a list": (lambda text: b"[1,2,3]", "not a Sophie snapshot"),
    "half of json": (lambda text: b'{"name":"sophie",', "not a Sophie snapshot"),
    "deep": (lambda text: b"[" * 200_000, "not a Sophie snapshot"),
    "from the future": (
        lambda text: text.replace('"minReader":1', '"minReader":9').encode(),
        "needs a newer Sophie",
    ),
}


def six_notes(person: str) -> Journal:
    """Six events of a device of its own, so that each damage starts anew."""
    journal = trouble.fleet(2, identity(f"run of {person}"), person)
    for number in ("third", "fourth", "fifth", "sixth"):
        journal.write(
            f"run/{identity(f'run of {person}')}", "NoteAdded", step=None, text=f"the {number} note"
        )
    return journal


@pytest.mark.fault("F20", "snapshot shuffled, doubled, CRLF, BOM, cut, flipped, with a line lost")
def test_a_damaged_snapshot_is_named_line_by_line_and_its_good_lines_are_kept(
    profile: Profile, tally: Tally, tmp_path: Path
) -> None:
    tab = Tab(profile.open("#/snapshots"))
    wrong: dict[str, object] = {}
    for case, (damage, good, named) in DAMAGE.items():
        file = tmp_path / f"{case}.json"
        file.write_bytes(damage(snapshot(six_notes(case))))
        there = ids(tab)
        said = tab.import_snapshot(file)
        tally.count(there, ids(tab))
        grown = len(ids(tab)) - len(there)
        if (said["New"], said["Rejected"], grown) != (good, named, good):
            wrong[case] = (said, grown)
    assert wrong == {}
    tally.tell("each damaged line by its number; the good ones come in")
    # What came in can be worked: nothing of the damage reached the engine.
    tab.go(f"#/runs/{identity('run of content flipped')}")
    expect(tab.record).to_have_count(5)
    expect(tab.record.filter(has_text="the sixth note")).to_have_count(1)
    expect(tab.record.filter(has_text="the third not")).to_have_count(0)
    tab.tick(name(1))


def test_a_damaged_line_is_told_by_its_number(profile: Profile, tmp_path: Path) -> None:
    tab = Tab(profile.open("#/snapshots"))
    file = tmp_path / "flipped.json"
    text = flipped(snapshot(six_notes("Eve")), "the third note")
    file.write_text(text)
    [line] = [at for at, line in enumerate(text.split("\n"), 1) if "the third not" in line]
    assert tab.read_snapshot(file)["Rejected"] == 1
    plan = tab.page.get_by_role("group", name="What would change")
    expect(plan).to_contain_text("These lines are damaged and stay out; the good ones can be imported.")
    expect(plan.get_by_role("listitem").last).to_contain_text(f"Line {line}:")


@pytest.mark.fault(
    "F20", "UTF-16, nothing, half of JSON, other JSON, brackets 200,000 deep, for a newer reader"
)
def test_what_is_no_snapshot_gets_a_sentence_and_changes_nothing(
    profile: Profile, tally: Tally, tmp_path: Path
) -> None:
    tab = Tab(profile.open())
    tab.add_person("Ada")
    there = ids(tab)
    tab.go("#/snapshots")
    plan = tab.page.get_by_role("group", name="What would change")
    for case, (damage, sentence) in SENTENCES.items():
        file = tmp_path / f"{case}.json"
        file.write_bytes(damage(snapshot(six_notes(case))))
        tab.page.get_by_label("Snapshot to import").set_input_files(file)
        expect(plan, case).to_contain_text(sentence)
        expect(plan.get_by_role("button", name="Import", exact=True)).to_have_count(0)
    tally.count(there, ids(tab))
    tally.tell("a sentence for each, such as “not a Sophie snapshot”")
    assert ids(tab) == there
