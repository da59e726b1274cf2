"""A sheet comes in, the secrets pasted into its text go out, each named by its kind and never shown whole."""

import re
from collections import Counter
from collections.abc import Iterator
from math import log2
from typing import NamedTuple

from app.documents.lint.sheet import Finding, Findings, Sheet


class Kind(NamedTuple):
    """`hint` must stand in a text for `pattern` to be tried; group 1 is the secret part."""

    name: str
    hint: str
    pattern: re.Pattern[str]


def _kind(name: str, hint: str, pattern: str) -> Kind:
    return Kind(name, hint, re.compile(pattern))


# Tokens that say themselves what they are: their form is enough.
KINDS = (
    _kind("an AWS access key", "AKIA", r"\b(AKIA[0-9A-Z]{16})\b"),
    _kind("a temporary AWS access key", "ASIA", r"\b(ASIA[0-9A-Z]{16})\b"),
    _kind("a GitHub token", "gh", r"\b(gh[pousr]_[A-Za-z0-9]{36,})\b"),
    _kind("a GitHub token", "github_pat_", r"\b(github_pat_[A-Za-z0-9_]{50,})\b"),
    _kind("a GitLab token", "glpat-", r"\b(glpat-[A-Za-z0-9_-]{20,})"),
    _kind("a Slack token", "xox", r"\b(xox[abeprs]-[A-Za-z0-9-]{20,})"),
    _kind("a Slack webhook", "hooks.slack.com", r"(hooks\.slack\.com/services/T\w{6,}/B\w{6,}/\w{16,})"),
    _kind("a Stripe key", "k_live_", r"\b([rs]k_live_[A-Za-z0-9]{16,})\b"),
    _kind("a Google API key", "AIza", r"\b(AIza[0-9A-Za-z_-]{35})(?![\w-])"),
    _kind("a SendGrid key", "SG.", r"\b(SG\.[\w-]{16,}\.[\w-]{16,})"),
    _kind("an npm token", "npm_", r"\b(npm_[A-Za-z0-9]{36})\b"),
    _kind("a PyPI token", "pypi-", r"\b(pypi-[A-Za-z0-9_-]{40,})"),
    _kind("a DigitalOcean token", "do", r"\b(do[por]_v1_[0-9a-f]{40,})\b"),
    _kind("a Vault token", "hvs.", r"\b(hvs\.[A-Za-z0-9_-]{24,})"),
    _kind("an API key", "sk-", r"\b(sk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,})"),
    _kind("a signed token", "eyJ", r"\b(eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,})"),
    _kind("an Azure storage key", "AccountKey=", r"\bAccountKey=([A-Za-z0-9+/=]{60,})"),
    _kind("a private key", "PRIVATE KEY", r"(-----BEGIN [A-Z ]*PRIVATE KEY-----\s+(?:[\w-]+: .*\s+)*[A-Za-z0-9+/=]{20,})"),
)  # fmt: skip
_IN_ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,20}://([^\s:/@'\"<>]{1,60}):([^\s@/'\"<>]{6,120})@", re.IGNORECASE
)
_ASSIGNED = re.compile(
    r"(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|auth[_-]?key|private[_-]?key|credential)s?[\"'`*_]{0,3}"
    r"\s{0,3}(?:=|:(?!/))[ \t\"'`*_]{0,8}([^\s\"'`,;|<>(){}\[\]]{8,120})",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"example|sample|dummy|fake|change[-_]?me|replace|your|xxx|\*\*\*|\.\.\.|…|placeholder|redacted|todo|foobar"
    r"|passw|secret|hunter2|my[-_]|test[-_]?(?:key|token)|s3cr[e3]t|letmein|qwerty|(.)\1{5}",
    re.IGNORECASE,
)
_IN_A_ROW = "abcdefghijklmnopqrstuvwxyz 0123456789 9876543210"
_VARIABLE = re.compile(
    r"^[$%{@/.~-]|\$\{|\{\{|\$\(|^(?:process|env|os|vars?|secrets?|data|config)[.\[]|://|^[\w-]+/[\w/-]+$"
)
MIN_ENTROPY = 3.0


def pasted(sheet: Sheet) -> Findings:
    seen: set[int] = set()
    for place, message in sorted((*_tokens(sheet.text), *_addresses(sheet.text), *_assigned(sheet.text))):
        line = sheet.text.count("\n", 0, place) + 1
        if line not in seen:
            seen.add(line)
            yield Finding(line, message)


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    for name, hint, pattern in KINDS:
        if hint in text:
            for found in pattern.finditer(text):
                if not _is_example(found[1]):
                    yield (
                        found.start(1),
                        f"{name[0].upper()}{name[1:]} stands in the text ({_masked(found[1], 4)}).",
                    )


def _addresses(text: str) -> Iterator[tuple[int, str]]:
    if "://" not in text:
        return
    for found in _IN_ADDRESS.finditer(text):
        user, word = found.groups()
        if (
            user.lower() != word.lower()
            and not _is_example(word)
            and not _VARIABLE.search(word)
            and not word.isalpha()
        ):
            yield found.start(2), f"An address holds the password of “{user}” ({_masked(word, 1)})."


def _assigned(text: str) -> Iterator[tuple[int, str]]:
    for found in _ASSIGNED.finditer(text):
        word = found[1].rstrip(".*_")
        if _looks_random(word) and not _is_example(word) and not _VARIABLE.search(word):
            name = found[0].split("=")[0].split(":")[0].strip(" \"'`*_")
            yield found.start(1), f"A {name.lower()} stands in the text ({_masked(word, 1)})."


def _looks_random(word: str) -> bool:
    if len(word) < 8 or not any(c.isdigit() for c in word) or not any(c.isalpha() for c in word):
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
