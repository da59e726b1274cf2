"""The tokens in; every pair of colours that is drawn on each other is readable, in light and in dark."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[1] / "static/css/tokens.css").read_text(encoding="utf-8")
NORMAL = TOKENS.split("@media")[0]
CONTRAST = re.search(r"prefers-contrast: more\) \{(.*?)\n\}", TOKENS, re.DOTALL)
PAIR = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
COLOURS = {name: (light, dark) for name, light, dark in PAIR.findall(NORMAL)}

GROUNDS = ("bg", "surface", "raised")
LEVELS = ("p0", "p1", "p2", "p3", "ok", "unknown")
TEXT, SHAPE = 4.5, 3.0

TEXT_PAIRS = [
    *[(ink, ground) for ink in ("text", "muted", "link") for ground in GROUNDS],
    ("on-accent", "accent"),
    ("on-accent", "accent-press"),
    # The toast is drawn in the page's own colours, turned round.
    ("bg", "text"),
    *[(f"on-{level}", level) for level in LEVELS],
    *[(f"on-{level}-tint", f"{level}-tint") for level in LEVELS],
    # State words on plain grounds: "Problem", "Done", "Still empty".
    *[(ink, ground) for ink in ("p0", "ok", "p1") for ground in GROUNDS],
]
SHAPE_PAIRS = [
    *[("edge", ground) for ground in GROUNDS],
    *[("accent", ground) for ground in GROUNDS],
    *[("p2-edge", ground) for ground in GROUNDS],
    # The filled part of a progress bar against its track.
    ("accent", "line"),
]


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_is_readable_on_its_ground(ink: str, ground: str, scheme: int) -> None:
    assert contrast(COLOURS[ink][scheme], COLOURS[ground][scheme]) >= TEXT


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_a_shape_stands_out_from_its_ground(shape: str, ground: str, scheme: int) -> None:
    assert contrast(COLOURS[shape][scheme], COLOURS[ground][scheme]) >= SHAPE


def test_more_contrast_means_black_and_white() -> None:
    assert CONTRAST is not None
    strong = {name: (light, dark) for name, light, dark in PAIR.findall(CONTRAST[1])}
    assert strong == dict.fromkeys(("text", "muted", "edge", "line"), ("#000000", "#ffffff"))


def test_the_measure_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_no_colour_is_written_outside_the_tokens() -> None:
    folder = Path(__file__).parents[1] / "static/css"
    # The product's own mark keeps its colours in every scheme; paper has one grey.
    allowed = {"shell.css": {"#5151cd", "#ffffff"}, "print.css": {"#888"}}
    for sheet in folder.glob("*.css"):
        if sheet.name != "tokens.css":
            found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s,)])", sheet.read_text(encoding="utf-8")))
            assert found <= allowed.get(sheet.name, set()), sheet.name
