"""One source line comes in, the blanks on it go out: `[Name]`, `<my-namespace>`, `{{ var }}`, YYYY-MM-DD."""

import re
from collections.abc import Iterator

from app.documents.words import CODE, HTML_TAGS, NOT_BLANKS, PRINTED

_BRACKET = re.compile(r"(?<![\w\]\[!\\$)}\"'])\[([^\[\]\n`]{1,120})\](?![\[(\]\w])")
_ANGLE = re.compile(r"(?<![\w<\\])<([A-Za-z][\w .:|/-]{0,60})>(?!>)")
_BRACES = re.compile(r"(?<![$\w{\\])\{\{\s*([A-Za-z_][\w. -]{0,60}?)\s*\}\}(?!\})")
_DATE = re.compile(r"(?<![\w\[<-])YYYY-MM-DD(?![\w\]>-])")
_YOURS = re.compile(r"(?<![\w-])(?:YOUR(?:_[A-Z0-9]+)+|your(?:-[a-z0-9]+)+)(?![\w-])")

_WORD = re.compile(r"^[^\W\d_][^=]*$")
_ROLE = re.compile(
    r"^[A-Z][\w/&-]*(?: [\w/&-]+){0,3} "
    r"(?:lead|commander|manager|engineer|officer|team|scribe|owner|admin|liaison)$"
    r"|^(?:SRE|DBA|IC|IMOC|CTO|CEO|QA|DevOps|SysAdmin|On-?call)$",
    re.IGNORECASE,
)
_TEMPLATE_WORD = re.compile(
    r"^(range|end|if|else|template|include|define|with|block|toYaml|tpl|printf|raw|endraw)\b"
)


def blanks_in(line: str, fence: str | None, defined: frozenset[str]) -> Iterator[tuple[str, int]]:
    """(blank as written, column). `fence` is the language of the fence the line is in; None in prose.

    `defined` are the link labels of the document: `[runbook]` may be a link.
    """
    if fence in CODE:
        return
    for match in _BRACKET.finditer(line):
        if _is_bracket_blank(line, match, fence, defined):
            yield match.group(0), match.start()
    for match in _ANGLE.finditer(line):
        if _is_angle_blank(match.group(1), line, fence):
            yield match.group(0), match.start()
    for match in _others(line, fence):
        yield match.group(0), match.start()


def _others(line: str, fence: str | None) -> Iterator[re.Match[str]]:
    yield from (match for match in _BRACES.finditer(line) if not _TEMPLATE_WORD.match(match.group(1)))
    if fence is not None or "`" in line:
        yield from _YOURS.finditer(line)
    yield from (match for match in _DATE.finditer(line) if _stands_alone(line, match))


def _is_bracket_blank(line: str, match: re.Match[str], fence: str | None, defined: frozenset[str]) -> bool:
    words = match.group(1).strip()
    if (words.lower() in NOT_BLANKS and words != "X") or words.lower() in defined:
        return False
    if not _WORD.match(words) or (len(words) == 1 and words != "X"):
        return False
    if re.fullmatch(r"[A-Za-z]-[A-Za-z].*", words) or words.startswith("!"):
        return False
    if _ROLE.match(words) and _is_actor(line, match):
        return False
    return fence is None or _is_code_blank(line, match, words)


def _is_actor(line: str, match: re.Match[str]) -> bool:
    """`- [ ] [IR Lead] Notify the board`: who does it, not something to fill in."""
    before = line[: match.start()].strip(" -*+>0123456789.)[]xX|")
    return not before and bool(line[match.end() :].strip(" *:,"))


def _is_code_blank(line: str, match: re.Match[str], words: str) -> bool:
    if "," in words or words != match.group(1) or (words.islower() and " " not in words and "-" not in words):
        return False
    return not (words.isupper() and len(words) > 1 and line.strip() == match.group(0))


def _is_angle_blank(words: str, line: str, fence: str | None) -> bool:
    first = re.split(r"[ /:]", words, maxsplit=1)[0].lower()
    if first in PRINTED or "//" in words or ("</" in line and f"</{first}" in line.lower()):
        return False
    if first not in HTML_TAGS:
        return True
    return fence is not None or "`" in line or ("-" in words and first != words)


def _stands_alone(line: str, match: re.Match[str]) -> bool:
    """A date to fill in follows a colon or fills a cell; elsewhere the words describe a format."""
    before, after = line[: match.start()].rstrip(" *_`"), line[match.end() :].strip(" *_`\\")
    return before.endswith((":", "|")) and (not after or after.startswith("|"))
