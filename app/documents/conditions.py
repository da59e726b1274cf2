"""The words of a step come in; in which case it is done, and how long it waits, go out."""

import re

_CASE = re.compile(
    r"\(((?:only )?(?:if|when|unless|optional(?:ly)?|where)\b[^()]*|as needed|for [A-Z]\d[^()]*)\)"
    r"|\b((?:only )?(?:if|unless) [^.,;:()]+)[.]?$"
    r"|^((?:if|unless|in case|when|once|as soon as) [^.;:()]{1,120}?)(?:,| then\b|:)",
    re.IGNORECASE,
)
_WAIT = re.compile(
    r"\b(?:wait(?: for)?|after|for|within|every|sleep)\s+(?:at least\s+|about\s+|up to\s+|another\s+)?"
    r"((?:\d+(?:\s*[-–]\s*\d+)?|one|two|three|five|ten|an?)\s*"
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|[smhd]))\b",
    re.IGNORECASE,
)


def condition_of(text: str) -> str | None:
    """`if needed` of "Restart it (if needed)", `if critical` of "Hotfix if critical"; None when always."""
    found = _CASE.search(text)
    return next(filter(None, found.groups())) if found else None


def wait_of(text: str) -> str | None:
    """`24 hours` of "Monitor for 24 hours"."""
    found = _WAIT.search(text)
    return found.group(1) if found else None
