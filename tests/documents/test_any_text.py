"""Any text at all becomes a document that can be listed, read and run."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents import Document, intake, parse
from app.documents.commands import ImportDocument
from app.documents.decide import decide
from app.documents.state import DocumentHistory
from app.records.act import Act
from app.records.codec import body_of

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


INLINE = st.lists(
    st.sampled_from(
        [
            "Restart",
            "the proxy",
            "`ls -l`",
            "**Owner:**",
            "[Name]",
            "[a](#b)",
            "TBD",
            "<host>",
            "$ENV",
            "2026-01-01",
        ]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
HEADING = st.tuples(st.integers(1, 6), INLINE).map(lambda one: f"{'#' * one[0]} {one[1]}")
ROWS = st.lists(st.lists(INLINE, min_size=1, max_size=4), min_size=1, max_size=4)
TABLE = ROWS.map(
    lambda rows: "\n".join("|".join(row) for row in (rows[0], ["---"] * len(rows[0]), *rows[1:]))
)
FENCE = st.tuples(
    st.sampled_from(["", "bash", "yaml", "text"]), st.sampled_from(["```", "~~~~"]), INLINE
).map(lambda one: f"{one[1]}{one[0]}\n$ {one[2]}\n{one[1]}")
BLOCK = (
    INLINE
    | HEADING
    | TABLE
    | FENCE
    | st.sampled_from(["---", "***", "<details>", "<!-- no", "Step 1", "> [!NOTE]"])
)


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Items and quotes with blocks in them, indented as far as their mark is wide."""
    marks = st.sampled_from(["- ", "1. ", "- [ ] ", "* [x] ", "> "])
    return st.tuples(marks, st.lists(inner, min_size=1, max_size=3)).map(
        lambda one: (
            one[0] + "\n\n".join(one[1]).replace("\n", "\n" + ("> " if one[0] == "> " else " " * len(one[0])))
        )
    )


ACT = Act("c" * 16, "d" * 16, "Ana", 0, frozenset())
KEYS = st.text(max_size=8) | st.sampled_from(
    ["title: A", "owner:", "tags: [a, b]", "- c", "  d: e", "x: &x [*x]", "<<: *x", "? !!python/x", '"']
)
FRONT = st.lists(KEYS, max_size=5).map(lambda lines: "\n".join(["---", *lines, "---", ""]))


@st.composite
def runbooks(draw: st.DrawFn) -> str:
    """Markdown as people write it, with the ends of lines of any system."""
    blocks = draw(st.lists(st.recursive(BLOCK, nested, max_leaves=6), max_size=8))
    text = draw(st.just("") | FRONT) + "\n\n".join(blocks) + draw(st.sampled_from(["", "\n"]))
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace(
        "\n", draw(st.sampled_from(["\n", "\r\n", "\r"]))
    )


@settings(deadline=None)
@given(runbooks())
def test_any_runbook_is_a_document_and_is_kept_as_it_is(text: str) -> None:
    check(parse(text, "any.md"), text)
    if intake.check("any.md", text) is None:
        (one,) = decide(DocumentHistory(), ImportDocument("any.md", text), ACT)
        # The body is what the log keeps and what an export writes out.
        assert json.loads(body_of(one.event))["text"] == text


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
    "images that never end": ("![" * 9_000 + "\n\n") * 20,
    "brackets in brackets": ("[" * 30 + "]" * 30 + "\n\n") * 2_000,
    "anchors": "---\na: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(190)) + "---\n# T\n",
    "deep front matter": "---\na: " + "[" * 50_000 + "\n---\n# T\n",
    "deep mapping": "---\n" + "".join(" " * n + "a:\n" for n in range(190)) + "---\n# T\n",
    "front matter without an end": "---\n" + "a: [\n" * 30_000,
    "conditions": "- do it (if needed" * 5_000,
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
