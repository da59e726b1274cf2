"""A fact in, one line that tells it out, its name left out."""

from functools import singledispatch

from app.documents.facts.model import (
    AlertRule,
    Contact,
    HealthCheck,
    Level,
    Message,
    Objective,
    Schedule,
    Severity,
    Stage,
)

LONGEST = 300


@singledispatch
def detail(_: object) -> str:
    return ""


@detail.register
def _(fact: Schedule) -> str:
    every = f"Every {fact.interval} {fact.every}s" if fact.interval > 1 else f"Every {fact.every}"
    clock = fact.clock and f"at {fact.clock.replace('Z', ' UTC')}"
    return _joined(every, fact.at, clock, f"{fact.steps} step{'s' if fact.steps != 1 else ''}")


@detail.register
def _(fact: Severity) -> str:
    also = f"Also {', '.join(fact.aliases)}" if fact.aliases else ""
    return _joined(also, fact.response and f"Response: {fact.response}", ", ".join(fact.signs))


@detail.register
def _(fact: Stage) -> str:
    return _joined(", ".join(fact.actions))


@detail.register
def _(fact: Level) -> str:
    answer = fact.response or (f"{fact.response_minutes} min" if fact.response_minutes is not None else "")
    condition = "" if answer and answer in fact.condition else fact.condition
    return _joined(fact.who, answer, fact.handles, condition, fact.next and f"then {fact.next}")


@detail.register
def _(fact: Contact) -> str:
    return _joined(fact.person, fact.phone, fact.mail, fact.channel, fact.hours)


@detail.register
def _(fact: Message) -> str:
    blanks = f"{len(fact.blanks)} blank{'s' if len(fact.blanks) != 1 else ''}" if fact.blanks else ""
    return _joined(fact.place, fact.status, blanks, fact.text.strip().split("\n")[0])


@detail.register
def _(fact: Objective) -> str:
    return _joined(
        fact.target and f"Target {fact.target}", fact.alert and f"alert {fact.alert}", fact.measured
    )


@detail.register
def _(fact: AlertRule) -> str:
    return _joined(fact.condition, fact.severity, fact.answer)


@detail.register
def _(fact: HealthCheck) -> str:
    return _joined(fact.method, str(fact.status or ""), fact.expect)


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)[:LONGEST]
