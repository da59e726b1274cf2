"""A sheet comes in, the lines that were decoded in the wrong way go out."""

from app.documents.lint.sheet import Finding, Findings, Sheet
from app.documents.mojibake import find


def damaged(sheet: Sheet) -> Findings:
    for damage in find(sheet.text):
        what = "has lost a part of a character" if damage.lost else "was decoded in the wrong way"
        yield Finding(damage.line, f"This line {what}.")
