"""Found facts come in, the plain rows that other programs read go out; what an author left open is left out."""

from dataclasses import asdict
from typing import Any

from app.documents.facts.kinds import Found


def listed(found: tuple[Found, ...]) -> list[dict[str, Any]]:
    return [
        {"kind": one.kind, "name": one.name, "line": one.line, "section": one.section, "values": _said(one)}
        for one in found
    ]


def _said(found: Found) -> dict[str, Any]:
    return {name: value for name, value in asdict(found.fact).items() if value not in ("", None, ())}
