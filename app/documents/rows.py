"""A table comes in, the steps its rows are go out; none when the table only informs."""

import re

from app.documents.blocks import Block, plain
from app.documents.boxes import BOX
from app.documents.drafts import Draft, phase_of
from app.documents.parts import Part

_WHAT = re.compile(
    r"^(steps?|tasks?|actions?|checks?|activit(y|ies)|items?|instructions?|what( to (do|check))?|to-?do|do|procedure|command)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(#|no\.?|nr\.?|step|order|\d*|done|status|✓|☐|check)$", re.IGNORECASE)
_WHEN = re.compile(r"^(when|time|start|begin|at|t|t ?[+±−-].*|day|date|clock)\b", re.IGNORECASE)
_TIME = re.compile(
    r"^~?\d{1,2}[:.h]\d{2}\b|^~?t\s*[+±−–-]?\s*\d|^t$"
    r"|^[~+±−–-]?\s*\d+(?:\s*[-–]\s*\d+)?\s*(?:s|secs?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?)\b"
    r"|^(?:day|week|hour|minute) [+−–-]?\d|^\d{4}-\d\d-\d\d|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b",
    re.IGNORECASE,
)
_EXPECT = re.compile(
    r"^(expect(ed|ation)?( (result|output|outcome))?|result|outcome|pass criteria)$", re.IGNORECASE
)
_TICK = re.compile(r"^(?:\[[ xX]?\]|[☐□⬜◻▢☑☒✅✔]\ufe0f?)$")


def table_steps(block: Block, part: Part) -> list[Draft]:
    """A step for each row, where the columns say so: a number or a box, what to do, and more."""
    rows = [[plain(cell) for cell in row.children] for row in block.children]
    if len(rows) < 2 or not rows[0]:
        return []
    what = _column(rows, ticked=_has_ticks(rows), sure=part.role in ("act", "check", "do"))
    if what is None or part.role == "avoid":
        return []
    return [
        _row(block.children[n].line, cells, rows[0], what, part)
        for n, cells in enumerate(rows)
        if n and _said(cells, what)
    ]


def _said(cells: list[str], what: int) -> bool:
    return what < len(cells) and bool(cells[what])


def _has_ticks(rows: list[list[str]]) -> bool:
    return any(_TICK.match(cell) for row in rows[1:] for cell in row)


def _column(rows: list[list[str]], *, ticked: bool, sure: bool) -> int | None:
    """The column that says what to do: named so, first or right after a number, a box or a time."""
    for place, head in enumerate(rows[0][:4]):
        if _is_of_times(rows, place):
            continue
        if _WHAT.match(head) and not _counts(rows, place):
            return place if sure or ticked else None
        if not _counts(rows, place):
            return place if ticked else None
    return None


def _counts(rows: list[list[str]], place: int) -> bool:
    """A column of numbers or boxes."""
    cells = [row[place] for row in rows[1:] if place < len(row)]
    return bool(_NUMBER.match(rows[0][place])) and all(
        not cell or cell.rstrip(".").isdecimal() or _TICK.match(cell) for cell in cells
    )


def _is_of_times(rows: list[list[str]], place: int) -> bool:
    """`Time`, `When` above 10:00, T-5, +15 min; `When` above `disk > 90%` is a case, not a time."""
    cells = [row[place] for row in rows[1:] if place < len(row) and row[place]]
    return bool(_WHEN.match(rows[0][place])) and bool(cells) and all(map(_TIME.match, cells))


def _row(line: int, cells: list[str], header: list[str], what: int, part: Part) -> Draft:
    named = [
        (head, cell) for n, (head, cell) in enumerate(zip(header, cells, strict=False)) if n != what and cell
    ]
    told = [
        f"**{head}:** {cell}"
        for head, cell in named
        if head and not _TICK.match(cell) and not cell.isdecimal()
    ]
    text = BOX.sub("", cells[what])
    draft = Draft(text, line, part, phase_of(part), _checked(cells))
    draft.words_end, draft.detail = line, "\n\n".join(told)
    draft.expect = next((cell for head, cell in named if _EXPECT.match(head)), None)
    return draft


def _checked(cells: list[str]) -> bool | None:
    ticks = [cell for cell in cells if _TICK.match(cell) or BOX.match(cell)]
    return any(tick[0] in "☑☒✅✔" or "x" in tick[:3].lower() for tick in ticks) if ticks else None
