"""A sheet comes in, what is wrong with its steps goes out: none, no verb, too much at once."""

import re
from functools import lru_cache

from app.documents.lint.sheet import READ_ONLY, Finding, Findings, Sheet
from app.documents.lint.words import ORDERS_TOO, SAYS
from app.documents.words import ORDERS, VERBS

_PREFIX = re.compile(
    r"^\W*(?:(?:step|phase|stage|part|tier|level)\s*#?\s*[\w.]{1,4}\s*[:.)–—-]\s*|\d+(?:\.\d+)*[.):]?\s+)?"
    r"(?:\((?:optional|if [^)]*)\)\s*)?",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[A-Za-z][A-Za-z'’-]*")
# A blank where the step should stand is told as a blank; a comparison says what must hold.
_NO_SENTENCE = re.compile(r"^\W*[\[{<]|[<>≤≥]|__")
# What stands under such a title must be there: it is nothing to do.
_NEEDED = re.compile(
    r"\bpre-?requisites?\b|\brequirements?\b|\bbefore you (?:begin|start)\b|\byou(?:[’']ll| will)? need\b|^needed\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;!?]\s+|,?\s+(?:and then|then|and)\s+|,\s+", re.IGNORECASE)
# Words that no sentence of a language does without.
_FOREIGN = re.compile(
    r"\b(?:el|la|los|las|del|una?|para|con|por|le|les|des|du|une|pour|avec|est|dans|der|die|das|dem|den|und|ist|nicht|mit|ein|eine"
    r"|het|een|van|niet|voor|met|il|lo|gli|della|per|che|não|com|uma?|os|och|att|det|inte|och|nie|jest|bir|ve|için)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"\b(?:the|an?|to|of|and|is|are|in|on|if|it|that|this|with|from)\b", re.IGNORECASE)
# "Restart it, see the network runbook": a pointer; "Restart it and check the log": one act and its check.
_POINTERS = frozenset(
    ("see", "refer", "consult", "check", "verify", "confirm", "ensure", "validate", "watch")
)
MOST_SHOWN = 40


def missing(sheet: Sheet) -> Findings:
    if not sheet.recognised and sheet.document.kind not in READ_ONLY:
        yield Finding(1, "No steps were found: it runs as a plain list of its sections.")


def vague(sheet: Sheet) -> Findings:
    if not is_english(sheet):
        return
    for step in sheet.steps:
        if (
            step.commands
            or step.inline
            or _NEEDED.search(step.phase)
            or _NO_SENTENCE.search(step.text)
            or is_foreign(step.text)
        ):
            continue
        if not _says_what_to_do(step.text) and not _says_what_to_do(step.detail):
            yield Finding(step.line, f"“{short(step.text)}” does not say what to do.")


def several_actions(sheet: Sheet) -> Findings:
    if not is_english(sheet):
        return
    for step in sheet.steps:
        if (count := _actions(step.text)) > 1 and not is_foreign(step.text):
            yield Finding(step.line, f"“{short(step.text)}” asks for {count} things at once.")


def is_english(sheet: Sheet) -> bool:
    """Verbs are known in English only: a text in another language is not judged by them."""
    found = sheet.text.count(" the ") + sheet.text.count(" to ") + sheet.text.count(" and ")
    if found * 400 >= len(sheet.text):
        return True
    begun = sum(_first(step.text) in VERBS for step in sheet.steps[:50])
    return begun * 3 >= len(sheet.steps[:50])


def is_foreign(text: str) -> bool:
    """A step that stands in another language, also where the rest of the document is English."""
    return bool(_FOREIGN.search(text)) and not _ENGLISH.search(text)


@lru_cache(maxsize=1024)
def _says_what_to_do(text: str) -> bool:
    words = [word.lower() for word in _WORDS.findall(_PREFIX.sub("", text, count=1)[:400])]
    if not words or sum(not sign.isascii() for sign in text) > len(text) // 8:
        # Only signs, digits or another script: nothing to judge, unless there is nothing at all.
        return bool(text.strip())
    return words[0] in VERBS or any(_is_verb(word) for word in words)


def _is_verb(word: str) -> bool:
    known = (word, word.removesuffix("s"))
    if word in SAYS or any(one in ORDERS or one in ORDERS_TOO for one in known):
        return True
    return len(word) > 4 and word.endswith(("ed", "ing", "n't", "n’t"))


@lru_cache(maxsize=1024)
def _actions(text: str) -> int:
    clauses = _CLAUSE.split(_PREFIX.sub("", text, count=1))
    first, *others = clauses
    if _first(first) not in VERBS or len(_WORDS.findall(first)) < 2:
        return 0
    return 1 + sum(
        _first(clause) in ORDERS - _POINTERS and len(_WORDS.findall(clause)) > 1 for clause in others
    )


def _first(text: str) -> str:
    found = _WORDS.search(_PREFIX.sub("", text, count=1))
    return found.group(0).lower() if found else ""


def short(text: str) -> str:
    """The first line of it, cut where a sentence would get too long."""
    line = text.split("\n", 1)[0].strip()
    return line if len(line) <= MOST_SHOWN else line[: MOST_SHOWN - 1].rstrip() + "…"
