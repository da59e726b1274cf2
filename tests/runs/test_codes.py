"""Step codes: short, readable by hand, and of one run only."""

from app.runs.codes import LETTERS, code


def test_a_code_is_the_number_and_a_letter_nobody_confuses() -> None:
    assert all(code("c" * 16, n)[:-1] == str(n) and code("c" * 16, n)[-1] in LETTERS for n in range(1, 300))
    assert not set("BGIOQSZ") & set(LETTERS)


def test_the_sheet_of_another_run_is_noticed() -> None:
    same = sum(code("c" * 16, n) == code("d" * 16, n) for n in range(1, 301))
    assert same < 300 / 8
