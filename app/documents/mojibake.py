"""A text comes in, the lines that were decoded in the wrong way come out, each with what it should say.

Nothing is changed here: a line is offered, and `mended` makes the text that a person asked for.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

# The encodings that UTF-8 is mistaken for. Where one of them has no letter, decoders keep the byte as it is.
_MISTAKEN = ("cp1252", "latin-1", "mac_roman", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "cp437")
_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n|$)")
# A longer line is data, and no sentence a person would miss.
MAX_LINE = 4_000
MOST = 500


@dataclass(frozen=True, slots=True)
class Damage:
    """`before` is the line as it stands, without its end; `after` what it should say.

    `lost`: a byte is missing, so `after` is the line without the broken characters.
    """

    line: int
    before: str
    after: str
    lost: bool = False


def _letters(encoding: str, first: int, last: int) -> str:
    """What these bytes look like in the wrong encoding, as a class of a pattern."""
    letters = [bytes([byte]).decode(encoding, "replace") for byte in range(first, last + 1)]
    own = [chr(first + n) if letter == "\ufffd" else letter for n, letter in enumerate(letters)]
    return "[" + "".join(re.escape(letter) for letter in own) + "]"


def _sequences(encoding: str) -> str:
    follow = _letters(encoding, 0x80, 0xBF)
    # Above these, Mac Roman has the quotes and dashes that stand before the letters of any sound text.
    two = _letters(encoding, 0xC2, 0xC6 if encoding == "mac_roman" else 0xDF)
    three = _letters(encoding, 0xE0, 0xEF)
    return f"{two}{follow}|{three}{follow}{{2}}|{_letters(encoding, 0xF0, 0xF4)}{follow}{{3}}"


# Every wrongly decoded character has one of these forms; few lines of any language do, and only those are looked at.
_SUSPECT = re.compile("|".join(_sequences(encoding) for encoding in _MISTAKEN))
# What is left of an emoji, an arrow or a dash when a byte was dropped on the way. No language writes these.
_FOLLOW = _letters("cp1252", 0x80, 0xBF)
_REST = f"(?:(?:ðŸ|â[€†‡ˆ‰ŠŒŽš›œž]){_FOLLOW}?(?!{_FOLLOW})(?:[ \xa0]?ï¸\x8f?)?|ï¸(?!\x8f))"
_LOST = re.compile(f"(?:^|(?<=\\s)){_REST}[ \xa0]*|{_REST}")

# What stands behind a letter in sound text too: the end of a quotation, a dash, a space.
_ENDS = "“”‘’»›–—…\xa0"
_INNER = f"(?![{_ENDS}]){_FOLLOW}"
_LOOKS_BROKEN = re.compile(
    f"[ÂÃ]{_FOLLOW}|[ÄÅÐÑÎÏ]{_INNER}|â{_FOLLOW}{{2}}|[àáãäåæçèéêëìíîï]{_INNER}{_FOLLOW}|ðŸ{_FOLLOW}"
    f"|‚{_letters('mac_roman', 0x80, 0xBF)}{{2}}|[\uf8ff√]{_letters('mac_roman', 0x80, 0xBF)}"
    f"|(?:[РС]{_letters('cp1251', 0x80, 0xBF)}){{2}}|{_REST}"
)


def suspects(text: str) -> int:
    """How many lines look damaged at a glance, so that looking closely is worth its time."""
    return 0 if text.isascii() else _suspects(text)


@lru_cache(maxsize=16)
def _suspects(text: str) -> int:
    lines = (_content(line) for line in _LINES.findall(text))
    return sum(
        not line.isascii() and len(line) <= MAX_LINE and bool(_LOOKS_BROKEN.search(line)) for line in lines
    )


def find(text: str) -> tuple[Damage, ...]:
    """Damaged lines of the raw text, numbered from 1."""
    return () if text.isascii() else _find(text)


@lru_cache(maxsize=16)
def _find(text: str) -> tuple[Damage, ...]:
    found = (_damage(number, _content(line)) for number, line in enumerate(_LINES.findall(text), 1))
    return tuple(damage for damage in found if damage)[:MOST]


def mended(text: str, lines: Collection[int]) -> str:
    """The text with these damaged lines as they should be; every other byte stays."""
    after = {damage.line: damage for damage in find(text) if damage.line in lines}
    pieces = _LINES.findall(text)
    for number, damage in after.items():
        end = pieces[number - 1][len(damage.before) :]
        pieces[number - 1] = damage.after + end
    return "".join(pieces)


def _content(line: str) -> str:
    return line.rstrip("\r\n")


def _damage(number: int, line: str) -> Damage | None:
    if line.isascii() or len(line) > MAX_LINE:
        return None
    repaired = _repaired(line) if _SUSPECT.search(line) else line
    if repaired is None:
        return None
    if _LOST.search(repaired):
        return Damage(number, line, _LOST.sub("", repaired), lost=True)
    return Damage(number, line, repaired) if repaired != line else None


def _repaired(line: str) -> str | None:
    """What the line should say; the line itself when it is as it should be; None when nobody can look."""
    try:
        # Rarely needed and not small: its files are fetched when the first suspect line is met.
        import ftfy  # noqa: PLC0415
    except ImportError:
        # Nothing may be offered then: what could be repaired would pass for lost, and be removed.
        return None
    # Its other repairs guess; these are exact, and encoding them again gives the line back.
    exact = ftfy.TextFixerConfig(
        restore_byte_a0=False,
        replace_lossy_sequences=False,
        decode_inconsistent_utf8=False,
        fix_c1_controls=False,
    )
    repaired = ftfy.fix_encoding(line, exact)
    if repaired == line:
        # Sound letters beside the broken ones: each stretch is looked at alone.
        repaired = _STRETCH.sub(lambda found: ftfy.fix_encoding(found[0], exact), line)
    repaired = _MAC_SIGN.sub(_sign, repaired)
    return repaired if _is_sound(line, repaired) else line


_STRETCH = re.compile(r"[^\x00-\x7f]+")
# An arrow, a tick or an emoji read as Mac Roman: ftfy takes three such letters for a foreign word, but no word begins so.
_MAC_FOLLOW = _letters("mac_roman", 0x80, 0xBF)
_MAC_SIGN = re.compile(f"‚{_MAC_FOLLOW}{{2}}|\uf8ff{_MAC_FOLLOW}{{3}}")


def _sign(found: re.Match[str]) -> str:
    sign = found[0].encode("mac_roman").decode("utf-8", "replace")
    return sign if unicodedata.category(sign[0]) in ("So", "Sm", "Pd") else found[0]


def _is_sound(line: str, repaired: str) -> bool:
    """A repair brings only characters that somebody writes: none that is private, unassigned or invisible control."""
    new = set(repaired) - set(line)
    return not any(unicodedata.category(letter) in ("Cn", "Co", "Cc", "Cs") for letter in new)
