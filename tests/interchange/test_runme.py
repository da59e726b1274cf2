"""Runme's fences and front matter are understood, and written; what needs nothing keeps its bytes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.attributes import attributes
from app.documents.fences import language
from app.documents.parse import parse
from app.interchange.runme import notebook
from app.views.prose import prose

TEXT = (Path(__file__).parents[1] / "fixtures" / "interchange" / "runme-deploy.md").read_text(
    encoding="utf-8"
)


@pytest.mark.parametrize(
    ("info", "found"),
    [
        ('sh {"name":"x","interactive":"false"}', {"name": "x", "interactive": "false"}),
        ('sh {"n":13.5,"b":true,"o":{"k":"v"}}', {"n": "13.5", "b": "true", "o": '{"k":"v"}'}),
        ("sh { name=x background=true }", {"name": "x", "background": "true"}),
        ("sh {name=x empty}", {"name": "x"}),
        ('sh { name="two words" }', {"name": "two words"}),
        ("sh", {}),
        ("{.bash .numberLines}", {}),
        ('sh {"name":', {}),
        ("sh {" + '"a":[' * 5_000 + "}", {}),
    ],
)
def test_attributes_of_a_fence(info: str, found: dict[str, str]) -> None:
    assert attributes(info) == found


@pytest.mark.parametrize(
    ("info", "name"),
    [
        ('sh {"name":"x"}', "sh"),
        ("sh { name=x }", "sh"),
        ("{ name=x }", ""),
        ('{"name":"x"}', ""),
        ("{.bash}", "bash"),
        ('bash title="x"', "bash"),
        ("{code-block} python", "python"),
    ],
)
def test_the_language_is_not_lost_in_them(info: str, name: str) -> None:
    assert language(info) == name


def test_commands_carry_their_names_and_the_page_shows_them() -> None:
    document = parse(TEXT, "deploy.md")
    assert [one.name for one in document.commands] == ["build-image", "watch-logs", "", "", "bare"]
    assert [step.text for step in document.steps][:2] == ["Build the image", "Watch the logs"]
    shown = str(prose(TEXT, title="Deploy the shop"))
    assert "build-image</p>" in shown
    assert "01HF7B0KJQ8YTXV064BKC5WS41" not in shown
    assert "only on staging" not in shown
    assert "background=true" not in shown


def test_a_notebook_gets_names_and_keeps_all_else() -> None:
    made = notebook(parse(TEXT, "deploy.md"), TEXT).text
    changed = [(a, b) for a, b in zip(TEXT.split("\n"), made.split("\n"), strict=True) if a != b]
    assert changed == [
        ("   ```bash", '   ```bash {"excludeFromRunAll":"true","name":"remove-the-old-database"}'),
        ("   ```sh", '   ```sh {"name":"remove-the-cache"}'),
    ]
    assert notebook(parse(made, "deploy.md"), made).text == made


def test_a_plain_runbook_gets_front_matter_with_its_own_line_ends() -> None:
    text = "# A\r\n\r\n1. Look\r\n\r\n   ```sh\r\n   ls /x\r\n   ```\r\n"
    made = notebook(parse(text, "a.md"), text).text
    assert made.startswith("---\r\nrunme:\r\n  version: v3\r\n---\r\n\r\n# A\r\n")
    assert '   ```sh {"name":"look"}\r\n' in made
    assert "\n" not in made.replace("\r\n", "")


def test_front_matter_that_is_there_gets_one_entry() -> None:
    text = "---\nowner: Ana\n---\n# A\n\n1. Look\n"
    assert notebook(parse(text), text).text == "---\nowner: Ana\nrunme:\n  version: v3\n---\n# A\n\n1. Look\n"


@given(st.lists(st.sampled_from(["look", "Look", "stop it", "漢", ""]), min_size=1, max_size=8))
def test_names_are_each_used_once(words: list[str]) -> None:
    text = (
        "# A\n\n"
        + "\n".join(f"1. {word} x\n\n   ```sh\n   echo {n}\n   ```" for n, word in enumerate(words))
        + "\n"
    )
    made = notebook(parse(text), text).text
    names = [one.name for one in parse(made).commands]
    assert all(names)
    assert len(set(names)) == len(names)
