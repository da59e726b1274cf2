"""A sheet comes in, the secrets pasted into its text go out, each named by its kind and never shown whole.

What may be one stands in records/secrets.json. A run masks all of that; a report must not cry over examples, so here
a word must look random, and be neither an example nor a variable.
"""

import re
from collections import Counter
from collections.abc import Iterator
from math import log2

from app.documents.lint.sheet import Finding, Findings, Sheet
from app.records.secrets import Candidate, candidates

_EXAMPLE = re.compile(
    r"example|sample|dummy|fake|change[-_]?me|replace|your|xxx|\*\*\*|\.\.\.|…|placeholder|redacted|todo|foobar"
    r"|passw|secret|hunter2|my[-_]|test[-_]?(?:key|token)|s3cr[e3]t|letmein|qwerty|(.)\1{5}",
    re.IGNORECASE,
)
_IN_A_ROW = "abcdefghijklmnopqrstuvwxyz 0123456789 9876543210"
_VARIABLE = re.compile(
    r"^[$%{@/.~-]|\$\{|\{\{|\$\(|^(?:process|env|os|vars?|secrets?|data|config|vault|op|ssm|arn)[.:\[]|://|^[\w-]+/[\w/-]+$"
)
_WORD_ENDS = re.compile(r"[,;|<>(){}\[\]]")
_USER = re.compile(r"(?:://|[ \t=\"'])(?:-u)?([^:/@ \t=\"']*):[\"']?$")
# What stands for a password in an example: `-u user:pass`, `-pSECRET`.
_STANDS_FOR = re.compile(
    r"^(?:[A-Z]+|pass(?:code|phrase)?|pwd|word|user(?:name)?|token|key|admin|root|test|demo|string|value)$"
)
_BESIDE_USER = re.compile(r"[ \t](?:-u|--user|-a)(?:[ \t]*|=)[\"']?[^ \t:\"']+:$|[ \t]-p[\"']?$")
MIN_ENTROPY = 3.0


def pasted(sheet: Sheet) -> Findings:
    seen: set[int] = set()
    for place, message in sorted(_told(sheet.text)):
        line = sheet.text.count("\n", 0, place) + 1
        if line not in seen:
            seen.add(line)
            yield Finding(line, message)


def _told(text: str) -> Iterator[tuple[int, str]]:
    for one in candidates(text):
        if one.rule.mask:
            continue
        message = _named(one) if one.rule.named else _placed(one) if one.rule.word else _formed(one)
        if message:
            yield one.start, message


def _formed(one: Candidate) -> str:
    """Tokens that say themselves what they are: their form is enough."""
    # A real key may well hold a row of equal letters, or the letters of a word.
    if "PRIVATE KEY" not in one.word and (_is_example(one.word) or "[masked" in one.word):
        return ""
    return f"{_capital(one.rule.name)} stands in the text ({_masked(one.word, 4)})."


def _placed(one: Candidate) -> str:
    """In an address or behind an option."""
    word = one.word
    if _is_example(word) or _VARIABLE.search(word) or (word.isalpha() and not _is_plain_password(one)):
        return ""
    user = _USER.search(one.before)
    if user and user[1].lower() == word.lower():
        return ""
    whose = f" of “{user[1]}”" if user and user[1] else ""
    where = "An address" if "://" in one.before else "A command"
    return f"{where} holds the password{whose} ({_masked(word, 1)})."


def _is_plain_password(one: Candidate) -> bool:
    """A word of letters alone, where a client takes nothing but a password."""
    return len(one.word) >= 5 and not _STANDS_FOR.match(one.word) and bool(_BESIDE_USER.search(one.before))


def _named(one: Candidate) -> str:
    word = _WORD_ENDS.split(one.word, maxsplit=1)[0][:120].rstrip(".*_")
    if (
        _is_example(word)
        or _VARIABLE.search(word)
        or not (_looks_random(word) if one.rule.loose else _mixed(word))
    ):
        return ""
    return f"{_called(one)} stands in the text ({_masked(word, 1)})."


def _called(one: Candidate) -> str:
    """`Password for RabbitMQ:` is "A password for RabbitMQ"; a user's name before it is no name of a secret."""
    name = re.split(r"[=:：]", one.before, maxsplit=1)[0].strip(" \"'`*_")
    if one.before.rstrip(" \"'`*_").endswith("/"):
        return _capital(one.rule.name)
    first, space, rest = name.partition(" ")
    return f"A {first.lower()}{space}{rest}"


def _mixed(word: str) -> bool:
    """What nobody writes behind "password:" by chance."""
    return len(word) >= 6 and any(c.isdigit() for c in word) and any(c.isalpha() for c in word)


def _looks_random(word: str) -> bool:
    if len(word) < 8 or not _mixed(word):
        return False
    # Words joined by dashes are a name; a call or a dotted path is code.
    if re.fullmatch(r"[a-z]+(?:[-_.][a-z]+\d{0,2})+|v?\d+(?:\.\d+)+\S*|[A-Za-z_]+\d{0,4}", word):
        return False
    return _entropy(word) >= MIN_ENTROPY or (len(word) < 12 and _entropy(word) >= 2.7)


def _is_example(word: str) -> bool:
    low = word.lower()
    return bool(_EXAMPLE.search(word)) or any(run in low for run in _runs())


def _runs() -> Iterator[str]:
    for row in _IN_A_ROW.split():
        yield from (row[n : n + 6] for n in range(len(row) - 5))


def _entropy(word: str) -> float:
    """Bits for each character: words stay near 2.5, random keys go beyond 3."""
    return -sum(count / len(word) * log2(count / len(word)) for count in Counter(word).values())


def _masked(word: str, shown: int) -> str:
    return f"{word[:shown]}…, {len(word)} characters"


def _capital(name: str) -> str:
    return f"{name[0].upper()}{name[1:]}"
