"""A sheet comes in, what a document of its kind needs and does not have goes out: rollback, escalation."""

import re

from app.documents.lint.sheet import Finding, Findings, Sheet
from app.documents.lint.steps import is_english

_DEPLOYS = re.compile(
    r"\b(?:deploy(?:s|ing|ments?)?|roll-?outs?|go-?live|migrations?|migrating)\b", re.IGNORECASE
)
# A release may be a package on a shelf, which nobody rolls back; this one changes what runs.
_RELEASES = re.compile(r"\breleas(?:e|es|ing)\b", re.IGNORECASE)
_RUNS = re.compile(r"\bproduction\b|\bdeploy", re.IGNORECASE)
_NO_DEPLOYMENT = re.compile(
    r"\b(?:roll-?back|failed|fail(?:ure|ing)|alert|notes|not ready|stuck|mismatch)\b", re.IGNORECASE
)
_BACK = re.compile(
    r"\broll(?:ing)?[- ]?back\b|\brevert(?:ing)?\b|\bback[- ]?out\b|\bundo(?:ing)?\b|\brestore\b",
    re.IGNORECASE,
)
_ESCALATES = re.compile(
    r"escalat|\bon-?call\b|pager|\bpage (?:the|your|an?|out)\b|\bcontacts?\b|\bmailto:|\bticket\b"
    r"|\b(?:call|phone|ping|ask|inform|notify|tell|told|reach out|talk|speak|get help|engage|involve|raise|alert)"
    r" (?:the|your|an?|to|from|@|#|in|with)\b|\bsupport (?:team|case)\b|\bopen an? (?:issue|incident|case)\b"
    r"|\bincident (?:commander|manager|channel)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"^(?:on[-_ ]?call|escalat\w*|contacts?|pager\w*|slack\w*|support)\b", re.IGNORECASE)
# Checklists are worked in calm hours; these are worked when something is on fire.
_URGENT = frozenset(("runbook", "playbook"))


def rollback(sheet: Sheet) -> Findings:
    document = sheet.document
    if not sheet.recognised and not document.headings:
        return
    if document.kind in ("template", "policy") or not _is_deployment(document.title, sheet.text):
        return
    if any(_BACK.search(title) for title in _titles(sheet)) or any(
        _BACK.search(link.target + link.text) for link in document.links
    ):
        return
    yield Finding(1, "It tells how to deploy, and not how to go back.")


def _is_deployment(title: str, text: str) -> bool:
    if _NO_DEPLOYMENT.search(title):
        return False
    return bool(_DEPLOYS.search(title) or (_RELEASES.search(title) and _RUNS.search(text)))


def _titles(sheet: Sheet) -> list[str]:
    """What stands out when somebody looks for the way back: headings, phases, procedures, steps."""
    document = sheet.document
    headings = [one.text for one in document.headings]
    named = [one.name for one in document.procedures]
    steps = [words for one in sheet.steps for words in (one.phase, one.text) if one.checked is None]
    return [*headings, *named, *steps]


def escalation(sheet: Sheet) -> Findings:
    if not sheet.is_worked or sheet.document.kind not in _URGENT or not is_english(sheet):
        return
    # The front matter is no part of the text.
    named = any(value and _NAMED.match(key) for key, value in sheet.document.metadata)
    if not named and not _ESCALATES.search(sheet.text):
        yield Finding(1, "Nothing says whom to call when the steps do not help.")
