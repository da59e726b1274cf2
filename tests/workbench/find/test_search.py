"""Words typed in, sections out: what is found, in which order, how far words are bent, and that any text is harmless."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.workbench.find import index
from app.workbench.find.query import question, terms
from app.workbench.find.search import search
from app.workbench.find.sections import Section
from app.workbench.readmodel import ReadModel
from tests.workbench.find.shelf_of import found, model_with, stream_of

DATABASE = """# Database is slow

**Owner:** Storage team
**Tags:** postgres, night

## Symptoms

Logins time out with ORA-00600 or `ERR_POOL_EMPTY`.

## KubePodCrashLooping

1. Restart the primary
   ```bash
   kubectl rollout restart statefulset/primary
   ```

## Rollback

1. Take the old primary back
"""
CAFE = "# Café is closed\n\n1. Call Zoë in Łódź\n"
CHINESE = "# 数据库主从切换\n\n## 症状\n\n应用无法连接数据库。\n\n1. 检查复制延迟\n"
MENTION = "# Weekly notes\n\nThe database is slow on Mondays; nobody minds a rollback or a restart then.\n"
TEXTS = {"database.md": DATABASE, "cafe.md": CAFE, "chinese.md": CHINESE, "mention.md": MENTION}


@pytest.fixture(scope="module")
def model() -> ReadModel:
    return model_with(TEXTS)


@pytest.mark.parametrize(
    ("query", "section"),
    [
        ("database slow", "Database is slow"),
        ("ORA-00600", "Symptoms"),
        ("ora-006", "Symptoms"),
        ("err_pool_empty", "Symptoms"),
        ("kubepodcrash", "KubePodCrashLooping"),
        ("crash looping", "KubePodCrashLooping"),
        ("statefulset/primary", "KubePodCrashLooping"),
        ("old primary", "Rollback"),
        ('"take the old"', "Rollback"),
        ("storage team", "Database is slow"),
        ("night", "Database is slow"),
        ("database.md", "Database is slow"),
        ("cafe", "Café is closed"),
        ("ZOE lodz", "Café is closed"),
        ("CAFÉ", "Café is closed"),
        ("数据", "数据库主从切换"),
        ("无法连接", "症状"),
        ("databse", "Database is slow"),
        ("rolblack", "Rollback"),
        ("restarting primary", "KubePodCrashLooping"),
        ("abase is", "Database is slow"),
    ],
)
def test_what_a_person_types_finds_the_section(model: ReadModel, query: str, section: str) -> None:
    assert section in [title for _, title in found(model, query)][:2]


def test_a_title_comes_before_a_mention_and_a_whole_title_before_all(model: ReadModel) -> None:
    assert found(model, "database slow")[0] == ("Database is slow", "Database is slow")
    assert found(model, "rollback")[0] == ("Database is slow", "Rollback")
    assert found(model, "weekly notes")[0] == ("Weekly notes", "Weekly notes")


def test_the_words_may_stand_in_the_title_and_in_the_section_and_must_all_be_there(model: ReadModel) -> None:
    assert found(model, "slow rollback")[0] == ("Database is slow", "Rollback")
    assert search(model, "primary cafe", 20).kind == "some"
    assert search(model, "zebra", 20).kind == "none"


def test_only_the_last_word_stands_for_its_beginnings(model: ReadModel) -> None:
    assert [term.open for term in terms("slow datab")] == [False, True]
    assert [term.open for term in terms("slow datab ")] == [False, False]
    assert search(model, "datab slow", 20).kind != "all"
    assert search(model, "slow datab", 20).kind == "all"


def test_a_misspelt_word_is_said_and_a_right_one_never_bent(model: ReadModel) -> None:
    assert search(model, "databse slow", 20).bent == (("databse", "database"),)
    assert search(model, "database slow", 20).bent == ()


def test_only_documents_asked_for_are_found_and_no_more_than_asked_for(model: ReadModel) -> None:
    (mention,) = model.sql.execute("SELECT rowid FROM streams WHERE title = 'Weekly notes'").fetchone()
    assert {document for document, _ in found(model, "rollback")} == {"Database is slow", "Weekly notes"}
    assert list(search(model, "rollback", 20, {mention}).documents) == [mention]
    one = search(model, "rollback", 1)
    assert (len(one.documents), one.more) == (1, True)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet='"*()^:{}+-.ANDORNT ', max_size=40) | st.just("a " * 500))
def test_any_text_is_only_words(query: str) -> None:
    answer = search(_model(), query, 5)
    assert len(answer.documents) <= 5


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1, max_size=30))
def test_a_text_finds_the_document_it_is_the_title_of(title: str) -> None:
    words = " ".join(term.text for term in terms(title))
    model = model_with({"x.md": "plain"})
    index.shelve(model.sql, 1, (Section(title, "", "", "", "", "", ""),))
    if words:
        assert model.sql.execute(
            "SELECT rowid FROM finder WHERE finder MATCH ?", (question(terms(title)[0]),)
        ).fetchall()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(list(TEXTS.values())), min_size=1, max_size=4))
def test_whatever_was_kept_before_the_index_holds_the_last_text_alone(before: list[str]) -> None:
    """Revisions one after another leave what the last alone would have: nothing of the others can be found."""
    many, one = model_with({}), model_with({"x.md": before[-1]})
    for text in before:
        other = model_with({"x.md": text})
        index.shelve(many.sql, 1, index.shelved(other.sql, 1))
    assert vocabulary(many) == vocabulary(one)
    index.shelve(many.sql, 1, ())
    assert vocabulary(many) == []


def vocabulary(model: ReadModel) -> list[tuple[str, int, int]]:
    return model.sql.execute("SELECT * FROM vocabulary ORDER BY term").fetchall()


def test_streams_have_names_of_their_own() -> None:
    assert len({stream_of(name) for name in TEXTS}) == len(TEXTS)


_MODELS: list[ReadModel] = []


def _model() -> ReadModel:
    if not _MODELS:
        _MODELS.append(model_with(TEXTS))
    return _MODELS[0]
