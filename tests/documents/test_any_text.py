"""Any text at all becomes a document that can be listed, read and run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import Document, parse

LINES = [
    "# ",
    "## ",
    "- ",
    "- [ ] ",
    "1. ",
    "   ",
    "\t",
    "> ",
    "```",
    "```bash\n",
    "$ ls\n",
    "\n",
    "\n\n",
    "---\n",
    "|---|",
]
WORDS = [
    "**Steps:**",
    "**Step 1: Go**",
    "Expect: ",
    "[Name]",
    "<a-b>",
    "{{ x }}",
    "[x](y)",
    "TBD",
    "|",
    "`",
    "*",
    "&",
]
MARKS = st.sampled_from([*LINES, *WORDS, "\r", "\0", "\ufeff"])


@given(st.text() | st.lists(MARKS | st.text(max_size=6), max_size=60).map("".join))
def test_any_text_is_a_document(text: str) -> None:
    check(parse(text, "any.md"), text)


def check(document: Document, text: str) -> None:
    """What every document promises to the rooms built on it."""
    last = text.count("\n") + text.count("\r") + 1
    lines = [step.line for step in document.steps] + [field.line for field in document.fields]
    lines += [command.line for command in document.commands] + [one.line for one in document.headings]
    assert all(1 <= line <= last for line in lines)
    assert document.title
    assert document.steps
    assert [step.id for step in document.steps] == [f"s{n}" for n in range(1, len(document.steps) + 1)]
    assert all(0 <= index < len(document.commands) for step in document.steps for index in step.commands)
    assert all(0 <= index < len(document.steps) for one in document.procedures for index in one.steps)
    assert len({one.name for one in document.procedures}) == len(document.procedures)
    assert len({field.name for field in document.fields}) == len(document.fields)
    assert len({heading.id for heading in document.headings}) == len(document.headings)
    assert 0 <= document.readiness.score <= 100


HARD = {
    "brackets": "[" * 100_000,
    "deep quotes": ">" * 100_000 + "a",
    "deep lists": "- " * 5_000 + "a",
    "one long line": "a " * 499_000,
    "5 MB in one line": "a" * 5_000_000,
    "500 columns": "|a" * 500 + "|\n" + "|-" * 500 + "|\n" + "|b" * 500 + "|\n",
    "too many cells": ("|a" * 500 + "|\n") * 200,
    "100,000 items": "- a\n" * 100_000,
    "20,000 tasks": "- [ ] a\n" * 20_000,
    "NUL": "\0" * 1_000 + "# a\0b",
    "backticks": "".join("a" + "`" * n for n in range(600)),
    "ampersands": "&" * 500_000,
    "angles": "<" * 500_000,
    "tags": "<b>" * 200_000,
    "stars": "*a **b " * 60_000,
    "definitions": "".join(f"[a{n}]: http://x\n" for n in range(10_000)),
    "braces": "{{" * 200_000,
    "step headings": "## Step 1\na\n" * 5_000,
    "bold lines": "**Steps:**\n- a\n\n" * 3_000,
    "front matter": "---\n" + "a: b\n" * 20_000,
    "carriage returns": "# a\r- b\r" * 3_000,
}


@pytest.mark.parametrize("name", HARD)
def test_hard_texts_end_and_are_documents(name: str) -> None:
    check(parse(HARD[name], "hard.md"), HARD[name])


@pytest.mark.parametrize("text", ["x" * 1_000_001, "- a\n" * 50_000, "|" * 70_000, "> " * 300 + "x"])
def test_what_is_too_large_or_too_deep_is_plain_text_with_one_problem(text: str) -> None:
    document = parse(text, "ops/large-log.md")
    assert document.plain
    assert document.title == "large log"
    assert len(document.problems) == 1
    assert document.problems[0].message.startswith("This document is shown as plain text: ")


def test_parsing_twice_gives_the_same_document() -> None:
    text = "# T\n\n**Owner:** [Name]\n\n## Steps\n1. a\n2. b\n"
    assert parse(text, "x.md") == parse(text, "x.md")
