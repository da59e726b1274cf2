"""Taking what a document tells into use: kept as it was, offered again when it changes, undone like any act."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.commands import StopOffers, Undo, UseOffers
from app.documents.decide import decide
from app.documents.events import DocumentImported, OfferStopped, OfferUsed, RevisionWritten
from app.documents.facts.content import content, fact_of
from app.documents.facts.kinds import Fact
from app.documents.facts.model import Amount, Contact, Level, Message, Objective, Schedule, Severity
from app.documents.offers import offered, used
from app.documents.state import DocumentHistory, evolve
from app.records.act import Act, Proposed
from app.records.codec import Strange, body_of, named, read
from app.records.envelope import Envelope, Stamp
from app.records.refusal import Refused

DEV = "a" * 16
TEXT = "## Severities\n- P0: Outage. Response: 5 min\n- P1: Slow\n"
KEYS = ("severity/p0", "severity/p1")


def stamp(id_: str, *over: str, actor: str = "Ana") -> Stamp:
    return Stamp(id_, id_, 1_763_716_200_000, actor, DEV, f"command-{id_}", over)


def act() -> Act:
    return Act("command", DEV, "Ana", 1_763_716_200_000)


def imported(text: str = TEXT) -> DocumentHistory:
    return evolve(DocumentHistory(), stamp("1"), DocumentImported("a.md", text))


def do(history: DocumentHistory, command: UseOffers | StopOffers | Undo, number: str) -> DocumentHistory:
    """The command decided and its events applied, as events `number`a, `number`b, ... of one command."""
    for letter, one in zip("abcdef", decide(history, command, act()), strict=False):
        made = Stamp(
            number + letter, number + letter, 1_763_716_200_000, "Ana", DEV, f"command-{number}", one.over
        )
        history = evolve(history, made, one.event)
    return history


def taken(history: DocumentHistory) -> dict[str, Fact | None]:
    return {key: use.fact for key, use in used(history).items()}


def test_importing_takes_nothing_into_use() -> None:
    assert [one.key for one in offered(imported().heads[0])] == list(KEYS)
    assert used(imported()) == {}


def test_using_keeps_the_content_with_its_place() -> None:
    events = decide(imported(), UseOffers("1", KEYS[:1]), act())
    fact = Severity("P0", "", ("Outage",), "5 min", 5)
    event = OfferUsed("severity", KEYS[0], "P0", "1", 2, "Severities", content(fact))
    assert events == (Proposed(event, ()),)
    assert taken(do(imported(), UseOffers("1", KEYS[:1]), "2")) == {KEYS[0]: fact}


def test_using_the_same_again_changes_nothing() -> None:
    history = do(imported(), UseOffers("1", KEYS), "2")
    assert decide(history, UseOffers("1", KEYS), act()) == ()


def test_a_later_text_changes_nothing_that_is_in_use() -> None:
    history = do(imported(), UseOffers("1", KEYS), "2")
    later = RevisionWritten("a.md", TEXT.replace("5 min", "9 min"))
    history = evolve(history, stamp("3", "1"), later)
    assert taken(history)[KEYS[0]] == Severity("P0", "", ("Outage",), "5 min", 5)
    history = do(history, UseOffers("3", KEYS), "4")
    assert taken(history)[KEYS[0]] == Severity("P0", "", ("Outage",), "9 min", 9)
    assert [one.stamp.id for one in history.told] == ["2a", "2b", "4a"], "only what changed is taken anew"


def test_what_the_text_no_longer_holds_stays_in_use_and_is_not_taken_again() -> None:
    history = do(imported(), UseOffers("1", KEYS), "2")
    history = evolve(history, stamp("3", "1"), RevisionWritten("a.md", "# Empty\n"))
    assert set(taken(history)) == set(KEYS)
    with pytest.raises(Refused, match="p0 any more"):
        decide(history, UseOffers("3", KEYS), act())
    with pytest.raises(Refused, match="any more"):
        decide(history, UseOffers("no such revision", KEYS), act())


def test_stopping_and_undoing_it() -> None:
    history = do(imported(), UseOffers("1", KEYS), "2")
    stopped = do(history, StopOffers(KEYS), "3")
    assert taken(stopped) == {}
    assert decide(stopped, StopOffers(KEYS), act()) == ()
    assert taken(do(stopped, Undo("command-3"), "4")) == taken(history)


def test_undoing_the_first_use_stops_it() -> None:
    history = do(imported(), UseOffers("1", KEYS), "2")
    assert taken(do(history, Undo("command-2"), "3")) == {}


def test_an_undo_of_what_somebody_changed_since_says_so() -> None:
    history = do(do(imported(), UseOffers("1", KEYS), "2"), StopOffers(KEYS[:1]), "3")
    with pytest.raises(Refused, match="Ana changed it at 2025-11-21"):
        decide(history, Undo("command-2"), act())


def test_stopping_what_was_never_used_is_refused() -> None:
    with pytest.raises(Refused, match="never in use"):
        decide(imported(), StopOffers(("severity/p9",)), act())


def test_two_devices_that_took_different_texts_agree_in_any_order() -> None:
    history = do(imported(), UseOffers("1", KEYS[:1]), "2")
    mine = (stamp("4", "2a"), OfferStopped(KEYS[0]))
    theirs = (stamp("5", "2a"), OfferUsed("severity", KEYS[0], "P0", "1", 2, "", content(Severity("P0"))))
    one = evolve(evolve(history, *mine), *theirs)
    other = evolve(evolve(history, *theirs), *mine)
    assert taken(one) == taken(other) == {KEYS[0]: Severity("P0")}


BLANK = "## Metrics\n- CPU: [Threshold]\n\n## Contacts\n\n| Role | Phone |\n|---|---|\n| Lead | [Phone] |\n"


def test_what_its_author_left_blank_is_nothing_to_use() -> None:
    assert offered(imported(BLANK).heads[0]) == ()


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
amounts = st.none() | st.builds(Amount, st.floats(0, 1e9), texts, st.sampled_from(["", "<", ">="]), texts)
minutes = st.none() | st.integers(0, 10_000)
FACTS = st.one_of(
    st.builds(Severity, texts, texts, st.lists(texts).map(tuple), texts, minutes),
    st.builds(Level, st.integers(1, 9), texts, texts, texts, minutes, texts, texts),
    st.builds(Objective, st.just("target"), texts, amounts, texts, amounts, texts, texts),
    st.builds(Contact, texts, texts, texts, texts, texts, texts),
    st.builds(Message, texts, texts, texts, texts, st.lists(texts).map(tuple)),
    st.builds(Schedule, st.just("day"), texts, texts, st.integers(0, 99)),
)
KIND = {Severity: "severity", Level: "level", Objective: "objective", Contact: "contact"}


@given(FACTS)
def test_what_was_taken_is_read_from_the_log_as_it_was(fact: Fact) -> None:
    kind = {**KIND, Message: "message", Schedule: "schedule"}[type(fact)]
    event = OfferUsed(kind, "k", "n", "1", 1, "", content(fact))
    again = read(Envelope(1, "document/a", "OfferUsed", stamp("1"), body_of(event), 1), named(OfferUsed))
    assert not isinstance(again, Strange)
    assert fact_of(again.kind, again.content) == fact


def test_content_of_before_there_were_aliases_is_still_that_of_the_same_text() -> None:
    kept: dict[str, object] = {
        "level": "P0",
        "title": "",
        "signs": [],
        "response": "",
        "response_minutes": None,
    }
    assert content(Severity("P0")) == kept
    assert content(Severity("P0", aliases=("SEV1",))) == {**kept, "aliases": ["SEV1"]}
    assert fact_of("severity", kept) == Severity("P0")


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("planet", {}),
        ("schedule", {}),
        ("schedule", {"every": [1]}),
        ("severity", {"level": "P0", "signs": 5}),
    ],
)
def test_content_of_another_form_is_not_read_as_something_else(kind: str, kept: dict[str, object]) -> None:
    assert fact_of(kind, kept) is None
