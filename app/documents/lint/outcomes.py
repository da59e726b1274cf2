"""A sheet comes in, the commands that change something and after which nobody looks go out."""

import re
from functools import lru_cache

from app.documents.lint.sheet import Finding, Findings, Sheet
from app.documents.lint.steps import short
from app.documents.model import Command, Step

_SHOWS = re.compile(
    r"\b(?:expect|should|you(?:’|')?(?:ll| will)? see|output|returns?|prints?|shows?|response|looks? like|verif"
    r"|confirm|ensure|check|must|until|will (?:be|show|list|return)|means|e\.g\.|example|result)",
    re.IGNORECASE,
)
# What only reads is judged by who reads it, an editor by who edits; and some only move about.
_READING = (
    r"(?:cd|ssh|export|source|alias|vim?|nano|less|more|open|echo|printf|set|tmux|screen|man|watch|sleep|clear|exit)\b",
    r"(?:which|type|env|cat|ls|ll|head|tail|z?grep|egrep|rg|awk|cut|sort|wc|stat|file|diff|jq|date|who|w|id|whoami)\b",
    r"(?:last|hostname|uname|uptime|ps|top|htop|free|df|du|lsof|lsblk|ss|netstat|vmstat|iostat|sar|dmesg|ping|dig)\b",
    r"(?:nslookup|host|traceroute|mtr|nc|telnet|journalctl|tcpdump|strace|history|test|for|do|done|if|then|else|fi)\b",
    r"while\b|find\b(?!.*-(?:delete|exec))|ip a\w*\b|\[|#|--|[()}]",
    r"curl\b(?!.*(?:-X\s*['\"]?(?:POST|PUT|DELETE|PATCH)|\s-d\b|--data|-T\b|-O\b|-o\b))|wget\b.*-q?O\s*-",
    r"(?:kubectl|oc)\b.*\b(?:get|describe|logs?|top|explain|edit|version|cluster-info|wait|rollout status|can-i)\b",
    r"(?:kubectl|oc)\b.*\b(?:config (?:view|get\S*|current\S*)|port-forward)\b",
    r"docker(?:[- ]compose)?\s+(?:ps|logs|inspect|stats|images|info|version|top|port|history)\b",
    r"helm\s+(?:list|ls|status|history|get|diff|template)\b|terraform\s+(?:plan|show|output|state list)\b",
    r"systemctl\s+(?:status|list\S*|show|is-\w+|cat)\b|service\s+\S+\s+status\b",
    r"git\s+(?:log|status|diff|show|branch|fetch|blame)\b|fly(?:ctl)?\s+(?:status|logs|\S+\s+list)\b",
    r"aws\s+\S+\s+(?:describe|list|get)-|gcloud\b.*\b(?:list|describe|read)\b|az\b.*\b(?:list|show)\b",
    r"(?:select|show|explain|describe)\b|redis-cli\b.*\b(?:ping|info|get|keys|llen|slowlog|ttl|scan|dbsize)\b",
    r"(?:psql|mysql)\b(?!.*\b(?:drop|delete|update|insert|alter|truncate|create|grant|vacuum|reindex|kill)\b)(?!.*<)",
    r"openssl\s+(?:x509|s_client|verify)\b|nginx\s+-t\b|etcdctl\b.*\b(?:get|status|health|list)\b",
    r"\S*(?:verify|check|status|health|smoke)\S*(?:\s|$)",
)
_READS = re.compile(rf"^\s*(?:sudo\s+)?(?:[A-Z_]+=\S*\s+)*(?:{'|'.join(_READING)})", re.IGNORECASE)
_QUERIES = frozenset(("sql", "psql", "mysql", "tsql", "plsql"))
_ENDS = re.compile(r"&&|\|\||;")
# A step or a phase that looks at what was done before.
_LOOKS = re.compile(
    r"\b(?:verif\w*|validat\w*|check\w*|confirm\w*|ensure|test\w*|monitor\w*|watch|observe|make sure|smoke|look|review)\b"
    r"|\b(?:inspect|see|comprob\w*|vérif\w*|prüf\w*|überprüf\w*)\b|确认|检查|验证|確認|検証|провер|убед|تحقق",
    re.IGNORECASE,
)
# A blank where the command should stand is told as a blank.
_BLANK = re.compile(r"^\W*[\[{<]|__")


def without_expectation(sheet: Sheet) -> Findings:
    """A command that changes something, and neither its step nor a later one of its procedure looks at the outcome."""
    if sheet.document.kind == "template":
        return
    looked = _looked_at_later(sheet)
    for step, is_looked_at in zip(sheet.steps, looked, strict=True):
        typed = [sheet.document.commands[number] for number in step.commands]
        blind = [(command, act) for command in typed if (act := _first_change(command))]
        if blind and not is_looked_at and not _tells_result(sheet, step) and not _ends_in_a_look(typed[-1]):
            command, act = blind[0]
            yield Finding(command.line, f"Nothing says how to see whether “{short(act)}” worked.")


def _looked_at_later(sheet: Sheet) -> list[bool]:
    """For each step whether a later one of its procedure, or else of the document, looks at what was done."""
    looks = [_looks(sheet, step) for step in sheet.steps]
    found = [False] * len(looks)
    rows = [procedure.steps for procedure in sheet.document.procedures]
    inside = {index for row in rows for index in row}
    alone = tuple(index for index in range(len(looks)) if index not in inside)
    for row in (*rows, alone):
        later = False
        for index in reversed(row):
            found[index] = found[index] or later
            later = later or looks[index]
    return found


def _looks(sheet: Sheet, step: Step) -> bool:
    if _LOOKS.search(step.text) or _LOOKS.search(step.phase) or _tells_result(sheet, step):
        return True
    return any(not _first_change(sheet.document.commands[number]) for number in step.commands)


def _first_change(command: Command) -> str:
    """The first of its lines that does more than read; "" when it only reads, or shows its own output."""
    if command.output is not None or _BLANK.match(command.text):
        return ""
    return _change_in(command.text, is_query=command.language in _QUERIES)


@lru_cache(maxsize=1024)
def _change_in(text: str, *, is_query: bool) -> str:
    return next((line for line in _acts(text, is_query=is_query) if not _READS.match(line)), "")


def _acts(text: str, *, is_query: bool) -> list[str]:
    """What is typed one after the other: a line and what goes on below it are one."""
    whole = text.split(";") if is_query else text.replace("\\\n", " ").split("\n")
    return [line.strip() for line in whole if line.strip()]


def _ends_in_a_look(command: Command) -> bool:
    """`systemctl restart proxy && systemctl status proxy`."""
    last = _acts(command.text, is_query=command.language in _QUERIES)[-1:]
    return bool(last) and bool(_READS.match(_ENDS.split(last[0])[-1] or last[0]))


def _tells_result(sheet: Sheet, step: Step) -> bool:
    return bool(
        step.expect or step.otherwise or any(check.kind == "verify" for check in step.checks)
    ) or bool(_SHOWS.search(step.text) or _SHOWS.search(sheet.prose(step)))
