"""Five thousand finished runs: lists stay pages, and what opens Runs and Now looks at no more rows than with fifty."""

import json

import pytest

from app import views
from app.workbench import Workbench, questions
from app.workbench.readmodel import Applied, ReadModel
from app.workbench.rows import Row
from app.workbench.screens.lists import MOST_FINISHED

DOCUMENT = "b" * 16


def model_of(runs: int, still_open: int = 3) -> ReadModel:
    model = ReadModel()
    document = Row(f"document/{DOCUMENT}", "document", DOCUMENT, 1, "Restart", state="open")
    model.put([document, *(_run(n, is_open=n < still_open) for n in range(runs))], Applied(runs, "x"))
    return model


def _run(n: int, *, is_open: bool) -> Row:
    ended = None if is_open else n * 1000 + 500
    state = "open" if is_open else "finished"
    return Row(
        f"run/{n:016}", "run", f"{n:016}", 9, f"Restart {n}", state=state, done=3, total=3, parent=DOCUMENT,
        began=n * 1000, changed=n * 1000 + 500, ended=ended,
    )  # fmt: skip


def steps_of(model: ReadModel, route: str) -> int:
    """Hundreds of SQLite's own instructions that opening the screen again takes: no clock, so no luck."""
    workbench = Workbench(views)
    workbench.engine.model = model
    counted = [0]

    def count() -> None:
        counted[0] += 1

    # What changes only with a write is counted at the first opening after it.
    workbench.handle(json.dumps({"call": "open", "route": route, "shown": None}))
    model.sql.set_progress_handler(count, 100)
    reply = json.loads(workbench.handle(json.dumps({"call": "open", "route": route, "shown": None}))[0])
    model.sql.set_progress_handler(None, 0)
    assert reply["status"] == "ok"
    return counted[0]


# One figure of Runs is counted over an index, which is three instructions a row.
@pytest.mark.parametrize(("route", "a_run"), [("#/runs", 3), ("#/now", 0)])
def test_opening_looks_at_few_rows_however_many_runs_there_are(route: str, a_run: int) -> None:
    few, many = steps_of(model_of(50), route), steps_of(model_of(5000), route)
    assert many <= few * 1.2 + 5000 * a_run / 100


def painted(model: ReadModel, route: str) -> str:
    workbench = Workbench(views)
    workbench.engine.model = model
    reply = json.loads(workbench.handle(json.dumps({"call": "open", "route": route, "shown": None}))[0])
    full: str = reply["painted"]["full"]
    return full


@pytest.mark.parametrize(
    ("page", "first", "has_newer", "has_older"),
    [("", 59, False, True), ("?page=2", 34, True, True), ("?page=3", 9, True, False), ("?page=99", 9, True, False),
     ("?page=-1", 59, False, True), ("?page=x", 59, False, True), ("?page=" + "9" * 30, 59, False, True)],
)  # fmt: skip
def test_finished_runs_are_on_pages(page: str, first: int, has_newer: bool, has_older: bool) -> None:
    html = painted(model_of(60), f"#/runs{page}")
    shown = [n for n in range(3, 60) if f">Restart {n}<" in html]
    assert max(shown) == first
    assert len(shown) <= MOST_FINISHED
    assert ('rel="prev"' in html, 'rel="next"' in html) == (has_newer, has_older)
    assert '<span class="tally">57</span>' in html


def test_what_was_used_says_last_start_open_and_finished() -> None:
    assert questions.usage(model_of(10), [DOCUMENT, "unknown"]) == {DOCUMENT: (9000, 3, 1)}


@pytest.mark.parametrize(("still_open", "drawn", "leads"), [(6, 6, False), (9, 6, True)])
def test_now_shows_the_latest_open_runs_and_leads_to_the_others(
    still_open: int, drawn: int, leads: bool
) -> None:
    html = painted(model_of(20, still_open), "#/now")
    assert html.count('href="#/runs/') == drawn
    assert ("See all 9 in progress" in html) is leads
