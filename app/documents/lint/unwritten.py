"""A sheet comes in, what its author has promised and not written goes out: content, blanks, gaps, sections."""

import re
from collections.abc import Sequence

from app.documents.lint.sheet import Finding, Findings, Sheet
from app.documents.model import Gap, Requirement

MOST_NAMED = 12
_STUB = re.compile(
    r"to be (?:written|documented|completed|added)|not yet (?:been )?(?:written|documented|created)",
    re.IGNORECASE,
)
# A comment is a note to the author; the rule below a setext heading belongs to the heading.
_NO_TEXT = re.compile(r"^[\s>]*(?:[-=]*|<!--.*-->)\s*$")


def required_content(sheet: Sheet) -> Findings:
    return missing_content(sheet.document.required)


def missing_content(required: Sequence[Requirement]) -> Findings:
    """First the whole, then each area with the items that are missing."""
    missing = [(area, [item.text for item in area.items if not item.checked]) for area in required]
    still = [(area, items) for area, items in missing if items]
    if not still:
        return
    every, open_ = sum(len(area.items) for area in required), sum(len(items) for _, items in still)
    promised = f"It lists {len(required)} areas with {every} items it must cover"
    yield Finding(required[0].line, f"{promised}; {open_} of them are not written.")
    for area, items in still:
        yield Finding(area.line, _area(area, items))


def _area(area: Requirement, missing: list[str]) -> str:
    named = ", ".join(missing[:MOST_NAMED]) + (", …" if len(missing) > MOST_NAMED else "")
    return f"“{area.area}” lacks {len(missing)} of {len(area.items)} items: {named}."


def blanks(sheet: Sheet) -> Findings:
    """`<namespace>` is asked when a run begins; `[Name]` is a text its author has not finished."""
    if sheet.document.kind == "template":
        return
    kept = _kept_texts(sheet)
    for field in sheet.document.fields:
        if field.line not in kept and field.text.startswith(("[", "YYYY")):
            label = f" at “{field.label}”" if field.label else ""
            yield Finding(field.line, f"{field.text}{label} is to be filled in.")


def _kept_texts(sheet: Sheet) -> set[int]:
    """Lines of fences that hold no command: the blanks of a message are asked for when it is sent."""
    typed = {command.line for command in sheet.document.commands}
    kept = (span for span in sheet.fences if span[0] not in typed)
    return {number for first, last in kept for number in range(first, last + 1)}


def stubs(sheet: Sheet) -> Findings:
    """A line that only says that something is to be written there."""
    for gap in sheet.document.gaps:
        if _is_stub(sheet, gap):
            yield Finding(gap.line, f"This part is not written yet: “{gap.text}”.")


def _is_stub(sheet: Sheet, gap: Gap) -> bool:
    return bool(_STUB.match(gap.text)) and sheet.lines[gap.line - 1].strip(" \t*_.()[]>") == gap.text


def gaps(sheet: Sheet) -> Findings:
    for gap in sheet.document.gaps:
        if _is_stub(sheet, gap):
            continue
        # A template's blank commands are what it is for.
        if sheet.document.kind != "template" or not gap.text.startswith("["):
            yield Finding(gap.line, f"This is still open: “{gap.text}”.")


def empty_sections(sheet: Sheet) -> Findings:
    """A heading with no text below it, before the next heading of its level or above."""
    headings = sheet.document.headings
    for index, heading in enumerate(headings):
        after = headings[index + 1] if index + 1 < len(headings) else None
        if heading.level == 1 or (after and after.level > heading.level):
            continue
        end = after.line - 1 if after else len(sheet.lines)
        if all(_NO_TEXT.match(line) for line in sheet.lines[heading.line : end]):
            yield Finding(heading.line, f"Nothing is written below “{heading.text}”.")
