"""A fact comes in, plain values to keep in an event go out, and back: what a person took, word for word."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from functools import lru_cache
from typing import Any

import cattrs

from app.documents.facts.kinds import KINDS, Fact

Content = Mapping[str, Any]


def content(fact: Fact) -> dict[str, Any]:
    """As JSON gives it back: a list for a tuple. What came later is kept only where it says something.

    So what was kept before is still equal to the content of the same text.
    """
    found: dict[str, Any] = json.loads(json.dumps(asdict(fact)))
    unsaid = [one.name for one in fields(fact) if one.metadata.get("sparse") and not found[one.name]]
    return {name: value for name, value in found.items() if name not in unsaid}


def fact_of(kind: str, kept: Content) -> Fact | None:
    """The fact that was kept; None when another Sophie kept it in a form that is not known here."""
    made = KINDS.get(kind)
    if made is None:
        return None
    try:
        return _converter().structure(kept, made)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, cattrs.BaseValidationError):
        return None


@lru_cache(maxsize=1)
def _converter() -> cattrs.Converter:
    return cattrs.Converter()
