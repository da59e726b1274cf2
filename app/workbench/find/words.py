"""Text of any language in; the same text as the index and the searcher compare it, and its words, out."""

import re
import unicodedata

# Scripts written without spaces: there each character is a word, and a word typed is a phrase of them.
_ALONE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff]"
)
# Letters that have no mark to take off, but that people type without it.
_BARE = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "s", "æ": "a", "œ": "o"}
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_")
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Lower case without marks; every character keeps its place, so that places found here hold in `text`."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


class _Folds(dict[int, str]):
    """Each character met so far as it is folded: translating with a table costs a tenth of a call for each."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _fold(chr(code))
        return found


_FOLDS = _Folds()


def _fold(character: str) -> str:
    bare = [one for one in unicodedata.normalize("NFKD", character) if not unicodedata.combining(one)]
    plain = (bare[0] if len(bare) == 1 else character).lower()[:1]
    return _BARE.get(plain, plain)


def indexed(text: str) -> str:
    """What the index is given for this text: folded, with the characters of unspaced scripts apart."""
    if text.isascii():
        return text.lower()
    # A half character, which no file can hold, is none that the index takes.
    return _ALONE.sub(r" \g<0> ", folded(text.encode("utf-8", "replace").decode()))


def parts(name: str) -> tuple[str, ...]:
    """`KubePodCrashLooping` as Kube, Pod, Crash, Looping; a name of one part has none."""
    found = tuple(part for part in _HUMP.split(name) if part)
    return found if len(found) > 1 else ()


def listed(text: str) -> frozenset[str]:
    """Words that stand in a table of ours, between spaces."""
    return frozenset(text.split())


def words(text: str) -> list[str]:
    """The folded words of a text, in order: letters and digits, nothing else."""
    return _WORD.findall(folded(text))


def is_unspaced(text: str) -> bool:
    return bool(_ALONE.search(text))
