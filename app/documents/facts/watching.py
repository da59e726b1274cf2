"""A Source comes in, alert rules and health checks go out."""

import re
from collections.abc import Iterator

from app.documents.facts.model import AlertRule, HealthCheck
from app.documents.facts.source import Grid, Source, Told, filled, grids, is_under, items, pairs, title
from app.documents.fences import language
from app.documents.parts import Part

_YAML = frozenset(("yaml", "yml"))
_RULE = re.compile(r"^(\s*)-\s*alert:\s*(\S+)\s*$", re.MULTILINE)
_EXPR = re.compile(r"^\s*expr:\s*[|>]?-?\s*(\S.*?)\s*$", re.MULTILINE)
_SEVERITY = re.compile(r"^\s*severity:\s*['\"]?([\w-]+)", re.MULTILINE)

_ALERTS = re.compile(r"\balert", re.IGNORECASE)
_SAID = ("condition", "severity", "runbook")

_PATH = re.compile(
    r"(?:https?://[^\s)`'\"\]<>]+?)?/(?:[\w.-]+/){0,4}"
    r"(?:health(?:z|check|[-_]check)?|livez?|liveness|readyz?|readiness|heartbeat)(?:/[\w-]+)*(?![\w.-]|/\w)",
    re.IGNORECASE,
)
_METHOD = re.compile(r"\b(GET|HEAD|POST)\b|-X\s*(\w+)")
_CODE = re.compile(
    r"(?:\bHTTP\S*\s+|\bstatus\w*\W+(?:code\W+)?|\breturns?\W+|\bexpect\w*\W+(?:\w+\W+){0,3}?|→\s*)`?([1-5]\d\d)\b"
)
_OK = re.compile(r"\b(200)(?:\W+OK)\b")
_EXPECT = re.compile(
    r"\bexpect(?:ed|s)?(?: (?:response|output|result|answer))?s?[*_`]*:[*_`]*\s*(\S.*)$"
    r"|\b(?:should (?:return|say|answer)|returns|expect)\s+(\S.*)$",
    re.IGNORECASE,
)
# How many lines below an endpoint its answer may stand.
NEAR = 6


def alert_rules(source: Source) -> Iterator[Told]:
    for grid in grids(source):
        yield from _of_grid(grid)
    for part in source.parts:
        told = pairs(items(part))
        if "condition" in told and part.level > 1 and is_under(part, _ALERTS):
            yield Told(title(part), AlertRule(*(filled(told.get(key, "")) for key in _SAID)), part.line, part)
        for block in part.blocks:
            if block.kind == "fence" and language(block.info) in _YAML:
                yield from _of_yaml(block.source, block.line + 1, part)


def _of_grid(grid: Grid) -> Iterator[Told]:
    name = grid.column(r"^(alert( ?name)?s?|alarm|alert rule|rule)$")
    condition = grid.column(r"\b(condition|threshold|trigger|expr\w*|when|query|criteria)\b", name)
    severity = grid.column(r"\b(severity|priority|level)\b", name, condition)
    if name is None or (condition is None and severity is None):
        return
    answer = grid.column(
        r"\b(runbook|section|action|response|procedure|playbook)\b", name, condition, severity
    )
    for row in grid.rows:
        rule = AlertRule(row.cell(condition), row.cell(severity), row.cell(answer))
        yield Told(row.cells[name], rule, row.line, grid.part)


def _of_yaml(text: str, line: int, part: Part) -> Iterator[Told]:
    """Rules as Prometheus reads them; a rule ends where the next begins."""
    rules = list(_RULE.finditer(text))
    for number, rule in enumerate(rules):
        end = rules[number + 1].start() if number + 1 < len(rules) else len(text)
        inside = text[rule.end() : end]
        expression, severity = _EXPR.search(inside), _SEVERITY.search(inside)
        fact = AlertRule(expression[1] if expression else "", severity[1] if severity else "", "")
        yield Told(rule[2], fact, line + text.count("\n", 0, rule.start(2)), part)


def health_checks(source: Source) -> Iterator[Told]:
    """Each endpoint once: where its sound answer is said, else where it is named first."""
    told: dict[str, Told] = {}
    for number, line in enumerate(source.body, 1):
        if "/" not in line or len(line) > 2_000:
            continue
        for found in _PATH.finditer(line):
            if not _is_meant(line, found):
                continue
            check = _check(found[0], line, source.body[number : number + NEAR])
            known = told.get(found[0])
            if known is None or (_says(check) and not _says(known.fact)):
                told[found[0]] = Told(found[0], check, number, _part_at(source, number))
    yield from told.values()


def _is_meant(line: str, found: re.Match[str]) -> bool:
    """A path inside code, a command or an address, not a file or a word in a sentence."""
    before, after = line[: found.start()], line[found.end() :]
    if found[0].startswith("http"):
        return True
    if before[-1:].isalnum() or before[-1:] in ("]", "(", "."):
        return "curl" in before or "wget" in before or "://" in before
    return "`" in (before[-1:], after[:1]) or bool(re.search(r"\b(GET|HEAD|POST|curl|endpoint)\b", line))


def _says(fact: object) -> bool:
    return isinstance(fact, HealthCheck) and bool(fact.status or fact.expect)


def _check(url: str, line: str, below: list[str]) -> HealthCheck:
    method = _METHOD.search(line)
    near = [line[line.find(url) + len(url) :], *_until_next(below)]
    code = next((found for text in near if (found := _CODE.search(text) or _OK.search(text))), None)
    expect = next((found for text in near if (found := _EXPECT.search(text))), None)
    words = (expect[1] or expect[2]).strip(" *`_:.") if expect else ""
    return HealthCheck(
        url, (method[1] or method[2]).upper() if method else "GET", int(code[1]) if code else None, words
    )


def _until_next(below: list[str]) -> Iterator[str]:
    """The lines until another endpoint or title: their answer is not this one's."""
    for line in below:
        if line.startswith("#") or _PATH.search(line):
            return
        yield line


def _part_at(source: Source, line: int) -> Part:
    return max(
        (part for part in source.parts if part.line <= line <= part.end or not part.level),
        key=lambda p: (p.level > 0, p.line, p.level),
    )
