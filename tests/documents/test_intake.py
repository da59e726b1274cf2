"""What may become a document, and the sentence for what may not."""

import pytest

from app.documents.intake import MAX_BYTES, check


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "is empty"),
        (b"", "is empty"),
        (" \n\t\r\n", "is empty"),
        ("\ufeff\n", "is empty"),
        (b"\xff\xfe#\x00 \x00T\x00", "not text in UTF-8"),
        ("# Stra\u00dfe".encode("latin-1"), "not text in UTF-8"),
        (b"PK\x03\x04\x00\x00\x08", "is not text"),
        ("a\0b", "is not text"),
        ("\x01\x02\x03abc", "is not text"),
        ("a" * (MAX_BYTES + 1), "is over 5 MB"),
        (b"a" * (MAX_BYTES + 1), "is over 5 MB"),
        ("\u00e4" * (MAX_BYTES // 2 + 1), "is over 5 MB"),
        ("a\ud800b", "broken characters"),
    ],
)
def test_a_refusal_names_the_file_and_the_reason(content: str | bytes, why: str) -> None:
    sentence = check("ops/disk full.md", content)
    assert sentence is not None
    assert sentence.startswith("ops/disk full.md ")
    assert why in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    "content",
    [
        "# T",
        "a",
        "\ufeff# T\r\n",
        b"\xef\xbb\xbf# T",
        "数据库",
        "\x1b[31mred\x1b[0m text",
        "a" * MAX_BYTES,
        "\fpage one\npage two",
    ],
)
def test_text_is_taken(content: str | bytes) -> None:
    assert check("x.md", content) is None
