"""Any text comes back out of a link, and no broken, hostile or foreign link gets further than a sentence."""

import base64
import json
import zlib
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records import link
from app.records.__main__ import main
from app.records.link import BadLink, packed, unpacked

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "links.json").read_text(encoding="utf-8"))
# Half characters too: whole ones made of two of them are one in every JSON.
TEXTS = st.text(st.characters(codec="utf-8")) | st.text(st.sampled_from("a\ud800\ufeff\0\n\r\u2028é😀"))


def sealed(data: bytes, start: str = "d1") -> str:
    check = sha256(f"{start}\n".encode() + data).digest()[:6]
    return f"{start}={base64.urlsafe_b64encode(check + data).decode().rstrip('=')}"


def squeezed(data: bytes) -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeeze.compress(data) + squeeze.flush()


@given(name=TEXTS, text=TEXTS)
def test_any_document_comes_back_as_it_was(name: str, text: str) -> None:
    made = packed(name, text)
    assert unpacked(made) == (name, text)
    assert unpacked(f"https://sophie.example/#{made}") == (name, text)


@given(text=TEXTS, at=st.integers(0), letter=st.sampled_from("Aa0-_"))
def test_a_changed_letter_is_noticed(text: str, at: int, letter: str) -> None:
    made = packed("a.md", text)
    at = 3 + at % (len(made) - 3)
    changed = made[:at] + letter + made[at + 1 :]
    try:
        assert unpacked(changed) == ("a.md", text)
    except BadLink:
        assert changed != made


@pytest.mark.parametrize("vector", VECTORS["good"], ids=lambda one: str(one["why"]))
def test_links_of_the_page_are_read(vector: dict[str, str]) -> None:
    assert unpacked(vector["link"]) == (vector["name"], vector["text"])


@pytest.mark.parametrize("vector", VECTORS["bad"], ids=lambda one: str(one["why"]))
def test_bad_links_end_in_a_sentence(vector: dict[str, str]) -> None:
    with pytest.raises(BadLink, match=r"\.$"):
        unpacked(vector["link"])


def test_a_bomb_is_not_unpacked() -> None:
    bomb = sealed(squeezed(b'{"name":"a","text":"' + b"0" * 30_000_000 + b'"}'))
    with pytest.raises(BadLink, match="more than 5 MB"):
        unpacked(bomb)


@pytest.mark.parametrize(
    "content", [b"[1]", b'{"name":1,"text":"a"}', b'{"name":"a"}', b"\xff", b"[" * 100_000]
)
def test_other_content_is_no_document(content: bytes) -> None:
    with pytest.raises(BadLink):
        unpacked(sealed(squeezed(content)))


def test_what_follows_the_content_is_damage() -> None:
    with pytest.raises(BadLink):
        unpacked(sealed(squeezed(b'{"name":"a","text":"b"}') + b"more"))


def test_a_tail_hung_on_by_a_chat_program_changes_nothing() -> None:
    assert link.unpacked(packed("a.md", "# A\n") + ").") == ("a.md", "# A\n")


def test_the_command_line_prints_links_and_tells_what_is_too_long(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    short, long, other = (tmp_path / name for name in ("short.md", "long.md", "other.md"))
    short.write_text("# Short\n")
    long.write_bytes(b"# Long\n" + base64.b64encode(sha256(b"").digest() * 2) + _noise())
    other.write_bytes(b"\xff")
    assert main(["link", str(short)]) == 0
    assert unpacked(capsys.readouterr().out.strip()) == ("short.md", "# Short\n")
    assert main(["link", str(long), str(short)]) == 1
    said = capsys.readouterr()
    assert "a link holds 8,000" in said.err
    assert said.out.startswith("#d1=")
    assert main(["link", str(other)]) == 2
    assert main(["link", str(tmp_path / "none.md")]) == 2
    assert main(["link"]) == 2


def _noise() -> bytes:
    """What does not get smaller."""
    return b"".join(sha256(str(n).encode()).hexdigest().encode() for n in range(300))
