"""Words in, the levels of severity that they name out: P0 to P5, SEV0 to SEV5, critical to low, each from the gravest on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SCALES = (
    tuple(f"p{number}" for number in range(6)),
    tuple(f"sev{number}" for number in range(6)),
    ("critical", "high", "medium", "low"),
)
_LEVEL = r"(?:(?:p|sev(?:erity)?)[- ]?[0-5]|critical|high|medium|low)"
_NAMED = re.compile(rf"\b{_LEVEL}\b", re.IGNORECASE)
_RANGE = re.compile(rf"{_LEVEL}\s*(?:-|–|to|through)\s*{_LEVEL}", re.IGNORECASE)
_CASE = re.compile(
    r"""\W*
    (?:(?P<but>(?:only\s+)?unless|except(?:\s+(?:for|if|in|when))?|(?:but\s+)?not\s+(?:for|if|in|when)|other\s+than)
      |(?:only\s+)?(?:if|when|where|for|in\s+case\s+of)|only)?\s*
    (?:(?:it|this|that|the|an?|incidents?|issues?|alerts?)\s+)*
    (?P<before>severity|priority|sev)?(?:\s+level)?\]?\s*
    (?:(?P<not>(?:is|are)\s+(?:not|neither)|(?:is|are)n['’]?t|!=|not|neither)|is|are|=+|equals|of|:)?\s*(?:an?\s+)?
    (?:(?P<worse>higher\s+than|above|worse\s+than|more\s+severe\s+than)
      |(?P<better>lower\s+than|below|less\s+severe\s+than)
      |(?P<from>at\s+least)|(?P<to>at\s+most))?\s*
    (?P<levels>LEVEL(?:\s*(?:,?\s*\b(?:or|and|nor|to|through)\b|[-–/,])\s*LEVEL)*)\s*
    (?:(?P<up>\+|(?:or|and)\s+(?:higher|above|worse|up|more\s+severe))
      |(?P<down>(?:or|and)\s+(?:lower|below|down|less\s+severe)))?
    (?:[-\s]*(?P<after>severity|priority|sev))?(?:\s+(?:incidents?|issues?|alerts?|only))*\W*""".replace(
        "LEVEL", rf"\b{_LEVEL}\b"
    ),
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Levels:
    """The case that the severity is one of `values`, or none of them; `word` is what the text calls it, or ""."""

    values: tuple[str, ...]
    negated: bool = False
    word: str = ""


def levels(words: str) -> tuple[str, ...]:
    """`P1 - High`: p1 and high."""
    found = (re.sub(r"[- ]", "", one.lower()).replace("severity", "sev") for one in _NAMED.findall(words))
    return tuple(dict.fromkeys(found))


def levels_of(case: str) -> Levels | None:
    """`if P2 or higher`, `unless severity is high`: only where every word is understood; `if load is high` is none."""
    found = _CASE.fullmatch(case)
    values = _values(found) if found else ()
    if found is None or not values:
        return None
    word = (found["before"] or found["after"] or "").lower()
    if not word and any(one in _SCALES[-1] for one in values):
        return None
    return Levels(values, bool(found["but"]) != bool(found["not"]), word)


def _values(found: re.Match[str]) -> tuple[str, ...]:
    """None where what is said cannot be worked out: "P0 or P1 or higher", "above P0"."""
    named = levels(found["levels"])
    ways = [way for way in ("worse", "better", "from", "to", "up", "down") if found[way]]
    if not ways and not _RANGE.search(found["levels"]):
        return named
    scale = next((one for one in _SCALES if set(named) <= set(one)), ())
    places = [scale.index(one) for one in named if scale]
    if not ways:
        is_range = _RANGE.fullmatch(found["levels"]) and len(places) == 2
        return scale[min(places) : max(places) + 1] if is_range else ()
    if len(ways) > 1 or len(places) != 1:
        return ()
    place = places[0]
    return {
        "worse": scale[:place],
        "better": scale[place + 1 :],
        "from": scale[: place + 1],
        "up": scale[: place + 1],
        "to": scale[place:],
        "down": scale[place:],
    }[ways[0]]


def with_others(values: tuple[str, ...], names: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The same levels by their other names too: with names (sev1, p0), sev1 is sev1 or p0.

    Only names of a scale in which each of the levels has one: else an answer of that scale would be denied unknown.
    """
    others: dict[str, set[str]] = {value: set() for value in values}
    for same in names:
        for value in others.keys() & set(same):
            others[value].update(same)
    more: list[str] = []
    for scale in _SCALES:
        known = [[one for one in scale if one in others[value]] for value in values]
        if not any(value in scale for value in values) and all(len(one) == 1 for one in known):
            more += (one[0] for one in known)
    return (*values, *dict.fromkeys(more))


def is_among(answer: str, values: tuple[str, ...]) -> bool | None:
    """Whether an answer is one of the levels; None where it names none of their scale, or two."""
    said = levels(answer)
    scales = [scale for scale in _SCALES if any(one in scale for one in values)]
    known = [[one for one in said if one in scale] for scale in scales]
    if any(len(one) > 1 for one in known) or not any(known):
        return None
    return any(one in values for one in said)


def are_levels(values: tuple[str, ...]) -> bool:
    return bool(values) and all(any(one in scale for scale in _SCALES) for one in values)
