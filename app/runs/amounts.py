"""Words in, the seconds they state out; and what a threshold in words asks of a value."""

import re

from app.documents.facts.measures import denies, limits, stated
from app.runs.frozen import Gate, Wait

_PER = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_ONE = (
    r"(\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six|seven|ten|twenty|thirty)"
    r"(?:\s*(?:-|–|to)\s*(\d+(?:[.,]\d+)?))?\s*"
    r"(seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|[smhdw])(?![a-z])"
)
_SPAN = re.compile(_ONE, re.IGNORECASE)
_WAIT = re.compile(
    r"\b(wait(?:ing)?(?: for)?|after|for|sleep(?: for)?|soak(?: for)?)\s+"
    rf"(?:at least\s+|about\s+|another\s+|the next\s+)?({_ONE})",
    re.IGNORECASE,
)
_TAKES = re.compile(
    rf"\b(?:takes?|(?:estimated|expected)(?: time| duration)?|duration|time (?:needed|required)|eta|est\.?)\W{{0,6}}"
    rf"(?:about\s+|~\s*)?({_ONE})|[(\[]\s*~?\s*(?:about\s+)?({_ONE})\s*[)\]]|~\s*({_ONE})",
    re.IGNORECASE,
)
_WORDS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "ten": 10,
    "twenty": 20,
    "thirty": 30,
}
# Nobody waits longer, and a time that far ahead must still be a time.
MOST_SECONDS = 3650 * 86_400


def seconds(words: str) -> int:
    """The first time that the words state, the longer end of a range: `5-10 minutes`; 0 when they state none."""
    found = _SPAN.search(words)
    if not found:
        return 0
    first, last, unit = found.groups()
    number = _WORDS.get(first.lower()) or float((last or first)[:12].replace(",", "."))
    return min(round(number * _PER[unit[0].lower()]), MOST_SECONDS)


def wait_of(words: str) -> Wait | None:
    """`after 3 days`, `for 24 hours`; a time to act within, or to repeat at, is not a time to wait."""
    found = _WAIT.search(words)
    if not found or not (long := seconds(found.group(2))):
        return None
    return Wait(found.group(2), long, after=found.group(1).lower() == "after")


def expected_of(*words: str) -> int:
    """How long the author says that a step takes, in seconds: `(~5 min)`, `Duration: 2 hours`; 0 when not said."""
    found = next((found for said in words if (found := _TAKES.search(said))), None)
    return seconds(found.group(0)) if found else 0


# What makes something else of a limit: a case, an exception, what to do once it is broken; a range; an unknown unit (`5m`).
_TURNS = re.compile(
    r"\b(if|whether|when|whenever|once|unless|except|otherwise|avoid\w*|prevent\w*|abort\w*|halt\w*|revert\w*|escalate\w*"
    r"|roll(?:s|ing)?[- ]?back)\b|\b(?:alert|warn\w*|page|fail|stop|critical|bad)(?: at| on)?\W*…|…\s*(?:-|–|to)\s*\d|…\w",
    re.IGNORECASE,
)


def threshold(words: str) -> Gate | None:
    """`p95 below 300 ms`: a value can be read and measured against it; None when the words set no limit.

    A limit is measured where the words say one thing of one value. Where they deny, turn or add something, they are
    a question: a person says whether it passed.
    """
    found = stated(words)
    if found is None or not found[0].sign:
        return None
    asked, around = found
    if limits(words) > 1 or denies(around) or _TURNS.search(around):
        return Gate(words.strip())
    return Gate(words.strip(), asked.sign, f"{asked.number:.10g}", asked.unit, asked.of)
