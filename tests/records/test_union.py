"""The union of snapshots: any order, any grouping, any repetition give the same events, contents and attachments."""

import contextlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records.__main__ import main
from app.records.snapshot import Loaded, load
from app.records.titles import heading_of
from app.records.union import differences, lines_of, union
from tests.records.stories import chain, snapshot

DEVICES = [chain([f'{{"v":1,"text":"{dev} {n}"}}' for n in range(6)], dev * 16) for dev in "abc"]
ALL = [record for device in DEVICES for record in device]


@st.composite
def files(draw: st.DrawFn) -> Loaded:
    """Any part of what three devices wrote, in any order, some of it without its content."""
    chosen = draw(st.lists(st.sampled_from(ALL), unique=True))
    lines = snapshot(draw(st.permutations(chosen)))
    lost = draw(st.sets(st.sampled_from([line for line in lines if '{"nonce"' in line] or [""])))
    kept = [line for line in lines if line not in lost]
    return load(kept)


def merged(*parts: Loaded) -> Loaded:
    return load(lines_of(union(parts), "test", "2026-01-01T00:00:00.000Z"))


def told(file: Loaded) -> object:
    return dict(file.records), dict(file.blobs)


@settings(max_examples=40)
@given(files(), files(), files())
def test_the_union_is_commutative_associative_and_idempotent(a: Loaded, b: Loaded, c: Loaded) -> None:
    assert told(merged(a, b)) == told(merged(b, a))
    assert told(merged(merged(a, b), c)) == told(merged(a, merged(b, c)))
    assert told(merged(a, a)) == told(merged(a))


@settings(max_examples=40)
@given(files(), files())
def test_the_union_loses_nothing_and_adds_nothing(a: Loaded, b: Loaded) -> None:
    both = merged(a, b)
    assert set(both.records) == set(a.records) | set(b.records)
    for file in (a, b):
        for id_, record in file.records.items():
            assert both.records[id_].text == record.text
            assert record.body is None or both.records[id_].body == record.body


@settings(max_examples=40)
@given(files(), files())
def test_what_differs_is_what_the_other_lacks(a: Loaded, b: Loaded) -> None:
    found = differences(a, b)
    assert sum(one.first for one in found) == len(set(a.records) - set(b.records))
    assert sum(one.second for one in found) == len(set(b.records) - set(a.records))
    assert differences(merged(a, b), merged(b, a)) == ()


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
