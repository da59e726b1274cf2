"""A label comes in, what a step says of itself below it goes out: what to expect, what to do if not, when to stop."""

import re

from app.documents import tongues
from app.documents.titles import without_number

EXPECT = r"expect(?:ed|ations?)?|you should see|results?|output(?=\W*[:：])|" + tongues.EXPECT
OTHERWISE = r"if not|otherwise|if (?:it|this) (?:fails|does not)|on (?:failure|error)|" + tongues.OTHERWISE
STOP = r"stop if|abort if|do not continue if"
# The line of a label: marks in front, its words, a colon.
EDGE = r"[*_]{0,3}(?:%s)(?!\w)[^:：\n*_]{0,30}[*_]{0,3}\s*[:：]\s*[*_]{0,3}[ \t]*"
_SLOT = re.compile(
    r"^(expect(ed|ations?)?|verif(y|ication)|validation|result|output|if (not|it|this|that|the)|on failure"
    r"|otherwise|stop( if)?|notes?|warnings?|caution|important|tips?|examples?|why|commands?|configuration"
    rf"|duration|owner|do|check(list)?|you should see|{tongues.EXPECT}|{tongues.OTHERWISE})(?!\w)",
    re.IGNORECASE,
)
_SLOT_NAME = re.compile(
    r"^(verification|validation|(expected )?(results?|outcomes?|outputs?)|expectations?|success (check|criteri(a|on))"
    r"|checks?|how to (check|verify)|notes?|warnings?|caution|important|tips?|commands?|why|if (it|this|that) fails)\W*$",
    re.IGNORECASE,
)
_EXPECTATION = re.compile(
    rf"(?:expect|you should see|result\b|output\b|(?:{tongues.EXPECT})(?!\w))", re.IGNORECASE
)
_CHECKED = re.compile(r"verif|valid|check", re.IGNORECASE)


def is_slot(label: str) -> bool:
    """A bold label that belongs to the step above it rather than opening a part of its own."""
    return bool(_SLOT.match(label))


def is_slot_name(title: str) -> bool:
    """A heading that is nothing but the name of what a step says of itself; `Verify the pods` is an order."""
    return bool(_SLOT_NAME.match(without_number(title)))


def is_expectation(label: str) -> bool:
    return bool(_EXPECTATION.match(label))


def is_verification(label: str) -> bool:
    """What is listed below it must hold before the step is done."""
    return is_expectation(label) or bool(_CHECKED.match(label))
