"""The quick look at a snapshot says what the full reading says, or nothing; most whole files are settled by it."""

import json
import sys
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.canonical import body_hash, id_of
from app.records.screen import content_fault
from app.records.snapshot import load, report_of
from app.records.whole import PLAIN_CONTENT, whole
from tests.records.stories import FIRST, NONCE, chain, snapshot, text_of

BODIES = [
    '{"v":1,"text":"one"}',
    '{"v":1,"text":"\\"zwei\\" \u00fc \U0001f600"}',
    '{"v":1,"list":[{"a":[1,2]}]}',
    '{"v":1}',
]
TEXT = "\n".join(snapshot([*chain(BODIES), *chain(BODIES[:2], dev="d" * 16)]))
LINES = TEXT.split("\n")

pytestmark = pytest.mark.skipif(sys.platform == "emscripten", reason="there nothing is looked at quickly")


def agrees(text: str) -> bool:
    """Whether it was settled; then the full reading must say the same, of the same JSON without lines."""
    found = whole(text)
    if found is None:
        return False
    report = report_of(load([text.replace("\n", " ")]))
    assert report.is_whole
    assert (found.events, found.bare, found.blobs, found.chains) == (
        report.events,
        report.bare,
        report.blobs,
        report.chains,
    )
    return True


def test_a_whole_file_is_settled() -> None:
    assert agrees(TEXT)
    found = whole(TEXT)
    assert found is not None
    assert (found.events, found.bare, found.blobs, len(found.chains)) == (6, 0, 1, 2)


def test_so_is_one_with_a_name_beyond_ascii_and_an_erased_content() -> None:
    header = FIRST._replace(actor="Zoë", over=(), dh=body_hash(NONCE, "{}"))
    lines = snapshot([(text_of(header), "{}")])
    assert agrees("\n".join(lines))
    at = lines.index('"data":{')
    bare = [*lines[: at + 1], *lines[at + 2 :]]
    erased = "\n".join(bare).replace('"count"', f'"erased":["{id_of(text_of(header))}"],\n"count"')
    assert agrees(erased)
    assert not agrees(erased.replace('"erased":["', '"erased":["x'))


@given(st.data())
def test_a_file_that_was_changed_anywhere_is_not_settled_unless_it_is_still_whole(
    data: st.DataObject,
) -> None:
    at = data.draw(st.integers(0, len(TEXT) - 1))
    new = data.draw(
        st.sampled_from(["", "0", "a", '"', "\\", "{", "]", ",", "\n", " ", "\ud800", TEXT[at] * 2])
    )
    text = TEXT[:at] + new + TEXT[at + 1 :]
    if agrees(text):
        now, before = json.loads(text), json.loads(TEXT)
        assert (now["events"], now["data"]) == (before["events"], before["data"])


@given(
    st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1), st.sampled_from(["drop", "twice", "swap"])
)
def test_lines_that_are_gone_doubled_or_swapped(one: int, other: int, what: str) -> None:
    lines = list(LINES)
    if what == "drop":
        lines[one : one + 1] = []
    elif what == "twice":
        lines[other:other] = [lines[one]]
    else:
        lines[one], lines[other] = lines[other], lines[one]
    agrees("\n".join(lines))


def written(change: dict[str, Any]) -> str:
    return json.dumps({**json.loads(TEXT), **change})


@pytest.mark.parametrize(
    "change",
    [
        {"count": True},
        {"minReader": True},
        {"minReader": 0.5},
        {"format": "other"},
        {"scope": {"what": "run/x"}},
        {"events": {}},
        {"events": "x"},
        {"data": []},
        {"data": [["a", [["nonce", "b"], ["body", "c"]]]]},
        {"blobs": {"a" * 64: {"base64": "YWJj"}}},
        {"erased": [1]},
        {"sha256": "0" * 64},
    ],
)
def test_what_says_something_unusual_is_left_to_the_full_reading(change: dict[str, Any]) -> None:
    assert whole(written({})) is not None
    assert whole(written(change)) is None


def hidden(headers: Sequence[str], data: dict[str, Any]) -> str:
    return written(
        {
            "events": list(headers),
            "data": data,
            "count": len(headers),
            "sha256": id_of("\n".join(headers)),
            "blobs": {},
        }
    )


def kept(body: str) -> dict[str, str]:
    return {"nonce": NONCE, "body": body}


def test_two_headers_in_one_string_do_not_stand_for_two_events() -> None:
    """One string holds two headers and another none: as many lines as events."""
    first = text_of(FIRST._replace(dh=body_hash(NONCE, "1")))
    pair = first + "\n" + text_of(FIRST._replace(seq=2, prev="0" * 64, dh=body_hash(NONCE, "2")))
    assert whole(hidden([pair, "junk"], {id_of(pair): kept("1"), id_of("junk"): kept("2")})) is None


@pytest.mark.parametrize(
    "body",
    [
        '{"a":1,"a":2}',
        '{"a":9007199254740993}',
        "[" * 40 + "]" * 40,
        '{"a":{"b":1,"b":1}}',
        '{"a":"x","b":{},"a":"y"}',
    ],
)
def test_a_content_that_no_log_takes_is_not_settled(body: str) -> None:
    [(header, _)] = chain([body])
    assert content_fault(body)
    assert whole(hidden([header], {id_of(header): kept(body)})) is None
    assert whole(hidden([header], {id_of(header): {"body": body, "nonce": NONCE}})) is None


VALUES = st.sampled_from(
    [
        '"x"',
        '""',
        '"\\"',
        '"\\"a\\":"',
        '"}"',
        "1",
        "123456789012345",
        "1234567890123456",
        "1e999",
        "true",
        "null",
        "{}",
    ]
)
PAIRS = st.lists(st.tuples(st.sampled_from(["a", "b", "ab", "a1", "é"]), VALUES), min_size=1, max_size=5)


@given(PAIRS, st.sampled_from([",", ", ", ""]))
def test_a_plain_content_is_one_that_every_log_takes(pairs: list[tuple[str, str]], between: str) -> None:
    body = "{" + between.join(f'"{key}":{value}' for key, value in pairs) + "}"
    if PLAIN_CONTENT.fullmatch(body):
        assert content_fault(body) is None


@pytest.mark.parametrize(
    "body", ['{"v":1,"step":"s4"}', '{"v":1}', '{"v":1,"step":"s1","done":true,"note":""}']
)
def test_what_a_tick_writes_is_plain(body: str) -> None:
    assert PLAIN_CONTENT.fullmatch(body)
