"""Mending a wrongly decoded text: only the lines asked for, as a version of its own."""

import pytest

from app.documents.commands import RepairText
from app.documents.decide import decide
from app.documents.events import DocumentImported, RevisionWritten
from app.documents.state import DocumentHistory, evolve
from app.records.act import Act, Proposed
from app.records.envelope import Stamp
from app.records.refusal import Refused

pytest.importorskip("ftfy", reason="run `make` once: a library of the lock is not installed yet")

TEXT = "\ufeff# A â†’ B\r\nSound: é\r\n## ðŸ” Locks"
ACT = Act("command", "a" * 16, "Ana", 1_763_716_200_000)


def stamp(id_: str, *over: str) -> Stamp:
    return Stamp(id_, id_, 1_763_716_200_000, "Ana", "a" * 16, f"command-{id_}", over)


def imported() -> DocumentHistory:
    return evolve(DocumentHistory(), stamp("1"), DocumentImported("a.md", TEXT))


def test_a_repair_is_a_version_in_which_only_these_lines_differ() -> None:
    after = TEXT.replace("â†’", "→")
    event = RevisionWritten("a.md", after, "Repaired 1 wrongly decoded line")
    assert decide(imported(), RepairText("1", (1, 2)), ACT) == (Proposed(event, ("1",)),)


def test_a_sign_that_lost_a_byte_can_be_removed() -> None:
    (made,) = decide(imported(), RepairText("1", (3,)), ACT)
    assert made.event == RevisionWritten("a.md", TEXT.replace("ðŸ” ", ""), "Repaired 1 wrongly decoded line")


@pytest.mark.parametrize("lines", [(), (2,), (99,)])
def test_sound_lines_are_not_repaired(lines: tuple[int, ...]) -> None:
    with pytest.raises(Refused, match="not damaged"):
        decide(imported(), RepairText("1", lines), ACT)


def test_a_text_that_was_changed_since_is_looked_at_again_first() -> None:
    later = evolve(imported(), stamp("2", "1"), RevisionWritten("a.md", "# New\n"))
    with pytest.raises(Refused, match="latest text"):
        decide(later, RepairText("1", (1,)), ACT)
