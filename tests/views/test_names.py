"""The names other programs and tests rely on, as the templates and the shell write them."""

import re
from html import unescape
from pathlib import Path

import pytest

from tests.views.gallery import draw
from tests.views.samples import screens

SHELL = (Path(__file__).parents[2] / "index.html").read_text(encoding="utf-8")
SCREENS = screens()


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def buttons(html: str) -> list[str]:
    return [words(found) for found in re.findall(r"<button\b[^>]*>(.*?)</button>", html, re.DOTALL)]


def links(html: str) -> list[str]:
    return [words(found) for found in re.findall(r"<a\b[^>]*>(.*?)</a>", html, re.DOTALL)]


def labels(html: str) -> list[str]:
    return [words(found) for found in re.findall(r"<label\b[^>]*>(.*?)</label>", html, re.DOTALL)]


def test_nine_areas_are_reachable_by_name() -> None:
    nav = SHELL[SHELL.index("<nav") : SHELL.index("</nav>")]
    assert set(links(nav)) == {
        "Now",
        "Library",
        "Runs",
        "Schedule",
        "Incidents",
        "Metrics",
        "Snapshots",
        "Settings",
        "Help",
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("now-first", {"Try it"}),
        ("import", {"Check", "Import"}),
        ("document", {"Start run", "Export Markdown"}),
        ("document-huge", {"Start run", "Start run: High CPU alert 0", "Export Markdown"}),
        ("start", {"Begin"}),
        ("run", {"Done", "Problem", "Note", "Skip", "Undo", "Finish run"}),
        ("run-finished", {"Note", "Undo", "Reopen run"}),
        ("snapshots", {"Save snapshot", "Rescue export"}),
    ],
)
def test_buttons_have_their_names(name: str, expected: set[str]) -> None:
    assert expected <= set(buttons(draw(SCREENS[name])))


def test_fields_have_their_names() -> None:
    assert {"Files to import", "Paste Markdown"} <= set(labels(draw(SCREENS["import"])))
    assert "Snapshot to import" in labels(draw(SCREENS["snapshots"]))
    assert 'type="search" data-search aria-label="Search"' in draw(SCREENS["library"])
    assert labels(draw(SCREENS["start"]))[:8] == [
        "[Namespace]",
        "[Ticket]",
        "<HOST>",
        "[YYYY-MM-DD]",
        "[Severity]",
        "Place: [North/South/etc.]",
        "[Count]",
        "Started: [Time]",
    ]


def test_a_document_is_a_link_named_by_its_title() -> None:
    assert "API latency high" in links(draw(SCREENS["library"]))


def test_a_step_is_a_checkbox_named_by_its_text() -> None:
    html = draw(SCREENS["run"])
    assert '<ol class="steps" aria-label="Steps"' in html
    assert "Confirm the alert is real, not a dead probe" in labels(html)
    assert html.count('type="checkbox"') == html.count('class="step is-')


def test_a_state_is_a_word_and_a_shape() -> None:
    html = draw(SCREENS["run"])
    for word, shape in (("Done", "circle-check"), ("Skipped", "skip-forward"), ("Problem", "octagon-alert")):
        assert re.search(rf'<use href="#i-{shape}"/></svg>{word}</span>', html)


def test_a_run_names_its_report() -> None:
    assert "Report" in links(draw(SCREENS["run"]))


def test_the_shell_tells_its_state() -> None:
    assert '<html lang="en" data-engine="starting" data-unsaved="0" data-route="#/now">' in SHELL
    assert SHELL.index('class="skip"') < SHELL.index("<header")
    for id_ in (
        "save-state",
        "status",
        "alert",
        "toasts",
        "drop-overlay",
        "rescue-banner",
        "storage-blocked",
        "inbox",
    ):
        assert f'id="{id_}"' in SHELL


def test_a_report_tells_what_was_answered_in_each_step() -> None:
    told = words(draw(SCREENS["report-answers"]))
    for said in (
        "☑ Migrations applied successfully",
        "☐ Data integrity verified",
        "Check that p95 is below 300 ms : failed , 340 ms",
        "Errors above 1 % : Roll back",
        "Approved by Ana Ruiz (not valid: also did the step)",
        "Went on without what was open: The dashboard is down",
        "Only if restart fails : does not apply because the gate of step 1 passed",
        "Done while still open: Check p95",
    ):
        assert re.sub(r"\s", "", said) in re.sub(r"\s", "", told), said
