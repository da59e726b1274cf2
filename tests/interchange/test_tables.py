"""CSV that Python reads back word for word, and that no spreadsheet works out."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.interchange.tables import DANGEROUS, MARK, csv_text, safe

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
ROWS = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6)
)


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def words(cell: str) -> str:
    """A cell's text without the apostrophes that keep formulas off."""
    return re.sub(r"(?<=[;\t])'(?='*[=+\-@\t＝＋－＠])", "", cell.removeprefix("'"))


@given(ROWS)
def test_every_cell_comes_back(rows: list[list[str]]) -> None:
    width = len(rows[0]) if rows else 1
    found = read(csv_text(["h"] * width, rows))[1:]
    assert [[words(cell) for cell in row] for row in found] == rows
    assert not any(cell.startswith(DANGEROUS) for row in found for cell in row)


@given(ROWS)
def test_every_text_is_quoted(rows: list[list[str]]) -> None:
    text = csv_text(["h"] * len(rows[0]) if rows else ["h"], rows)
    assert re.fullmatch(r'(?:"(?:[^"]|"")*"(?:,|\r\n))*', text)


LINES = st.text(st.sampled_from("ab;\t=+-@'\"＝, "), max_size=12)


@given(st.lists(st.lists(LINES, min_size=2, max_size=2), max_size=3), st.sampled_from(";\t"))
def test_a_spreadsheet_that_splits_at_another_sign_finds_no_formula(rows: list[list[str]], sign: str) -> None:
    found = csv.reader(io.StringIO(csv_text(["h", "i"], rows), newline=""), delimiter=sign)
    assert not any(cell.startswith(("=", "+", "-", "@", "＝")) for row in found for cell in row)


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\r=1",
        "\n=1",
        "＝1",
        '=HYPERLINK("http://x";"y")',
        "=cmd|' /C calc'!A0",
    ],
)
def test_a_formula_stays_words(cell: str) -> None:
    assert read(csv_text(["h"], [[cell]]))[1] == [f"'{cell}"]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("foo;=1+1", "foo;'=1+1"),
        ("x\t=cmd|' /C calc'!A0", "x\t'=cmd|' /C calc'!A0"),
        ("a;'=1", "a;''=1"),
        ("\t=1", "'\t'=1"),
        ("a; b;c", "a; b;c"),
        ("one\n- two", "one\n- two"),
    ],
)
def test_a_formula_within_a_text_stays_within_it(cell: str, said: str) -> None:
    assert csv_text([cell], [[cell]]) == f'"{said}"\r\n"{said}"\r\n'


def test_a_title_is_no_formula_either() -> None:
    assert read(csv_text(["=1+1"], [])) == [["'=1+1"]]


def test_numbers_stay_numbers() -> None:
    assert read(csv_text(["a", "b", "c"], [[-3, 2.5, None]]))[1] == ["-3", "2.5", ""]
    assert csv_text(["a"], [[-3]]) == '"a"\r\n-3\r\n'


def test_lines_end_as_the_standard_says_and_quotes_are_doubled() -> None:
    assert csv_text(["a", "b"], [['say "x"', "one\ntwo"]]) == '"a","b"\r\n"say ""x""","one\ntwo"\r\n'


def test_the_mark_is_only_there_when_it_is_asked_for() -> None:
    assert csv_text(["a"], [], mark=True) == f'{MARK}"a"\r\n'
    assert csv_text(["a"], []) == '"a"\r\n'


def test_what_is_harmless_is_left_alone() -> None:
    assert [safe(one) for one in ("", "a-b", "1=1", " =1")] == ["", "a-b", "1=1", " =1"]
