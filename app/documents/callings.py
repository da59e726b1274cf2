"""A title comes in; whether what stands below it is worked alone, in a row with others, or gathers several goes out."""

import re

from app.documents import tongues
from app.documents.titles import is_generic, is_step_title, schedule, without_number

_NAMED = re.compile(
    r"^(runbook|playbook|procedure|sop|checklist|alert|scenario|issue|problem|incident|use case|task)\b\s*[:#\d–—-]"
    r"|^\W*(场景|情景|问题|シナリオ|escenario|scénario|сценарий|szenario)\s*\d"
    r"|\bcheck-?list$|\w procedure$|^\W*(procédure|procedimiento|procedimento|процедура) \w",
    re.IGNORECASE,
)
_PHASE = re.compile(
    r"^(diagnos|mitigat|resol|remediat|investigat|triage|verif|validat|pre-?check|post-?check|immediate|recover|detect"
    r"|fix|confirm|assess|act\b|close|contain|communicat|follow|clean|prepar|before|during|after|pre-|post-|response|work-?around"
    r"|eradicat|first (?:day|week|month)\b|(day|week|month|hour) (\d|one|two|three)|\d+[- ]day\b)",
    re.IGNORECASE,
)
_PHASE_TONGUES = re.compile(tongues.PHASE, re.IGNORECASE)
_THINGS = re.compile(
    r"\b(?:run-?book|play-?book|check-?list|procedure|sop)(s?)\b|\b(operations|handbook)\b|"
    + tongues.CHECKLIST,
    re.IGNORECASE,
)
_GATHERS = re.compile(
    r"\b(?:run-?books|play-?books|check-?lists|procedures|sops|scenarios|trouble-?shooting|faq)\b"
    r"|\b(?:common|known|frequent|typical|possible) (?:issues|problems|errors|failures|incidents|alerts)\b"
    r"|\b(?:common|routine|regular|everyday|administrative) (?:tasks|operations)\b",
    re.IGNORECASE,
)
_ROLLBACK = re.compile(rf"\broll[- ]?back\b|\brevert\b|{tongues.ROLLBACK}", re.IGNORECASE)
# `Prepare the rollback`, `Rollback triggers`: about one, and none.
_ABOUT_ROLLBACK = re.compile(
    r"\b(?:prepar\w*|criteri\w*|triggers?|decisions?|matrix|test(?:s|ed|ing)?|ready|readiness|templates?"
    r"|reports?|fail\w*)\b|准备|失败|决策|模板|报告|検証|判断|テンプレート",
    re.IGNORECASE,
)
_KINDS = (
    ("checklist", rf"\bcheck-?list\b|{tongues.CHECKLIST}"),
    ("playbook", r"\bplaybook\b"),
    ("runbook", r"\brunbook\b"),
    ("alert", r"\balert\b|^issue\b|\bscenario\b"),
)
_MEANING = re.compile(r"^(meaning|impact)$", re.IGNORECASE)


def is_named(title: str) -> bool:
    """`Runbook: Disk full`, `Release checklist`, `Rollback`: it calls itself something to work."""
    words = without_number(title)
    return bool(_NAMED.search(words)) or is_rollback(words)


def is_rollback(title: str) -> bool:
    return bool(_ROLLBACK.search(title)) and not _ABOUT_ROLLBACK.search(title)


def is_phase_title(title: str) -> bool:
    """`Diagnosis`, `Steps`, `Phase 2`, `After the launch`: done in a row with what stands beside it."""
    words = without_number(title)
    return (
        is_generic(words)
        or is_step_title(words)
        or bool(_PHASE.match(words) or _PHASE_TONGUES.fullmatch(words.strip(" :：")))
    )


def gathers(title: str) -> bool:
    """`Common issues`, `Release procedures`: below it each title is worked for itself."""
    return bool(_GATHERS.search(title))


def names_one(title: str) -> bool:
    """One thing to work from its first line to its last: the last of its nouns says so.

    `Operations checklist` is one, `Operations` and `Checklists` are several.
    """
    things = list(_THINGS.finditer(title))
    return bool(things) and not things[-1].group(1) and not things[-1].group(2)


def procedure_kind(title: str, name: str, below: list[str]) -> str:
    """runbook, playbook, checklist, rollback, alert or procedure; `below` are the titles of its parts."""
    if schedule(title):
        return "checklist"
    if is_rollback(name):
        return "rollback"
    told = "alert" if any(_MEANING.match(one) for one in below) else "procedure"
    return next((kind for kind, words in _KINDS if re.search(words, name, re.IGNORECASE)), told)
