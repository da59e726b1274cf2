"""A sheet comes in, the commands that destroy something without a warning before them go out."""

import re
from collections.abc import Iterator

from app.documents.destroys import destroyed
from app.documents.lint.sheet import Finding, Findings, Sheet
from app.documents.model import Command, Step

_WARNS = re.compile(
    r"⚠|❗|🚨|☠|!\[?(?:warning|caution|danger)|\[!(?:warning|caution|important)\]|!!!\s*(?:warning|danger|caution)"
    r"|\b(?:warning|caution|danger(?:ous)?|careful(?:ly)?|beware|irreversibl[ey]|destructive|destroys"
    r"|(?:can(?:not|'t|’t| not)|no way to) (?:be )?(?:undone?|undo|recover(?:ed)?|go back)|data loss|los(?:e|es|s|t|ing)\b"
    r"|permanent(?:ly)?|confirm|make sure|double[- ]check|back(?:ed)?[- ]?up|snapshot|last resort|only (?:if|when|after)"
    r"|approv(?:al|ed?)|never run|do not (?:run|proceed|continue)|before (?:you )?(?:delet|remov|dropp|run)\w*"
    r"|verif(?:y|ied) that|safe to (?:delete|remove|drop|run)|deletes|deleting (?:all|the|every|any)|wipes|removes all"
    r"|will (?:be )?(?:delet|destroy|drop|remov|wip)\w*|be aware|note that|important)"
    r"|谨慎|注意|警告|小心|危険|慎重|atención|cuidado|внимание|осторожно|attention\b|achtung|vorsicht|atenção|attenzione|تحذير",
    re.IGNORECASE,
)
# A sentence that names a command to keep somebody from it.
_WARNS_OFF = re.compile(
    r"\b(?:never|do(?:es)? not|don['’]t|avoid|instead of|rather than|without)\b", re.IGNORECASE
)
_ENDS = re.compile(r"(?<!\\)\n")
# How far above a command a warning may stand, its heading included.
NEAR = 8


def unguarded(sheet: Sheet) -> Findings:
    yield from _in_fences(sheet)
    yield from _in_words(sheet)


def _in_fences(sheet: Sheet) -> Findings:
    for command in sheet.document.commands:
        for offset, line in _typed(command.text) if destroyed(command.text) else ():
            words = destroyed(line)
            if words and not _is_warned(sheet, command):
                yield _told(_line(sheet, command, line, offset), words)


def _in_words(sheet: Sheet) -> Findings:
    """The commands between backticks that a run offers to copy."""
    for step in sheet.document.steps:
        fenced = [sheet.document.commands[index].text for index in step.commands]
        for text in step.inline:
            words = destroyed(text)
            # What stands in a fence too is judged there.
            if words and not any(text in command for command in fenced):
                line = _line_of_inline(sheet, step, text)
                if not _is_warned_in_words(sheet, step, line):
                    yield _told(line, words)


def _told(line: int, words: str) -> Finding:
    return Finding(line, f"“{words}” destroys something, and nothing warns before it.")


def _typed(text: str) -> Iterator[tuple[int, str]]:
    """Each command with the number of its first line; what goes on below it belongs to it."""
    offset = 0
    for whole in _ENDS.split(text):
        yield offset, whole
        offset += whole.count("\n") + 1


def _is_warned(sheet: Sheet, command: Command) -> bool:
    above = "\n".join(sheet.lines[max(0, command.line - 1 - NEAR) : command.line])
    step = next((one for one in sheet.document.steps if _holds(sheet, one.commands, command)), None)
    told = (step.text, step.condition or "", step.stop or "") if step else ()
    # A comment inside the fence stands before the command too.
    inside = "\n".join(
        line for line in sheet.lines[command.line : command.line + NEAR] if line.lstrip().startswith("#")
    )
    return any(_WARNS.search(words) for words in (above, inside, *told))


def _is_warned_in_words(sheet: Sheet, step: Step, line: int) -> bool:
    own = sheet.lines[line - 1]
    near = "\n".join(sheet.lines[max(0, line - 1 - NEAR) : line])
    told = (near, step.text, step.condition or "", step.stop or "")
    return bool(_WARNS_OFF.search(own)) or any(_WARNS.search(words) for words in told)


def _line_of_inline(sheet: Sheet, step: Step, text: str) -> int:
    lines = (number for first, last in step.spans for number in range(first, min(last, len(sheet.lines)) + 1))
    return next((number for number in lines if text in sheet.lines[number - 1]), step.line)


def _holds(sheet: Sheet, indexes: tuple[int, ...], command: Command) -> bool:
    return any(sheet.document.commands[index] is command for index in indexes)


def _line(sheet: Sheet, command: Command, words: str, offset: int) -> int:
    """Where the line stands in the source: prompts and comments are gone from the command's text."""
    last = min(len(sheet.lines), command.line + offset + 40)
    for number in range(command.line + 1 + offset, last + 1):
        if words.split("\n", maxsplit=1)[0].strip() in sheet.lines[number - 1]:
            return number
    return command.line
