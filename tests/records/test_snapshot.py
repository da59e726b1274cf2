"""`verify` finds every damage in a snapshot and names its line; a good one is good however it is laid out."""

import json
from pathlib import Path

import pytest

from app.records.__main__ import main
from app.records.snapshot import Report, verify
from app.records.snapshot_file import NotASnapshot
from tests.records.stories import chain, snapshot

RECORDS = chain(['{"v":1,"text":"one"}', '{"v":1,"text":"\\"zwei\\" \u00fc \U0001f600"}', '{"v":1}'])
LINES = snapshot(RECORDS)
FIRST_EVENT = LINES.index('"events":[') + 1
FIRST_BODY = LINES.index('"data":{') + 1


def places(report: Report) -> list[str]:
    return [damage.place for damage in report.damage]


def with_line(at: int, text: str) -> list[str]:
    return [*LINES[:at], text, *LINES[at + 1 :]]


def test_a_good_snapshot_is_good() -> None:
    report = verify(LINES)
    assert report.is_whole
    assert (report.events, report.bare, report.blobs) == (3, 0, 1)


@pytest.mark.parametrize("indent", [None, 2])
def test_a_rewritten_snapshot_is_still_good(indent: int | None) -> None:
    text = json.dumps(json.loads("\n".join(LINES)), indent=indent)
    assert verify(text.split("\n")).is_whole


@pytest.mark.parametrize("at", range(FIRST_EVENT, FIRST_EVENT + 3))
def test_a_flipped_character_in_an_event_is_named(at: int) -> None:
    report = verify(with_line(at, LINES[at].replace("Ada", "Ad#")))
    assert not report.is_whole
    assert any(place == f"line {at - FIRST_EVENT + FIRST_BODY + 1}" for place in places(report))
    report = verify(with_line(at, LINES[at][:40] + "#" + LINES[at][41:]))
    assert f"line {at + 1}" in places(report)


@pytest.mark.parametrize("at", range(FIRST_BODY, FIRST_BODY + 3))
def test_a_flipped_character_in_a_content_is_named(at: int) -> None:
    for old, new in (('v\\":1', 'v\\":2'), ('"nonce":"0', '"nonce":"1'), (":{", ":[")):
        report = verify(with_line(at, LINES[at].replace(old, new)))
        assert places(report) == [f"line {at + 1}"]
        assert report.bare == 1


@pytest.mark.parametrize("opening", ['"events":[', '"data":{'])
def test_a_list_whose_opening_line_is_damaged_is_still_read(opening: str) -> None:
    at = LINES.index(opening)
    report = verify(with_line(at, "#" + opening))
    assert (report.events, report.bare) == (3, 0)
    assert places(report) == [f"line {at + 1}"]


def test_a_removed_event_is_a_gap_and_its_content_is_left_over() -> None:
    report = verify([*LINES[: FIRST_EVENT + 1], *LINES[FIRST_EVENT + 2 :]])
    assert report.chains[0].gaps == ((1, 3),)
    assert places(report) == [f"line {FIRST_BODY + 1}", "end"]


def test_a_cut_file_is_damaged_and_what_came_before_the_cut_counts() -> None:
    report = verify(LINES[: FIRST_BODY + 1])
    assert (report.events, report.bare, report.is_whole) == (3, 2, False)
    assert places(report) == ["end"]


def test_an_attachment_that_is_not_its_name_is_named() -> None:
    at = next(at for at, line in enumerate(LINES) if "base64" in line)
    for text in (
        LINES[at].replace("YWJj", "YWJk"),
        LINES[at].replace("YWJj", "%%%"),
        LINES[at].replace("base64", "x"),
    ):
        assert places(verify(with_line(at, text))) == [f"line {at + 1}"]


def test_deep_nesting_is_damage_and_does_not_end_the_interpreter() -> None:
    report = verify(with_line(FIRST_BODY, f'"{"a" * 64}":{"[" * 100_000}'))
    assert places(report) == [f"line {FIRST_BODY + 1}"]
    with pytest.raises(NotASnapshot):
        verify(['{"a":' + "[" * 100_000])


def test_half_of_a_character_is_damage() -> None:
    for text in ('"{\\"actor\\":\\"\\ud800\\"}",', '"\\ud800",'):
        assert f"line {FIRST_EVENT + 1}" in places(verify(with_line(FIRST_EVENT, text)))


@pytest.mark.parametrize("text", ["", "# Markdown", "[]", "{}", '{"a":1}', '{"format":"excalidraw"}'])
def test_another_file_is_told_apart(text: str) -> None:
    with pytest.raises(NotASnapshot, match="not a Sophie snapshot"):
        verify(text.split("\n"))


def test_a_snapshot_for_newer_readers_says_so() -> None:
    with pytest.raises(NotASnapshot, match="newer Sophie"):
        verify([line.replace('"minReader":1', '"minReader":2') for line in LINES])


@pytest.mark.parametrize("version", ["2.0", "1.5", '"2"', '"1"', "true", "null", "[]", '"\\u001b[2J"'])
def test_a_reader_version_that_no_sophie_wrote_is_refused(version: str) -> None:
    with pytest.raises(NotASnapshot, match="newer Sophie") as refused:
        verify([line.replace('"minReader":1', f'"minReader":{version}') for line in LINES])
    assert "\x1b" not in str(refused.value)


def test_a_snapshot_whose_reader_version_is_damaged_or_lost_is_read() -> None:
    at = LINES.index('"minReader":1,')
    assert places(verify(with_line(at, '"minReader":#,'))) == [f"line {at + 1}"]
    assert verify([*LINES[:at], *LINES[at + 1 :]]).is_whole


def test_a_number_of_events_that_is_lost_is_told_in_words() -> None:
    at = LINES.index('"count":3,')
    for line, why in (
        ('"count":4,', "The number of events should be 4 and is 3."),
        ("", "The number of events is missing or damaged; the file holds 3."),
        ('"count":"3",', "The number of events is missing or damaged; the file holds 3."),
    ):
        assert [damage.why for damage in verify(with_line(at, line)).damage] == [why]


def test_a_damaged_name_of_an_erased_event_is_named() -> None:
    at = LINES.index('"count":3,')
    listed = [*LINES[:at], '"erased":[', f'"{"0" * 64}",', '"x"', "],", *LINES[at:]]
    assert places(verify(listed)) == [f"line {at + 3}"]


def test_the_command_says_good_damaged_or_bad_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "snapshot.json"
    file.write_text("\r\n".join(["\ufeff" + LINES[0], *LINES[1:]]), encoding="utf-8", newline="")
    assert main(["verify", str(file)]) == 0
    assert "3 events, 1 attachment: good" in capsys.readouterr().out
    file.write_text("\n".join(with_line(FIRST_EVENT, '"x",')), encoding="utf-8")
    assert main(["verify", str(file)]) == 1
    said = capsys.readouterr().out
    assert f"line {FIRST_EVENT + 1}: The header is not JSON" in said
    assert "events between 0 and 2 are missing" in said
    file.write_text("# Markdown", encoding="utf-8")
    assert main(["verify", str(file)]) == 2
    assert main(["verify", str(tmp_path / "nothing")]) == 2
    assert main([]) == 2
    assert "Usage" in capsys.readouterr().err


def test_a_salt_that_takes_a_part_of_the_body_to_itself_is_damage() -> None:
    line = json.loads(f"{{{LINES[FIRST_BODY].removesuffix(',')}}}")
    [(id_, kept)] = line.items()
    moved = {"nonce": kept["nonce"] + kept["body"][:4], "body": kept["body"][4:]}
    report = verify(with_line(FIRST_BODY, f'"{id_}":{json.dumps(moved)},'))
    assert places(report) == [f"line {FIRST_BODY + 1}"]
    assert report.bare == 1


ODD = json.loads((Path(__file__).parents[1] / "vectors" / "contents.json").read_text(encoding="ascii"))["bad"]


@pytest.mark.parametrize(
    "case", [case for case in ODD if case["text"].isascii()], ids=lambda case: case["name"]
)
def test_a_content_that_the_page_leaves_out_is_damage(case: dict[str, str]) -> None:
    report = verify(snapshot(chain(['{"v":1}', case["text"]])))
    assert [damage.why for damage in report.damage] == [f"This content is left out. {case['why']}"]
    assert (report.events, report.bare) == (2, 1)
