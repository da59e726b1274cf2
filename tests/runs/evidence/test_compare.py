"""A pasted output beside what the author expected: the three ways, the lines that differ, and bounds."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.runs.evidence.compare import MOST_SHOWN, Line, compare, fits


@pytest.mark.parametrize(
    ("how", "text", "expected", "same"),
    [
        ("exact", "ok\n", "ok", True),
        ("exact", "ok  \r\nready\r\n\r\n", "ok\nready", True),
        ("exact", "ok\nready", "ok", False),
        ("exact", " ok", "ok", False),
        ("contains", "10:01 3 of 3  ready\nbye", "3 of 3 ready", True),
        ("contains", "2 of 3 ready", "3 of 3 ready", False),
        ("pattern", "took 14 ms\nok", "took * ms\nok", True),
        ("pattern", "took 14 s", "took * ms", False),
        ("pattern", "a\nb\nc\nok", "a\n...\nok", True),
        ("pattern", "a\nok\nmore", "a\nok", False),
        ("pattern", "a\nok\nmore", "a\nok\n...", True),
        ("", "anything", "something", True),
        ("exact", "anything", "", True),
    ],
)
def test_an_output_fits_or_not(how: str, text: str, expected: str, same: bool) -> None:
    assert compare(text, expected, how).fits is same


def test_the_differences_are_told_line_by_line() -> None:
    found = compare("a\nx\nc\nd", "a\nb\nc", "exact")
    assert found.lines == (
        Line("same", "a"),
        Line("missing", "b"),
        Line("extra", "x"),
        Line("same", "c"),
        Line("same", "c"),
        Line("extra", "d"),
    )


def test_contained_lines_that_do_not_come_are_named() -> None:
    assert compare("one\ntwo", "two\nthree", "contains").lines == (Line("missing", "three"),)


def test_long_differences_are_bounded() -> None:
    found = compare("\n".join(f"a{n}" for n in range(5000)), "\n".join(f"b{n}" for n in range(5000)), "exact")
    assert not found.fits
    assert len(found.lines) == MOST_SHOWN
    assert found.more > 0


def test_no_pattern_takes_long() -> None:
    began = time.perf_counter()
    assert not fits("a" * 20_000, "*a" * 500 + "b")
    assert time.perf_counter() - began < 1


@given(st.text(max_size=60), st.sampled_from(["exact", "contains", "pattern"]))
def test_an_output_fits_itself(text: str, how: str) -> None:
    # A star or three dots of the output are signs in a pattern, and fit themselves too.
    assert compare(text, text, how).fits
