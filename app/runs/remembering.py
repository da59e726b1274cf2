"""A field and what was answered in, whether the answer may be offered again out: never what looks secret."""

import re

LONGEST = 200
_SECRET_NAME = re.compile(
    r"pass(?:word|wd|phrase|code)?\b|secret|token|credential|\bpin\b|\botp\b|one.time|private"
    r"|(?:api|access|auth|encryption|signing|ssh)[ _-]?key",
    re.IGNORECASE,
)
# Long, without a space, of letters and digits: nobody types that from memory.
_SECRET_VALUE = re.compile(r"(?=\S*[A-Za-z])(?=\S*\d)[\w+/=.~-]{24,}|-----BEGIN|://[^/\s:@]+:[^/\s@]+@")
_HARMLESS = re.compile(r"https?://[^\s:@]+(?:/\S*)?|[a-z0-9.-]+\.[a-z]{2,}(?::\d+)?", re.IGNORECASE)


def is_offered(field: str, value: str) -> bool:
    """`field` is its name, `value` what was typed."""
    if not value.strip() or len(value) > LONGEST or "\n" in value or _SECRET_NAME.search(field):
        return False
    return bool(_HARMLESS.fullmatch(value)) or not _SECRET_VALUE.search(value)
