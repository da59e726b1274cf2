"""A Source comes in, the people and teams to reach go out, each with the ways that reach them."""

import re
from collections.abc import Iterator

from app.documents.facts.model import Contact
from app.documents.facts.source import (
    Grid,
    Source,
    Told,
    filled,
    grids,
    inner_items,
    is_under,
    items,
    pair,
    pairs,
    words,
)
from app.documents.parts import Part

_CONTACTS = re.compile(
    r"\b(contacts?|on-?call (rotation|roster|list)|who to (call|contact)|phone (list|book))\b", re.IGNORECASE
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.@-])\+?\(?\d[\d ().-]{5,18}\d(?![\w@-])")
_CHANNEL = re.compile(r"(?<![\w/&#])#[a-z][\w-]+")
_TOOL = re.compile(r"^(slack|pagerduty|opsgenie|teams|e-?mail|phone|see|page|call|in)\b", re.IGNORECASE)
_REACHED = r"\b(contacts?( info\w*| details)?|reach|e-?mail|mail|phone|tel\w*|mobile|cell|slack|teams|channel|pager\w*|number)\b"


def contacts(source: Source) -> Iterator[Told]:
    for grid in grids(source):
        yield from _of_grid(grid)
    for part in source.parts:
        if _CONTACTS.search(part.title) or (part.level == 7 and is_under(part.parent, _CONTACTS)):
            yield from _of_items(part)


def _of_grid(grid: Grid) -> Iterator[Told]:
    role = grid.column(r"\b(role|team|title|position|service|function|area|group|responsib\w*)\b")
    person = grid.column(r"\b(name|person|who|primary|engineer|owner)\b", role)
    ways = [
        n
        for n, head in enumerate(grid.header)
        if n not in (role, person) and re.search(_REACHED, head, re.IGNORECASE)
    ]
    if not ways or (role is None and person is None):
        return
    # A table of alerts may name a channel; it does not say whom to call.
    if grid.column(r"\b(alert|metric|error|condition|severity|level|tier|action)\b") is not None:
        return
    hours = grid.column(r"\b(availab\w*|hours|time ?zone|schedule|when)\b", role, person)
    for row in grid.rows:
        reach = [row.cell(way) for way in ways]
        contact = _reached(row.cell(role), row.cell(person), " ; ".join(reach), row.cell(hours))
        if contact.role or contact.person:
            yield Told(contact.role or contact.person, contact, row.line, grid.part)


def _of_items(part: Part) -> Iterator[Told]:
    for item in items(part):
        text = words(item)
        key, rest = pair(text)
        inner = pairs(inner_items(item))
        whole = " ; ".join((rest, *inner.values()))
        if not key or not (reaches(whole) or inner):
            continue
        named = next(
            (value for name, value in inner.items() if re.search(r"\b(name|person|primary)\b", name)), ""
        )
        contact = _reached(filled(key), filled(named) or _person(rest), whole, "")
        if contact.mail or contact.phone or contact.channel or contact.person:
            yield Told(key, contact, item.line, part)


def reaches(text: str) -> bool:
    return bool(_MAIL.search(text) or _PHONE.search(text) or _CHANNEL.search(text))


def _person(text: str) -> str:
    """What is left of the words when the ways to reach somebody are taken out."""
    left = _CHANNEL.sub("", _PHONE.sub("", _MAIL.sub("", text)))
    name = filled(re.split(r"[,;(|–—]|\s-\s", left, maxsplit=1)[0].strip(" :"))
    return "" if _TOOL.match(name) else name


def _reached(role: str, person: str, reach: str, hours: str) -> Contact:
    mail, channel = _MAIL.search(reach), _CHANNEL.search(reach)
    phone = _PHONE.search(_MAIL.sub("", reach))
    # Words that are none of these still say how: `PagerDuty: payments`.
    other = "" if mail or channel or phone else reach.strip(" ;")
    return Contact(
        role=role,
        person=person,
        phone=phone[0].strip() if phone else "",
        mail=mail[0] if mail else "",
        channel=channel[0] if channel else other,
        hours=hours,
    )
