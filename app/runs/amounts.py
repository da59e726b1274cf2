"""Words in, the seconds they state out; and what a threshold in words asks of a value."""

import re

from app.documents.durations import SPAN, duration
from app.documents.facts.limits import denies, limits, stated
from app.runs.frozen import Gate, Wait

_WAIT = re.compile(
    r"\b(wait(?:ing)?(?: for)?|after|for|sleep(?: for)?|soak(?: for)?)\s+(?:[(~≈]+\s*)?"
    r"(?:(?:at least|at most|up to|about|around|roughly|approximately|approx\.?|another|a further|the next"
    rf"|a minimum of)\s+)*(?:[~≈]\s*)?({SPAN})",
    re.IGNORECASE,
)
_TAKES = re.compile(
    rf"\b(?:takes?|(?:estimated|expected)(?: time| duration)?|duration|time (?:needed|required)|eta|est\.?)\W{{0,6}}"
    rf"(?:about\s+|~\s*)?({SPAN})|[(\[]\s*(?:~\s*)?(?:about\s+)?({SPAN})\s*[)\]]|~\s*({SPAN})",
    re.IGNORECASE,
)
# Nobody waits longer, and a time that far ahead must still be a time.
MOST_SECONDS = 3650 * 86_400


def seconds(words: str) -> int:
    """The first time that the words state, the longer end of a range: `5-10 minutes`; 0 when they state none."""
    found = duration(words)
    return min(round(found.seconds), MOST_SECONDS) if found else 0


def wait_of(words: str) -> Wait | None:
    """`after 3 days`, `for 24 hours`; a time to act within, or to repeat at, is not a time to wait."""
    found = _WAIT.search(words)
    told = duration(found.group(2)) if found else None
    if not found or not told or not (long := seconds(told.text)):
        return None
    return Wait(told.text, long, after=found.group(1).lower() == "after")


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
