"""A Document and its text come in, the facts it tells go out, each with its line and section."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from app.documents.facts.dashboards import dashboards
from app.documents.facts.kinds import KIND_OF, Found
from app.documents.facts.ladder import levels
from app.documents.facts.measures import objectives
from app.documents.facts.messages import messages, templates
from app.documents.facts.people import contacts
from app.documents.facts.releases import changes, decisions, related, rollouts, triggers
from app.documents.facts.schedules import schedules
from app.documents.facts.severities import severities
from app.documents.facts.source import Source, Told, section, source_of
from app.documents.facts.stages import stages
from app.documents.facts.troubles import error_codes, troubles
from app.documents.facts.watching import alert_rules, health_checks
from app.documents.model import Document
from app.documents.sections import slug

Look = Callable[[Source], Iterator[Told]]

LOOKS: tuple[Look, ...] = (
    *(severities, stages, levels, contacts, schedules, messages, templates, objectives, dashboards),
    *(alert_rules, health_checks, troubles, error_codes, rollouts, triggers, decisions, changes, related),
)


@lru_cache(maxsize=16)
def facts(document: Document, text: str) -> tuple[Found, ...]:
    """`document` is what `text` was parsed to. In the order of the looks, then of the lines."""
    if document.plain:
        return ()
    source = source_of(document, text)
    anchors = {heading.line: heading.id for heading in document.headings}
    told = [one for look in LOOKS for one in sorted(look(source), key=lambda one: one.line)]
    return tuple(
        Found(key, one.name, one.fact, one.line, *_place(one, anchors))
        for key, one in zip(_keys(told), told, strict=True)
    )


def _place(told: Told, anchors: dict[int, str]) -> tuple[str, str]:
    above = section(told.part)
    return (above.title, anchors.get(above.line, "")) if above else ("", "")


def _keys(told: list[Told]) -> list[str]:
    """Kind and name; where that is not enough the section's title, and only then a number."""
    short = [(KIND_OF[type(one.fact)], slug(one.name) or "one") for one in told]
    times = Counter(short)
    full = [
        f"{kind}/{name}" if times[kind, name] == 1 else f"{kind}/{_owner(one)}-{name}"
        for (kind, name), one in zip(short, told, strict=True)
    ]
    given: Counter[str] = Counter()
    keys = []
    for key in full:
        given[key] += 1
        keys.append(key if given[key] == 1 else f"{key}-{given[key]}")
    return keys


def _owner(told: Told) -> str:
    above = section(told.part)
    return slug(above.title) if above else ""
