"""Wrongly decoded lines: found, mended exactly, and sound text of any language left alone."""

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.documents import mojibake
from app.documents.mojibake import Damage, find, mended
from tests.documents.cases import FIXTURES
from tests.shared_input import shared_file, shared_files

pytest.importorskip("ftfy", reason="run `make` once: a library of the lock is not installed yet")


def wrong(text: str, encoding: str) -> str:
    """UTF-8 read as another encoding, by a program that keeps the bytes which have no letter there."""
    return "".join(
        one if (one := bytes([byte]).decode(encoding, "replace")) != "\ufffd" else chr(byte)
        for byte in text.encode()
    )


SOUND = (
    "Ärger beim Übergang: größte Störung („rot“) – bitte prüfen.",
    "L’été, à Noël : « marché ouvert » dès 8 h, garçon ; œuvre n° 5, 20 €.",
    "¿Cuándo falló? ¡Avise ya! Señal ñandú.",
    "NÃO É PRECISO; SITUAÇÃO: AÇÃO IMEDIATA. Às vezes não, mãe.",
    "Zażółć gęślą jaźń – „cytat”.",
    "Příliš žluťoučký kůň úpěl ďábelské ódy „ano“.",
    "Şehir ışığı İstanbul’da sönük; çözüm: yeniden başlat.",
    "Việc khởi động lại dịch vụ đã được thực hiện; ưu tiên ÂM.",
    "Câinele spus „da”, însă în România să fie gata.",
    "Перезапустите сервис, затем всё проверьте («да» – №5).",
    "Служба зупинена; її ключ – «ґедзь».",
    "Επανεκκινήστε την υπηρεσία· «ναι».",
    "אתחל את השירות – ובדוק שוב.",
    "أعد تشغيل الخدمة، ثم تحقق.",
    "सेवा पुनः आरंभ करें।",
    "重启服务，然后检查“状态”。",
    "サービスを再起動してください。",
    "서비스를 다시 시작하세요.",
    "ให้เริ่มบริการใหม่",
    "→ ✅ ⚠️ 🟠 5 µs ± 2 % × 3 ≥ 1 °C … © § ¶ ½",
    "Ångström, fjäll, øl, ærø, þórr, ðíll.",
)
BROKEN = ("→", "✅", "🚨", "⏱️", "“quoted”", "it’s", "café", "Zürich", "naïve – no", "5 µs", "20 €", "再起動")


@pytest.mark.parametrize("line", SOUND)
def test_sound_lines_of_any_language_are_left_alone(line: str) -> None:
    assert find(line) == ()
    assert find(line.upper()) == ()


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman"])
@pytest.mark.parametrize("words", BROKEN)
def test_a_line_read_in_the_wrong_encoding_is_mended_exactly(words: str, encoding: str) -> None:
    line = f"- Check {words} twice"
    assert find(wrong(line, encoding)) == (Damage(1, wrong(line, encoding), line),)


ALPHABETS = (
    "aäbcdeéèêëfghiîïjklmnoôöœpqrsßtuùûüvwxyzç",
    "aábcdeéfghiíjklmnñoópqrstuúüvwxyzãõâêôçà",
    "aąbcćdeęfghijklłmnńoóprsśtuwyzźżčďěňřšťůž",
    "aăâbcdđeêghiîklmnoôơpqrsștțuưvxyếộảữ",
    "aåäæbcdeðfghijklmnoøöprstþuvyzğışç",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
    "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώ",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "कखगघचछजझटठडढतथदधनपफबभमयरलवशषसह",
    "的一是不了人我在有他这中大来上国个到说们为子和你",
    "アイウエオカキクケコサシスセソタチツテトナニヌネノ",
)
MARKS = (" ", ", ", ". ", " – ", " → ", ": ", " (", ") ", "! ", "… ")


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Words of one alphabet, some of them capitalised, with the marks that stand between words."""
    alphabet = draw(st.sampled_from(ALPHABETS))
    words = draw(st.lists(st.text(alphabet, min_size=2, max_size=9), min_size=1, max_size=12))
    capital = draw(st.booleans())
    marks = draw(st.lists(st.sampled_from(MARKS), min_size=len(words), max_size=len(words)))
    return "".join(
        (word.capitalize() if capital else word) + mark for word, mark in zip(words, marks, strict=True)
    )


@given(sentences())
def test_no_sentence_of_one_alphabet_is_touched(line: str) -> None:
    assert find(line) == ()


@given(st.lists(st.sampled_from(BROKEN), min_size=1, max_size=5), st.sampled_from(["cp1252", "mac_roman"]))
def test_whatever_is_mended_becomes_what_it_was(words: list[str], encoding: str) -> None:
    line = " and ".join(words)
    assert mended(wrong(line, encoding), {1}) in (line, wrong(line, encoding))


@given(st.text())
@example("ðŸ” one\r\nâ†’ two\rthree\n\nâ†’")
def test_lines_not_asked_for_keep_every_byte(text: str) -> None:
    assert mended(text, ()) == text
    damaged = find(text)
    assert (
        mended(text, {one.line for one in damaged if one.line == 1}).split("\n")[1:] == text.split("\n")[1:]
        or "\r" in text
    )


@given(sentences())
def test_no_sentence_of_one_alphabet_looks_damaged(line: str) -> None:
    assert mojibake.suspects(line) == 0


@pytest.mark.parametrize("line", SOUND)
def test_sound_lines_do_not_look_damaged(line: str) -> None:
    assert mojibake.suspects(line) == 0


@pytest.mark.parametrize("words", BROKEN)
def test_what_can_be_mended_looks_damaged(words: str) -> None:
    assert mojibake.suspects(wrong(words, "cp1252")) == 1


def test_line_ends_and_marks_stay_as_they_are() -> None:
    text = "\ufeff# A\r\nâ†’ b\r\râ†’ c\n"
    assert mended(text, {2}) == "\ufeff# A\r\n→ b\r\râ†’ c\n"
    assert mended(text, {2, 4}) == "\ufeff# A\r\n→ b\r\r→ c\n"


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("## ðŸ” Locks", "## Locks"),
        ("## ðŸŸ  Late", "## Late"),
        ("## âš ï¸ Care", "## Care"),
        ("it â€ is", "it is"),
        ("## ðŸ” Locks â†’ keys", "## Locks → keys"),
    ],
)
def test_what_has_lost_a_byte_is_said_and_only_its_removal_is_offered(line: str, after: str) -> None:
    assert find(line) == (Damage(1, line, after, lost=True),)


def test_a_sound_text_needs_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ftfy", None)
    assert find("\n".join(SOUND)) == ()


def test_the_handbook_has_thirteen_bad_lines_of_which_one_lost_a_byte() -> None:
    text = shared_file("seeds", "003_").read_bytes().decode()
    found = find(text)
    assert mojibake.suspects(text) == 13
    assert [one.line for one in found if one.lost] == [348]
    assert len(found) == 13
    assert all(wrong(one.after, "cp1252") == one.before for one in found if not one.lost)


def test_the_placeholder_document_has_three_bad_lines() -> None:
    text = shared_file("seeds", "004_").read_bytes().decode()
    found = find(text)
    assert mojibake.suspects(text) == 3
    assert [(one.line, one.lost) for one in found] == [(3, False), (10, False), (92, False)]
    assert all(wrong(one.after, "mac_roman") == one.before for one in found)


@pytest.mark.parametrize("start", ["000_", "001_", "002_"])
def test_the_other_seeds_are_sound(start: str) -> None:
    assert find(shared_file("seeds", start).read_bytes().decode()) == ()


def test_our_own_sound_fixtures_are_left_alone() -> None:
    files = [
        path
        for path in FIXTURES.rglob("*.md")
        if path.name not in ("handbook.md", "not-yet.md", "mojibake.md")
    ]
    assert [path.name for path in files if find(path.read_bytes().decode())] == []


CORPUS = shared_files("corpus/documents")


@pytest.mark.skipif(not CORPUS, reason="no corpus here; set SOPHIE_SHARED to the folder that holds it")
def test_what_is_offered_in_the_corpus_is_exact() -> None:
    for path in CORPUS:
        for one in mojibake.find(path.read_bytes().decode("utf-8", "replace")):
            assert one.lost or one.before in {
                wrong(one.after, name) for name in ("cp1252", "latin-1", "mac_roman")
            }


def test_without_the_repairer_a_line_that_could_be_repaired_is_not_offered_for_removal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "ftfy", None)
    text = "Wait for the replica \u00e2\u20ac\u201d then go on, \u00e2\u20ac\u0153 and \u00e2\u20ac\ufffd, line of its own\n"
    assert find(text) == ()
