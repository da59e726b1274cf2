"""A change is written where the document tells its version, its date and its history; nothing else moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.changes import Change, next_version, noted, told_in
from app.documents.parse import parse

CHANGE = Change("1.3", "Add the rollback", "2026-11-27", "Ana")


def note(text: str, change: Change = CHANGE) -> str:
    return noted(text, parse(text), change)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("**Version:** 1.2", "**Version:** 1.3"),
        ("- **Version**: 1.2", "- **Version**: 1.3"),
        ("> **Version:** `1.2`  ", "> **Version:** `1.3`  "),
        ("Version: 1.2", "Version: 1.3"),
        (
            "**Version:** 1.2 | **Last Updated:** 2025-01-XX",
            "**Version:** 1.3 | **Last Updated:** 2026-11-27",
        ),
        (
            "| Version | Last Updated |\n|---|---|\n| 1.2 | 2025-02-01 |",
            "| Version | Last Updated |\n|---|---|\n| 1.3 | 2026-11-27 |",
        ),
        (
            "| Field | Value |\n|---|---|\n| Version | 1.2 |",
            "| Field | Value |\n|---|---|\n| Version | 1.3 |",
        ),
        ("**Last updated**: 2024-12-31", "**Last updated**: 2026-11-27"),
        # A blank of a template stays a blank.
        (
            "**Version:** [X.Y] | **Last Updated:** [YYYY-MM-DD]",
            "**Version:** [X.Y] | **Last Updated:** [YYYY-MM-DD]",
        ),
        # Words in the text are not the document's own version.
        (
            "**Owner:** Ops\n\nInstall Version: 1.2.9 or later",
            "**Owner:** Ops\n\nInstall Version: 1.2.9 or later",
        ),
    ],
)
def test_the_words_beside_their_key_change(before: str, after: str) -> None:
    text = f"# Restart\n\n{before}\n\n1. Restart it, version 1.2\n"
    assert note(text) == text.replace(before, after)


def test_front_matter_tells_its_version_too() -> None:
    text = "---\ntitle: Restart\nversion: 1.2\nlast_updated: 2025-01-01\n---\n# Restart\n\n1. Restart it\n"
    assert note(text) == text.replace("version: 1.2", "version: 1.3").replace("2025-01-01", "2026-11-27")


LOG = "# A\r\n\r\n1. Do it\r\n\r\n## Change log\r\n\r\n| Version | Date | By | Change |\r\n|---|---|---|---|\r\n"
NEW = "| 1.3 | 2026-11-27 | Ana | Add the rollback |"
LATER = "| 1.2 | 2025-02-01 | Bo | b |"
EARLIER = "| 1.1 | 2025-01-01 | Bo | a |"


@pytest.mark.parametrize(
    ("rows", "after"),
    [
        ([LATER], [LATER, NEW]),
        ([LATER, EARLIER], [NEW, LATER, EARLIER]),
        ([EARLIER, LATER], [EARLIER, LATER, NEW]),
    ],
)
@pytest.mark.parametrize("end", ["", "\r\n", "\r\n\r\nThe end.\r\n"])
def test_the_change_log_gets_a_row_at_its_newest_end(rows: list[str], after: list[str], end: str) -> None:
    assert note(LOG + "\r\n".join(rows) + end) == LOG + "\r\n".join(after) + end


def test_an_empty_change_log_gets_its_first_row() -> None:
    assert note(LOG) == f"{LOG}{NEW}\r\n"
    assert note(LOG + "\r\nThe end.") == f"{LOG}{NEW}\r\n\r\nThe end."


def test_a_summary_stays_in_its_cell() -> None:
    text = LOG + "| 1.2 | 2025-02-01 | Bo | b |\r\n"
    told = note(text, Change("1.3", "a | b\nc", "2026-11-27", "A|na"))
    assert told.endswith("| 1.3 | 2026-11-27 | A\\|na | a \\| b c |\r\n")
    assert parse(told).tables[0].rows == 2


def test_a_table_that_is_no_change_log_is_left_alone() -> None:
    text = LOG.replace("Change log", "Contacts")
    assert note(text) == text


def test_the_places_are_named() -> None:
    assert told_in(parse("# A\n\n**Version:** 2\n\n**Updated:** 2025-01-01\n")) == ("Version", "Last updated")
    assert told_in(parse(LOG)) == ("Change log",)
    assert told_in(parse("# A\n")) == ()


@pytest.mark.parametrize(
    ("version", "following"),
    [
        ("1.2", "1.3"),
        ("v4", "v5"),
        ("2.0.9", "2.0.10"),
        ("1.2 (draft)", "1.3 (draft)"),
        ("007", "008"),
        ("draft", ""),
        ("", ""),
    ],
)
def test_the_last_number_counts_up(version: str, following: str) -> None:
    assert next_version(version) == following


WORDS = st.text(alphabet="ab |*`1.\\", max_size=8)


@given(version=st.sampled_from(["", "1.3", "v2"]), summary=WORDS, rows=st.lists(WORDS, max_size=3))
def test_telling_a_change_twice_is_telling_it_once(version: str, summary: str, rows: list[str]) -> None:
    lines = "".join(f"| 1.{n} | 2025-01-0{n + 1} | Bo | {row} |\r\n" for n, row in enumerate(rows))
    text = "**Version:** 1.2\r\n**Last Updated:** 2025-01-01\r\n\r\n" + LOG + lines
    change = Change(version, summary, "2026-11-27", "Ana")
    once = note(text, change)
    assert note(once, change) == once


@given(st.text(alphabet="#|- ab1\n\r*:Version", max_size=60))
def test_any_text_can_be_told_a_change_and_loses_no_line(text: str) -> None:
    told = note(text)
    kept = [line for line in told.splitlines() if "Add the rollback" not in line]
    assert len(kept) == len(text.splitlines())
