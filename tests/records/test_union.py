"""The union of snapshots: any order, any grouping, any repetition give the same events, contents and attachments."""

import contextlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records.__main__ import main
from app.records.canonical import id_of
from app.records.snapshot import Loaded, load, report_of
from app.records.titles import heading_of
from app.records.union import differences, lines_of, union
from tests.records.stories import chain, snapshot

DEVICES = [chain([f'{{"v":1,"text":"{dev} {n}"}}' for n in range(6)], dev * 16) for dev in "abc"]
ALL = [record for device in DEVICES for record in device]
IDS = [id_of(header) for header, _ in ALL]


def told_of_itself(lines: list[str], erased: list[str], scope: object) -> list[str]:
    """The lines of a snapshot that names erased events, and of a part when there is a scope."""
    at = next(at for at, line in enumerate(lines) if line.startswith('"count"'))
    listed = [f'"{id_}",' for id_ in erased[:-1]] + [f'"{id_}"' for id_ in erased[-1:]]
    top = [f'"scope":{json.dumps(scope)},'] if scope is not None else []
    return [*lines[:3], *top, *lines[3:at], '"erased":[', *listed, "],", *lines[at:]]


COUNTS = st.dictionaries(st.sampled_from(["secrets", "choice"]), st.integers(0, 9) | st.just("x"))
SCOPES = st.fixed_dictionaries(
    {},
    optional={
        "streams": st.lists(st.sampled_from(["run/a", "run/b", 1])),
        "from": st.integers(0, 9),
        "until": st.integers(10, 19) | st.none(),
        "attachments": st.booleans(),
        "leftOut": COUNTS | st.just(1),
    },
)


@st.composite
def files(draw: st.DrawFn) -> Loaded:
    """Any part of what three devices wrote, in any order, some of it without its content, some of that on purpose."""
    chosen = draw(st.lists(st.sampled_from(ALL), unique=True))
    lines = snapshot(draw(st.permutations(chosen)))
    lost = draw(st.sets(st.sampled_from([line for line in lines if '{"nonce"' in line] or [""])))
    erased = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=3))
    kept = [line for line in lines if line not in lost and line[1:65] not in erased]
    return load(told_of_itself(kept, erased, draw(st.none() | SCOPES)))


def merged(*parts: Loaded) -> Loaded:
    return load(lines_of(union(parts), "test", "2026-01-01T00:00:00.000Z"))


def told(file: Loaded) -> object:
    return dict(file.records), dict(file.blobs), file.erased, file.scope


@settings(max_examples=40)
@given(files(), files(), files())
def test_the_union_is_commutative_associative_and_idempotent(a: Loaded, b: Loaded, c: Loaded) -> None:
    assert told(merged(a, b)) == told(merged(b, a))
    assert told(merged(merged(a, b), c)) == told(merged(a, merged(b, c)))
    assert told(merged(a, a)) == told(merged(a))


@settings(max_examples=40)
@given(files(), files())
def test_the_union_loses_nothing_that_nobody_erased_and_adds_nothing(a: Loaded, b: Loaded) -> None:
    both = merged(a, b)
    assert set(both.records) == set(a.records) | set(b.records)
    assert not [damage for damage in both.damage if damage.place != "end"]
    for file in (a, b):
        for id_, record in file.records.items():
            assert both.records[id_].text == record.text
            if record.body is not None and id_ not in a.erased | b.erased:
                assert both.records[id_].body == record.body


@settings(max_examples=40)
@given(st.lists(files(), min_size=1, max_size=4).flatmap(st.permutations))
def test_what_one_file_erased_stays_erased_in_any_order(several: list[Loaded]) -> None:
    both = merged(*several)
    for file in several:
        assert file.erased <= both.erased
        assert not [id_ for id_ in file.erased & both.records.keys() if both.records[id_].body is not None]


@settings(max_examples=40)
@given(st.lists(files(), min_size=1, max_size=4).flatmap(st.permutations))
def test_a_part_stays_a_part_and_nothing_else_becomes_one(several: list[Loaded]) -> None:
    assert merged(*several).is_part == any(file.is_part for file in several)


@settings(max_examples=40)
@given(files(), files())
def test_what_differs_is_what_the_other_lacks(a: Loaded, b: Loaded) -> None:
    found = differences(a, b)
    assert sum(one.first for one in found) == len(set(a.records) - set(b.records))
    assert sum(one.second for one in found) == len(set(b.records) - set(a.records))
    assert differences(merged(a, b), merged(b, a)) == ()


def test_a_part_is_good_after_a_merge_too_and_says_what_all_chose() -> None:
    day = {"streams": ["run/a"], "from": 5, "until": 9, "attachments": False, "leftOut": {"secrets": 2}}
    week = {"streams": ["run/b"], "from": 1, "until": 7, "leftOut": {"secrets": 1, "choice": 3}}
    one = load(told_of_itself(snapshot(DEVICES[0][2:4]), [], day))
    two = load(told_of_itself(snapshot(DEVICES[1][3:]), [], week))
    both = merged(one, two)
    assert report_of(both).is_whole
    assert both.scope == {
        "streams": ["run/a", "run/b"],
        "from": 1,
        "until": 9,
        "attachments": False,
        "leftOut": {"secrets": 2, "choice": 3},
    }
    whole = load(snapshot(DEVICES[2]))
    assert merged(both, whole).scope == {"attachments": False, "leftOut": both.scope["leftOut"]}


def test_an_attachment_goes_with_the_only_content_that_named_it() -> None:
    sha = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    for other, left in ("nothing", set()), (sha, {sha}):
        records = chain([f'{{"v":1,"sha":"{sha}"}}', f'{{"v":1,"sha":"{other}"}}'])
        gone = id_of(records[0][0])
        lines = snapshot(records)
        old = load(lines)
        new = load(told_of_itself([line for line in lines if not line.startswith(f'"{gone}')], [gone], None))
        for both in (merged(old, new), merged(new, old)):
            assert set(both.blobs) == left
    assert set(merged(old).blobs) == {sha}


def saved(folder: Path, name: str, lines: list[str]) -> str:
    (folder / name).write_text("\n".join(lines), encoding="utf-8")
    return str(folder / name)


def test_the_command_line_merges_compares_and_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = saved(tmp_path, "one.json", snapshot(DEVICES[0][:4]))
    two = saved(tmp_path, "two.json", snapshot(DEVICES[0]))
    assert main(["diff", one, two]) == 1
    assert "2 events only in the second" in capsys.readouterr().out
    assert main(["diff", one, one]) == 0
    assert capsys.readouterr().out == ""
    whole = io.StringIO()
    with contextlib.redirect_stdout(whole):
        assert main(["merge", one, two]) == 0
    both = saved(tmp_path, "both.json", whole.getvalue().split("\n"))
    assert main(["verify", both, two]) == 0
    assert main(["diff", both, two]) == 0
    capsys.readouterr()
    assert main(["show", two]) == 0
    assert "6 events" in capsys.readouterr().out


def test_a_merge_says_what_stays_erased_and_what_never_reached_a_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = snapshot(DEVICES[0])
    at = next(at for at, line in enumerate(lines) if line.startswith('"count"'))
    waiting = ['"inbox":[', '{"id":"x","command":{}}', "],"]
    old = saved(tmp_path, "old.json", [*lines[:at], *waiting, *lines[at:]])
    kept = [line for line in lines if not line.startswith(f'"{IDS[0]}')]
    new = saved(tmp_path, "new.json", told_of_itself(kept, [IDS[0]], None))
    assert main(["merge", old, new]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["erased"] == [IDS[0]]
    assert "1 content that one file still has: erased in another" in said.err
    assert "old.json: 1 act that never reached its log: left out." in said.err
    assert main(["merge", new, new]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("start", ['"events":[', '"data":{', '"blobs":{', '"count"', '"sha256"', "}"])
def test_a_difference_that_is_damage_is_told(
    start: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = snapshot(DEVICES[0])
    at = max(at for at, line in enumerate(lines) if line.startswith(start))
    good = saved(tmp_path, "good.json", lines)
    damaged = saved(tmp_path, "damaged.json", [*lines[:at], "#", *lines[at + 1 :]])
    for pair in ([good, damaged], [damaged, good], [damaged, damaged]):
        assert main(["diff", *pair]) == 1
        assert f"damaged.json: line {at + 1}: " in capsys.readouterr().err
    assert main(["diff", good, good]) == 0
    assert capsys.readouterr() == ("", "")


def test_attachments_that_only_one_has_are_a_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = snapshot(DEVICES[0][:1])
    one = saved(tmp_path, "one.json", lines)
    two = saved(tmp_path, "two.json", [line for line in lines if "base64" not in line])
    assert main(["diff", one, two]) == 1
    assert capsys.readouterr().out == "1 attachment only in the first\n"
    none = saved(tmp_path, "none.json", [line for line in snapshot([]) if "base64" not in line])
    assert main(["diff", none, two]) == 1
    assert "1 event only in the second" in capsys.readouterr().out


def test_a_damaged_file_is_merged_as_far_as_it_is_good(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = snapshot(DEVICES[0])
    at = lines.index('"events":[') + 2
    damaged = saved(tmp_path, "damaged.json", [*lines[:at], '"x",', *lines[at + 1 :]])
    assert main(["merge", damaged]) == 1
    said = capsys.readouterr()
    assert len(json.loads(said.out)["events"]) == 5
    assert f"line {at + 1}" in said.err


@pytest.mark.parametrize(
    "arguments", [[], ["verify"], ["diff", "x"], ["paint", "x"], ["show", "/nowhere"], ["merge"]]
)
def test_bad_use_is_told_apart(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err


def test_nothing_of_a_name_reaches_the_terminal_as_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    golden = Path(__file__).parent.parent / "golden/v1/odd.json"
    assert main(["show", str(golden)]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_a_heading_of_a_million_marks_and_spaces_is_titled_at_once() -> None:
    for fill in (" ", "#", "\t"):
        assert heading_of(f"# Drain{fill * 1_000_000}x").startswith("Drain")
    titles = {"# A ##": "A", "# A # B": "A # B", "## ###": "#", "#\n\n# B": "B", "# C#": "C", "#D": ""}
    for text, title in titles.items():
        assert heading_of(text) == title


def test_nothing_of_a_top_key_reaches_the_terminal_as_a_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = json.dumps("\x1b[2J")
    lines = [f'"count":{evil},' if line.startswith('"count"') else line for line in snapshot(DEVICES[0])]
    name = saved(tmp_path, "evil.json", [*lines[:3], f'"app":{evil},', f'"exportedAt":{evil},', *lines[3:]])
    for command in ("verify", "show", "merge"):
        main([command, name])
        said = capsys.readouterr()
        assert "\x1b" not in said.out + said.err
