"""Templates in a document's fences are told by their heading, however it is written."""

import time

from app.documents.embedded import embedded
from app.documents.parse import parse


def templates(text: str) -> list[tuple[str, int]]:
    return [(title, line) for title, line, _ in embedded(text, parse(text))]


def test_a_fence_that_holds_a_heading_is_a_template() -> None:
    assert templates("# T\n\n```markdown\n# Post-mortem ##\n\nWhat?\n```\n") == [("Post-mortem", 3)]
    assert templates("# T\n\n```markdown\nno heading\n```\n") == []


def test_a_heading_of_spaces_without_end_costs_no_time() -> None:
    began = time.perf_counter()
    assert len(templates(f"# T\n\n```markdown\n# a{' ' * 100_000}b\n```\n")) == 1
    assert time.perf_counter() - began < 5
