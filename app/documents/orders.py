"""A paragraph comes in, the first sentence of it that asks its reader for an act goes out.

In English only: what asks in other languages is not known here, and nothing is guessed.
"""

import re

from app.documents.items import MAX_TEXT
from app.documents.words import STATES, VERBS

_SENTENCE = re.compile(r"(?<=[.!?:])\s+(?=[^\W_a-z])")
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|etc|vs|approx|no)\.$", re.IGNORECASE)
_LEAD = re.compile(
    r"^\W*(?:(?:then|next|first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|lastly|also|now|please|otherwise|instead|again"
    r"|afterwards|immediately|in [\w./-]+|on [\w./-]+|from [\w./-]+|after that|for (?:this|that)|to [^,.]{3,80})\b,?\s+)+",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"^\W*(?:if|when|once|unless|in case|as soon as|after|before)\b[^.!?]{1,160}?(?:,|\bthen\b)\s+",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:you|we)(?:\s+will|’ll|'ll)?\s+(?:need to|must|should|have to|are to)\s+(?:also\s+|then\s+)?(\w+)",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:should|must|needs? to|has to|have to) be (\w+)ed\b", re.IGNORECASE)
# Where to read on, or what a text is for.
_ASIDE = re.compile(r"^(?:(?:see|refer|note|read|use this|follow this|watch out|let)\b|\w+:)", re.IGNORECASE)
_FORETOLD = frozenset(("see", "get", "expect", "find", "observe", "note"))


def sentences(text: str) -> list[str]:
    """A paragraph's plain words, cut where a sentence ends."""
    found: list[str] = []
    for piece in _SENTENCE.split(text):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return [one.strip() for one in found if one.strip()]


def first_order(text: str) -> str:
    """The first sentence that asks for something; "" when the paragraph only tells how things are."""
    return next((one for one in sentences(text) if asks(one) and len(one) <= MAX_TEXT), "")


def only_asks(text: str) -> bool:
    """Every sentence of it asks for something."""
    found = sentences(text)
    return bool(found) and all(map(asks, found))


def asks(sentence: str) -> bool:
    """`Restart it.`, `If it hangs, call the vendor.`, `You need to wait.`, `The node should be drained.`"""
    rest = _LEAD.sub("", _CASE.sub("", _LEAD.sub("", sentence, count=1), count=1), count=1)
    if _ASIDE.match(rest):
        return False
    words = re.findall(r"[\w’'-]+", rest[:80].lower())
    if words[:2] == ["back", "up"]:
        return True
    if words and words[0] in VERBS and (len(words) == 1 or words[1] not in STATES):
        return True
    if told := _ASKED.search(sentence):
        return told.group(1).lower() in VERBS - _FORETOLD
    done = _DONE.search(sentence)
    return (
        bool(done) and any(f"{done.group(1).lower()}{end}" in VERBS for end in ("", "e")) if done else False
    )
