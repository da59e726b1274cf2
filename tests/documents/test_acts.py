"""A document's life: stages, reviews, readers, the shelf, each undone and each the same in any order of merge."""

import random
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.commands import (
    Archive,
    DocumentCommand,
    EraseTexts,
    ImportDocument,
    MapStatus,
    MarkRead,
    MarkReviewed,
    SetStage,
    Undo,
    WriteRevision,
)
from app.documents.events import DocumentReviewed
from app.documents.life import about_reading
from app.documents.stages import approved, runnable, stage_of
from app.documents.state import DocumentHistory, evolve
from app.records.refusal import Refused
from app.records.registers import Register
from tests.documents.story import Story, Told, at_time, fold, merged


def story(text: str = "# One\n\n1. Look\n") -> tuple[Story, str]:
    """A document with one text, and that text's id."""
    told = Story()
    return told, told.does(ImportDocument("a.md", text))


def label(told: Story, revision: str = "") -> str:
    history = told.history
    found = history.revision(revision) or history.current
    assert found
    return stage_of(history, found).label


def ran(told: Story) -> str:
    found = runnable(told.history)
    assert found
    return found.text


def test_a_text_goes_from_draft_to_active_step_by_step() -> None:
    told, first = story()
    seen = [label(told)]
    for stage in ("review", "approved", "active", "draft"):
        told.does(SetStage(first, stage))
        seen.append(label(told))
    assert seen == ["Draft", "Review", "Approved", "Active", "Draft"]


def test_an_approval_says_who_and_when_and_which_text() -> None:
    told, first = story()
    told.does(SetStage(first, "approved"), actor="Bo")
    text = approved(told.history)
    assert text
    act = stage_of(told.history, text).act
    assert act
    assert (text.stamp.id, act.stamp.actor) == (first, "Bo")


def test_an_edited_approved_text_is_a_draft_while_the_approved_one_stays_runnable() -> None:
    told, first = story()
    told.does(SetStage(first, "approved"))
    second = told.does(WriteRevision("# Two\n"), seen=frozenset({first}))
    assert (label(told, first), label(told, second)) == ("Approved", "Draft")
    assert ran(told) == "# One\n\n1. Look\n"
    told.does(SetStage(second, "approved"))
    assert ran(told) == "# Two\n"
    told.does(SetStage(second, "draft"))
    assert ran(told) == "# One\n\n1. Look\n"


def test_without_an_approved_text_the_latest_one_is_run() -> None:
    told, first = story()
    told.does(WriteRevision("# Two\n"), seen=frozenset({first}))
    assert approved(told.history) is None
    assert ran(told) == "# Two\n"


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("Draft", "Draft"),
        ("In review", "Review"),
        ("APPROVED", "Approved"),
        ("live", "Active"),
        ("", "Draft"),
        ("[Draft | Review | Approved]", "Draft"),
        ("{{ status }}", "Draft"),
    ],
)
def test_an_imported_text_starts_with_the_status_it_says(status: str, shown: str) -> None:
    told, _ = story(f"# One\n\n**Status:** {status}\n\n1. Look\n")
    assert label(told) == shown


def test_a_text_written_over_one_that_says_active_is_a_draft() -> None:
    told, first = story("# One\n\n**Status:** Active\n")
    second = told.does(WriteRevision("# Two\n\n**Status:** Active\n"), seen=frozenset({first}))
    assert label(told, second) == "Draft"
    assert ran(told).startswith("# One")


def test_an_edit_sent_to_review_leaves_the_text_that_says_active_runnable() -> None:
    told, first = story("# One\n\n**Status:** Active\n")
    second = told.does(WriteRevision("# Two\n"), seen=frozenset({first}))
    told.does(SetStage(second, "review"))
    assert (label(told, first), label(told, second)) == ("Active", "Review")
    assert ran(told).startswith("# One")
    told.does(SetStage(first, "draft"))
    assert ran(told).startswith("# Two")


def test_once_stages_are_set_by_hand_a_file_approves_nothing() -> None:
    told, first = story()
    told.does(SetStage(first, "approved"))
    second = told.does(ImportDocument("a.md", "# Two\n\n**Status:** Approved\n"))
    assert label(told, second) == "Draft"
    assert ran(told).startswith("# One")


def test_an_unknown_status_keeps_its_words_until_somebody_explains_them() -> None:
    told, _ = story("# One\n\n**Status:** Waved through\n")
    assert label(told) == "Waved through"
    assert approved(told.history) is None
    explained = told.does(MapStatus("waved  THROUGH", "approved"))
    assert label(told) == "Approved"
    assert ran(told).startswith("# One")
    told.does(Undo(told.undoes(explained)))
    assert label(told) == "Waved through"


def test_an_approved_text_is_approved_again_when_it_comes_back() -> None:
    told, first = story()
    told.does(SetStage(first, "approved"))
    second = told.does(WriteRevision("# Two\n"), seen=frozenset({first}))
    third = told.does(Undo(told.undoes(second)))
    assert label(told, third) == "Approved"


def test_the_same_act_twice_is_one() -> None:
    told, first = story()
    assert told.does(SetStage(first, "draft")) == ""
    for command in (SetStage(first, "approved"), MarkRead(first), Archive()):
        assert told.does(command)
        assert told.does(command) == ""


def test_a_review_has_a_next_day() -> None:
    told, _ = story()
    told.does(MarkReviewed("2027-01-31"))
    reviewed = told.history.life.reviewed
    assert reviewed
    assert (reviewed.event, reviewed.stamp.actor) == (DocumentReviewed("2027-01-31"), "Ana")


def test_each_person_reads_each_revision() -> None:
    told, first = story()
    told.does(MarkRead(first), actor="Bo")
    life = told.history.life
    assert life.holds(about_reading(first, " BO "))
    assert not life.holds(about_reading(first, "Ana"))


COMMANDS = ("approve", "review", "reviewed", "read", "archive")


def command(kind: str, revision: str) -> DocumentCommand:
    match kind:
        case "approve":
            return SetStage(revision, "approved")
        case "review":
            return SetStage(revision, "review")
        case "reviewed":
            return MarkReviewed("2027-01-31")
        case "read":
            return MarkRead(revision)
        case _:
            return Archive()


@pytest.mark.parametrize("kind", COMMANDS)
def test_every_act_is_undone_and_its_undo_too(kind: str) -> None:
    told, first = story("# One\n\n**Status:** Active\n")
    before = _standing(told)
    act = told.does(command(kind, first))
    after = _standing(told)
    undone = told.does(Undo(told.undoes(act)))
    assert (_standing(told), after == before) == (before, False)
    told.does(Undo(told.undoes(undone)))
    assert _standing(told) == after


def test_undo_brings_back_the_act_before_with_its_own_author() -> None:
    told, first = story()
    told.does(SetStage(first, "review"), actor="Bo")
    second = told.does(SetStage(first, "approved"))
    told.does(Undo(told.undoes(second)))
    act = stage_of(told.history, told.latest).act
    assert act
    assert (label(told), act.stamp.actor) == ("Review", "Bo")


def test_undo_of_what_somebody_changed_since_says_who() -> None:
    told, first = story()
    mine = told.does(SetStage(first, "review"))
    told.does(SetStage(first, "draft"), actor="Bo")
    assert "Bo changed it" in told.refused(Undo(told.undoes(mine))).why


def test_two_who_did_not_see_each_other_both_stand_and_a_later_act_ends_it() -> None:
    told, first = story()
    other = told.on("b")
    told.does(SetStage(first, "approved"))
    other.does(SetStage(first, "review"), actor="Bo")
    both = merged(told, other)
    assert len(stage_of(both.history, both.latest).beside) == 1
    both.does(SetStage(first, "draft"))
    assert stage_of(both.history, both.latest).beside == ()


def test_an_act_that_saw_another_wins_over_it_whatever_the_clocks_say() -> None:
    told, first = story()
    told.does(SetStage(first, "review"))
    told.does(SetStage(first, "approved"))
    fast = [told.told[0], at_time(told.told[1], "9999"), told.told[2]]
    history = fold(fast)
    assert history.current
    assert stage_of(history, history.current).label == "Approved"


def test_the_approved_text_is_the_one_made_from_the_other_whatever_the_clocks_say() -> None:
    told, first = story()
    second = told.does(WriteRevision("# Two\n"), seen=frozenset({first}))
    for text in (first, second):
        told.does(SetStage(text, "approved"))
    found = approved(fold([at_time(told.told[0], "9999"), *told.told[1:]]))
    assert found
    assert found.text == "# Two\n"


def test_stages_need_a_name_an_approval_and_a_text_that_is_here() -> None:
    told, first = story()
    assert "who is working" in told.refused(SetStage(first, "approved"), actor="").why
    assert "not approved" in told.refused(SetStage(first, "active")).why
    assert "does not hold" in told.refused(SetStage("9", "approved")).why
    assert "no stage" in told.refused(SetStage(first, "done")).why
    assert "who is working" in told.refused(MarkRead(first), actor=" ").why
    assert "is not a day" in told.refused(MarkReviewed("soon")).why
    assert "four stages" in told.refused(MapStatus("Waved through", "gone")).why


def test_an_older_text_is_not_approved_behind_a_newer_one() -> None:
    told, first = story()
    second = told.does(WriteRevision("# Two\n"), seen=frozenset({first}))
    told.does(SetStage(second, "approved"))
    assert "is approved already" in told.refused(SetStage(first, "approved")).why


def test_all_texts_go_only_under_the_typed_title_and_never_come_back_by_undo() -> None:
    told, first = story()
    second = told.does(WriteRevision("# Two\n"), seen=frozenset({first}))
    assert "“Two”" in told.refused(EraseTexts((first, second), "Tow")).next
    assert "none of these" in told.refused(EraseTexts(("9",))).why
    one = told.does(EraseTexts((first,)))
    assert told.history.life.erased == {first}
    assert "gone" in told.refused(Undo(told.undoes(one))).why
    told.does(EraseTexts((first, second), " two "))
    assert told.history.life.erased == {first, second}


def _standing(told: Story) -> dict[str, list[str]]:
    life = told.history.life
    return {
        about: [act.stamp.id for act in life.standing(about)]
        for about in life.matters
        if life.standing(about)
    }


acts = st.tuples(st.sampled_from("ab"), st.sampled_from((*COMMANDS, "undo", "write", "merge")), st.randoms())


@given(st.lists(acts, max_size=14), st.randoms())
def test_any_order_of_merge_gives_the_same_life(
    steps: list[tuple[str, str, random.Random]], order: random.Random
) -> None:
    """Two devices act, undo and write apart and together: all folds of what came of it are equal."""
    told, first = story()
    devices = {"a": told, "b": told.on("b")}
    for dev, kind, pick in steps:
        here = devices[dev]
        if kind == "merge":
            devices[dev] = Story(
                dev, tuple(merged(*devices.values()).told), max(d.next for d in devices.values())
            )
            continue
        _try(here, kind, first, pick)
    everything = merged(*devices.values()).told
    mixed = everything.copy()
    order.shuffle(mixed)
    one, other = fold(everything), fold(mixed)
    assert one == other
    # The registers alone do not even need the order that a fold gives them.
    assert one.life.matters == _unordered(mixed)


def _try(here: Story, kind: str, first: str, pick: random.Random) -> None:
    wished: DocumentCommand = (
        Undo(pick.choice(here.told)[0].cmd)
        if kind == "undo"
        else WriteRevision(f"# {pick.random()}\n")
        if kind == "write"
        else command(kind, first)
    )
    try:
        here.does(wished)
    except Refused:
        assert here.told


def _unordered(told: list[Told]) -> Mapping[str, Register[str]]:
    history = DocumentHistory()
    for stamp, event in told:
        history = evolve(history, stamp, event)
    return history.life.matters
