"""Page values in; the HTML that comes out keeps the contract with the page: one root, known acts, nothing that runs."""

import dataclasses
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from app.views import render_region, render_screen
from app.views import screens as drawing
from app.views import values as page
from app.views.environment import ENVIRONMENT, RARE, TEXTS, compile_all
from app.views.screens import SLOT, TEMPLATES
from tests.views.gallery import draw
from tests.views.samples import HOSTILE, screens
from tests.views.samples_sharing import alone

SHELL = (Path(__file__).parents[2] / "index.html").read_text(encoding="utf-8")
SCREENS = screens()
COMMANDS = {
    "duplicate-document",
    "fill-fields",
    "fix-step",
    "rename-document",
    "import-document",
    "use-offers",
    "stop-offers",
    "repair-text",
    "start-run",
    "set-schedule",
    "stop-schedule",
    "resume-schedule",
    "skip-occurrences",
    "reopen-occurrences",
    "send-notice",
    "begin-emergency",
    "check-step",
    "skip-step",
    "report-problem",
    "add-note",
    "block-step",
    "defer-step",
    "begin-rollback",
    "leave-rollback",
    "unblock-step",
    "tick-check",
    "answer-condition",
    "start-wait",
    "answer-gate",
    "pick-row",
    "override-checks",
    "approve-step",
    "clear-answer",
    "keep-output",
    "add-link",
    "set-plan",
    "write-runbook",
    "finish-run",
    "reopen-run",
    "undo",
    "add-person",
    "name-device",
    "write-stage",
    "send-to-review",
    "approve",
    "activate",
    "restore-import",
    "back-to-draft",
    "mark-reviewed",
    "mark-read",
    "archive",
    "restore-document",
    "map-status",
    "merge-versions",
    "restore-revision",
    "erase-texts",
    "assign-work",
    "set-due",
    "pause-run",
    "resume-run",
    "hand-over",
    "take-over",
}
VOID = {"input", "br", "hr", "img", "meta", "link"}
FORBIDDEN = {"script", "style", "link", "meta", "base", "iframe", "object", "embed", "template", "img"}
ADDRESSES = {"href", "src", "action", "formaction", "srcdoc", "poster", "ping", "background"}

Element = tuple[str, dict[str, str]]


class Reader(HTMLParser):
    """All elements of a text, and those that stand at its top."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.roots: list[Element] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if not self.open:
            self.roots.append(element)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> is out of order"


def regions() -> Iterator[tuple[str, page.Region]]:
    for name, screen in SCREENS.items():
        for id_, value in screen.regions:
            yield f"{name} {id_}", value


REGIONS = {**dict(regions()), **alone()}


@pytest.mark.parametrize("name", REGIONS)
def test_a_region_is_one_element_named_like_the_region(name: str) -> None:
    read = Reader(render_region(REGIONS[name]))
    assert read.open == []
    assert [attributes.get("id") for _, attributes in read.roots] == [REGIONS[name].region]


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_has_one_heading_of_level_one_that_can_take_the_focus(name: str) -> None:
    headings = [attributes for tag, attributes in Reader(draw(SCREENS[name])).elements if tag == "h1"]
    assert [heading.get("tabindex") for heading in headings] == ["-1"]


@pytest.mark.parametrize("name", SCREENS)
def test_ids_are_unique_with_the_shell_around(name: str) -> None:
    elements = Reader(draw(SCREENS[name])).elements + Reader(without_sprite()).elements
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids)), sorted({one for one in ids if ids.count(one) > 1})


@pytest.mark.parametrize("name", SCREENS)
def test_nothing_of_a_value_runs_or_styles(name: str) -> None:
    for tag, attributes in Reader(draw(SCREENS[name])).elements:
        assert tag not in FORBIDDEN
        assert not [one for one in attributes if one.startswith("on") or one == "style"]
        for address in ADDRESSES & attributes.keys():
            assert re.match(r"#|https?:|mailto:|tel:", attributes[address]), attributes[address]


@pytest.mark.parametrize("name", SCREENS)
def test_acts_are_known_commands_with_readable_arguments(name: str) -> None:
    for _, attributes in [*Reader(draw(SCREENS[name])).elements, *Reader(without_sprite()).elements]:
        if "data-command" in attributes:
            assert attributes["data-command"] in COMMANDS
        if "data-args" in attributes:
            assert isinstance(json.loads(attributes["data-args"]), dict)


def test_no_command_is_written_that_the_contract_does_not_have() -> None:
    # Written out, or handed to the macros that write the attribute.
    written = re.compile(r'(?:data-command="|\bpress\(\w+, "[^"]*", "|\bsends\(\w+, ")([^"{]+)"')
    for name, text in {**TEXTS, "index.html": SHELL}.items():
        assert set(written.findall(text)) <= COMMANDS, name


def test_every_slot_of_a_skeleton_has_its_region_and_no_region_is_lost() -> None:
    for screen in SCREENS.values():
        skeleton = render_screen(
            dataclasses.replace(screen, regions=()), {id_: f"[{id_}]" for id_, _ in screen.regions}
        )
        assert all(f"[{id_}]" in skeleton for id_, _ in screen.regions), screen.route
        assert not SLOT.search(skeleton)


def test_a_slot_mark_inside_a_value_is_only_text() -> None:
    trap = "<!--slot run-head-->"
    screen = page.screen("#/x", "x", page.NothingSkeleton(trap))
    assert "&lt;!--slot" in render_screen(screen, {})


@pytest.mark.parametrize("name", SCREENS)
def test_every_icon_is_in_the_shell(name: str) -> None:
    names = set(re.findall(r'href="#(i-[a-z0-9-]+)"', draw(SCREENS[name]) + SHELL))
    assert names <= set(re.findall(r'<symbol id="(i-[a-z0-9-]+)"', SHELL))


def test_a_missing_attribute_is_an_error_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError):
        ENVIRONMENT.from_string("{{ step.nothing }}").render(step=page.Step("r", "s1", 1, "x"))


def test_all_templates_compile_and_each_is_used() -> None:
    compile_all()
    for name in RARE:
        ENVIRONMENT.get_template(name)
    drawn = {template for template, _ in TEMPLATES.values()}
    assert drawn | {
        "parts.html",
        "find-parts.html",
        "frame-parts.html",
        "life-parts.html",
        "schedule-parts.html",
        "command.html",
        "kept.html",
        "step-pieces.html",
        "report-file.html",
        "document-file.html",
    } == set(TEXTS)


def test_every_page_value_that_can_be_drawn_has_a_sample() -> None:
    sampled = {type(value) for value in REGIONS.values()} | {type(one.skeleton) for one in SCREENS.values()}
    inner = {type(line) for value in REGIONS.values() for line in getattr(value, "inner", {}).values()}
    assert sampled | inner == set(TEMPLATES)


def test_a_line_of_a_region_is_drawn_once_however_often_the_region_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[type] = []
    draw_anew = drawing._draw

    def draw(value: object) -> str:
        drawn.append(type(value))
        return draw_anew(value)

    monkeypatch.setattr(drawing, "_draw", draw)
    step = page.Step("r" * 16, "s1", 1, "Restart it", detail="Mind the *queue* of test number 41.")
    first = render_region(step)
    second = render_region(dataclasses.replace(step, state="done"))
    assert drawn == [page.Step, page.StepBody, page.Step]
    assert all("Mind the <em>queue</em>" in html for html in (first, second))


def test_a_line_that_is_on_the_page_is_only_named_unless_it_changed() -> None:
    entry = page.Entry("e" * 64, "Done", page.Mark("Ana", 0, "laptop"), "Restart it", 1)
    late, note = dataclasses.replace(entry, late=True), dataclasses.replace(entry, id="f" * 64, what="Note")
    before = page.RunRecord("r" * 16, (entry,))
    named = f'<li id="entry-{entry.id}" data-same></li>'
    html = render_region(page.RunRecord("r" * 16, (note, entry)), before)
    assert named in html
    assert "<b>Note</b>" in html
    assert "<b>Done</b>" not in html
    assert named not in render_region(page.RunRecord("r" * 16, (note, late)), before)
    assert named not in render_region(page.RunRecord("r" * 16, (note, entry)))


def test_no_template_steps_round_autoescape_and_no_text_is_marked_safe() -> None:
    for name, text in TEXTS.items():
        assert not re.search(r"\|\s*safe\b|autoescape", text), name


def test_a_hostile_text_is_shown_as_text() -> None:
    html = render_region(page.LibraryFound(HOSTILE, "none", ()))
    assert "&lt;script&gt;alert(1)" in html


def test_a_row_that_cannot_be_shown_says_so_links_to_its_page_and_claims_no_figures() -> None:
    run = page.RunRow("c" * 16, "Failover", page.Mark("Ana", 0), page.Mark("Ana", 0), 3, 9, unreadable=True)
    document = page.DocumentRow("b" * 16, "Failover", "Runbook", "unreadable", 7, 1, 0, unreadable=True)
    runs = render_region(page.RunList((), (), 0, (run,)))
    for html, link in (
        (runs, f"#/runs/{'c' * 16}"),
        (render_region(page.LibraryResults(1, 1, (document,))), f"#/library/{'b' * 16}"),
    ):
        assert f'href="{link}"' in html
        assert "</svg>Unreadable</span>" in html
        assert "Nothing of it is lost" in html
        assert not re.search("steps|done|worked|Last act", html)
    assert "No runs yet" not in runs


def test_values_can_be_remembered_by_what_they_hold() -> None:
    assert len({REGIONS[name] for name in REGIONS}) <= len(REGIONS)
    assert hash(page.NowFirst()) == hash(page.NowFirst())


def without_sprite() -> str:
    """The shell without its icons and its document type: what the reader of elements looks at."""
    return re.sub(r"<!doctype html>|<svg class=\"sprite\".*?</symbol>\s*</svg>", "", SHELL, flags=re.DOTALL)


def test_a_choice_is_a_list_and_one_that_allows_more_is_a_text_with_suggestions() -> None:
    form = render_region(REGIONS["start run-start"])
    assert re.search(r"<label[^>]*>\[Severity\]</label>.*?<select.*?<option>P0</option>", form, re.DOTALL)
    assert re.search(r"<label[^>]*>Place: \[North/South/etc\.\]</label>.*?<input[^>]*list=", form, re.DOTALL)
    assert all(f'type="{kind}"' in form for kind in ("date", "time", "url", "number"))
