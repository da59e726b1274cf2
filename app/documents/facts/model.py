"""What a document tells beside its steps: values only, nothing in, nothing out.

A fact holds what its author wrote and the amounts in it, and no line: the same fact on another line is equal.
Where the author left a blank, the value is "" or None.
"""

from dataclasses import dataclass, field

from app.records.codec import SPARSE


@dataclass(frozen=True, slots=True)
class Amount:
    """`< 200ms (p95)`: sign "<", number 200, unit "ms", of "p95". `sign` is "", "<", "<=", ">" or ">="."""

    number: float
    unit: str = ""
    sign: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Severity:
    """`aliases` are its other names: P0 of `SEV1 / P0`."""

    level: str
    title: str = ""
    signs: tuple[str, ...] = ()
    response: str = ""
    response_minutes: int | None = None
    aliases: tuple[str, ...] = field(default=(), metadata=SPARSE)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the incident process."""

    number: int
    title: str
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """One rung of an escalation ladder. `next` is who comes after it, `condition` when."""

    number: int
    who: str
    handles: str = ""
    response: str = ""
    response_minutes: int | None = None
    next: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    role: str = ""
    person: str = ""
    phone: str = ""
    mail: str = ""
    channel: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """`every` is hour, day, week, month, quarter or year; `at` a word such as morning, monday, first week, first monday.

    `interval` 2 is every second of them, 0 or 1 each. `clock` is "02:00" by the clock on the wall, "02:00Z" in UTC.
    """

    every: str
    at: str
    procedure: str
    steps: int
    interval: int = field(default=0, metadata=SPARSE)
    clock: str = field(default="", metadata=SPARSE)


@dataclass(frozen=True, slots=True)
class Message:
    """A text to send. `blanks` are filled in when it is composed; `place` says where it is meant to go."""

    text: str
    place: str = ""
    subject: str = ""
    status: str = ""
    blanks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Objective:
    """`kind` is target, threshold, baseline, rto or rpo. `target` and `alert` are the author's words."""

    kind: str
    target: str = ""
    wanted: Amount | None = None
    alert: str = ""
    alarm: Amount | None = None
    measured: str = ""
    dashboard: str = ""


@dataclass(frozen=True, slots=True)
class Dashboard:
    link: str = ""
    shows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AlertRule:
    """`answer` is what the author names as the part to work when it fires."""

    condition: str = ""
    severity: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """`url` is whole or a path; `status` the code of a sound answer, `expect` its words."""

    url: str
    method: str = "GET"
    status: int | None = None
    expect: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One known issue: how it shows, how to find and end it, how to keep it from coming back."""

    signs: tuple[str, ...] = ()
    diagnosis: tuple[str, ...] = ()
    resolution: tuple[str, ...] = ()
    prevention: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorCode:
    meaning: str = ""
    resolution: str = ""
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Rollout:
    """One phase of a rollout; `percents` are those of its title, in order."""

    percents: tuple[float, ...] = ()
    duration: str = ""
    minutes: int | None = None
    target: str = ""
    validation: str = ""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A sign upon which to roll back."""

    condition: str


@dataclass(frozen=True, slots=True)
class Decision:
    action: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    date: str = ""
    version: str = ""
    text: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    target: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A document to begin from, written as a fence in this one."""

    text: str
