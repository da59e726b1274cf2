"""A text in, the signs in it that a machine wrote and a person pastes out: alert names, error codes, exceptions."""

import re
from collections.abc import Iterable

MOST = 80
_TOKEN = re.compile(r"[A-Za-z0-9][\w-]{0,98}[A-Za-z0-9]")
# KubePodCrashLooping, etcdMembersDown, HTTPErrorsHigh: names of alerts are written in one word.
_NAME = re.compile(r"(?:[a-z]{2,}|[A-Z]+[a-z0-9]*)(?:[A-Z][a-z0-9]+)+[A-Z]*|[A-Z][a-z]+(?:_[A-Z][a-z]+)+")
_CODE = re.compile(
    r"[A-Z]{1,10}[-_]?\d{2,7}[A-Z]?"  # E1234, ORA-00600
    r"|0x[0-9A-Fa-f]{4,16}"
    r"|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+"  # ERR_CONNECTION_REFUSED
    r"|E(?:CONN[A-Z]+|TIMEDOUT|PIPE|NOENT|ACCES|PERM|NOSPC|NOMEM|AGAIN|ADDRINUSE|[MN]FILE|NOTFOUND|(?:HOST|NET)UNREACH)"
    r"|SIG[A-Z]{3,4}"
    r"|\d{2}[A-Z]\d{2}"  # 57P03
)
_NUMBER = re.compile(
    r"\b(?:http|status|error|code|errno|exit)(?: code| status)?[ :=#]{1,3}(\d{1,6})\b"
    r"|\b([45]\d\d)(?= (?:service|internal|bad|gateway|too|not|forbidden|unauthorized|errors?)\b)",
    re.IGNORECASE,
)
_FAULT = re.compile(r"[A-Z]\w*(?:Error|Exception|Failure|Fault)")
_COMMON = frozenset(
    ("JavaScript", "TypeScript", "GitHub", "GitLab", "PostgreSQL", "OpenAPI", "PowerShell", "YouTube")
)


def names(text: str) -> tuple[str, ...]:
    """Names written in one word with humps, as alerts, resources and states of machines are."""
    return _first(
        token
        for token in _tokens(text)
        if _NAME.fullmatch(token) and not _FAULT.fullmatch(token) and token not in _COMMON
    )


def codes(text: str) -> tuple[str, ...]:
    """Codes by their form, and bare numbers that the words around them call a code."""
    numbers = (one or other for one, other in _NUMBER.findall(text))
    return _first((*(token for token in _tokens(text) if _CODE.fullmatch(token)), *numbers))


def faults(text: str) -> tuple[str, ...]:
    """Exceptions by their own name, without the package: `NullPointerException`."""
    return _first(token for token in _tokens(text) if _FAULT.fullmatch(token))


def signs(text: str) -> tuple[str, ...]:
    return _first((*names(text), *codes(text), *faults(text)))


def _tokens(text: str) -> dict[str, None]:
    """Each word once: a long text repeats itself."""
    return dict.fromkeys(_TOKEN.findall(text))


def _first(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))[:MOST]
