"""A document's life as the read model and the lists see it."""

from typing import Any

from app.workbench.rows import Row
from tests.workbench.desk import DOCUMENT, RUN, Desk


def row(desk: Desk) -> Row:
    found = desk.workbench.engine.model.row(DOCUMENT)
    assert found
    return found


def opened() -> tuple[Desk, str]:
    desk = Desk()
    said = desk.act("import-document", DOCUMENT, {"name": "a.md", "text": "# Restart\n\n1. Stop it\n"})
    return desk, said.ids[0]


def listed(desk: Desk, route: str = "#/library") -> str:
    return str(desk.ask(call="open", route=route, shown=None)["painted"])


def test_a_row_says_the_stage_and_the_text_that_runs_start_from() -> None:
    desk, first = opened()
    assert (row(desk).status, row(desk).runnable) == ("Draft", first)
    desk.act("approve", DOCUMENT, {"revision": first})
    (second,) = desk.act("write-revision", DOCUMENT, {"text": "# Restart it\n"}, [first]).ids
    assert (row(desk).status, row(desk).revision, row(desk).runnable) == ("Draft", second, first)


def test_an_archived_document_leaves_the_list_and_is_still_there_by_its_address() -> None:
    desk, _ = opened()
    desk.act("archive", DOCUMENT)
    assert (row(desk).state, row(desk).archived) == ("archived", 1)
    assert "Restart" not in listed(desk)
    assert "Restart" in listed(desk, "#/library/" + DOCUMENT.partition("/")[2])
    desk.act("restore-document", DOCUMENT)
    assert row(desk).archived == 0
    assert "Restart" in listed(desk)


def test_a_file_of_an_archived_document_says_so() -> None:
    desk, _ = opened()
    desk.act("archive", DOCUMENT)
    files = [{"name": "a.md", "text": "# Restart\n\n1. Stop it\n"}]
    assert "archived" in desk.ask(call="preview", files=files, shown=None)["files"][0]["says"]
    files = [{"name": "a.md", "text": "# Restart\n\n1. Start it\n"}]
    assert "which is archived" in desk.ask(call="preview", files=files, shown=None)["files"][0]["says"]


def test_the_page_and_a_run_show_the_approved_text_and_the_draft_on_demand() -> None:
    desk, first = opened()
    at = "#/library/" + DOCUMENT.partition("/")[2]
    desk.act("approve", DOCUMENT, {"revision": first})
    (second,) = desk.act("write-revision", DOCUMENT, {"text": "# Restart it\n"}, [first]).ids
    assert f"revision='{first}', name='approved'" in listed(desk, at)
    assert f"revision='{second}', name='draft'" in listed(desk, f"{at}?latest")
    assert f"revision='{first}'" in listed(desk, f"{at}/start")
    assert "label='Draft'" in listed(desk, f"{at}/start?revision={second}")


def test_a_run_says_what_stage_its_text_was_in() -> None:
    desk, first = opened()
    start: dict[str, Any] = {
        "document": DOCUMENT.partition("/")[2],
        "revision": first,
        "procedure": None,
        "fields": {},
    }
    desk.act("start-run", RUN, start)
    desk.act("approve", DOCUMENT, {"revision": first})
    assert "stage='Draft'" in listed(desk, "#/runs/" + RUN.partition("/")[2])


def test_people_who_have_not_read_the_approved_text_are_named() -> None:
    desk, first = opened()
    desk.act("add-person", "team/people", {"name": "Ana"})
    desk.act("add-person", "team/people", {"name": "Bo"})
    desk.act("approve", DOCUMENT, {"revision": first})
    desk.act("mark-read", DOCUMENT, {"revision": first})
    assert "unread=('Bo',)" in listed(desk, "#/library/" + DOCUMENT.partition("/")[2])


def test_the_day_to_look_again_is_in_the_row() -> None:
    desk, _ = opened()
    desk.act("mark-reviewed", DOCUMENT, {"next": "2027-01-31"})
    assert row(desk).review == "2027-01-31"


def test_an_approved_text_and_its_edit_meet_on_another_device() -> None:
    desk, first = opened()
    other = Desk("b", "Bo")
    other.merge(desk)
    desk.act("approve", DOCUMENT, {"revision": first})
    other.act("write-revision", DOCUMENT, {"text": "# Restart it\n"}, [first])
    for one, from_ in ((desk, other), (other, desk)):
        one.merge(from_)
    assert row(desk).runnable == row(other).runnable == first
    assert row(desk) == row(other)


def test_the_page_offers_to_write_a_stage_that_the_text_does_not_tell_and_readers_stay_readers() -> None:
    desk = Desk()
    text = "# Restart\n\n**Status:** Draft\n**Version:** 3\n\n1. Stop it\n"
    (first,) = desk.act("import-document", DOCUMENT, {"name": "a.md", "text": text}).ids
    at = "#/library/" + DOCUMENT.partition("/")[2]
    assert "says=''" in listed(desk, at)
    for name in ("Ana", "Bo"):
        desk.act("add-person", "team/people", {"name": name})
    desk.act("approve", DOCUMENT, {"revision": first})
    desk.act("mark-read", DOCUMENT, {"revision": first})
    assert "says='Draft', version='4', told=('Status', 'Version')" in listed(desk, at)
    (second,) = desk.act("write-stage", DOCUMENT, {"revision": first, "version": "4"}, [first]).ids
    shown = listed(desk, at)
    assert "says=''" in shown
    assert f"revision='{second}', name='approved'" in shown
    assert "unread=('Bo',)" in shown
    assert row(desk).runnable == second
