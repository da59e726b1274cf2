"""One source line comes in, the blanks on it go out: `[Name]`, `<my-namespace>`, `{{ var }}`, YYYY-MM-DD."""

import re
from collections.abc import Iterator

from app.documents.components import is_component
from app.documents.words import CODE, HTML_TAGS, NOT_BLANKS, PRINTED

_BRACKET = re.compile(r"(?<![\w\]\[!\\$)}\"'])\[([^\[\]\n`]{1,120})\](?![\[(\]\w])")
_ANGLE = re.compile(r"(?<![\w<\\])<([A-Za-z][\w .:|/-]{0,60})>(?!>)")
_BRACES = re.compile(r"(?<![$\w{\\])\{\{\s*([A-Za-z_][\w. -]{0,60}?)\s*\}\}(?!\})")
# A line to write on; a rule of its own line and the marks of bold text are none.
# `____-__-__` asks for a day, `CHG______` for the rest of a number.
_LINE = re.compile(
    r"(?<![\w_*\\/.-])(?:_{4}[-/.]_{2}[-/.]_{2}|_{2}[-/.]_{2}[-/.]_{4})(?![\w_*])"
    r"|(?:(?<![\w_*\\])|(?<=(?<![^\W_])[A-Z]{2})|(?<=(?<![^\W_])[A-Z]{3}))_{3,}(?![\w_*])"
)
_DATE = re.compile(r"(?<![\w\[<-])YYYY-MM-DD(?![\w\]>-])")
_YOURS = re.compile(r"(?<![\w-])(?:YOUR(?:_[A-Z0-9]+)+|your(?:-[a-z0-9]+)+)(?![\w-])")

_WORD = re.compile(r"^[^\W\d_][^=]*$")
# `[P0]` names a severity, `[see the rota]` says where to look.
_POINTER = re.compile(r"^(?:P\d|(?:see|stored|found|listed|available|kept|located) [^\]]+)$", re.IGNORECASE)
_IN_CASE = re.compile(
    r"(?:only )?(?:if|unless)\b|(?:when|where|as) (?:needed|necessary|required|applicable|possible)\b|optional(?:ly)?\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^[A-Z][\w/&-]*(?: [\w/&-]+){0,3} "
    r"(?:lead|commander|manager|engineer|officer|team|scribe|owner|admin|liaison)$"
    r"|^(?:SRE|DBA|IC|IMOC|CTO|CEO|QA|DevOps|SysAdmin|On-?call)$",
    re.IGNORECASE,
)
# `Subject: [Resolved] We are back`: the state of things, said as mail says it.
_SUBJECT = re.compile(r"^[\W]*subject[\s*_]*:[\s*_]*$", re.IGNORECASE)
_STATE = re.compile(
    r"^(?:resolved|investigating|identified|monitoring|update|incident|outage|maintenance|scheduled|planned|completed"
    r"|degraded|urgent|critical|action required|alert|notice|reminder|(?:p|sev(?:erity)?)[- ]?\d)(?: \w+)?$",
    re.IGNORECASE,
)
# What is told as open already: `[TBD]`.
_OPEN = re.compile(r"^(?:TBD|TBC|TODO|FIXME|WIP)$", re.IGNORECASE)
# `Tags: [ops, security]` is a list as front matter has them, also where it stands outside of it.
_TAGS = re.compile(r"^\W*(?:tags?|labels?|keywords?|categor(?:y|ies)|topics?|aliases)[\W]*:", re.IGNORECASE)
_TEMPLATE_WORD = re.compile(
    r"^(range|end|if|else|template|include|define|with|block|toYaml|tpl|printf|raw|endraw)\b"
)


def actors_in(line: str) -> Iterator[str]:
    """`[IR Lead]` at the head of an item: who does it. So it is read in the rest of the document too."""
    for match in _BRACKET.finditer(line):
        if _ROLE.match(match.group(1).strip()) and _is_actor(line, match):
            yield match.group(1).strip().lower()


def blanks_in(line: str, fence: str | None, defined: frozenset[str]) -> Iterator[tuple[str, int]]:
    """(blank as written, column). `fence` is the language of the fence the line is in; None in prose.

    `defined` are the words that are no blanks in this document: link labels, for `[runbook]` may be a link, roles,
    and components (`<Panels>` where `</Panels>` stands, too).
    """
    if fence in CODE:
        return
    for match in _BRACKET.finditer(line):
        if _is_bracket_blank(line, match, fence, defined):
            yield match.group(0), match.start()
    for match in _ANGLE.finditer(line):
        if match.group(0) in defined or is_component(match.group(1), line[: match.start()], fence):
            continue
        if _is_angle_blank(match.group(1), line, fence):
            yield match.group(0), match.start()
    for match in _others(line, fence):
        yield match.group(0), match.start()


def _others(line: str, fence: str | None) -> Iterator[re.Match[str]]:
    yield from (match for match in _BRACES.finditer(line) if not _TEMPLATE_WORD.match(match.group(1)))
    if fence is not None or "`" in line:
        yield from _YOURS.finditer(line)
    if fence is None and line.strip(" _"):
        yield from _LINE.finditer(line)
    yield from (match for match in _DATE.finditer(line) if _stands_alone(line, match))


def _is_bracket_blank(line: str, match: re.Match[str], fence: str | None, defined: frozenset[str]) -> bool:
    words = match.group(1).strip()
    if (words.lower() in NOT_BLANKS and words != "X") or words.lower() in defined:
        return False
    if _IN_CASE.match(words) and _is_in_a_sentence(line, match):
        return False
    if _TAGS.match(line[: match.start()]) or _OPEN.match(words):
        return False
    if _STATE.match(words) and _SUBJECT.match(line[: match.start()]):
        return False
    if not _WORD.match(words) or (len(words) == 1 and words != "X") or _POINTER.match(words):
        return False
    if re.fullmatch(r"[A-Za-z]-[A-Za-z].*", words) or words.startswith("!"):
        return False
    return fence is None or _is_code_blank(line, match, words)


def _is_in_a_sentence(line: str, match: re.Match[str]) -> bool:
    """`Restart it [if needed]` says when, `Ticket: [if any]` asks for it."""
    before, after = line[: match.start()].rstrip(" *_`"), line[match.end() :].strip(" *_`.")
    words = before.strip(" -*+>0123456789.)[]xX|")
    return bool(words or (after and after[0] != "|")) and not before.endswith((":", "：", "|"))


def _is_actor(line: str, match: re.Match[str]) -> bool:
    """`- [ ] [IR Lead] Notify the board`: who does it, not something to fill in."""
    before = line[: match.start()].strip(" -*+>0123456789.)[]xX|")
    return not before and bool(line[match.end() :].strip(" *:,"))


def _is_code_blank(line: str, match: re.Match[str], words: str) -> bool:
    if "," in words or words != match.group(1) or (words.islower() and " " not in words and "-" not in words):
        return False
    alone = line.strip(" \t#;") == match.group(0)
    section = (words.isupper() and len(words) > 1) or (" " not in words and line.lstrip()[:1] in "#;")
    return not (alone and section)  # `[mysqld]` opens a section of a settings file


def _is_angle_blank(words: str, line: str, fence: str | None) -> bool:
    first = re.split(r"[ /:]", words, maxsplit=1)[0].lower()
    if first in PRINTED or "//" in words or ("</" in line and f"</{first}" in line.lower()):
        return False
    if first not in HTML_TAGS or (words.istitle() and len(words) > 1):
        return True  # `<Title>`: nobody writes a tag so
    return fence is not None or "`" in line or ("-" in words and first != words)


def _stands_alone(line: str, match: re.Match[str]) -> bool:
    """A date to fill in follows a colon or fills a cell; elsewhere the words describe a format."""
    before, after = line[: match.start()].rstrip(" *_`"), line[match.end() :].strip(" *_`\\")
    return before.endswith((":", "|")) and (not after or after.startswith("|"))
