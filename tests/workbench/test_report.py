"""A run's report as files: what is in one is in all, in both clocks, and nothing of a value runs in them."""

import json
import re
from html.parser import HTMLParser

import pytest

from app import views
from app.documents import parse
from app.runs.codes import code
from tests.workbench.desk import ENOUGH, RUN, Desk, with_run

ID = "c" * 16
HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)> "quoted" # not a heading'
ZONE = {"name": "Europe/Madrid", "changes": [[0, 60]]}


@pytest.fixture
def desk() -> Desk:
    desk = with_run(Desk(render=views))
    desk.act("check-step", RUN, {"step": "s1", "done": True})
    desk.act("log-copy", RUN, {"step": "s2", "text": "tail log", "line": 0})
    output = {
        "step": "s2",
        "text": f"{HOSTILE}\n```\nend",
        "expected": "all ok",
        "how": "exact",
        "command": "tail",
    }
    desk.act("keep-output", RUN, output)
    desk.act(
        "attach-file", RUN, {"step": "s2", "sha": "ab" * 32, "name": HOSTILE, "type": "image/png", "size": 9}
    )
    desk.act("add-link", RUN, {"step": "s2", "url": "https://wiki.shop.test/a_(b)", "text": HOSTILE})
    desk.act("add-note", RUN, {"step": "s2", "text": "**Seen**\n\n- by two"})
    desk.act("skip-step", RUN, {"step": "s3", "reason": HOSTILE})
    desk.act("check-step", RUN, {"step": "s2", "done": True})
    desk.act("finish-run", RUN, {"asked": True})
    return desk


def file(desk: Desk, form: str) -> str:
    reply = desk.ask(call="report", id=ID, form=form, zone=ZONE)
    assert reply["status"] == "ok"
    assert reply["name"] == "2025-11-21-restart-the-api"
    text: str = reply["text"]
    return text


def test_the_markdown_has_all_of_it_and_reads_as_markdown(desk: Desk) -> None:
    text = file(desk, "markdown")
    assert text.startswith("# Restart the API: run report\n")
    for said in (
        "2 of 3 steps done, 1 skipped. Finished.",
        "Step 3: Skipped:",
        "The output of a command was not what was expected",
        "10:10:02 (09:10:02 UTC)",
        "ab" * 32,
        "<https://wiki.shop.test/a_(b)>",
        "**Seen**",
        "Copied, step 2: tail log",
    ):
        assert said in text, said
    headings = [one.text for one in parse(text).headings]
    assert headings == [
        "Restart the API: run report", "Deviations from the runbook", "Steps", "Who did what when",
    ]  # fmt: skip


def test_the_page_has_all_of_it_and_runs_nothing(desk: Desk) -> None:
    text = file(desk, "html")
    tags: list[tuple[str, list[tuple[str, str | None]]]] = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attrs: tags.append((tag, attrs))  # type: ignore[method-assign]
    reader.feed(text)
    assert not {"script", "iframe", "object", "link", "form"} & {tag for tag, _ in tags}
    assert not [name for _, attrs in tags for name, _ in attrs if name.startswith("on")]
    assert [tag for tag, attrs in tags if ("data-blob", "ab" * 32) in attrs] == ["img"]
    assert "default-src 'none'" in text
    assert "10:10:02 (09:10:02 UTC)" in text
    assert "<strong>Seen</strong>" in text


def test_the_lines_are_one_event_each_with_both_clocks(desk: Desk) -> None:
    head, *rows = [json.loads(line) for line in file(desk, "jsonl").splitlines()]
    assert head["format"] == "sophie.run"
    assert len(rows) == len(desk.stream(RUN))
    assert [row["type"] for row in rows][:3] == ["RunStarted", "StepDone", "CommandCopied"]
    assert re.fullmatch(r"2025-11-21T09:10:0\dZ", rows[1]["at"])
    assert rows[1]["local"].endswith("+01:00")
    assert rows[1]["step"] == 1
    assert rows[1]["body"] == {"v": 1, "step": "s1", "undoes": ""}


def test_a_pause_is_told_in_every_form_and_taken_off_the_time(desk: Desk) -> None:
    desk.act("reopen-run", RUN)
    desk.act("pause-run", RUN, {"reason": "lunch"})
    desk.wall += 3_600_000
    desk.act("resume-run", RUN)
    desk.act("finish-run", RUN, {"asked": True})
    assert "It was paused for 1 h" in file(desk, "html")
    assert ", paused for 1 h" in file(desk, "markdown")
    assert "It was paused for 1 h" in desk.fresh(f"#/runs/{ID}/report")


def test_evidence_of_the_whole_run_stands_on_its_page_and_in_every_form(desk: Desk) -> None:
    desk.act("add-link", RUN, {"url": "https://status.shop.test/1", "text": "Status page"})
    assert "status.shop.test/1" in desk.fresh(f"#/runs/{ID}")
    for form in ("html", "markdown", "jsonl"):
        assert "status.shop.test/1" in file(desk, form)
    assert "Evidence of the whole run" in desk.fresh(f"#/runs/{ID}/report")
    # It came after the end.
    assert "after the end" in desk.fresh(f"#/runs/{ID}")


def test_a_tick_does_not_draw_the_evidence_of_the_run_again() -> None:
    desk = with_run(Desk(render=views))
    desk.act("add-link", RUN, {"url": "https://status.shop.test/1"})
    painted = desk.act("check-step", RUN, {"step": "s1", "done": True}).applied["painted"]
    assert "run-kept" not in [region for region, _ in painted["regions"]]


def test_a_run_that_is_not_here_has_no_report() -> None:
    reply = Desk().ask(call="report", id="x" * 16, form="markdown", zone=None)
    assert reply["status"] == "refused"


def test_the_document_learns_from_its_finished_runs(desk: Desk) -> None:
    for n in range(3):
        run = f"run/{'efg'[n] * 16}"
        revision = desk.log[0][1]
        desk.act("start-run", run, {"document": "b" * 16, "revision": revision, "fields": {}})
        desk.act("check-step", run, {"step": "s1", "done": True})
        desk.act("skip-step", run, {"step": "s2", "reason": "never needed"})
        desk.act("finish-run", run, ENOUGH)
    html = desk.fresh(f"#/library/{'b' * 16}")
    assert "4 finished runs" in html
    assert "Skipped in 3 of 4 runs" in html
    assert f'href="#/library/{"b" * 16}/step?line=4"' in html
    desk.act("reopen-run", f"run/{'e' * 16}")
    assert "3 finished runs" in desk.fresh(f"#/library/{'b' * 16}")


def test_a_run_is_drawn_for_paper_and_for_its_codes(desk: Desk) -> None:
    sheet, form = desk.fresh(f"#/runs/{ID}/paper"), desk.fresh(f"#/runs/{ID}/codes")
    for number, text in enumerate(("Stop it", "Look at the log", "Start it"), 1):
        assert text in sheet
        assert code(ID, number) in sheet
        assert code(ID, number) in form
