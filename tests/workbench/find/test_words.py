"""Texts of any language in: folding keeps places, names come apart, edit distances and excerpts hold their laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.workbench.find.excerpt import WIDTH, excerpt, marked
from app.workbench.find.near import apart, stem
from app.workbench.find.query import Term, terms
from app.workbench.find.signs import codes, faults, names
from app.workbench.find.words import folded, indexed, parts


@given(st.text())
def test_folding_keeps_every_place_and_is_done_once(text: str) -> None:
    assert len(folded(text)) == len(text)
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_what_is_indexed_is_sound_text_of_the_same_letters(text: str) -> None:
    sound = text.encode("utf-8", "replace").decode()
    assert indexed(text).encode() is not None
    assert "".join(indexed(text).split()) == "".join(folded(sound).split())


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Żółć", "zolc"), ("ÉCOLE", "ecole"), ("Straße", "strase"), ("한국", "한국"), ("ﬁ", "ﬁ"), ("İ", "i")],
)
def test_marks_and_capitals_do_not_count(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_names_come_apart_at_their_humps() -> None:
    assert parts("KubePodCrashLooping") == ("Kube", "Pod", "Crash", "Looping")
    assert parts("HTTPErrorsHigh") == ("HTTP", "Errors", "High")
    assert parts("node_disk_full") == ("node", "disk", "full")
    assert parts("restart") == parts("Restart") == ()


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=6))
def test_the_distance_is_that_of_single_changes(one: str, other: str) -> None:
    far = apart(one, other, 9)
    assert far == apart(other, one, 9)
    assert (far == 0) == (one == other)
    assert abs(len(one) - len(other)) <= far <= max(len(one), len(other))
    assert min(apart(one, other, 1), 2) == min(far, 2)


@pytest.mark.parametrize("typed", ["databse", "databaes", "datbase", "databasee", "databaze"])
def test_one_slip_of_the_finger_is_one_apart(typed: str) -> None:
    assert apart(typed, "database", 2) == 1


def test_endings_come_off_only_where_a_word_is_left() -> None:
    endings = {
        "restarting": "restart",
        "restarted": "restart",
        "nodes": "node",
        "pods": "pods",
        "ring": "ring",
    }
    assert {word: stem(word) for word in endings} == endings


@given(st.text(max_size=400), st.text(max_size=20))
def test_marking_loses_nothing_of_the_text(text: str, query: str) -> None:
    assert "".join(piece.text for piece in marked(text, terms(query))) == text


@given(st.text(max_size=2000), st.text(max_size=20))
def test_an_excerpt_is_short(text: str, query: str) -> None:
    assert sum(len(piece.text) for piece in excerpt(text, terms(query))) <= WIDTH + 64


def test_an_excerpt_is_taken_where_the_words_are_and_marks_whole_words() -> None:
    text = f"{'nothing here ' * 40}the ORA-00600 comes from the Café {'nothing here ' * 40}"
    pieces = excerpt(text, (Term("ora-006", open=True), Term("cafe")))
    assert [piece.text for piece in pieces if piece.hit] == ["ORA-00600", "Café"]
    assert (pieces[0].text, pieces[-1].text) == ("… ", " …")


def test_lines_that_are_not_one_sentence_are_kept_apart() -> None:
    pieces = excerpt("Check the lag\nStop\n\nthe writers", (Term("stop"),))
    assert "".join(piece.text for piece in pieces) == "Check the lag · Stop · the writers"
    short = excerpt("ab\n" * 500, (Term("ab"),))
    assert short[-1].text == " …"
    assert sum(len(piece.text) for piece in short) <= WIDTH + 64


def test_signs_are_what_machines_write() -> None:
    text = "KubePodCrashLooping on etcdMembersDown: ORA-00600, E1234, ECONNREFUSED, ERR_TIMED_OUT java.lang.NullPointerException"
    assert {"KubePodCrashLooping", "etcdMembersDown"} <= set(names(text))
    assert set(codes(text)) == {"ORA-00600", "E1234", "ECONNREFUSED", "ERR_TIMED_OUT"}
    assert faults(text) == ("NullPointerException",)
    assert names("We use GitHub and Monday is fine") == codes("There are 12 steps, 300 users") == ()
