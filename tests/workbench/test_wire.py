"""A command's numbers are ones that every reader of the record reads alike, whatever came with a snapshot."""

from typing import Any

import pytest

from app.documents.commands import RepairText
from app.runs.evidence.commands import AttachFile
from app.workbench.wire import command_of

FILE = {"step": "s1", "sha": "ab" * 32, "name": "a.png", "type": "image/png"}


@pytest.mark.parametrize(
    ("given", "kept"),
    [(9, 9), (2**53 - 1, 2**53 - 1), (2**53, 0), (-(2**60), 0), (True, 0), (1.5, 0), ("9", 0), (None, 0)],
)
def test_a_number_beyond_what_all_readers_hold_is_none(given: Any, kept: int) -> None:
    made = command_of("attach-file", "run/aaaaaaaaaaaaaaaa", {**FILE, "size": given})
    assert isinstance(made, AttachFile)
    assert made.size == kept
    assert type(made.size) is int


def test_a_list_of_numbers_keeps_only_those() -> None:
    made = command_of(
        "repair-text", "document/aaaaaaaaaaaaaaaa", {"revision": "r", "lines": [3, True, 2**60, "4", 5]}
    )
    assert isinstance(made, RepairText)
    assert made.lines == (3, 5)
