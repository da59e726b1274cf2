"""What may become a document, and the sentence for what may not: the same cases as the page's own screen."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from app.documents.intake import check

FILE = Path(__file__).parents[1] / "vectors/intake.json"
CASES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
NAME = "ops/disk full.md"


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_refusal_names_the_file_and_the_reason(case: dict[str, Any]) -> None:
    one: str | bytes = case["text"] if "text" in case else base64.b64decode(case["base64"])
    content = one * case.get("times", 1)
    sentence = f"{NAME} {case['why']}" if case["why"] else None
    assert check(NAME, content) == sentence
    if isinstance(content, bytes) and (text := _decoded(content)) is not None:
        # What the page has read arrives here as text: it meets the same rules.
        assert check(NAME, text) == sentence


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None
