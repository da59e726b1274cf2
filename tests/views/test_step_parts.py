"""A step in; its body comes out in the author's order, with nothing lost and nothing shown twice."""

import pytest

from app.views.step_parts import Part, parts
from app.views.values import Command, Step

LS = Command("bash", "ls")
PWD = Command("bash", "pwd")


def of(
    detail: str, *commands: Command, expect: str = "", otherwise: str = "", stop: str = ""
) -> list[tuple[str, str]]:
    step = Step(
        "r", "s1", 1, "x", detail=detail, commands=commands, expect=expect, otherwise=otherwise, stop=stop
    )
    return [(part.kind, part.command.text if part.command else part.text.strip()) for part in parts(step)]


def test_words_and_commands_keep_their_order() -> None:
    detail = "First:\n\n```bash\n$ ls\n```\n\nThen:\n\n```bash\npwd\n```\n\nThe end."
    assert of(detail, LS, PWD) == [
        ("words", "First:"),
        ("command", "ls"),
        ("words", "Then:"),
        ("command", "pwd"),
        ("words", "The end."),
    ]


def test_labels_become_slots() -> None:
    detail = "**Expected output:** 200 OK\n\n**If not:** call Ben\n\nStop if: data is lost"
    assert of(detail) == [("expect", "200 OK"), ("otherwise", "call Ben"), ("stop", "data is lost")]


def test_a_label_alone_takes_the_block_below_it() -> None:
    assert of("Expected output:\n\n- all green\n- no alert") == [("expect", "- all green\n- no alert")]


def test_a_label_with_nothing_below_stays_readable() -> None:
    assert of("Expected output:") == [("words", "Expected output:")]


def test_an_output_fence_stays_in_the_words() -> None:
    assert of("```yaml\na: 1\n```") == [("words", "```yaml\na: 1\n```")]


def test_commands_inside_a_list_are_drawn_by_the_words() -> None:
    detail = "- one\n\n  ```bash\n  ls\n  ```"
    assert of(detail, LS) == [("words", detail)]


def test_without_a_detail_the_slots_are_drawn() -> None:
    assert of("", LS, expect="ok", otherwise="call", stop="red") == [
        ("command", "ls"),
        ("expect", "ok"),
        ("otherwise", "call"),
        ("stop", "red"),
    ]


def test_a_step_of_one_line_has_no_body() -> None:
    assert parts(Step("r", "s1", 1, "x")) == ()


@pytest.mark.parametrize(
    "detail", ["[a]: http://x\n\nText [a]", "> quote\n\ntext", "# Head\n\n| a |\n| - |\n| 1 |"]
)
def test_other_markdown_is_one_piece(detail: str) -> None:
    assert parts(Step("r", "s1", 1, "x", detail=detail)) == (Part("words", detail),)
