"""The library as a list: filtered, counted, sorted, in pages, and two documents of one title told apart."""

import pytest

from app import views
from app.workbench.readmodel import Applied
from app.workbench.rows import Row
from app.workbench.screens.library import MOST
from tests.workbench.desk import Desk
from tests.workbench.find.shelf_of import desk_with, stream_of

KINDS = {
    "disk.md": "---\nowner: Storage\ntags: disk, night\nstatus: Approved\nnext review: 2026-05-01\n---\n"
    "# Disk full runbook\n\n1. Free it\n",
    "mail.md": "---\nowner: Mail\ntags: night\nstatus: draft\nnext review: 2026-02-01\n---\n# Mail checklist\n\n1. Look\n",
    "notes.md": "# About notes\n\nNo steps here.\n",
}


@pytest.fixture(scope="module")
def desk() -> Desk:
    return desk_with(KINDS)


def titles(desk: Desk, query: str = "") -> list[str]:
    page = desk.fresh(f"#/library{query}")
    listed = page.split("<p id=lib-results>")[1]
    return [
        part.split("'")[0]
        for part in listed.split("DocumentRow(id='")[1:]
        for part in [part.split("title='")[1]]
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["About notes", "Disk full runbook", "Mail checklist"]),
        ("?kind=runbook", ["Disk full runbook"]),
        ("?kind=checklist", ["Mail checklist"]),
        ("?owner=storage", ["Disk full runbook"]),
        ("?tag=night", ["Disk full runbook", "Mail checklist"]),
        ("?tag=night&owner=Mail", ["Mail checklist"]),
        ("?status=approved", ["Disk full runbook"]),
        ("?readiness=ready", []),
        ("?sort=review", ["Mail checklist", "Disk full runbook", "About notes"]),
        ("?sort=changed", ["About notes", "Mail checklist", "Disk full runbook"]),
        ("?sort=nonsense&n=x", ["About notes", "Disk full runbook", "Mail checklist"]),
        ("?q=full&kind=checklist", []),
        ("?q=full&kind=runbook", ["Disk full runbook"]),
    ],
)
def test_the_address_says_which_documents_are_listed_and_in_which_order(
    desk: Desk, query: str, expected: list[str]
) -> None:
    assert titles(desk, query) == expected


def test_each_choice_says_how_many_it_would_leave(desk: Desk) -> None:
    page = desk.fresh("#/library?tag=night")
    assert "Choice(value='Storage', label='Storage', count=1, chosen=False)" in page
    assert "Choice(value='night', label='night', count=2, chosen=True)" in page
    assert "active=('Tag: night',)" in page


def test_a_choice_that_leaves_nothing_can_still_be_seen_and_taken_back(desk: Desk) -> None:
    assert "Choice(value='Nobody', label='Nobody', count=0, chosen=True)" in desk.fresh(
        "#/library?owner=Nobody"
    )


def test_the_last_worked_comes_first_when_asked_for(desk: Desk) -> None:
    revision = desk.stream(stream_of("mail.md"))[0][1]
    start = {"document": stream_of("mail.md")[9:], "revision": revision, "procedure": None, "fields": {}}
    desk.act("start-run", "run/" + "e" * 16, start)
    assert titles(desk, "?sort=used")[0] == "Mail checklist"


def test_a_long_library_comes_in_pages() -> None:
    desk = desk_with(
        {f"{'abcdefgh'[n // 8]}{'abcdefgh'[n % 8]}.md": f"# Number {n:02}\n\n1. Go\n" for n in range(60)}
    )
    assert len(titles(desk)) == 50
    assert "more='#/library?n=100'" in desk.fresh("#/library")
    assert len(titles(desk, "?n=100")) == 60
    assert "more=''" in desk.fresh("#/library?n=100")
    assert len(titles(desk, "?q=number")) == 12
    assert "more='#/library?q=number&n=24'" in desk.fresh("#/library?q=number")


def test_two_documents_of_one_title_are_told_apart_wherever_they_are_listed() -> None:
    text = "# Restart\n\n1. Go\n"
    desk = desk_with({"api.md": text, "web.md": text + "2. On\n", "alone.md": "# Other\n\n1. Go\n"})
    for route in ("#/library", "#/now", "#/library?q=restart"):
        page = desk.fresh(route)
        assert "apart='api.md'" in page
        assert "apart='web.md'" in page
        assert page.count("apart=''") == (0 if "?" in route else 1)


def test_two_of_one_title_and_one_file_are_told_apart_by_owner_or_by_their_name_here() -> None:
    desk = Desk()
    for letter, owner in (("p", "Ana"), ("q", "Bo"), ("r", "Bo")):
        text = f"---\nowner: {owner}\n---\n# Restart\n\n1. {letter}\n"
        desk.act("import-document", "document/" + letter * 16, {"name": "x.md", "text": "# Other " + letter})
        desk.act("import-document", "document/" + letter * 16, {"name": "x.md", "text": text})
    page = desk.fresh("#/library")
    for apart in ("apart='Ana'", "apart='x.md, qqqq'", "apart='x.md, rrrr'"):
        assert apart in page


def test_what_is_archived_is_listed_and_found_only_when_asked_for() -> None:
    desk = desk_with(KINDS)
    desk.act("archive", stream_of("mail.md"))
    assert "Mail checklist" not in titles(desk) + titles(desk, "?q=mail")
    assert titles(desk, "?archived=1") == titles(desk, "?q=mail&archived=1") == ["Mail checklist"]
    assert "Choice(value='1', label='Archived', count=1, chosen=False)" in desk.fresh("#/library")


def test_a_screen_lists_a_bounded_number_of_documents_and_says_so_without_a_button() -> None:
    desk = Desk(render=views)
    rows = [
        Row(f"document/{n}", "document", str(n), 1, f"Number {n}", f"{n}.md", "runbook", "open")
        for n in range(MOST + 1)
    ]
    desk.workbench.engine.model.put(rows, Applied(1, "x"))
    html = desk.fresh("#/library?n=900")
    assert html.count('class="row-link"') == MOST
    assert "lib-more" not in html
    assert f"The first {MOST} are listed." in html
