"""Importing texts: first ones, revisions, nothing new, and back again."""

import pytest

from app.documents.commands import DocumentCommand, ImportDocument, Undo
from app.documents.decide import Events
from app.documents.decide import decide as decide_by
from app.documents.events import DocumentImported, RevisionImported
from app.documents.state import DocumentHistory, evolve
from app.records.act import Act, Proposed
from app.records.codec import Strange
from app.records.envelope import Stamp
from app.records.refusal import Refused


def stamp(id_: str, actor: str = "Ana", over: tuple[str, ...] = ()) -> Stamp:
    return Stamp(id_, id_, 1_763_716_200_000, actor, "a" * 16, f"command-{id_}", over)


def imported() -> DocumentHistory:
    return evolve(DocumentHistory(), stamp("1"), DocumentImported("a.md", "# One\n"))


def revised() -> DocumentHistory:
    return evolve(imported(), stamp("2", "Bo", over=("1",)), RevisionImported("a.md", "# Two\n"))


def forked() -> DocumentHistory:
    return evolve(revised(), stamp("3", over=("1",)), RevisionImported("a.md", "# Three\n"))


def decide(history: DocumentHistory, command: DocumentCommand) -> Events:
    return decide_by(history, command, Act("command", "a" * 16, "Ana", 1_763_716_200_000))


def why(history: DocumentHistory, command: DocumentCommand) -> str:
    with pytest.raises(Refused) as caught:
        decide(history, command)
    return caught.value.why


def test_a_first_text_is_imported_byte_for_byte() -> None:
    text = "\ufeff# Ünï\r\n\tx\n"
    assert decide(DocumentHistory(), ImportDocument("a.md", text)) == (
        Proposed(DocumentImported("a.md", text)),
    )


def test_a_later_text_replaces_every_text_that_stands() -> None:
    event = RevisionImported("b.md", "# Four\n")
    assert decide(forked(), ImportDocument("b.md", "# Four\n")) == (Proposed(event, ("2", "3")),)


def test_a_text_that_stands_changes_nothing() -> None:
    assert decide(forked(), ImportDocument("a.md", "# Two\n")) == ()


def test_an_older_text_can_be_brought_back() -> None:
    assert decide(revised(), ImportDocument("a.md", "# One\n")) == (
        Proposed(RevisionImported("a.md", "# One\n"), ("2",)),
    )


def test_texts_saved_apart_both_stand_and_the_latest_is_current() -> None:
    history = forked()
    assert [head.text for head in history.heads] == ["# Two\n", "# Three\n"]
    assert history.current is not None
    assert history.current.text == "# Three\n"


@pytest.mark.parametrize(("text", "word"), [("", "empty"), ("\0\0\0", "not text")])
def test_what_is_no_text_is_refused_with_a_sentence_that_names_the_file(text: str, word: str) -> None:
    sentence = why(DocumentHistory(), ImportDocument("photo.md", text))
    assert "photo.md" in sentence
    assert word in sentence


def test_undo_brings_back_the_text_before() -> None:
    assert decide(revised(), Undo("command-2")) == (Proposed(RevisionImported("a.md", "# One\n"), ("2",)),)


def test_undo_of_a_replaced_import_says_who_replaced_it() -> None:
    assert why(revised(), Undo("command-1")) == "Bo imported a later text at 2025-11-21T09:10:00Z."


def test_undo_of_a_first_or_unknown_import_is_refused() -> None:
    assert "stays in the library" in why(imported(), Undo("command-1"))
    assert "no such change" in why(imported(), Undo("command-9"))


def test_a_document_with_an_event_from_a_newer_sophie_is_read_only() -> None:
    history = evolve(imported(), stamp("9"), Strange("DocumentArchived", "Newer.", newer=True))
    assert "DocumentArchived" in why(history, ImportDocument("a.md", "# New\n"))
