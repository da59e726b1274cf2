"""Words in, the amounts and limits they state out: `< 200ms (p95)`, `not above 0,5 %`; and whether they deny something."""

import re
from decimal import Decimal, InvalidOperation

from app.documents.facts.model import Amount

# fmt: off
_SIGNS = {
    "<": "<", "under": "<", "below": "<", "less": "<", "lower": "<", "fewer": "<", "smaller": "<", "shorter": "<",
    ">": ">", "over": ">", "above": ">", "more": ">", "greater": ">", "higher": ">", "larger": ">", "longer": ">",
    "exceed": ">", "exceeds": ">", "exceeding": ">",
    "<=": "<=", "≤": "<=", "at most": "<=", "up to": "<=", "max": "<=", "within": "<=",
    ">=": ">=", "≥": ">=", "at least": ">=", "min": ">=",
}
# fmt: on
_OPPOSITE = {"<": ">=", ">": "<=", "<=": ">", ">=": "<"}
_SIGN = (
    r"(?:(?<![-=<>])(?:<=|>=|[<>≤≥])"
    r"|\b(?:under|below|over|above|exceed(?:s|ing)?|at most|up to|max|within|at least|min"
    r"|(?:less|lower|fewer|smaller|shorter|more|greater|higher|larger|longer) than)(?: or equal to)?\b)"
)
NOT = (
    r"\b(?:not|no(?!-)|never|none|nothing|nobody|neither|nor|without|cannot|\w+n['’]t"
    r"|(?:is|are|was|were|do|does|did|has|have|must|should|can|wo)nt)\b"
)
# What may stand between a "not" and the limit that it turns round; anything else leaves open what it denies.
_BETWEEN = r"(?:be|been|is|are|go|goes|gone|get|gets|rise|rises|climb|climbs|stay|stays|fall|falls|drop|drops|ever|any)"
_MANY = {"": 1, "k": 1_000, "m": 1_000_000}
_AMOUNT = re.compile(
    rf"(?:(?P<not>{NOT}\s+(?:{_BETWEEN}\s+){{0,3}})?(?P<sign>{_SIGN})\s*)?"
    r"(?<![\w.])(?P<number>\d+(?:[.,]\d+)*(?:e[-+]?\d{1,2})?)(?P<many>(?-i:k|K|M)(?!\w))?"
    r"(?:\s*(?P<unit>%|percent\b|per cent\b|pct\b|/\s*\d+|ms\b|µs\b|s\b|secs?\b|seconds?\b|minutes?\b|mins?\b|hours?\b|hrs?\b"
    r"|h\b|days?\b|[KMGT]i?B\b"
    r"|(?:req|requests|rps|qps|tps|errors|connections|users)(?:/\w+)?\b))?",
    re.IGNORECASE,
)
_QUANTILE = re.compile(r"\bp\d{2}(?:\.\d+)?\b|\b\d{2}(?:\.\d+)?th percentile\b", re.IGNORECASE)
_NEGATION = re.compile(NOT, re.IGNORECASE)
# "0,500" is half of one and no five hundred.
_BY_THREES = re.compile(
    r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:\.\d{3})+,\d+|[1-9]\d{0,2}(?:\.\d{3}){2,}"
)


def number(text: str) -> Decimal | None:
    """`1,500` and `1.500,5` are grouped by threes, `0,5` is half of one, `1e3` a thousand; None for what is no number."""
    plain = text.strip()
    if _BY_THREES.fullmatch(plain.lstrip("-+")):
        first = next(one for one in plain if one in ".,")
        plain = plain.replace(first, "")
    try:
        found = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def amount(text: str) -> Amount | None:
    """The first amount in the words: `< 200ms (p95)`, `99.9% uptime`, `> 4.5/5`, `not above 0,5 %`."""
    found = stated(text)
    return found[0] if found else None


def stated(text: str) -> tuple[Amount, str] | None:
    """The first amount in the words, and the words around it, with "…" in its place."""
    quantile = _QUANTILE.search(text)
    plain = _QUANTILE.sub("", text)
    found = next((one for one in _AMOUNT.finditer(plain) if number(one["number"]) is not None), None)
    read = number(found["number"]) if found else None
    if found is None or read is None:
        return None
    sign = _sign(found["sign"] or "")
    many = _MANY[(found["many"] or "").lower()]
    unit = "%" if (found["unit"] or "").lower().startswith("p") else re.sub(r"\s", "", found["unit"] or "")
    told = Amount(
        float(read * many),
        unit,
        _OPPOSITE[sign] if found["not"] else sign,
        quantile[0].lower() if quantile else "",
    )
    return told, f"{plain[: found.start()]}…{plain[found.end() :]}"


def _sign(words: str) -> str:
    """`<` of "below", `<=` of "less than or equal to"."""
    plain = " ".join(words.lower().split())
    strict = plain.removesuffix(" or equal to")
    sign = _SIGNS.get(strict.removesuffix(" than"), "")
    return f"{sign[0]}=" if sign and strict != plain else sign


def limits(text: str) -> int:
    """How many limits the words set: amounts with a sign."""
    return sum(1 for one in _AMOUNT.finditer(_QUANTILE.sub("", text)) if one["sign"])


def denies(text: str) -> bool:
    """Whether a word of the text says no: "not", "never", "isn't"."""
    return _NEGATION.search(text) is not None


def apart(text: str) -> tuple[str, str]:
    """`CPU usage < 70% (all nodes)` in name and limit; `99.9% uptime` is both."""
    found = _AMOUNT.search(_QUANTILE.sub(lambda quantile: "x" * len(quantile[0]), text))
    name = text[: found.start()].strip(" -–—:,") if found else ""
    return (name, text[found.start() :]) if found and name else (text, text)
