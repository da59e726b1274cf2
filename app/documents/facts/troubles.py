"""A Source comes in, known issues and error codes go out: how a trouble shows, and what ends it."""

import re
from collections.abc import Iterator

from app.documents.blocks import plain
from app.documents.facts.model import ErrorCode, Trouble
from app.documents.facts.source import Grid, Source, Told, filled, grids, title, words
from app.documents.parts import LABEL_LEVEL, Part
from app.documents.sections import walk

_SIGNS = re.compile(r"^(symptoms?|signs?|indicators?|what you see|how it shows)\b", re.IGNORECASE)
_DIAGNOSIS = re.compile(
    r"^(diagnos\w+|investigat\w+|triage|(possible )?(checks?|causes?)|what to check|causes?|root causes?)\b",
    re.IGNORECASE,
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
    for grid in grids(source):
        yield from _of_grid(grid)


def _of_grid(grid: Grid) -> Iterator[Told]:
    """`Symptom | Cause | Resolution`, a trouble in each row."""
    sign = grid.column(r"^(symptoms?|what you see)$")
    cause = grid.column(r"\b(cause|reason|diagnos\w+|check)s?\b", sign)
    resolution = grid.column(
        r"\b(resolution|solution|fix|remed\w+|mitigation|action|work-?around)(e?s)?\b", sign, cause
    )
    if sign is None or resolution is None:
        return
    for row in grid.rows:
        if row.cell(sign):
            slots = ((said,) if (said := row.cell(column)) else () for column in (sign, cause, resolution))
            yield Told(row.cell(sign), Trouble(*slots), row.line, grid.part)


def _trouble(part: Part) -> Trouble:
    return Trouble(
        _under(part, _SIGNS), _under(part, _DIAGNOSIS), _under(part, _RESOLUTION), _under(part, _PREVENTION)
    )


def _under(part: Part, slot: re.Pattern[str]) -> tuple[str, ...]:
    found = [child for child in part.parts if slot.match(title(child))]
    told = [said for child in found for below in walk(child) for said in _told(below)]
    # `Possible checks:` in plain words below the signs begins a slot of its own.
    others = [group for child in part.parts for group in _groups(child)[1:]]
    return (*told, *(said for label, items_ in others if slot.match(label) for said in items_))


def _told(part: Part) -> tuple[str, ...]:
    """Its items, else its sentences; a numbered bold line inside it counts as one."""
    own = (title(part),) if part.level == LABEL_LEVEL and part.title[:1].isdigit() else ()
    listed = (*own, *_groups(part)[0][1])
    if listed or part.parts:
        return listed
    return tuple(
        said for block in part.blocks if block.kind == "paragraph" and (said := filled(plain(block)))
    )


def _groups(part: Part) -> list[tuple[str, tuple[str, ...]]]:
    """Its items, cut where a line such as `Possible checks:` stands between two of its lists."""
    groups: list[tuple[str, list[str]]] = [("", [])]
    for place, block in enumerate(part.blocks):
        words_ = plain(block) if block.kind == "paragraph" else ""
        after = part.blocks[place + 1 : place + 2]
        if groups[-1][1] and words_.endswith((":", "：")) and after and after[0].kind == "list":
            groups.append((words_.rstrip(":： "), []))
        elif block.kind == "list":
            groups[-1][1].extend(said for item in block.children if (said := filled(words(item))))
    return [(label, tuple(items_)) for label, items_ in groups]


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
