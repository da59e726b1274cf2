"""Three-way merges: clean where only one changed, a choice where both did, and never a byte of an untouched line lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.commands import ImportDocument, MergeVersions, WriteRevision
from app.documents.merge import Choice, Clean, Conflict, ancestor, conflicts, merge, merged
from tests.documents.story import Story
from tests.documents.story import merged as joined

line = st.sampled_from(["one\n", "two\r\n", "three\n", "\n", "- [ ] four\n", "five\r\n"])
body = st.lists(line, max_size=12)
last = st.sampled_from(["", "end", "end\n", "end\r\n"])
text = st.builds(lambda lines, end: "".join(lines) + end, body, last)


def clean(base: str, first: str, second: str) -> str | None:
    return merged(merge(base, first, second), {})


@given(text, text)
def test_equal_edits_merge_to_themselves(base: str, edit: str) -> None:
    assert clean(base, edit, edit) == edit


@given(text, text)
def test_an_edit_beside_none_is_the_edit(base: str, edit: str) -> None:
    assert clean(base, edit, base) == edit
    assert clean(base, base, edit) == edit


@given(text, text, text)
def test_who_comes_first_does_not_matter(base: str, first: str, second: str) -> None:
    one, other = merge(base, first, second), merge(base, second, first)
    assert conflicts(one) == conflicts(other)
    assert clean(base, first, second) == clean(base, second, first)
    assert [(part.first, part.second) for part in one if isinstance(part, Conflict)] == [
        (part.second, part.first) for part in other if isinstance(part, Conflict)
    ]


@given(text, text, text)
def test_choosing_one_side_everywhere_keeps_every_line_of_it_that_the_other_left_alone(
    base: str, first: str, second: str
) -> None:
    parts = merge(base, first, second)
    assert (
        "".join(
            part.base if isinstance(part, Conflict) or part.source != "same" else part.text for part in parts
        )
        == base
    )
    chosen: dict[int, Choice] = dict.fromkeys(range(conflicts(parts)), "first")
    found = merged(parts, chosen)
    assert found is not None
    rebuilt = "".join(
        part.first if isinstance(part, Conflict) else part.base if part.source == "second" else part.text
        for part in parts
    )
    assert rebuilt == first


@given(text, text)
def test_without_a_common_text_every_difference_is_a_choice(first: str, second: str) -> None:
    parts = merge(None, first, second)
    ours: dict[int, Choice] = dict.fromkeys(range(conflicts(parts)), "first")
    theirs: dict[int, Choice] = dict.fromkeys(range(conflicts(parts)), "second")
    assert (merged(parts, ours), merged(parts, theirs)) == (first, second)


def test_changes_in_different_places_are_both_taken_with_their_line_ends() -> None:
    base = "# A\r\n\r\n1. Stop\r\n2. Look\r\n3. Start"
    first = "# A\r\n\r\n1. Stop it\r\n2. Look\r\n3. Start"
    second = "# A\r\n\r\n1. Stop\r\n2. Look\r\n3. Start it"
    assert clean(base, first, second) == "# A\r\n\r\n1. Stop it\r\n2. Look\r\n3. Start it"


def test_the_same_line_changed_twice_is_a_choice() -> None:
    parts = merge("a\nb\nc", "a\nfirst\nc", "a\nsecond\nc")
    assert parts == (
        Clean("a\n", "same"),
        Conflict("b\n", "first\n", "second\n"),
        Clean("c", "same"),
    )
    assert merged(parts, {}) is None
    assert merged(parts, {0: "both"}) == "a\nfirst\nsecond\nc"


def test_both_last_lines_do_not_run_into_each_other() -> None:
    parts = merge("a\nend", "a\nfirst", "a\nsecond")
    assert merged(parts, {0: "both"}) == "a\nfirst\nsecond"


def apart() -> tuple[Story, str, str]:
    """One document, edited on two devices that did not see each other."""
    here = Story()
    start = here.does(ImportDocument("a.md", "# A\n\n1. Stop\n2. Look\n3. Start\n"))
    there = here.on("b")
    one = here.does(WriteRevision("# A\n\n1. Stop it\n2. Look\n3. Start\n"), seen=frozenset({start}))
    two = there.does(WriteRevision("# A\n\n1. Stop\n2. Look\n3. Start it\n"), "Bo", seen=frozenset({start}))
    return joined(here, there), one, two


def test_two_versions_are_merged_over_both_by_one_command() -> None:
    told, one, two = apart()
    assert len(told.history.versions) == 2
    new = told.does(MergeVersions((one, two), {}))
    (head,) = told.history.heads
    assert (head.stamp.id, head.stamp.over) == (new, tuple(sorted((one, two))))
    assert head.text == "# A\n\n1. Stop it\n2. Look\n3. Start it\n"


def test_a_merge_without_its_choices_is_refused_and_with_them_it_is_kept() -> None:
    told, one, two = apart()
    third = Story("c", tuple(told.told), told.next)
    start = told.told[0][0].id
    three = third.does(WriteRevision("# A\n\n1. Stop all\n2. Look\n3. Start\n"), seen=frozenset({start}))
    assert "1 place" in third.refused(MergeVersions((one, three), {})).why
    assert "choice" in third.refused(MergeVersions((one, three), {"0": "neither"})).why
    third.does(MergeVersions((one, three), {"0": "both"}))
    assert third.latest.text == "# A\n\n1. Stop it\n1. Stop all\n2. Look\n3. Start\n"
    assert len(third.history.versions) == 2
    assert two in {head.stamp.id for head in third.history.heads}


def test_what_no_longer_stands_is_not_merged() -> None:
    told, one, two = apart()
    told.does(MergeVersions((one, two), {}))
    assert "no longer" in told.refused(MergeVersions((one, two), {})).why


@pytest.mark.parametrize("turned", [False, True])
def test_the_common_text_is_the_latest_that_both_came_from(turned: bool) -> None:
    told, one, two = apart()
    first, second = (told.history.revision(id_) for id_ in ((two, one) if turned else (one, two)))
    assert first
    assert second
    found = ancestor(told.history, first, second)
    assert found
    assert found.stamp.id == told.told[0][0].id
