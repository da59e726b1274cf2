"""The way of a gesture through the workbench: decided, applied, painted, and what each reply says."""

import json
from typing import Any

import pytest

from app import views
from app.workbench.routes import place
from tests.workbench.desk import DOCUMENT, RUN, TEXT, Desk, PlainRender, with_run

RUN_ROUTE = f"#/runs/{'c' * 16}"


def regions(reply: dict[str, dict[str, list[list[str]]]]) -> list[str]:
    return [region for region, _ in reply["painted"]["regions"]]


def test_an_import_becomes_a_document_and_says_where_it_is() -> None:
    said = Desk().act("import-document", DOCUMENT, {"name": "restart.md", "text": TEXT})
    (event,) = said.decided["events"]
    assert (event["stream"], event["type"], event["over"]) == (DOCUMENT, "DocumentImported", [])
    assert json.loads(event["body"]) == {"v": 1, "name": "restart.md", "text": TEXT}
    assert said.decided["route"] == f"#/library/{'b' * 16}"
    assert said.decided["announce"] == {"text": "A new document: Restart the API.", "assertive": False}


def test_a_tick_repaints_the_step_the_next_one_and_the_figures_only() -> None:
    said = with_run(Desk()).act("check-step", RUN, {"step": "s1", "done": True})
    assert said.applied["painted"]["full"] is None
    assert regions(said.applied) == ["run-head", "step-s1", "step-s2", "run-actions", "run-record"]


def test_a_screen_the_page_does_not_show_is_painted_whole() -> None:
    desk = with_run(Desk())
    desk.token = "another screen"
    painted = desk.act("check-step", RUN, {"step": "s1"}).applied["painted"]
    assert painted["full"]
    assert painted["regions"] == []


def test_a_screen_that_did_not_change_sends_nothing() -> None:
    desk = with_run(Desk())
    token = desk.token
    painted = desk.open(RUN_ROUTE)
    assert (painted["full"], painted["regions"], painted["token"]) == (None, [], token)


class Torn(PlainRender):
    """Cannot draw the figures of a run any more."""

    def render_region(self, value: Any, before: Any = None) -> str:
        if value.region == "run-head":
            raise ZeroDivisionError
        return super().render_region(value, before)


def test_a_fault_of_the_screen_is_not_the_events_fault() -> None:
    """They are folded and counted: the page hears of the screen when it opens it, and no event is applied twice."""
    desk = with_run(Desk())
    desk.workbench.painter.render = Torn()
    said = desk.act("check-step", RUN, {"step": "s1", "done": True})
    assert said.applied == {"status": "ok", "n": len(desk.log)}
    with pytest.raises(ZeroDivisionError):
        desk.open(RUN_ROUTE)
    desk.workbench.painter.render = PlainRender()
    assert "done=1" in desk.fresh(RUN_ROUTE)


def test_what_was_drawn_before_the_fault_is_drawn_again_for_the_page_that_never_got_it() -> None:
    class TornAtTheEnd(PlainRender):
        def render_region(self, value: Any, before: Any = None) -> str:
            if value.region == "run-record":
                raise ZeroDivisionError
            return super().render_region(value, before)

    desk = with_run(Desk())
    desk.workbench.painter.render = TornAtTheEnd()
    desk.act("check-step", RUN, {"step": "s1", "done": True})
    desk.workbench.painter.render = PlainRender()
    changed = [region for region, _ in desk.open(RUN_ROUTE)["regions"]]
    assert changed == ["run-head", "step-s1", "step-s2", "run-actions", "run-record"]


def test_what_a_screen_needs_from_the_log_is_still_asked_for_with_the_events() -> None:
    """Needed is no fault: an apply on a screen whose stream is closed asks for it."""
    desk = with_run(Desk())
    tick = desk.act("check-step", RUN, {"step": "s1", "done": True})
    saved, data = desk.checkpoint()
    desk.boot(saved, data)
    other = desk.command("add-person", "team/people", {"name": "Bo"})
    wires = [desk.write(other, event) for event in desk.ask(call="decide", command=other)["events"]]
    reply = desk.call(call="apply", envelopes=wires, tail=len(desk.log), route=RUN_ROUTE, shown=desk.token)
    assert tick.ids
    assert reply["status"] == "need"
    assert RUN in reply["streams"]


def test_an_untouched_step_is_drawn_once() -> None:
    desk = with_run(Desk())
    desk.act("check-step", RUN, {"step": "s1"})
    desk.act("check-step", RUN, {"step": "s2"})
    desk.open("#/now")
    desk.open(RUN_ROUTE)
    assert desk.plain.drawn.count("step-s1") == 2
    assert desk.plain.drawn.count("step-s3") == 2  # as it was, and as the current step


def test_the_shell_is_told_once_and_again_when_it_changes() -> None:
    desk = Desk()
    assert desk.ask(call="open", route="#/now", shown=None)["shell"] == {
        "people": [],
        "openRuns": 0,
        "documents": 0,
    }
    assert "shell" not in desk.ask(call="open", route="#/now", shown=None)
    assert desk.act("add-person", "team/people", {"name": "Ana"}).applied["shell"] == {"people": ["Ana"]}


def test_the_same_text_again_leads_to_the_document_that_has_it() -> None:
    desk = with_run(Desk())
    said = desk.act("import-document", "document/" + "d" * 16, {"name": "other.md", "text": TEXT})
    assert said.decided["events"] == []
    assert said.decided["route"] == f"#/library/{'b' * 16}"
    assert "already in the library" in said.decided["announce"]["text"]


def test_a_changed_text_under_the_same_name_and_title_is_a_revision_of_that_document() -> None:
    desk = with_run(Desk())
    revision = desk.log[0][1]
    said = desk.act(
        "import-document", "document/" + "d" * 16, {"name": "restart.md", "text": TEXT + "4. Tell\n"}
    )
    (event,) = said.decided["events"]
    assert (event["stream"], event["type"], event["over"]) == (DOCUMENT, "RevisionImported", [revision])
    assert "newer=True" in desk.fresh(RUN_ROUTE)


def test_the_same_title_under_another_name_is_another_document() -> None:
    desk = with_run(Desk())
    said = desk.act(
        "import-document", "document/" + "d" * 16, {"name": "other.md", "text": TEXT + "4. Tell\n"}
    )
    assert said.decided["events"][0]["type"] == "DocumentImported"


def test_a_file_that_is_no_text_is_refused_by_name() -> None:
    refusal = Desk().act("import-document", DOCUMENT, {"name": "photo.md", "text": "\0\0"}).refusal
    assert "photo.md" in refusal["why"]


def test_a_run_of_an_unknown_document_is_refused() -> None:
    said = Desk().act(
        "start-run", RUN, {"document": "z" * 16, "revision": "0" * 64, "procedure": None, "fields": {}}
    )
    assert said.refusal["what"] == "The run was not started."


def test_an_unknown_command_is_refused_and_does_not_stop_the_engine() -> None:
    assert "paint-it" in Desk().act("paint-it", RUN).refusal["why"]


def test_arguments_of_the_wrong_kind_are_refused_in_words() -> None:
    desk = with_run(Desk())
    assert "no step" in desk.act("check-step", RUN, {"step": 7}).refusal["why"]
    assert "empty" in desk.act("add-note", RUN, {"text": None}).refusal["why"]


def test_half_a_character_is_replaced_before_it_is_recorded() -> None:
    said = with_run(Desk()).act("add-note", RUN, {"text": "a\ud83d"})
    assert json.loads(said.decided["events"][0]["body"])["text"] == "a\ufffd"


def test_undo_is_offered_and_takes_back_the_last_tick() -> None:
    desk = with_run(Desk())
    desk.act("check-step", RUN, {"step": "s1"})
    command = json.loads(desk.log[-1][2])["cmd"]
    assert f"undo='{command}', undo_what='Done, step 1'" in desk.fresh(RUN_ROUTE)
    said = desk.act("undo", RUN, {"command": command})
    assert said.decided["events"][0]["type"] == "StepReopened"


def test_undo_of_a_tick_over_a_problem_brings_the_problem_back_once() -> None:
    desk = with_run(Desk())
    problem = desk.act("report-problem", RUN, {"step": "s1", "text": "503"}).ids
    tick = desk.act("check-step", RUN, {"step": "s1"}, over=problem).ids
    said = desk.act("undo", RUN, {"command": json.loads(desk.log[-1][2])["cmd"]})
    (event,) = said.decided["events"]
    assert json.loads(event["body"]) == {"v": 1, "step": "s1", "text": "503", "undoes": tick[0]}
    assert said.decided["announce"]["text"] == "Problem stands again, step 1."
    painted = desk.fresh(RUN_ROUTE)
    assert "state='problem'" in painted
    assert painted.count("Remark(") == 1
    assert painted.count("text='503'") == 2  # the remark, and the line of the record that first told it
    assert "what='Problem stands again'" in painted


def test_undo_is_not_offered_for_an_undo() -> None:
    desk = with_run(Desk())
    desk.act("check-step", RUN, {"step": "s1"})
    desk.act("undo", RUN, {"command": json.loads(desk.log[-1][2])["cmd"]})
    assert "undo='', undo_what=''" in desk.fresh(RUN_ROUTE)
    desk.act("check-step", RUN, {"step": "s2"})
    assert "undo_what='Done, step 2'" in desk.fresh(RUN_ROUTE)


def test_a_preview_says_what_an_import_would_do_and_stores_nothing() -> None:
    desk = with_run(Desk())
    files = [
        {"name": "other.md", "text": TEXT},
        {"name": "restart.md", "text": TEXT + "4. Tell\n"},
        {"name": "new.md", "text": "# New\n"},
        {"name": "empty.md", "text": " "},
    ]
    reply = desk.call(call="preview", files=files)
    says = {line["name"]: line["says"] for line in reply["files"]}
    assert says["other.md"] == "Restart the API is already in the library with this text."
    assert says["restart.md"] == "A new revision of Restart the API."
    assert says["new.md"] == "A new document: New."
    assert "empty" in says["empty.md"]
    assert desk.fresh("#/library").count("DocumentRow(") == 1


def test_a_preview_says_what_a_file_does_to_the_files_before_it_and_is_right() -> None:
    desk = with_run(Desk())
    files = [
        {"name": "a.md", "text": "# A\n\n1. One\n"},
        {"name": "a.md", "text": "# A\n\n1. Two\n"},
        {"name": "b.md", "text": "# A\n\n1. Two\n"},
        {"name": "a.md", "text": "# A\n\n1. One\n"},
        {"name": "restart.md", "text": TEXT + "4. Tell\n"},
        {"name": "restart.md", "text": TEXT},
    ]
    before = desk.fresh("#/library")
    reply = desk.call(call="preview", files=files)
    assert [line["says"] for line in reply["files"]] == [
        "A new document: A.",
        "A new version of A, a file before it in this list.",
        "The same text as A, a file before it in this list.",
        "A new version of A, a file before it in this list.",
        "A new revision of Restart the API.",
        "A new version of Restart the API, a file before it in this list.",
    ]
    assert desk.fresh("#/library") == before
    types = []
    for number, file in enumerate(files):
        said = desk.act("import-document", f"document/{str(number) * 16}", file)
        types.append([event["type"] for event in said.decided["events"]])
    first, again = ["DocumentImported"], ["RevisionImported"]
    assert types == [first, again, [], again, again, again]


@pytest.mark.parametrize(
    ("route", "area", "id_", "part"),
    [
        ("#/now", "now", "", ""),
        ("", "now", "", ""),
        ("#/library?q=disk%20full", "library", "", ""),
        ("#/library/" + "b" * 16, "library", "b" * 16, ""),
        ("#/library/" + "b" * 16 + "/start?procedure=Roll%20back", "library", "b" * 16, "start"),
        ("#/runs/" + "c" * 16 + "/report", "runs", "c" * 16, "report"),
        ("#/runs/" + "c" * 16 + "/nothing", "nothing", "", ""),
        ("#/runs/..%2Fx", "nothing", "", ""),
        ("#/settings/x", "nothing", "", ""),
        ("#/what", "nothing", "", ""),
    ],
)
def test_a_route_leads_to_a_place(route: str, area: str, id_: str, part: str) -> None:
    found = place(route)
    assert (found.area, found.id, found.part, found.route) == (area, id_, part, route)


AREAS = (
    "now",
    "library",
    "library?q=res",
    "runs",
    "import",
    "snapshots",
    "settings",
    "help",
    "schedule",
    "incidents",
)


@pytest.mark.parametrize("area", [*AREAS, "metrics", "nowhere", "library/" + "z" * 16, "runs/" + "z" * 16])
def test_every_place_has_a_screen_when_empty_and_when_worked_in(area: str) -> None:
    for desk in (Desk(), with_run(Desk())):
        assert desk.open(f"#/{area}")["full"]


def test_a_document_has_its_page_its_start_and_its_reports() -> None:
    desk = with_run(Desk())
    for route in (f"#/library/{'b' * 16}", f"#/library/{'b' * 16}/start", f"{RUN_ROUTE}/report"):
        assert "Restart the API" in desk.fresh(route)
    assert "what='page'" in desk.fresh(f"#/library/{'b' * 16}/start?procedure=Nothing")


def test_a_search_finds_beginnings_of_words_parts_of_titles_and_what_is_nearest() -> None:
    desk = with_run(Desk())
    assert "kind='all', documents=(FoundDocument(" in desk.fresh("#/library?q=API%20rest")
    assert "kind='all', documents=(FoundDocument(" in desk.fresh("#/library?q=tart%20the")
    assert "kind='near', documents=(FoundDocument(" in desk.fresh("#/library?q=restarting")
    assert "kind='none', documents=()" in desk.fresh("#/library?q=%22%20OR%20%27%3B--%20%25_%2A")


def test_a_device_that_gets_a_name_shows_it_at_its_earlier_marks() -> None:
    desk = with_run(Desk())
    desk.act("check-step", RUN, {"step": "s1"})
    assert "device='Phone'" not in desk.fresh(RUN_ROUTE)
    desk.act("name-device", "device/" + desk.dev, {"name": "Phone"})
    assert "state='done'" in desk.fresh(RUN_ROUTE)
    step = next(html for html in desk.fresh(RUN_ROUTE).split("<p id=") if html.startswith("step-s1"))
    assert "device='Phone'" in step


def test_a_revised_document_is_found_by_its_new_text_and_title_only() -> None:
    desk = with_run(Desk())
    desk.act("import-document", DOCUMENT, {"name": "restart.md", "text": "# Reboot the API\n\n1. Go\n"})
    assert "documents=(FoundDocument(" in desk.fresh("#/library?q=reboot")
    assert "documents=()" in desk.fresh("#/library?q=look")
    again = desk.act("import-document", "document/" + "d" * 16, {"name": "restart.md", "text": TEXT})
    assert again.decided["events"][0]["type"] == "DocumentImported"


def test_a_text_brought_to_a_named_document_becomes_its_revision_whatever_its_title() -> None:
    desk = with_run(Desk())
    said = desk.act("import-document", DOCUMENT, {"name": "other.md", "text": "# Something else\n"})
    assert [event["type"] for event in said.decided["events"]] == ["RevisionImported"]


def test_an_envelope_that_comes_again_moves_nothing_back() -> None:
    desk = with_run(Desk())
    desk.act("check-step", RUN, {"step": "s1"})
    assert desk.call(call="apply", envelopes=desk.log[:1], tail=len(desk.log))["n"] == len(desk.log)


def test_a_fold_that_failed_halfway_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = with_run(Desk())
    command = desk.command("check-step", RUN, {"step": "s1"}, ())
    wires = [desk.write(command, event) for event in desk.ask(call="decide", command=command)["events"]]
    monkeypatch.setattr(desk.workbench.engine.model, "put", _full)
    with pytest.raises(MemoryError):
        desk.apply(wires)
    monkeypatch.undo()
    desk.apply(wires)
    assert "done=1" in desk.fresh(RUN_ROUTE)


def _full(*_: object) -> None:
    raise MemoryError


def test_answers_fill_the_commands_and_what_is_still_empty_is_named() -> None:
    text = (
        "# Move\n\n1. Stop [Old Host]\n   ```bash\n   ssh [Old Host] rm -rf [Data Path]\n   ```\n2. Go on\n"
    )
    desk = Desk()
    revision = desk.act("import-document", DOCUMENT, {"name": "move.md", "text": text}).ids[0]
    start = {"document": "b" * 16, "revision": revision, "procedure": "", "fields": {"Old Host": "db[1]"}}
    desk.act("start-run", RUN, start)
    painted = desk.fresh(RUN_ROUTE)
    assert "text='Stop db[1]'" in painted
    assert "text='ssh db[1] rm -rf [Data Path]', output=None, missing=('Data Path',)" in painted
    assert "values=(('Old Host', 'db[1]'), ('Data Path', ''))" in painted


def test_a_wrong_import_can_be_taken_back() -> None:
    desk = with_run(Desk())
    desk.act("import-document", DOCUMENT, {"name": "restart.md", "text": "# Oops\n"})
    command = json.loads(desk.log[-1][2])["cmd"]
    said = desk.act("undo", DOCUMENT, {"command": command})
    assert json.loads(said.decided["events"][0]["body"])["text"] == TEXT


def test_a_tick_applied_ahead_of_an_import_is_the_same_once_all_is_applied() -> None:
    """The page lets a tick pass what an import is bringing; the rest comes in its turn, the tick with it again."""
    ana, plain = with_run(Desk()), with_run(Desk())
    bo = Desk("b", "Bo", ana.wall + 1000)
    bo.act("import-document", "document/" + "e" * 16, {"name": "other.md", "text": "# Other\n\n1. One\n"})
    for desk in (ana, plain):
        known = len(desk.log)
        came = [desk.receive(wire) for wire in bo.log]
        if desk is plain:
            desk.apply(came)
        decided = desk.ask(call="decide", command=desk.command("check-step", RUN, {"step": "s1"}))
        tick = desk.write(desk.command("check-step", RUN, {"step": "s1"}), decided["events"][0])
        desk.ask(call="apply", envelopes=[tick], tail=len(desk.log), ahead=desk is ana)
        assert desk.workbench.engine.applied.n == (known if desk is ana else len(desk.log))
        assert desk.workbench.engine.model.rows("WHERE kind = 'run'")[0].done == 1
        saved, data = desk.checkpoint()
        desk.catch_up(known)
        desk.boot(saved, data)
        assert desk.workbench.engine.applied.n == len(desk.log)
    rows = [desk.workbench.engine.model.rows("ORDER BY stream") for desk in (ana, plain)]
    assert rows[0] == rows[1]


def test_what_was_sent_with_lines_only_named_is_drawn_whole_for_a_page_that_shows_something_else() -> None:
    desk = with_run(Desk(render=views))
    for step in ("s1", "s2", "s3"):
        painted = desk.act("check-step", RUN, {"step": step}).applied["painted"]
    record = dict(painted["regions"])["run-record"]
    assert record.count("data-same") == 3
    assert record.count("<b>Done</b>") == 1
    desk.token = "another screen"
    whole = desk.open(RUN_ROUTE)["full"]
    assert "data-same" not in whole
    assert whole.count("<b>Done</b>") == 3
