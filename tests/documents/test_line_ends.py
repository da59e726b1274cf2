"""What a text box does to a text is undone: only what a person edited differs from the original's bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.line_ends import as_written, cut
from app.documents.markdown import normalize

LINES = st.lists(
    st.tuples(st.sampled_from(["", "a", "# b", "- c  ", "é"]), st.sampled_from(["\n", "\r\n", "\r"])),
    max_size=12,
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    lines = "".join(words + end for words, end in draw(LINES))
    return draw(st.sampled_from(["", "\ufeff"])) + lines + draw(st.sampled_from(["", "last"]))


@given(texts())
def test_an_untouched_text_keeps_every_byte(text: str) -> None:
    assert as_written(text, normalize(text)) == text


@given(texts(), texts())
def test_the_words_are_those_of_the_editor(base: str, edited: str) -> None:
    assert normalize(as_written(base, edited)) == normalize(edited)


@given(texts())
def test_lines_are_cut_as_the_document_counts_them(text: str) -> None:
    assert "".join(cut(text)) == text
    words = [line.rstrip("\r\n") for line in cut(text.removeprefix("\ufeff"))]
    counted = normalize(text).split("\n")
    assert words == (counted if counted[-1] else counted[:-1])


@pytest.mark.parametrize(
    ("base", "edited", "written"),
    [
        ("a\r\nb\r\n", "a\nnew\nb\n", "a\r\nnew\r\nb\r\n"),
        ("\ufeffa\r\n", "A\n", "\ufeffA\r\n"),
        ("a\r\nb\nc\r\n", "a\nx\nb\nc\n", "a\r\nx\r\nb\nc\r\n"),
        ("a\rb\r", "b\n", "b\r"),
        ("one line", "one line\nand another", "one line\nand another"),
    ],
)
def test_an_edited_line_takes_the_usual_end(base: str, edited: str, written: str) -> None:
    assert as_written(base, edited) == written
