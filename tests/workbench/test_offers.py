"""What documents offer and what is in use: on the document's page, and asked for over all documents."""

from app.documents.facts.model import Schedule
from app.views import render_file, render_region, render_screen
from app.workbench import questions
from tests.workbench.desk import DOCUMENT, Desk

ROUTE = f"#/library/{'b' * 16}"
OTHER = "document/" + "d" * 16
TEXT = (
    "# Rounds\n\n## Daily Checks\n\n**Morning:**\n- [ ] Read the log\n\n**Evening:**\n- [ ] Lock the door\n"
)
MORNING = "schedule/daily-checks-morning"


class Drawing:
    render_region = staticmethod(render_region)
    render_screen = staticmethod(render_screen)
    render_file = staticmethod(render_file)


def desk_with(text: str = TEXT) -> tuple[Desk, str]:
    desk = Desk(render=Drawing())
    revision = desk.act("import-document", DOCUMENT, {"name": "rounds.md", "text": text}).ids[0]
    return desk, revision


def page(desk: Desk) -> str:
    return " ".join(desk.fresh(ROUTE).split())


def names(desk: Desk, kind: str = "schedule") -> list[str]:
    return [one.name for one in questions.used_offers(desk.workbench.engine.model, kind)]


def test_a_document_lists_what_it_offers_and_nothing_is_in_use() -> None:
    desk, _ = desk_with()
    html = page(desk)
    assert "Found in this document" in html
    assert html.count(">Use<span") == 2
    assert "Use all 2" in html
    assert names(desk) == []


def test_a_document_that_offers_nothing_has_no_such_place() -> None:
    desk, _ = desk_with("# Words\n\nOnly words.\n")
    assert "Found in this document" not in page(desk)
    assert '<section id="doc-offers" hidden>' in page(desk)


def test_what_is_used_says_by_whom_and_is_found_over_all_documents() -> None:
    desk, revision = desk_with()
    desk.act("use-offers", DOCUMENT, {"revision": revision, "keys": [MORNING]})
    second = desk.act(
        "import-document", OTHER, {"name": "other.md", "text": TEXT.replace("Rounds", "Laps")}
    ).ids[0]
    desk.act("use-offers", OTHER, {"revision": second, "keys": [MORNING]})
    used = questions.used_offers(desk.workbench.engine.model, "schedule")
    assert [(one.document, one.line, one.by) for one in used] == [("b" * 16, 5, "Ana"), ("d" * 16, 5, "Ana")]
    assert used[0].fact == Schedule("day", "morning", "Daily Checks: Morning", 1)
    assert questions.used_offers(desk.workbench.engine.model, "objective") == ()
    assert "In use by " in page(desk)
    assert "Stop using" in page(desk)


def test_a_changed_source_is_offered_again_and_a_lost_one_says_so() -> None:
    desk, revision = desk_with()
    desk.act(
        "use-offers", DOCUMENT, {"revision": revision, "keys": [MORNING, "schedule/daily-checks-evening"]}
    )
    text = TEXT.partition("**Evening")[0] + "- [ ] Read the mail\n"
    desk.act("import-document", DOCUMENT, {"name": "rounds.md", "text": text})
    html = page(desk)
    assert "Use the new one" in html
    assert 'In use is: <span dir="auto">Every day · morning · 1 step<' in html
    assert "is gone from the text" in html
    assert names(desk) == ["Daily Checks: Morning", "Daily Checks: Evening"]


def test_stopping_is_shown_with_an_undo_that_brings_it_back() -> None:
    desk, revision = desk_with()
    desk.act("use-offers", DOCUMENT, {"revision": revision, "keys": [MORNING]})
    desk.act("stop-offers", DOCUMENT, {"keys": [MORNING]})
    assert names(desk) == []
    html = page(desk)
    assert "Stopped by" in html
    start = html.index("&#34;command&#34;:&#34;") + len("&#34;command&#34;:&#34;")
    desk.act("undo", DOCUMENT, {"command": html[start : start + 16]})
    assert names(desk) == ["Daily Checks: Morning"]


def test_a_checkpoint_keeps_what_is_in_use() -> None:
    desk, revision = desk_with()
    desk.act("use-offers", DOCUMENT, {"revision": revision, "keys": [MORNING]})
    desk.boot(*desk.checkpoint())
    assert names(desk) == ["Daily Checks: Morning"]


def test_a_document_that_was_set_aside_gives_nothing_to_use() -> None:
    desk, revision = desk_with()
    desk.act("use-offers", DOCUMENT, {"revision": revision, "keys": [MORNING]})
    desk.boot(quarantined=[DOCUMENT])
    assert names(desk) == []


def test_words_that_are_no_keys_are_refused() -> None:
    desk, revision = desk_with()
    for keys in (["schedule/none"], [MORNING, 5, "x"]):
        said = desk.act("use-offers", DOCUMENT, {"revision": revision, "keys": keys})
        assert said.refusal["what"] == "Nothing was taken into use."
