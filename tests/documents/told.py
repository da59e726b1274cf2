"""A found fact in, one line of text out: what the fixture files expect."""

from dataclasses import fields
from typing import Any

from app.documents.facts import Found
from app.documents.facts.model import Amount


def told(found: Found) -> str:
    told_of = ((one, getattr(found.fact, one.name)) for one in fields(found.fact))
    # 0 minutes say something; a field that came later says nothing until it is set.
    said = ((one.name, value) for one, value in told_of if value or not one.metadata.get("sparse"))
    values = "; ".join(f"{name} {_words(value)}" for name, value in said if value not in ("", None, ()))
    return f"{found.line} {found.kind} {found.name}: {values}".replace("\n", "⏎").rstrip(": ")


def _words(value: Any) -> str:
    if isinstance(value, tuple):
        return " + ".join(_words(one) for one in value)
    if isinstance(value, Amount):
        return " ".join(part for part in (value.sign, f"{value.number:g}", value.unit, value.of) if part)
    return f"{value:g}" if isinstance(value, float) else str(value)
