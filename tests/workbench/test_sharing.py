"""Giving a document or a run away, reading a run that is not in this browser, and QR codes."""

import re

import pytest

from app import views
from app.records.refusal import Refused
from app.workbench.qr import MOST_BYTES, QUIET, code, path
from tests.workbench.desk import RUN, Desk, with_run

ID = "c" * 16
BAR = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


@pytest.fixture
def desk() -> Desk:
    desk = with_run(Desk(render=views))
    desk.act("check-step", RUN, {"step": "s1", "done": True})
    desk.act("skip-step", RUN, {"step": "s2", "reason": "<b>not</b> here"})
    desk.act("add-note", RUN, {"step": "s2", "text": "**Seen** by two"})
    return desk


def test_a_document_and_a_run_have_a_page_that_gives_them_away(desk: Desk) -> None:
    assert 'data-revision=""' in desk.fresh(f"#/runs/{ID}/share")
    document = desk.fresh(f"#/library/{'b' * 16}/share")
    assert re.search(r'data-revision="[0-9a-f]{64}"', document)


def test_a_run_that_is_not_here_can_be_read(desk: Desk) -> None:
    phone = Desk("p", "Ben", render=views)
    html = phone.ask(call="shared", envelopes=desk.stream(RUN))["html"]
    assert "1 of 3 steps done, 1 skipped. Still open." in html
    assert "&lt;b&gt;not&lt;/b&gt; here" in html
    assert "<strong>Seen</strong>" in html
    assert phone.log == []
    assert "Restart the API" not in phone.fresh("#/runs")


def test_a_run_without_its_beginning_is_refused_in_words(desk: Desk) -> None:
    for wires in ([], desk.stream(RUN)[1:]):
        refusal = Desk("p").ask(call="shared", envelopes=wires)["refusal"]
        assert refusal["what"] == "The run cannot be read."


def test_a_code_has_its_quiet_zone_and_only_bars_within_it() -> None:
    pytest.importorskip("segno")
    made = code("https://example.org/#d1=abc")
    bars = [tuple(map(int, bar.groups())) for bar in BAR.finditer(made.path)]
    assert "".join(f"M{x} {y}h{w}v1h-{w}z" for x, y, w, _ in bars) == made.path
    assert min(x for x, *_ in bars) == min(y for _, y, *_ in bars) == QUIET
    assert max(x + w for x, _, w, _ in bars) == made.size - QUIET


def test_a_path_draws_each_dark_module_once() -> None:
    matrix = ((1, 1, 0, 1), (0, 0, 0, 0), (0, 1, 1, 1))
    drawn = {
        (int(y) - QUIET, int(x) - QUIET + at)
        for x, y, w, _ in BAR.findall(path(matrix))
        for at in range(int(w))
    }
    assert drawn == {(y, x) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}


def test_the_largest_code_is_filled_and_one_byte_more_is_refused_with_sizes() -> None:
    with pytest.raises(Refused) as refused:
        code("é" * 1477)
    assert "2,954 bytes" in refused.value.why
    assert f"{MOST_BYTES:,}" in refused.value.why
    pytest.importorskip("segno")
    assert code("a" * MOST_BYTES).version == 40
