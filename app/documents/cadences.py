"""A list and the title above it come in, what its items say is done how often goes out: `- Daily: back up the base`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it.token import Token

from app.documents.blocks import Block, words_of
from app.documents.titles import starts_with_verb

# Each becomes a checklist of its own; nobody plans so many in one list.
MOST = 40
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_NTH = r"(?:first|second|third|fourth|last)"
# The same words as those by which a title recurs (facts/schedules.py), with a day behind them: `Weekly (Sunday):`.
_LEAD = re.compile(
    rf"""[*_]{{0,3}}(?P<often>
    (?:hourly|daily|nightly|(?:bi-?)?weekly|fortnightly|monthly|quarterly|(?:half-?)?yearly|(?:semi-?)?annual(?:ly)?
      |(?:every|each)\s(?:other|second|2nd|two|three|four|six|twelve|\d{{1,2}})\s(?:hour|day|night|week|month|year|{_DAY})s?
      |(?:every|each)\s(?:hour|day|shift|night|week|month|quarter|year|{_NTH}\s{_DAY}(?:\sof\sthe\smonth)?|{_DAY}))
    (?:\s(?:checks?|tasks?|check-?list|maintenance|backups?))?
    (?:\s?\([^()\n]{{1,40}}\)|,?\s(?:[-–—]\s)?(?:on\s|every\s)?(?:the\s)?(?:{_NTH}\s)?(?:{_DAY}|week|morning|evening))?
    (?:\s(?:at\s|@\s?)\d{{1,2}}(?::\d\d)?(?:\s?[ap]m)?(?:\s(?:UTC|GMT))?)?
    )[*_]{{0,3}}(?:(?:\s?[:：][*_]{{0,3}}|\s[-–—])(?:\s+|$)|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_HINT = re.compile(
    r"[*_]{0,3}(?:hour|dai|night|bi-?week|week|fortnight|month|quarter|half-?year|year|semi|annual|every|each)",
    re.IGNORECASE,
)
_SCHEDULE = re.compile(
    r"\b(?:schedules?|cadences?|recurring|routines?|periodic|regular|maintenance|housekeeping|calendar|check-?lists?)\b",
    re.IGNORECASE,
)
# How long something is kept and how often somebody is told of an incident is no work to plan.
_OTHER = re.compile(r"\b(?:retention|retain\w*|communicat\w*|updates?|notif\w*|escalat\w*)\b", re.IGNORECASE)
# How many, how long, who or nothing: `Daily: 7 copies`, `Weekly: Ana`.
_AMOUNT = re.compile(
    r"\W*(?:\d|keep\b|kept\b|retain|retention\b|for\s+\d|the last\s+\d|at\s+\d)", re.IGNORECASE
)


def cadences(block: Block, title: str, role: str) -> tuple[tuple[str, Block], ...]:
    """(how often, the list of what is done then) for each item, where every item says so; else none of them."""
    if block.kind != "list" or block.ordered or not 0 < len(block.children) <= MOST or role == "never":
        return ()
    first = block.children[0]
    if not first.children or not _HINT.match(first.children[0].source):
        return ()
    is_schedule = bool(_SCHEDULE.search(title))
    if _OTHER.search(title) or (not is_schedule and (len(block.children) < 2 or role == "avoid")):
        return ()
    found = tuple(told for item in block.children if (told := _cadence(item)))
    return found if len(found) == len(block.children) else ()


def _cadence(item: Block) -> tuple[str, Block] | None:
    words = item.children[0] if item.children else None
    if words is None or words.kind != "paragraph" or item.checked is not None:
        return None
    lead = _LEAD.match(words.source)
    said = "".join(words_of(words.inline))
    plain = _LEAD.match(said)
    if not lead or not plain:
        return None
    rest, below = said[plain.end() :], item.children[1:]
    lists = [inner for inner in below if inner.kind == "list"]
    if not rest.strip():
        done = replace(lists[0], line=item.line) if len(below) == len(lists) == 1 else None
        return (plain["often"], done) if done else None
    if _AMOUNT.match(rest) or (len(rest.split()) < 2 and not starts_with_verb(rest)):
        return None
    own = replace(words, source=words.source[lead.end() :], inline=_after(words.inline, plain.end()))
    task = replace(item, children=[own, *below])
    return plain["often"], Block("list", item.line, item.end, children=[task])


def _after(inline: Sequence[Token], start: int) -> list[Token]:
    """Without the first so many characters of their words."""
    found: list[Token] = []
    for token in inline:
        length = len("".join(words_of([token]))) if start > 0 else 0
        if start <= 0 or length > start:
            is_text = start > 0 and token.type in ("text", "code_inline")
            found.append(token.copy(content=token.content[start:]) if is_text else token)
        start -= length
    return found
