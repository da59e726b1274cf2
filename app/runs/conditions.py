"""In which case something is done, as its author says it, in; what a run can know of that by itself out.

A run answers only what it understands to the last word. In all other cases a person says whether it applies.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.documents.facts.limits import NOT
from app.runs.frozen import Condition
from app.runs.levels import levels_of, with_others

# In characters; more is a story, and no case.
LONGEST = 300
_SEVERITY = re.compile(r"\b(severity|priority|sev)\b", re.IGNORECASE)
_UNLESS = re.compile(r"^\W*(?:only )?unless\b", re.IGNORECASE)
_FAILED = r"(?:fail(?:s|ed|ing)?|unsuccessful)"
_OUTCOME = re.compile(
    rf"\b(?P<failed>{_FAILED})\b|\b(?:succeed(?:s|ed)?|pass(?:es|ed|ing)?|ok|successful)\b", re.IGNORECASE
)
_DENIED = re.compile(NOT, re.IGNORECASE)
# Right before the outcome; a denial that stands elsewhere is about something else.
_NOT_SO = re.compile(rf"{NOT}\s+(?:(?:be|been|yet)\s+)?$", re.IGNORECASE)
# It hangs on more than one outcome, or on a part of it.
_MORE = re.compile(
    r"[,;&]|\b(and|or|but|nor|except|twice|times|again|repeatedly|partial\w*|partly|any|all|every|some|both|either)\b",
    re.IGNORECASE,
)
# Words that make more of a value than a value.
_NO_VALUE = re.compile(
    rf"{NOT}|\b(and|but|than|if|when|unless|except|above|below|over|under|set|unset|empty|blank|given|missing|known"
    r"|unknown|needed|required|different)\b",
    re.IGNORECASE,
)
_STEP = re.compile(r"\bstep\s+#?(\d{1,4})\b", re.IGNORECASE)
_IT = re.compile(r"\b(it|this|that|check|gate|validation|verification)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(["step", "this", "that", "fails", "failed", "check", "with", "from", "then", "when"])


@dataclass(frozen=True, slots=True)
class Surrounding:
    """What a condition may lean on: the run's answers, and the gates of the steps before, as (step id, its text).

    `before` is the id of the step right above; `names` are the levels that the document calls by several names.
    """

    answers: Mapping[str, str]
    gates: Sequence[tuple[str, str]] = ()
    before: str = ""
    names: Sequence[tuple[str, ...]] = ()


def condition_of(text: str | None, around: Surrounding) -> Condition | None:
    """What the words hang on, as far as the run can know it by itself."""
    if not text:
        return None
    said = " ".join(text.split())
    if len(said) > LONGEST:
        return Condition(text)
    found = _on_severity(said, around) or _on_field(said, around) or _on_gate(said, around)
    return replace(found, text=text) if found else Condition(text)


def _on_severity(text: str, around: Surrounding) -> Condition | None:
    said = levels_of(text)
    if said is None:
        return None
    fields = [key for key in around.answers if _SEVERITY.search(key) and said.word in key.lower()]
    if len(fields) != 1:
        return None
    return Condition(text, fields[0], with_others(said.values, around.names), negated=said.negated)


def _on_field(text: str, around: Surrounding) -> Condition | None:
    """`if Region is eu or us`; levels have an order, which a plain value has not."""
    for key in around.answers:
        pattern = (
            rf"\W*(?:(?:only )?(?:if|when|where|unless)\s+)?(?:the\s+)?\W?{re.escape(key)}\]?"
            r"\s*\b(?P<is>\s*(?:is\s+not\b|isn['’]t\b|is\b|!=|=+|equals\b))\s*(?P<values>[^,;:()]+)\W*"
        )
        found = re.fullmatch(pattern, text, re.IGNORECASE) if len(key) > 2 else None
        if found and not _SEVERITY.search(key) and not _NO_VALUE.search(found["values"]):
            is_other = bool(re.search(r"not|n['’]t|!", found["is"], re.IGNORECASE))
            negated = bool(_UNLESS.match(text)) != is_other
            return Condition(text, key, _values(found["values"]), negated=negated)
    return None


def _values(text: str) -> tuple[str, ...]:
    return tuple(
        one.strip(" \"'`[].") for one in re.split(r"\bor\b|/", text, flags=re.IGNORECASE) if one.strip()
    )


def _on_gate(text: str, around: Surrounding) -> Condition | None:
    """`if the restart fails`, `unless it has not passed`: one outcome, denied right before it or not at all."""
    outcomes = list(_OUTCOME.finditer(text))
    if len(outcomes) != 1 or _MORE.search(text):
        return None
    outcome = outcomes[0]
    denials, is_denied = len(_DENIED.findall(text)), bool(_NOT_SO.search(text[: outcome.start()]))
    gate = _gate_before(text, around) if denials == is_denied else ""
    if not gate:
        return None
    passed = bool(outcome["failed"]) == is_denied
    return Condition(text, gate=gate, passed=passed, negated=bool(_UNLESS.match(text)))


def _gate_before(text: str, around: Surrounding) -> str:
    """The step named by its number, the last one that shares a word with the condition, or for "it" the one above."""
    known = dict(around.gates)
    if named := _STEP.search(text):
        return f"s{named[1]}" if f"s{named[1]}" in known else ""
    words = set(_WORD.findall(text.lower())) - _COMMON
    alike = [id_ for id_, said in around.gates if words & set(_WORD.findall(said.lower()))]
    if alike:
        return alike[-1]
    return around.before if _IT.search(text) and around.before in known else ""
