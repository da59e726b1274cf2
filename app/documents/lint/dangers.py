"""A sheet comes in, the commands that destroy something without a warning before them go out."""

import re

from app.documents.destroys import destroyed
from app.documents.lint.sheet import Finding, Findings, Sheet
from app.documents.model import Command

_WARNS = re.compile(
    r"⚠|❗|🚨|☠|!\[?(?:warning|caution|danger)|\[!(?:warning|caution|important)\]|!!!\s*(?:warning|danger|caution)"
    r"|\b(?:warning|caution|danger(?:ous)?|careful(?:ly)?|beware|irreversibl[ey]|destructive|destroys?"
    r"|(?:can(?:not|'t|’t| not)|no way to) (?:be )?(?:undone?|undo|recover(?:ed)?|go back)|data loss|los(?:e|es|s|t|ing)\b"
    r"|permanent(?:ly)?|confirm|make sure|double[- ]check|back(?:ed)?[- ]?up|snapshot|last resort|only (?:if|when|after)"
    r"|approv(?:al|ed?)|never run|do not (?:run|proceed|continue)|before (?:you )?(?:delet|remov|dropp|run)\w*"
    r"|verif(?:y|ied) that|safe to (?:delete|remove|drop|run)|delet(?:es?|ing) (?:all|the|every|any)|wipes?|removes? all"
    r"|be aware|note that|important)"
    r"|谨慎|注意|警告|小心|危険|慎重|atención|cuidado|внимание|осторожно|attention\b|achtung|vorsicht|atenção|attenzione|تحذير",
    re.IGNORECASE,
)
# How far above a command a warning may stand, its heading included.
NEAR = 8


def unguarded(sheet: Sheet) -> Findings:
    for command in sheet.document.commands:
        for offset, line in enumerate(command.text.split("\n")):
            words = destroyed(line) if destroyed(command.text) else ""
            if words and not _is_warned(sheet, command):
                yield Finding(
                    _line(sheet, command, line, offset),
                    f"“{words}” destroys something, and nothing warns before it.",
                )


def _is_warned(sheet: Sheet, command: Command) -> bool:
    above = "\n".join(sheet.lines[max(0, command.line - 1 - NEAR) : command.line])
    step = next((one for one in sheet.document.steps if _holds(sheet, one.commands, command)), None)
    told = (step.text, step.condition or "", step.stop or "") if step else ()
    # A comment inside the fence stands before the command too.
    inside = "\n".join(
        line for line in sheet.lines[command.line : command.line + NEAR] if line.lstrip().startswith("#")
    )
    return any(_WARNS.search(words) for words in (above, inside, *told))


def _holds(sheet: Sheet, indexes: tuple[int, ...], command: Command) -> bool:
    return any(sheet.document.commands[index] is command for index in indexes)


def _line(sheet: Sheet, command: Command, words: str, offset: int) -> int:
    """Where the line stands in the source: prompts and comments are gone from the command's text."""
    last = min(len(sheet.lines), command.line + offset + 40)
    for number in range(command.line + 1 + offset, last + 1):
        if words.strip() in sheet.lines[number - 1]:
            return number
    return command.line
