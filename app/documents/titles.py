"""A heading or bold label comes in, what its content is for goes out.

Roles: "never" (what is not to be done), "check" (its bullets are things to tick), "act" (it tells what
to do), "do" (it is itself an order: `Restart the proxy`), "avoid" (its bullets inform only), "" (unknown).
The patterns were made from the headings of real runbooks.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from app.documents import tongues
from app.documents.words import ORDERS, STATES, VERBS

# Nothing else may stand in it: `Do not panic` names what follows, `Do not` forbids it.
_NEVER = re.compile(
    r"^\W*(?:(?:please )?(?:do not|do\s?n['’]?t|don['’]?ts|never)(?: ever)?(?: (?:do|run|use|try))?"
    r"(?: (?:this|that|these|those|any of (?:this|these)|(?:the )?following|under any circumstances))*"
    r"|what (?:not to|to not|to never|(?:you|we) (?:should|must) (?:not|never)) do\b.*"
    r"|(?:things|actions|commands|mistakes|errors|what) (?:to avoid|not to do|to never do|(?:you|we) must not do)"
    r"|(?:common|frequent|typical|usual) (?:mistakes|pitfalls)|pitfalls|anti-?patterns|avoid(?: th(?:is|ese))?"
    rf"|{tongues.NEVER})\W*$",
    re.IGNORECASE,
)
_CHECK = re.compile(r"\b(check-?lists?|to-?dos?|sign-?off|gates?)\b", re.IGNORECASE)
_ACT = re.compile(
    r"\b(steps?|procedure|instructions?|resolutions?|mitigations?|remediations?|diagnos(is|e|tics?)"
    r"|investigations?|investigate|work-?arounds?|fix(es)?|solutions?|actions?|walkthrough"
    r"|tasks|what to do|how to|how-to|verification|post-?checks?|pre-?checks?|roll-?back( plan)?|triage)\b"
    r"|\b(response|process|recovery|troubleshooting)$|^(response|process)\b",
    re.IGNORECASE,
)
_AVOID = re.compile(
    r"\b(symptoms?|signs|prevention|metrics?|severit(y|ies)|priorit(y|ies)|overview|introduction|purpose"
    r"|scope|audience|goals?|objectives?|backgrounds?|context|summary|contacts?|references?|related"
    r"|resources?|links?|glossary|terminology|change ?log|history|revisions?|alerts?|dashboards?"
    r"|visuali[sz]ations?|causes?|impact|meaning|description|notes?|pre-?requisites?|requirements?"
    r"|dependenc(y|ies)|components?|architecture|infrastructure|environments?|escalations?|triggers?"
    r"|matrix|faq|conclusion|contents?|toc|detection|monitoring|thresholds?|roles?|responsibilit(y|ies)"
    r"|tools?|best practices?|lessons?|examples?|must include|criteria|owners?|sl[aoi]s?|targets?|tier"
    r"|when to|assumptions?|limitations?|templates?|messages?|benefits?|features?|definitions?|levels?"
    r"|baselines?|response times?|key facts|how (?!to\b).{0,60}\bworks\b|what happens|exit (?:codes?|status)"
    r"|at a glance|timeline of|see also|further reading|appendix|estimated)\b",
    re.IGNORECASE,
)
_SURE = re.compile(r"\b(check-?lists?|steps|procedure|instructions)\b", re.IGNORECASE)
_STEP = re.compile(
    r"^(?:step|phase|stage)(?:\s*#?\s*\d+|\s+(?:[a-z]|one|two|three|four|five|six))\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"^\(?\d+[.):]?\)?\s+(?=\S)")
_SECTION_NUMBER = re.compile(r"^\(?\d+(\.\d+)*[.):]?\)?\s+")
_STEP_TONGUES = re.compile(rf"^\W*(?:{tongues.STEP})", re.IGNORECASE)
_ROLE_TONGUES = tuple(
    (role, re.compile(words, re.IGNORECASE))
    for role, words in (("check", tongues.CHECK), ("avoid", tongues.AVOID), ("act", tongues.ACT))
)
_ROLE_ASCII = tuple(
    (role, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for role, words in (
        ("check", tongues.CHECK_ASCII),
        ("avoid", tongues.AVOID_ASCII),
        ("act", tongues.ACT_ASCII),
    )
)
# Under such a title a list says how things are or should be, also where its items begin with a verb.
_ADVICE = re.compile(
    r"\b(strateg(y|ies)|approach|principles?|goals?|polic(y|ies)|guidelines?|rules?|standards?|culture|tips"
    r"|prevention|responsibilit(y|ies)|scope|criteria|roles?|do'?s|don'?ts|symptoms?|overview|features?)\b",
    re.IGNORECASE,
)
_TRIGGER = re.compile(
    r"\btriggers\b|\btrigger (?:conditions?|criteria|events?)\b|触发条件|判断基準|発動条件|критерии|criterios de",
    re.IGNORECASE,
)
_IF = re.compile(r"^(if|in case( of)?|unless|when)\b(?! to\b)", re.IGNORECASE)
_OBJECT = re.compile(
    r"(?:(?:up|out|back|over|down|off|on) )?(?:the|an?|all|each|every|any|both|your|this|that|these|it)\b|in(?:to)?\b"
)
_REFERENCE = re.compile(
    r"\b(references?|resources|quick reference|cheat ?sheet|prevention|templates?|examples?|appendix|useful commands?"
    r"|configuration example|glossary|samples?|formats?)\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"^(the )?(steps?|procedures?|instructions?|actions?|tasks|process|what to do|to do|walkthrough"
    r"|immediate actions?|runbook|playbook|checklist)( to (take|follow))?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def role(title: str) -> str:
    """The role of a heading or a bold label: that of the first rule that holds."""
    roles = _ROLE_ASCII if title.isascii() else _ROLE_TONGUES
    found = next((role for role, holds in _RULES if holds(title)), "")
    return found or next((role for role, words in roles if words.search(title)), "")


def is_never(title: str) -> bool:
    """`Do not`, `Common mistakes`: what stands below it is not to be done."""
    return bool(_NEVER.match(without_number(title)))


def is_condition(title: str) -> bool:
    """`If the disk is full`: what stands below is done in that case."""
    return bool(_IF.match(without_number(title)))


def is_advice(title: str) -> bool:
    """A title under which orders are advice, not steps."""
    return bool(_ADVICE.search(title))


def is_trigger(title: str) -> bool:
    """A title under which the signs stand that something is to be started."""
    return bool(_TRIGGER.search(title))


def is_reference(title: str) -> bool:
    """A title under which commands are there to be looked up, not to be run in order."""
    return bool(_REFERENCE.search(title)) and not starts_with_verb(without_number(title))


def is_order(title: str) -> bool:
    """A title that begins with a verb no runbook uses as a noun, or has after any verb what only a verb has.

    `Restart the proxy`, `Test the link`, `Log in to the node`; not `Test environments`, `Log retention`.
    """
    words = without_number(title).lower().split(maxsplit=3)
    if len(words) < 2:
        return False
    return words[0] in ORDERS or (words[0] in VERBS and bool(_OBJECT.match(" ".join(words[1:3]))))


def is_step(title: str) -> bool:
    """`Step 2: Drain the node`, `Phase 1`, `步骤 1`, `3. Restart the service`."""
    if is_step_title(title):
        return True
    return is_numbered(title) and (is_order(title) or without_number(title).lower() in ORDERS)


def is_step_title(title: str) -> bool:
    """A title that calls itself a step, a phase or a stage, with its number."""
    return bool(_STEP.match(title) or _STEP_TONGUES.match(title))


def is_numbered(title: str) -> bool:
    """`2. Renew`, `3) Reload`."""
    return bool(_NUMBERED.match(title))


def starts_with_verb(text: str) -> bool:
    """It begins as an order does; `Restart may take a minute` states something."""
    words = text.split(maxsplit=2)[:2]
    first = words[0].strip("*_`:,.…!").lower() if words else ""
    if first in VERBS or (first == "back" and words[1:2] == ["up"]):
        return len(words) == 1 or words[1].lower() not in STATES
    return not first.isascii() and bool(tongues.INFINITIVE.match(first))


def is_generic(title: str) -> bool:
    """A title such as `Steps` that only has a meaning below another title."""
    return bool(_GENERIC.match(without_number(title)))


def without_number(title: str) -> str:
    """`4.1 Deployment steps` without its section number."""
    return _SECTION_NUMBER.sub("", title) or title


# Where words of two roles meet, the rule that stands first decides: `Rollback checklist` is ticked,
# `Steps to reduce alerts` acts, `Check the dashboards` is an order, `Escalation process` informs.
_RULES: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("never", is_never),
    ("check", _CHECK.search),
    ("act", _SURE.search),
    ("act", is_step),
    ("do", is_order),
    ("avoid", _AVOID.search),
    ("act", _ACT.search),
    ("act", is_condition),
)
_SCHEDULE = re.compile(
    r"\b(daily|weekly|monthly|quarterly|yearly|annual(ly)?|hourly|nightly|fortnightly|biweekly|morning|evening|noon|midday"
    r"|(mon|tues|wednes|thurs|fri|satur|sun)days?|(first|second|third|fourth|last) week|weekend"
    r"|every (day|week|month|quarter|year|hour|shift)|start of (day|shift)|end of (day|shift))\b",
    re.IGNORECASE,
)


def schedule(title: str) -> str:
    """The words of a title that say when it recurs: `Morning`, `First Week`; "" when there are none."""
    found = _SCHEDULE.search(title)
    return found.group(0) if found else ""


_TIME = re.compile(
    r"^(?:before|after|during)(?: (?:the )?(?:work|change|launch|release|deploy(?:ment)?|maintenance|incident|migration"
    r"|cut-?over|upgrade|patch(?:ing)?|event|window|shift))?\W*$"
    r"|^T\s*[-+−–±]\s*\d|\b(?:on )?the \d{1,2}(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)


def is_time(title: str) -> bool:
    """A title that is a time to act: `Daily`, `Before`, `T-7 days`."""
    words = without_number(title)
    return bool(schedule(words) or _TIME.search(words))
