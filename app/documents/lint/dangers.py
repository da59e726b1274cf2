"""A sheet comes in, the commands that destroy something without a warning before them go out."""

import re

from app.documents.lint.sheet import Finding, Findings, Sheet
from app.documents.model import Command

# What cannot be had back once it ran. What only restarts (deleting a pod) is not among them.
_DESTROYS = re.compile(
    r"\brm\s+(?:-\w+\s+)*-\w*[rR]\w*\b(?!\s+\S*/?tmp/)"
    r"|\b(?:drop|truncate)\s+(?:table|database|schema|index|user|role|keyspace|collection)\b"
    r"|\btruncate\s+(?:-s\s*0|--size[= ]0)|\bdropdb\b"
    r"|\bdelete\s+from\s+\S+(?!.*\bwhere\b)"
    r"|\bkubectl\s+(?:-\S+\s+(?:\S+\s+)?)?delete\s+(?!pods?\b|po\b|-f\b|jobs?\b|events?\b)"
    r"(?:ns|namespaces?|pvc?|persistentvolume\w*|deploy\w*|sts|statefulsets?|nodes?|secrets?|crds?|all\b)"
    r"|\bterraform\s+destroy\b|\bhelm\s+(?:uninstall|delete)\b|\bpulumi\s+destroy\b"
    r"|\bdocker\s+(?:system|volume)\s+(?:prune|rm)\b|\bdocker[- ]compose\s+down\s+.*(?:-v\b|--volumes)"
    r"|\baws\s+\S+\s+(?:delete|terminate)-\S+|\baws\s+s3\s+(?:rb|rm\s+.*--recursive)"
    r"|\b(?:gcloud|az|doctl|fly|flyctl|heroku|oc|linode-cli|eksctl)\s+.*\b(?:delete|destroy)\b(?!\s+pods?\b)"
    r"|\bpg:reset\b|\bflush(?:all|db)\b|\bmkfs(?:\.\w+)?\b|\bwipefs\b|\bshred\b|\bdd\s+.*\bof=/dev/"
    r"|\bgit\s+push\s+.*(?:--force\b(?!-with-lease)|\s-f\b)|\bgit\s+(?:reset\s+--hard|clean\s+-\w*f)"
    r"|\b(?:zfs|zpool)\s+destroy\b|\b(?:lv|vg|pv)remove\b|\buserdel\b|\biptables\s+(?:-F|--flush)\b"
    r"|\bfind\s+.*\s-delete\b|\bcurl\s+.*-X\s*['\"]?DELETE\b|\bkafka-topics\S*\s+.*--delete\b"
    r"|\betcdctl\s+del\b|\bcassandra\S*\s+.*drop\b|\bredis-cli\s+.*\bdel\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"--dry-run|--interactive|\s-i\b|--confirm\b|\bread -p\b|--preview-only|\bbegin\s*;", re.IGNORECASE
)
_WARNS = re.compile(
    r"⚠|❗|🚨|☠|!\[?(?:warning|caution|danger)|\[!(?:warning|caution|important)\]|!!!\s*(?:warning|danger|caution)"
    r"|\b(?:warning|caution|danger(?:ous)?|careful(?:ly)?|beware|irreversibl[ey]|destructive|destroys?"
    r"|(?:can(?:not|'t|’t| not)|no way to) (?:be )?(?:undone?|undo|recover(?:ed)?|go back)|data loss|los(?:e|es|s|t|ing)\b"
    r"|permanent(?:ly)?|confirm|make sure|double[- ]check|back(?:ed)?[- ]?up|snapshot|last resort|only (?:if|when|after)"
    r"|approv(?:al|ed?)|never run|do not (?:run|proceed|continue)|before (?:you )?(?:delet|remov|dropp|run)\w*"
    r"|verif(?:y|ied) that|safe to (?:delete|remove|drop|run)|delet(?:es?|ing) (?:all|the|every|any)|wipes?|removes? all"
    r"|be aware|note that|important)",
    re.IGNORECASE,
)
# How far above a command a warning may stand, its heading included.
NEAR = 8


def unguarded(sheet: Sheet) -> Findings:
    for command in sheet.document.commands:
        for offset, line in enumerate(command.text.split("\n")):
            found = _DESTROYS.search(line)
            if found and not _ASKS.search(command.text) and not _is_warned(sheet, command):
                words = " ".join(found.group(0).split())[:60]
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
