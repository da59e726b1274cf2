"""An act that reached the engine with a secret in it is recorded without it; a document's text stays to the letter."""

from tests.workbench.desk import DOCUMENT, RUN, Desk, with_run

SECRET = "Winter" + "26x"


def test_no_note_no_problem_and_no_reason_keeps_a_secret() -> None:
    desk = with_run(Desk())
    desk.act("add-note", RUN, {"text": f"password: {SECRET}", "step": "s1"})
    desk.act("report-problem", RUN, {"text": f"psql postgres://app:{SECRET}@db/x", "step": "s1"})
    desk.act("skip-step", RUN, {"reason": f"--token {SECRET}", "step": "s2"})
    bodies = [wire[3] for wire in desk.stream(RUN)]
    assert len(bodies) == 4
    assert all(SECRET not in body for body in bodies)
    assert sum("[masked: " in body for body in bodies) == 3


def test_a_field_that_asks_for_a_secret_is_started_empty() -> None:
    desk = Desk()
    text = "# Log in\n\n1. Log in as [User] with [Password]\n"
    revision = desk.act("import-document", DOCUMENT, {"name": "a.md", "text": text}).ids[0]
    fields = {"Password": SECRET, "User": "ana"}
    args = {"document": "b" * 16, "revision": revision, "procedure": None, "fields": fields}
    assert desk.act("start-run", RUN, args).ids
    body = desk.stream(RUN)[0][3]
    assert SECRET not in body
    assert '"User":"ana"' in body


def test_a_document_is_kept_to_the_letter() -> None:
    desk = Desk()
    text = f"# A\n\npassword: {SECRET}\n"
    desk.act("import-document", DOCUMENT, {"name": "a.md", "text": text})
    assert SECRET in desk.stream(DOCUMENT)[0][3]
