"""The sample on the first screen in; it says what the sample really is."""

from pathlib import Path

from app.documents import parse
from app.views.screens import render_region
from app.views.values import NowFirst

SAMPLE = Path(__file__).parents[2] / "static" / "starter" / "api-latency-high.md"


def test_the_first_screen_describes_the_sample_as_it_is() -> None:
    sample = parse(SAMPLE.read_text(), SAMPLE.name)
    first = NowFirst()
    drawn = render_region(first)
    assert (first.sample_title, first.sample_steps) == (sample.title, len(sample.steps))
    for step in sample.steps[:3]:
        assert step.text in drawn
