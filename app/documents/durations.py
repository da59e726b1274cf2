"""Words in, the first time that they state out: `5-10 minutes`, `1h 30m`, `an hour`."""

import re
from dataclasses import dataclass

_PER = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_WORDS = {
    "half an": 0.5,
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "sixty": 60,
    "ninety": 90,
}
_NAMED = "seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?"
_NUMBER = r"(?<!\d)\d+(?:[.,]\d+)?"
# A letter is a unit behind digits only: `a s` is none.
ONE = (
    rf"(?:{_NUMBER}(?:\s*(?:-|–|to)\s*{_NUMBER})?\s*(?:(?:business|working|calendar)\s+)?(?:{_NAMED}|[smhdw])"
    rf"|\b(?:{'|'.join(_WORDS)})\s+(?:{_NAMED}))(?![a-z])"
)
# One time in two or three parts.
SPAN = rf"{ONE}(?:\s*,?\s*(?:and\s+)?{ONE}){{0,2}}"
_PART = re.compile(
    rf"({_NUMBER})(?:\s*(?:-|–|to)\s*({_NUMBER}))?\s*(?:(?:business|working|calendar)\s+)?({_NAMED}|[smhdw])(?![a-z])"
    rf"|\b({'|'.join(_WORDS)})\s+({_NAMED})(?![a-z])",
    re.IGNORECASE,
)
_BETWEEN = ("", "and")


@dataclass(frozen=True, slots=True)
class Duration:
    text: str
    seconds: float


def duration(words: str) -> Duration | None:
    """The longer end of a range. `15 minutes, then 1 hour` is two times, and the first is meant."""
    total, begin, end, smallest = 0.0, -1, 0, _PER["w"] + 1
    for part in _PART.finditer(words):
        per = _PER[(part[3] or part[5])[0].lower()]
        if begin >= 0 and (words[end : part.start()].strip(" ,") not in _BETWEEN or per >= smallest):
            break
        begin = part.start() if begin < 0 else begin
        total += _number(part) * per
        end, smallest = part.end(), per
    return Duration(words[begin:end], total) if begin >= 0 else None


def _number(part: re.Match[str]) -> float:
    if part[4]:
        return _WORDS[part[4].lower()]
    return float((part[2] or part[1])[:12].replace(",", "."))
