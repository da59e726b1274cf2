"""Readiness and plans on the screens: what the day, finished runs, the library and another document change."""

import json
from typing import Any

from app.documents.events import PlanSet, WrittenFor
from app.documents.life import Act, Life
from app.views.values import DocumentHealth, DocumentPlan, NowDue, Screen
from app.workbench.acts import words
from app.workbench.painting import Render
from tests.documents.test_plan import PROMISED
from tests.records.stories import stamp
from tests.workbench.desk import DOCUMENT, ENOUGH, RUN, Desk, PlainRender

SOUND = """# Restart the proxy

**Owner:** Ana
**Last reviewed:** 2026-02-10
**Next review:** 2026-05-01

1. Tell the on-call engineer.
2. Restart the proxy, see [the network](network.md).
"""
DRAFT = "document/" + "d" * 16
ROUTE = "#/library/" + "b" * 16


class Kept(PlainRender):
    """Remembers the last value of each region."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}

    def render_screen(self, screen: Screen, html_by_region: Any) -> str:
        self.values = dict(screen.regions)
        return super().render_screen(screen, html_by_region)


class Reader(Desk):
    def __init__(self, text: str) -> None:
        self.kept = Kept()
        render: Render = self.kept
        super().__init__(render=render)
        self.act("import-document", DOCUMENT, {"name": "proxy.md", "text": text})

    def look(self, route: str = ROUTE, today: Any = "2026-03-01") -> dict[str, Any]:
        self.ask(call="open", route=route, shown=None, today=today)
        return self.kept.values

    def health(self, today: Any = "2026-03-01") -> DocumentHealth:
        found = self.look(today=today)["doc-health"]
        assert isinstance(found, DocumentHealth)
        return found

    def plan(self, route: str = ROUTE) -> DocumentPlan:
        found = self.look(route)["doc-plan"]
        assert isinstance(found, DocumentPlan)
        return found

    def due(self, today: str) -> list[tuple[str, str]]:
        found = self.look("#/now", today)["now-due"]
        assert isinstance(found, NowDue)
        return [(row.title, row.assignee) for row in found.rows]


def test_a_document_is_untested_until_a_run_of_it_is_finished() -> None:
    desk = Reader(SOUND)
    assert desk.health().readiness == "untested"
    revision = desk.log[0][1]
    desk.act("start-run", RUN, {"document": "b" * 16, "revision": revision})
    assert desk.health().readiness == "untested"
    desk.act("finish-run", RUN, ENOUGH)
    assert desk.health().readiness == "ready"


def test_a_review_is_due_from_the_day_it_was_set_to() -> None:
    desk = Reader(SOUND)
    assert desk.health("2026-05-01").readiness == "untested"
    late = desk.health("2026-05-02")
    assert late.readiness == "review"
    assert "Its review was due on 2026-05-01." in [reason.text for reason in late.reasons]
    for nothing in (None, "", "tomorrow", 7):
        assert desk.health(nothing).readiness == "untested"


def test_a_review_that_was_marked_counts_before_the_text() -> None:
    desk = Reader(SOUND)
    desk.act("mark-reviewed", DOCUMENT, {"next": "2026-09-01"})
    assert desk.health("2026-08-01").readiness == "untested"
    assert desk.health("2026-09-02").readiness == "review"


def test_the_library_says_the_same_as_the_document() -> None:
    desk = Reader(SOUND)
    year_old = SOUND.replace("**Next review:** 2026-05-01\n", "")
    desk.act("import-document", DRAFT, {"name": "old.md", "text": year_old.replace("the proxy", "the old")})
    for today in ("2026-03-01", "2026-05-01", "2026-05-02", "2027-02-10", "2027-02-11", ""):
        listed = {row.id: row.readiness for row in desk.look("#/library", today)["lib-results"].rows}
        shown = {id_: desk.look(f"#/library/{id_}", today)["doc-health"].readiness for id_ in listed}
        assert listed == shown, today
    desk.act("start-run", RUN, {"document": "b" * 16, "revision": desk.log[0][1]})
    assert desk.look("#/library")["lib-results"].rows[1].readiness == "untested"
    desk.act("finish-run", RUN, ENOUGH)
    assert desk.look("#/library")["lib-results"].rows[1].readiness == "ready"


def test_a_link_is_broken_until_its_document_is_in_the_library() -> None:
    desk = Reader(SOUND)
    assert [problem.message for problem in desk.health().problems] == ["“network.md” is not in this library."]
    desk.act("import-document", DRAFT, {"name": "ops/Network.md", "text": f"{SOUND}\nMore."})
    assert desk.health().problems == ()


def test_reasons_and_problems_say_where_and_what_to_do() -> None:
    health = Reader("# A\n\nTBD\n").health()
    assert all(problem.line and problem.hint for problem in health.problems)
    assert 100 - sum(reason.points for reason in health.reasons) == health.score


def test_a_runbook_written_for_a_promise_ticks_its_items() -> None:
    desk = Reader(PROMISED)
    plan = desk.plan()
    assert [[item.done for item in area.items] for area in plan.areas] == [[False, False], [False, False]]
    desk.act("write-runbook", DRAFT, {"document": plan.id, "revision": plan.revision})
    source = desk.plan("#/library/" + "d" * 16).source
    assert source is not None
    assert source.id == plan.id
    draft = desk.stream(DRAFT)
    text = (
        __import__("json")
        .loads(draft[0][3])["text"]
        .replace("### When to restart\n\n_To be written_", "### When to restart\n\nNow.")
    )
    desk.act("write-revision", DRAFT, {"text": text}, over=[draft[0][1]])
    after = desk.plan()
    assert [[item.done for item in area.items] for area in after.areas] == [[False, False], [True, False]]
    assert [written.id for written in after.written] == ["d" * 16]
    assert "3 of them are not written" in desk.health().reasons[0].text


def test_what_is_promised_shows_on_now_when_it_is_due() -> None:
    desk = Reader(PROMISED)
    assert desk.due("2026-11-27") == []
    desk.act(
        "set-plan", DOCUMENT, {"assignee": "Ana", "target": "2026-11-27", "priority": "HIGH", "blockers": ""}
    )
    assert desk.due("2026-11-26") == []
    assert desk.due("2026-11-27") == [("Operations Runbook", "Ana")]
    assert desk.plan().over == tuple(sorted(wire[1] for wire in desk.stream(DOCUMENT)[1:]))
    undone = desk.act("undo", DOCUMENT, {"command": desk_command(desk)})
    assert undone.decided["status"] == "ok"


def desk_command(desk: Desk) -> str:
    found: str = json.loads(desk.stream(DOCUMENT)[-1][2])["cmd"]
    return found


def test_the_record_tells_a_plan_in_words() -> None:
    told = (PlanSet("target", "2026-11-27"), PlanSet("assignee", ""), WrittenFor("d1"))
    said = [words(Act(stamp("a"), event), Life()) for event in told]
    assert said == ["Plan: target date 2026-11-27", "Plan: no assignee", "Begun for another document"]


def test_what_is_written_is_not_due_any_more() -> None:
    desk = Reader(PROMISED)
    desk.act("set-plan", DOCUMENT, {"target": "2026-11-27"})
    desk.act("write-runbook", DRAFT, {"document": "b" * 16, "revision": desk.log[0][1]})
    assert len(desk.due("2026-12-01")) == 1
    draft = desk.stream(DRAFT)
    desk.act("write-revision", DRAFT, {"text": SOUND}, over=[draft[0][1]])
    assert desk.due("2026-12-01") == []


def test_a_promise_that_is_kept_is_incomplete_no_more() -> None:
    """On its page and in the library alike; and again when the document that keeps it goes."""
    desk = Reader(PROMISED)
    desk.act("write-runbook", DRAFT, {"document": "b" * 16, "revision": desk.log[0][1]})
    assert both(desk) == ("incomplete", "incomplete")
    draft = desk.stream(DRAFT)
    desk.act("write-revision", DRAFT, {"text": SOUND}, over=[draft[0][1]])
    assert both(desk) == ("untested", "untested")
    assert all("not written" not in reason.text for reason in desk.health().reasons)
    assert desk.plan().areas  # what was promised is still listed
    assert [one.id for one in desk.look("#/library?readiness=incomplete")["lib-results"].rows] == []
    desk.act("archive", DRAFT)
    assert both(desk) == ("incomplete", "incomplete")


def test_a_promise_with_other_faults_stays_incomplete() -> None:
    """What is wrong beside the promise is not mended by another document."""
    desk = Reader(
        PROMISED + "\n```bash\nrm -rf /srv\n```\n```bash\nrm -rf /etc\n```\n" + "AKIA" + "IOSFODNN7EXAMPLE\n"
    )
    desk.act("write-runbook", DRAFT, {"document": "b" * 16, "revision": desk.log[0][1]})
    desk.act("write-revision", DRAFT, {"text": SOUND}, over=[desk.stream(DRAFT)[0][1]])
    page, listed = both(desk)
    assert page == listed


def both(desk: Reader) -> tuple[str, str]:
    rows = desk.look("#/library")["lib-results"].rows
    return desk.health().readiness, next(row.readiness for row in rows if row.id == "b" * 16)
