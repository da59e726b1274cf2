"""Templates in a document's fences are told by their heading, however it is written."""

import time

from app.documents.embedded import embedded
from app.documents.parse import parse


def templates(text: str) -> list[tuple[str, int]]:
    return [(title, line) for title, line, _ in embedded(text, parse(text))]


def test_a_fence_that_holds_a_heading_is_a_template() -> None:
    assert templates("# T\n\n```markdown\n# Post-mortem ##\n\nWhat?\n```\n") == [("Post-mortem", 3)]
    assert templates("# T\n\n```markdown\nno heading\n```\n") == []


def test_a_fence_inside_another_is_a_part_of_it() -> None:
    assert templates("# T\n\n````text\n```markdown\n# Inner\n```\n````\n") == []
    found = embedded(text := "# T\n\n````markdown\n# Outer\n\n```sh\nls\n```\n\nEnd\n````\n", parse(text))
    assert found == (("Outer", 3, "# Outer\n\n```sh\nls\n```\n\nEnd\n"),)


def test_a_template_in_an_item_or_a_quote_stands_without_its_indent() -> None:
    text = "# T\n\n1. Copy it\n\n   ```markdown\n   # One\n   ```\n\n> ```md\n> # Two\n> ```\n"
    assert embedded(text, parse(text)) == (("One", 5, "# One\n"), ("Two", 9, "# Two\n"))


def test_a_heading_of_spaces_without_end_costs_no_time() -> None:
    began = time.perf_counter()
    assert len(templates(f"# T\n\n```markdown\n# a{' ' * 100_000}b\n```\n")) == 1
    assert time.perf_counter() - began < 5
