"""Several devices: what each had not seen, clocks that lie, events from a newer Sophie, streams set aside."""

import json
from hashlib import sha256
from typing import Any

import pytest

from tests.workbench.desk import DOCUMENT, ENOUGH, RUN, START, TEXT, Desk, Wire, with_run

RUN_ROUTE = f"#/runs/{'c' * 16}"
FUTURE = START + 74 * 31_556_952_000


def foreign(type_: str, body: dict[str, Any] | str | None, *, at: int = START, stream: str = RUN) -> Wire:
    """An event of a device that is not here."""
    header = {
        "actor": "Zoe",
        "at": at,
        "cmd": "z" * 16,
        "dev": "z" * 16,
        "dh": "0" * 64,
        "hlc": f"{at:016d}-0000",
    }
    header |= {"over": [], "prev": "", "seq": 1, "stream": stream, "type": type_, "tz": "UTC", "v": 1}
    text = json.dumps(header, sort_keys=True, separators=(",", ":"))
    told = body if body is None or isinstance(body, str) else json.dumps(body)
    return [0, sha256(text.encode()).hexdigest(), text, told]


def bring(desk: Desk, *wires: Wire) -> list[str]:
    desk.apply([desk.receive(wire) for wire in wires], paint=False)
    return [wire[1] for wire in wires]


def test_an_untick_wins_over_a_tick_from_2099_and_both_are_in_the_record() -> None:
    desk = with_run(Desk())
    (future,) = bring(desk, foreign("StepDone", {"v": 1, "step": "s1"}, at=FUTURE))
    assert "state='done'" in desk.fresh(RUN_ROUTE)
    said = desk.act("check-step", RUN, {"step": "s1", "done": False}, over=[future])
    assert said.decided["events"][0]["over"] == [future]
    painted = desk.fresh(RUN_ROUTE)
    assert "state='done'" not in painted
    assert "what='Done', mark=Mark(by='Zoe'" in painted
    assert "what='Reopened', mark=Mark(by='Ana'" in painted


def test_a_tick_on_a_screen_from_before_a_merge_stands_beside_what_the_merge_brought() -> None:
    ana, bo = with_run(Desk()), Desk("b", "Bo")
    bo.merge(ana)
    bo.act("skip-step", RUN, {"step": "s1", "reason": "not applicable"})
    ana.merge(bo)  # but the screen that Ana sees was painted before
    said = ana.act("check-step", RUN, {"step": "s1", "done": True})
    assert said.decided["events"][0]["over"] == []
    painted = ana.fresh(RUN_ROUTE)
    assert "state='done'" in painted
    assert "also=(Other(state='skipped', mark=Mark(by='Bo'" in painted


def test_undo_of_what_another_device_changed_since_is_refused_with_its_person() -> None:
    ana, bo = with_run(Desk()), Desk("b", "Bo", wall=START + 60_000)
    tick = ana.act("check-step", RUN, {"step": "s1"}).ids
    command = json.loads(ana.log[-1][2])["cmd"]
    bo.merge(ana)
    bo.act("skip-step", RUN, {"step": "s1", "reason": "no"}, over=tick)
    ana.merge(bo)
    refusal = ana.act("undo", RUN, {"command": command}).refusal
    assert refusal["why"].startswith("Bo changed the step at 20")
    assert refusal["next"]


def test_two_devices_that_exchange_everything_show_the_same_run() -> None:
    ana, bo = with_run(Desk()), Desk("b", "Bo", wall=START - 3_600_000)
    bo.merge(ana)
    ana.act("check-step", RUN, {"step": "s1"})
    bo.act("report-problem", RUN, {"step": "s1", "text": "503"})
    bo.act("finish-run", RUN, ENOUGH)
    ana.act("add-note", RUN, {"text": "late", "step": "s2"})
    ana.merge(bo)
    bo.merge(ana)
    assert ana.fresh(f"{RUN_ROUTE}/report") == bo.fresh(f"{RUN_ROUTE}/report")


def test_an_event_of_a_newer_sophie_is_a_line_and_makes_its_stream_read_only() -> None:
    desk = with_run(Desk())
    bring(desk, foreign("StepDelegated", {"v": 1, "step": "s1", "to": "Bo"}, at=START + 99_000))
    painted = desk.fresh(RUN_ROUTE)
    assert "what='StepDelegated'" in painted
    assert "strange=True" in painted
    assert "read_only=True" in painted
    assert "StepDelegated" in desk.act("check-step", RUN, {"step": "s1"}).refusal["why"]
    assert desk.act("import-document", DOCUMENT, {"name": "restart.md", "text": TEXT + "\n"}).ids


def test_a_newer_body_of_a_known_event_makes_its_stream_read_only_too() -> None:
    desk = with_run(Desk())
    bring(desk, foreign("DocumentImported", {"v": 2, "pages": []}, at=START + 99_000, stream=DOCUMENT))
    assert (
        "newer version"
        in desk.act("import-document", DOCUMENT, {"name": "a.md", "text": "# A\n"}).refusal["why"]
    )
    assert "newer version" in desk.fresh(f"#/library/{'b' * 16}")


def test_a_stream_of_an_unknown_kind_is_kept_and_counted() -> None:
    desk = with_run(Desk())
    bring(desk, foreign("BudgetSet", {"v": 1}, stream="budget/" + "q" * 16))
    assert "events=3" in desk.fresh("#/snapshots")


def test_damaged_erased_and_senseless_events_are_lines_and_stop_nothing() -> None:
    desk = with_run(Desk())
    bring(
        desk,
        foreign("StepDone", "{", at=START + 90_000),
        foreign("StepDone", {"v": 1, "step": ["s1"]}, at=START + 91_000),
        foreign("NoteAdded", None, at=START + 92_000),
        foreign("StepDone", {"v": 1, "step": "s99"}, at=START + 93_000),
        foreign("RunStarted", {"v": 1, "title": "Again", "document": "", "revision": ""}, at=START + 94_000),
    )
    painted = desk.fresh(RUN_ROUTE)
    assert painted.count("strange=True") == 3
    assert "title='Again'" not in painted
    assert desk.act("check-step", RUN, {"step": "s1"}).decided["status"] == "ok"


def test_a_run_whose_start_is_missing_is_unreadable_until_it_arrives() -> None:
    desk, full = Desk(), with_run(Desk("b"))
    full.act("check-step", RUN, {"step": "s1"})
    bring(desk, full.log[2])
    assert "UnreadableSkeleton" in desk.fresh(RUN_ROUTE)
    assert "active=()" in desk.fresh("#/runs")
    bring(desk, full.log[1])
    assert "done=1" in desk.fresh(RUN_ROUTE)
    assert "document=''" in desk.fresh(RUN_ROUTE)


def test_a_quarantined_stream_is_shown_as_unreadable_and_its_commands_are_refused() -> None:
    desk = with_run(Desk())
    desk.boot(quarantined=[RUN])
    assert "UnreadableSkeleton" in desk.fresh(RUN_ROUTE)
    assert "set aside" in desk.act("check-step", RUN, {"step": "s1"}).refusal["why"]
    assert "total=1" in desk.fresh("#/library")


def test_a_forgiven_stream_comes_back_whole_despite_the_checkpoint() -> None:
    desk = with_run(Desk())
    desk.boot(quarantined=[RUN])
    saved, data = desk.checkpoint()
    assert desk.boot(saved, data, quarantined=[RUN]) == 2
    assert desk.boot(saved, data) == 0
    assert "state='open'" in desk.fresh(RUN_ROUTE)


def test_what_was_set_aside_stays_in_the_lists_under_its_last_known_title() -> None:
    desk = with_run(Desk())
    desk.act("check-step", RUN, {"step": "s1"})
    saved, data = desk.checkpoint()
    desk.boot(saved, data, quarantined=[RUN, DOCUMENT])
    library, runs = desk.fresh("#/library"), desk.fresh("#/runs")
    assert f"total=1, matching=1, rows=(DocumentRow(id='{'b' * 16}', title='Restart the API'" in library
    assert "readiness='unreadable'" in library
    assert "active=()" in runs
    assert f"unreadable=(RunRow(id='{'c' * 16}', title='Restart the API'" in runs
    assert "documents=(FoundDocument(row=DocumentRow(" in desk.fresh("#/library?q=restart")
    assert "DocumentRow(" in desk.fresh("#/now")
    assert "title='Restart the API'" in desk.fresh(RUN_ROUTE)


def test_what_was_set_aside_before_it_was_ever_read_is_listed_as_unreadable() -> None:
    desk = with_run(Desk())
    desk.boot(quarantined=[RUN, DOCUMENT])
    assert "title='Unreadable document'" in desk.fresh("#/library")
    assert "title='Unreadable run'" in desk.fresh("#/runs")
    assert "title='Unreadable run'" in desk.fresh(RUN_ROUTE)


def test_new_events_of_a_stream_set_aside_are_counted_with_the_old_ones() -> None:
    desk = with_run(Desk())
    desk.act("check-step", RUN, {"step": "s1"})
    saved, data = desk.checkpoint()
    desk.boot(saved, data, quarantined=[RUN])
    bring(desk, foreign("StepDone", {"v": 1, "step": "s2"}, at=START + 90_000))
    bring(desk, foreign("StepDone", {"v": 1, "step": "s3"}, at=START + 91_000))
    row = desk.workbench.engine.model.row(RUN)
    assert row is not None
    assert (row.events, row.title, row.changed, row.changed_by) == (
        4,
        "Restart the API",
        START + 91_000,
        "Zoe",
    )
    saved, data = desk.checkpoint()
    assert desk.boot(saved, data) == 0
    assert "done=3" in desk.fresh(RUN_ROUTE)


STEPS = {
    "a space": ["s1", "two words"],
    "a big letter": ["S2"],
    "nothing": [""],
    "more than 32 characters": ["s" * 33],
    "the same id twice": ["s1", "s2", "s1"],
}


@pytest.mark.parametrize("ids", STEPS.values(), ids=list(STEPS))
def test_a_run_whose_step_ids_the_page_cannot_use_is_listed_said_and_read_only(ids: list[str]) -> None:
    desk = Desk()
    steps = [{"id": id_, "text": f"Do it {id_}", "line": 1} for id_ in ids]
    body = {"v": 1, "title": "Odd", "document": "", "revision": "", "steps": steps}
    bring(desk, foreign("RunStarted", body), foreign("StepDone", {"v": 1, "step": ids[0]}, at=START + 1))
    painted = desk.fresh(RUN_ROUTE)
    assert "UnreadableSkeleton" in painted
    assert "same id" in painted or "small letters" in painted
    assert "unreadable=(RunRow(" in desk.fresh("#/runs")
    assert "cannot be read" in desk.act("check-step", RUN, {"step": ids[0]}).refusal["why"]


def test_another_programs_plain_step_ids_are_worked() -> None:
    desk = Desk()
    steps = [{"id": id_, "text": "Do it", "line": 1} for id_ in ("stop-api", "2")]
    body = {"v": 1, "title": "Other", "document": "", "revision": "", "steps": steps}
    bring(desk, foreign("RunStarted", body))
    assert "step-stop-api" in desk.fresh(RUN_ROUTE)
    assert desk.act("check-step", RUN, {"step": "stop-api"}).decided["status"] == "ok"


def test_a_mark_on_a_step_number_that_no_program_can_count_to_stops_nothing() -> None:
    desk = with_run(Desk())
    bring(desk, foreign("StepDone", {"v": 1, "step": "s" + "9" * 5000}, at=START + 90_000))
    assert "done=0" in desk.fresh(RUN_ROUTE)
