"""What an export packs: the revision that stands of every document, under its file's name."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbench.desk import Desk

NAMES = st.sampled_from(["a.md", "A.md", "ops/a.md", "é.md", "x", "../y.md"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)


def brought(desk: Desk, files: list[tuple[str, str]]) -> None:
    for name, text in files:
        # A new stream each time, as the page mints them: the engine finds what it belongs to.
        stream = f"document/{desk.acts:x>16}".translate(DIGITS)
        desk.act("import-document", stream, {"name": name, "text": text})


DIGITS = str.maketrans("0189", "bcde")


def shelf(desk: Desk) -> list[tuple[str, str]]:
    """Names and texts as the page would pack them: the texts come from its own log."""
    bodies = {wire[1]: json.loads(wire[3]) for wire in desk.log if wire[3]}
    books: list[dict[str, Any]] = desk.ask(call="books")["books"]
    return sorted((one["name"], bodies[one["revision"]]["text"]) for one in books)


def test_each_document_is_listed_once_with_the_text_that_stands() -> None:
    desk = Desk()
    brought(desk, [("a.md", "# A\n1. one"), ("b.md", "# B\n"), ("a.md", "# A\n1. two")])
    assert shelf(desk) == [("a.md", "# A\n1. two"), ("b.md", "# B\n")]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(NAMES, TEXTS), max_size=8))
def test_a_library_that_goes_out_comes_back_the_same(files: list[tuple[str, str]]) -> None:
    desk, other = Desk(), Desk("b")
    brought(desk, files)
    out = shelf(desk)
    brought(other, out)
    assert shelf(other) == out
    brought(desk, out)
    assert shelf(desk) == out, "and on the device it came from it adds nothing"
