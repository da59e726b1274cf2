"""What two texts have in common: always true, in order, and found within a bound."""

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from app.documents.compare import Change, Same, compare
from app.documents.lines import lines, matching, words

small = st.lists(st.sampled_from("abcde"), max_size=40)
texts = st.text(st.sampled_from("ab \r\n\u2028x."), max_size=60)


@given(texts)
def test_lines_and_words_give_the_text_back(text: str) -> None:
    assert "".join(lines(text)) == text
    assert "".join(words(text)) == text


@given(small, small)
def test_blocks_are_equal_stretches_in_order(a: list[str], b: list[str]) -> None:
    at = (0, 0)
    for block in matching(a, b):
        assert (block.a, block.b) >= at
        assert block.size
        assert a[block.a : block.a + block.size] == b[block.b : block.b + block.size]
        assert block.a >= at[0]
        assert block.b >= at[1]
        at = (block.a + block.size, block.b + block.size)


@given(small, small)
def test_a_sequence_matches_itself_whole_and_a_mirror_alike(a: list[str], b: list[str]) -> None:
    assert sum(block.size for block in matching(a, a)) == len(a)
    assert [(one.a, one.b) for one in matching(a, a)] == ([(0, 0)] if a else [])
    assert bool(matching(a, b)) == bool(matching(b, a))


@given(texts, texts)
def test_a_comparison_holds_both_texts(a: str, b: str) -> None:
    found = compare(a, b)
    assert found is not None
    old, new = "", ""
    for piece in found:
        match piece:
            case Same(lines=same):
                old, new = old + "".join(same), new + "".join(same)
            case Change():
                old += "".join(span.text for span in piece.old)
                new += "".join(span.text for span in piece.new)
    assert (old, new) == (a, b)


def test_a_changed_word_is_marked_alone() -> None:
    (before, change, after) = compare("one\nstop the old host\ntwo\n", "one\nstop the new host\ntwo\n") or ()
    assert isinstance(change, Change)
    assert [span.text for span in change.old if span.changed] == ["old"]
    assert [span.text for span in change.new if span.changed] == ["new"]
    assert (change.before, change.after) == (2, 2)
    assert isinstance(before, Same)
    assert isinstance(after, Same)


def test_five_thousand_lines_and_one_huge_line_stay_within_a_bound() -> None:
    alike = [f"line {n % 7}\n" for n in range(5000)]
    other = [f"line {n * n % 11}\n" for n in range(5000)]
    huge = "word " * 200_000
    began = perf_counter()
    assert compare("".join(alike), "".join(other)) is not None
    (change,) = compare(f"{huge}old{huge}", f"{huge}new{huge}") or ()
    assert isinstance(change, Change)
    assert [span.text for span in change.new if span.changed] == ["new"]
    assert change.cut > 1_000_000
    # Generous: a busy machine must not fail it, minutes of work must.
    assert perf_counter() - began < 20


def test_what_is_too_long_is_not_compared() -> None:
    assert compare("a\n" * 50_000, "b\n") is None
