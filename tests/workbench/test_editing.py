"""A text that is being typed is looked at and never stored; what is kept of it goes the way of every act."""

import pytest

from app.workbench.readmodel import ReadModel
from app.workbench.routes import place
from app.workbench.screens.editing import MOST_SHOWN, STARTERS, Proof, new, window
from tests.test_starter import STARTER
from tests.workbench.desk import DOCUMENT, RUN, TEXT, Desk, with_run

ID = DOCUMENT.partition("/")[2]
EDIT = f"#/library/{ID}/edit"


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.act("import-document", DOCUMENT, {"name": "restart.md", "text": TEXT})
    return desk


def proof(desk: Desk, text: str, line: int = 1) -> str:
    desk.open(EDIT)
    reply = desk.ask(call="proof", route=EDIT, shown=None, id=ID, text=text, line=line)
    full: str = reply["painted"]["full"]
    return full


def test_what_is_typed_is_previewed_and_not_stored(desk: Desk) -> None:
    before = len(desk.log)
    shown = proof(desk, "# Restart it\n\n1. One\n2. Two\n3. Three\n4. Four\n")
    assert "steps=4" in shown
    assert "problems=(Problem(" in shown
    assert len(desk.log) == before
    assert desk.fresh(f"#/library/{ID}").count("Four") == 0


def test_an_event_from_elsewhere_keeps_the_preview(desk: Desk) -> None:
    proof(desk, "# Mine\n\n1. One\n")
    desk.act("import-document", DOCUMENT, {"name": "restart.md", "text": "# Theirs\n"})
    assert "steps=1" in desk.fresh(EDIT)


def test_another_documents_editor_does_not_show_it(desk: Desk) -> None:
    proof(desk, "# Mine\n\n1. One\n")
    assert "# Mine" not in desk.fresh(f"#/library/{'d' * 16}/edit")


def test_an_editor_of_nothing_yet_is_a_new_document() -> None:
    assert "title='New document'" in Desk().fresh(f"#/library/{'d' * 16}/edit")


def test_the_next_version_is_offered_until_it_is_typed(desk: Desk) -> None:
    text = TEXT.replace("\n\n", "\n\n**Version:** 1.2\n\n", 1)
    desk.act("import-document", DOCUMENT, {"name": "restart.md", "text": text})
    assert "version='1.3', told=('Version',)" in desk.fresh(EDIT)
    assert "version='2.0'" in proof(desk, text.replace("1.2", "2.0"))


def test_done_is_one_revision_over_what_it_came_from(desk: Desk) -> None:
    base = desk.log[-1][1]
    said = desk.act(
        "finish-draft", DOCUMENT, {"text": TEXT.replace("Stop", "Halt"), "summary": "Say halt"}, [base]
    )
    assert said.decided["route"] == f"#/library/{ID}"
    assert '"over":["' + base in desk.log[-1][2]
    assert "Halt it" in desk.fresh(f"#/library/{ID}")


def test_half_a_character_does_not_stop_the_preview(desk: Desk) -> None:
    assert "\ufffd" in proof(desk, "# A \ud83d\n")


def test_a_copy_is_made_of_the_revision_asked_for(desk: Desk) -> None:
    source = desk.log[-1][1]
    said = desk.act("duplicate-document", f"document/{'d' * 16}", {"document": ID, "revision": source})
    assert said.decided["route"] == f"#/library/{'d' * 16}"
    assert "Copy of Restart the API" in desk.fresh("#/library")
    refused = desk.act(
        "duplicate-document", f"document/{'e' * 16}", {"document": "f" * 16, "revision": source}
    )
    assert "not in this browser" in refused.refusal["why"]


def test_a_step_is_fixed_from_its_run_and_the_run_keeps_its_own() -> None:
    desk = with_run(Desk())
    run = RUN.partition("/")[2]
    form = desk.fresh(f"#/runs/{run}/fix?step=s2")
    assert "first=4, last=4" in form
    revision = desk.log[0][1]
    args = {"first": 4, "last": 4, "text": "2. Read the log", "run": run}
    said = desk.act("fix-step", DOCUMENT, args, [revision])
    assert said.decided["route"] == f"#/runs/{run}"
    assert "Look at the log" in desk.fresh(f"#/runs/{run}")
    assert "Read the log" in desk.fresh(f"#/library/{ID}")
    # Its words are gone from the document: the screen says so instead of showing another step.
    assert "first=0" in desk.fresh(f"#/runs/{run}/fix?step=s2")


def test_blanks_are_listed_once_with_their_places(desk: Desk) -> None:
    text = "# A\n\n1. Stop <host>\n2. Start <host>\n"
    desk.act("import-document", DOCUMENT, {"name": "restart.md", "text": text})
    assert "lines=(3, 4)" in desk.fresh(f"#/library/{ID}/fill")
    desk.act("fill-fields", DOCUMENT, {"fields": {"<host>\t": "db-1"}}, [desk.log[-1][1]])
    assert "1. Stop db-1" in str(desk.log[-1][3])


@pytest.mark.parametrize(
    "route", [f"#/library/{ID}/step?line=99", f"#/library/{ID}/step", f"#/runs/{'c' * 16}/fix"]
)
def test_a_step_that_is_nowhere_has_no_form(route: str) -> None:
    assert "Nothing" in with_run(Desk()).fresh(route)


def test_a_template_in_a_fence_is_its_own_text(desk: Desk) -> None:
    text = "# Templates\n\n````markdown\n# Post-mortem\n\n```text\nx\n```\n````\n"
    desk.act("import-document", DOCUMENT, {"name": "restart.md", "text": text})
    revision = desk.log[-1][1]
    reply = desk.ask(call="template", id=ID, revision=revision, line=3)
    assert reply["text"] == "# Post-mortem\n\n```text\nx\n```\n"
    assert desk.ask(call="template", id=ID, revision=revision, line=4)["text"] == ""


def test_every_starter_has_its_file() -> None:
    assert {starter.name for starter in STARTERS} <= {file.stem for file in STARTER.glob("*.md")}
    assert "title='Disk full'" in repr(new(ReadModel(), place("#/library/new?title=Disk+full")))


def test_templates_in_fences_are_offered_with_the_starters_while_their_document_is_in_use(desk: Desk) -> None:
    text = "# Templates\n\n```md\n# Post-mortem\n```\n\n```markdown\n## Update: [when]\n```\n"
    (revision,) = desk.act("import-document", DOCUMENT, {"name": "restart.md", "text": text}).ids
    shown = desk.fresh("#/library/new")
    first = f"OwnTemplate(document='{ID}', revision='{revision}', line=3, title='Post-mortem', source='Templates')"
    assert first in shown
    assert "line=7, title='Update: [when]'" in shown
    desk.boot()
    assert desk.fresh("#/library/new") == shown
    desk.act("archive", DOCUMENT)
    assert "own=()" in desk.fresh("#/library/new")


def test_a_text_of_nothing_but_templates_makes_a_small_row(desk: Desk) -> None:
    text = "# Many\n\n" + f"```md\n# {'T' * 1_000}\n```\n\n" * 300
    desk.act("import-document", DOCUMENT, {"name": "restart.md", "text": text})
    row = desk.workbench.engine.model.row(DOCUMENT)
    assert row
    assert len(row.templates) == 50
    assert max(map(len, row.templates)) < 300


def test_a_small_screen_is_drawn_alone_for_a_sheet_and_a_large_one_is_not(desk: Desk) -> None:
    desk = with_run(Desk())
    reply = desk.ask(call="sheet", route=f"#/runs/{RUN.partition('/')[2]}/fix?step=s2")
    assert "FixForm(" in reply["html"]
    assert "Look at the log" in reply["html"]
    assert desk.ask(call="sheet", route="#/library")["html"] == ""
    assert desk.ask(call="sheet", route="#/help")["html"] == ""


def test_the_problems_of_a_text_being_typed_come_with_what_to_do(desk: Desk) -> None:
    assert "hint='" in proof(desk, "# Restart it\n\n1. One\n")


def parts(count: int) -> str:
    return "".join(f"## Part {n}\n\n1. Do {'it ' * 40}\n\n" for n in range(count))


def test_a_long_text_is_previewed_around_the_caret_in_whole_sections() -> None:
    typed = Proof.of(ID, parts(1_000), 2_001)
    assert typed.first <= 2_001 <= typed.last
    assert len("\n".join(typed.lines[typed.first - 1 : typed.last])) <= 2 * MOST_SHOWN
    assert typed.lines[typed.first - 1].startswith("## Part")
    assert typed.lines[typed.last].startswith("## Part")
    assert len(typed.read.steps) == 1_000


def test_of_a_huge_text_only_the_part_is_read(desk: Desk) -> None:
    typed = Proof.of(ID, parts(4_000), 8_001)
    assert typed.skipped == typed.first - 1
    assert 0 < len(typed.read.steps) < 1_000
    assert f"problems=(Problem(line={typed.first}" in proof(desk, parts(4_000), 8_001)


@pytest.mark.parametrize("text", ["", "x" * 100_000, "\n" * 100_000, "a\n" * 150_000])
@pytest.mark.parametrize("line", [-5, 1, 40_000, 10**9])
def test_any_caret_in_any_text_has_a_window(text: str, line: int) -> None:
    lines = text.split("\n")
    first, last = window(lines, (), line)
    assert 1 <= first <= last <= len(lines)
