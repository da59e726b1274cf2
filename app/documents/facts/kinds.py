"""The kinds of facts there are, and a fact with the place where it was found."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.documents.facts.model import (
    AlertRule,
    Change,
    Contact,
    Dashboard,
    Decision,
    ErrorCode,
    HealthCheck,
    Level,
    Message,
    Objective,
    Related,
    Rollout,
    Schedule,
    Severity,
    Stage,
    Template,
    Trigger,
    Trouble,
)

Fact = (
    Severity
    | Stage
    | Level
    | Contact
    | Schedule
    | Message
    | Objective
    | Dashboard
    | AlertRule
    | HealthCheck
    | Trouble
    | ErrorCode
    | Rollout
    | Trigger
    | Decision
    | Change
    | Related
    | Template
)

# The names of kinds in the log and on the command line: never changed.
KINDS: Mapping[str, type[Fact]] = {
    "severity": Severity,
    "stage": Stage,
    "level": Level,
    "contact": Contact,
    "schedule": Schedule,
    "message": Message,
    "objective": Objective,
    "dashboard": Dashboard,
    "alert": AlertRule,
    "health": HealthCheck,
    "trouble": Trouble,
    "error": ErrorCode,
    "rollout": Rollout,
    "trigger": Trigger,
    "decision": Decision,
    "change": Change,
    "related": Related,
    "template": Template,
}
KIND_OF: Mapping[type, str] = {made: kind for kind, made in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Found:
    """A fact and where it stands. `key` stays the same while the text around it is edited.

    `section` is the title of the heading it stands under, `anchor` that heading's id.
    """

    key: str
    name: str
    fact: Fact
    line: int
    section: str = ""
    anchor: str = ""

    @property
    def kind(self) -> str:
        return KIND_OF[type(self.fact)]
