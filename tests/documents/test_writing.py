"""Texts written here: over what their editor held, beside what it did not, and back again."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.commands import Undo, WriteRevision
from app.documents.decide import Events, decide
from app.documents.events import DocumentEvent, DocumentImported, RevisionImported, RevisionWritten
from app.documents.state import DocumentHistory, evolve
from app.documents.writing import file_name
from app.records.act import Act, Proposed
from app.records.envelope import Stamp
from app.records.refusal import Refused

DEV = "a" * 16


def stamp(id_: str, *over: str, actor: str = "Ana") -> Stamp:
    return Stamp(id_, id_, 1_763_716_200_000, actor, DEV, f"command-{id_}", over)


def told(*events: tuple[Stamp, object]) -> DocumentHistory:
    history = DocumentHistory()
    for one, event in sorted(events, key=lambda pair: pair[0].order):
        history = evolve(history, one, event)  # type: ignore[arg-type]
    return history


FIRST = (stamp("1"), DocumentImported("a.md", "# One\n"))
SECOND = (stamp("2", "1"), RevisionWritten("a.md", "# Two\n", "Say two"))
BESIDE = (stamp("3", "1", actor="Bo"), RevisionWritten("a.md", "# Three\n"))
JOINED = (stamp("4", "2", "3"), RevisionWritten("a.md", "# Both\n"))


def act(*seen: str) -> Act:
    return Act("command", DEV, "Ana", 1_763_716_200_000, frozenset(seen))


def write(history: DocumentHistory, text: str, *seen: str, name: str = "", summary: str = "") -> Events:
    return decide(history, WriteRevision(text, name, summary), act(*seen))


def undo(history: DocumentHistory, event: str) -> Events:
    return decide(history, Undo(f"command-{event}"), act())


def text(one: Proposed[DocumentEvent]) -> str:
    assert isinstance(one.event, RevisionWritten)
    return one.event.text


def test_a_first_text_written_here_is_a_document_named_by_its_title() -> None:
    written = "# Restart the API!\r\n\r\n1. Stop it"
    assert write(DocumentHistory(), written) == (Proposed(RevisionWritten("restart-the-api.md", written)),)


def test_a_text_follows_what_it_was_written_from_and_keeps_the_name() -> None:
    assert write(told(FIRST), "# Two\n", "1", summary=" Say \n two ") == (
        Proposed(RevisionWritten("a.md", "# Two\n", "Say two"), ("1",)),
    )


def test_a_text_written_from_an_older_one_stands_beside_the_newer_one() -> None:
    (proposed,) = write(told(FIRST, SECOND), "# Three\n", "1")
    assert proposed.over == ("1",)
    history = told(FIRST, SECOND, (stamp("3", *proposed.over), proposed.event))
    assert [head.text for head in history.heads] == ["# Two\n", "# Three\n"]


def test_a_text_written_from_two_joins_them() -> None:
    (proposed,) = write(told(FIRST, SECOND, BESIDE), "# Both\n", "2", "3")
    assert proposed.over == ("2", "3")
    history = told(FIRST, SECOND, BESIDE, (stamp("4", *proposed.over), proposed.event))
    assert [head.text for head in history.heads] == ["# Both\n"]


def test_a_text_that_stands_is_not_written_again_but_still_joins_two() -> None:
    assert write(told(FIRST, SECOND), "# Two\n", "2") == ()
    assert write(told(FIRST, SECOND), "# Two\n", "1") == ()
    assert write(told(FIRST, SECOND, BESIDE), "# Two\n", "2", "3")[0].over == ("2", "3")


def test_what_the_document_never_held_is_not_named() -> None:
    assert write(told(FIRST), "# Two\n", "1", "9")[0].over == ("1",)


@pytest.mark.parametrize(("wrong", "word"), [(" \n", "empty"), ("\0\0\0", "not text")])
def test_what_is_no_text_is_refused_and_stays_with_its_author(wrong: str, word: str) -> None:
    with pytest.raises(Refused) as caught:
        write(told(FIRST), wrong, "1")
    assert word in caught.value.why
    assert "stays in the editor" in caught.value.next


def test_undo_of_a_text_brings_back_the_one_before() -> None:
    assert undo(told(FIRST, SECOND), "2") == (
        Proposed(RevisionWritten("a.md", "# One\n", "Undid a change"), ("2",)),
    )


def test_undo_of_a_text_that_joined_two_brings_both_back() -> None:
    back = undo(told(FIRST, SECOND, BESIDE, JOINED), "4")
    assert [(text(one), one.over) for one in back] == [("# Two\n", ("4",)), ("# Three\n", ("4",))]


def test_undo_of_a_text_written_beside_another_leaves_that_one_alone() -> None:
    (back,) = undo(told(FIRST, SECOND, BESIDE), "3")
    assert (text(back), back.over) == ("# Two\n", ("2", "3"))


def test_undo_of_a_replaced_text_says_who_replaced_it() -> None:
    with pytest.raises(Refused, match="Ana wrote a later text"):
        undo(told(FIRST, BESIDE, (stamp("4", "3"), RevisionWritten("a.md", "# Four\n"))), "3")


def test_a_written_text_can_be_imported_over() -> None:
    history = told(FIRST, SECOND, (stamp("5", "2"), RevisionImported("a.md", "# Five\n")))
    assert history.current is not None
    assert (history.current.text, history.current.written) == ("# Five\n", False)


@pytest.mark.parametrize(
    ("title", "name"),
    [("Restart the API", "restart-the-api.md"), ("!!!", "document.md"), ("再起動", "再起動.md")],
)
def test_a_title_makes_a_file_name(title: str, name: str) -> None:
    assert file_name(title) == name


@given(st.lists(st.sets(st.integers(0, 7)), max_size=8))
def test_no_text_that_was_never_followed_is_ever_lost(parents: Iterable[set[int]]) -> None:
    """Whatever each text was written from, every text stands or has a follower."""
    history = told(FIRST)
    for number, seen in enumerate(parents, 2):
        over = [str(one) for one in seen if 0 < one < number]
        for proposed in write(history, f"# Text {number}\n", *over):
            history = evolve(history, stamp(str(number), *proposed.over), proposed.event)
    standing = {head.stamp.id for head in history.heads}
    for revision in history.revisions:
        assert (revision.stamp.id in standing) is not bool(history.followers(revision))
    assert standing
