"""CSV that Python reads back word for word, and that no spreadsheet works out."""

import csv
import io

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


@given(ROWS)
def test_every_cell_comes_back(rows: list[list[str]]) -> None:
    width = len(rows[0]) if rows else 1
    found = read(csv_text(["h"] * width, rows))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in found] == rows
    assert not any(cell.startswith(DANGEROUS) for row in found for cell in row)


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        '=HYPERLINK("http://x";"y")',
        "=cmd|' /C calc'!A0",
    ],
)
def test_a_formula_stays_words(cell: str) -> None:
    assert read(csv_text(["h"], [[cell]]))[1] == [f"'{cell}"]


def test_numbers_stay_numbers() -> None:
    assert read(csv_text(["a", "b", "c"], [[-3, 2.5, None]]))[1] == ["-3", "2.5", ""]


def test_lines_end_as_the_standard_says_and_quotes_are_doubled() -> None:
    assert csv_text(["a", "b"], [['say "x"', "one\ntwo"]]) == 'a,b\r\n"say ""x""","one\ntwo"\r\n'


def test_the_mark_is_only_there_when_it_is_asked_for() -> None:
    assert csv_text(["a"], [], mark=True) == f"{MARK}a\r\n"
    assert csv_text(["a"], []) == "a\r\n"


def test_what_is_harmless_is_left_alone() -> None:
    assert [safe(one) for one in ("", "a-b", "1=1", " =1")] == ["", "a-b", "1=1", " =1"]
