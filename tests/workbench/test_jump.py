"""What can be jumped to: documents with their procedures, runs with their step, bounded and without what cannot be opened."""

from app.workbench import jump
from app.workbench.readmodel import Applied
from app.workbench.rows import Row
from tests.workbench.desk import DOCUMENT, ENOUGH, RUN, Desk, with_run

TEXT = "# Shop\n\n## Restart procedure\n\n1. Stop it\n2. Start it\n\n## Deploy procedure\n\n1. Build it\n2. Ship it\n"


def test_documents_come_with_their_procedures_and_runs_with_their_step() -> None:
    desk = with_run(Desk(), TEXT)
    desk.act("check-step", RUN, {"step": "s1", "done": True})
    reply = desk.ask(call="places")
    assert reply["documents"] == [
        {"id": "b" * 16, "title": "Shop", "parts": ["Restart procedure", "Deploy procedure"]}
    ]
    assert reply["runs"] == [{"id": "c" * 16, "title": "Shop", "subject": "", "open": True, "number": 2}]


def test_a_finished_run_is_told_as_such_and_an_archived_document_not_at_all() -> None:
    desk = with_run(Desk(), TEXT)
    desk.act("finish-run", RUN, ENOUGH)
    desk.act("archive", DOCUMENT)
    reply = desk.ask(call="places")
    assert [run["open"] for run in reply["runs"]] == [False]
    assert reply["documents"] == []


def test_the_list_stays_small_however_much_there_is() -> None:
    desk = Desk()
    rows = [
        Row(f"run/{n:016}", "run", f"{n:016}", title="R", state="finished", changed=n) for n in range(300)
    ]
    rows += [Row(f"document/{n:016}", "document", f"{n:016}", title="D", state="open") for n in range(1200)]
    desk.workbench.engine.model.put(rows, Applied(1, "x"))
    reply = desk.ask(call="places")
    assert len(reply["documents"]) == jump.MOST_DOCUMENTS
    assert len(reply["runs"]) == jump.MOST_FINISHED
