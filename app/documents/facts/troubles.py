"""A Source comes in, known issues and error codes go out: how a trouble shows, and what ends it."""

import re
from collections.abc import Iterator

from app.documents.facts.model import ErrorCode, Trouble
from app.documents.facts.source import Source, Told, grids, title, told_items
from app.documents.parts import LABEL_LEVEL, Part
from app.documents.sections import walk

_SIGNS = re.compile(r"^(symptoms?|signs?|indicators?|what you see|how it shows)\b", re.IGNORECASE)
_DIAGNOSIS = re.compile(
    r"^(diagnos\w+|investigat\w+|triage|checks?|possible causes?|causes?|root causes?)\b", re.IGNORECASE
)
_RESOLUTION = re.compile(
    r"^(resolutions?|solutions?|fix(es)?|mitigations?|remediations?|steps|actions?|work-?arounds?|response)\b",
    re.IGNORECASE,
)
_PREVENTION = re.compile(r"^(prevent\w*|avoid\w*|follow[- ]?up)\b", re.IGNORECASE)
_CODE = r"\b(error|code|status|exit)\b"


def troubles(source: Source) -> Iterator[Told]:
    for part in source.parts:
        slots = [child for child in part.parts if _SIGNS.match(title(child))]
        if slots:
            yield Told(title(part) or source.document.title, _trouble(part), part.line, part)


def _trouble(part: Part) -> Trouble:
    return Trouble(
        _under(part, _SIGNS), _under(part, _DIAGNOSIS), _under(part, _RESOLUTION), _under(part, _PREVENTION)
    )


def _under(part: Part, slot: re.Pattern[str]) -> tuple[str, ...]:
    found = [child for child in part.parts if slot.match(title(child))]
    return tuple(said for child in found for below in walk(child) for said in _told(below))


def _told(part: Part) -> tuple[str, ...]:
    """Its items; a numbered bold line inside it counts as one."""
    own = (title(part),) if part.level == LABEL_LEVEL and part.title[:1].isdigit() else ()
    return (*own, *told_items(part))


def error_codes(source: Source) -> Iterator[Told]:
    for grid in grids(source):
        code = grid.column(r"^(error|code|error[ -]codes?|status( code)?|exit code|error message)$")
        meaning = grid.column(r"\b(description|meaning|message|cause|reason)s?\b", code)
        resolution = grid.column(
            r"\b(resolution|action|solution|fix|remedy|response|what to do)s?\b", code, meaning
        )
        if (
            code is None
            or (meaning is None and resolution is None)
            or not re.search(_CODE, grid.header[code], re.IGNORECASE)
        ):
            continue
        severity = grid.column(r"\b(severity|priority|level)\b", code, meaning, resolution)
        for row in grid.rows:
            if row.cell(code):
                fact = ErrorCode(row.cell(meaning), row.cell(resolution), row.cell(severity))
                yield Told(row.cell(code), fact, row.line, grid.part)
