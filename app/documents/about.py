"""A Document's metadata pairs come in, what they mean goes out: status, owner, dates, time, tags."""

import re
from dataclasses import dataclass
from typing import Literal

from app.documents.amounts import date, minutes
from app.documents.metadata import value
from app.documents.model import Document, Pairs

State = Literal["draft", "review", "approved", "active", ""]

_STATES: tuple[tuple[State, str], ...] = (
    ("draft", r"draft|wip|work in progress|proposed"),
    ("review", r"(in |under |for |needs )?review|reviewing|pending (review|approval)"),
    ("approved", r"approved|accepted|signed off"),
    ("active", r"active|published|live|in (use|effect|production)|current|effective"),
)
_OPEN = re.compile(
    r"^\W*(tbd|tbc|todo|n/?a|none|unknown|unassigned|pending|to be \w+|not (yet )?\w+)\b|^[\W_]*$",
    re.IGNORECASE,
)
_BLANK = re.compile(r"^\W*[\[<{].*[\]>}]\W*$|YYYY|\bX{2,}\b|-X{1,2}\b", re.IGNORECASE)
_SIGNS = re.compile(r"^[^\w\[<{(\"']+")


@dataclass(frozen=True, slots=True)
class About:
    """What is not said, or left open, is "" or None. `state` is "" when the author's `status` is not one of ours.

    Dates are YYYY-MM-DD. `run_minutes` is how long the work takes, `write_minutes` how long writing the text would take.
    """

    status: str = ""
    state: State = ""
    version: str = ""
    date: str = ""
    author: str = ""
    owner: str = ""
    assignee: str = ""
    priority: str = ""
    updated: str = ""
    review: str = ""
    due: str = ""
    run_minutes: int | None = None
    write_minutes: int | None = None
    tags: tuple[str, ...] = ()


def about(document: Document) -> About:
    pairs = document.metadata
    status = _SIGNS.sub("", value(pairs, "status", "document status", "state"))
    time = minutes(said(pairs, *_TIME))
    effort = minutes(said(pairs, *_EFFORT))
    # What a placeholder says it takes is the work of writing it: there is nothing to run yet.
    unwritten = bool(document.required)
    return About(
        status="" if _BLANK.search(status) else status,
        state=state_of(status),
        version=said(pairs, "version", "document version", "doc version"),
        date=date(said(pairs, "date", "created", "created on", "effective date")),
        author=said(pairs, "author", "authors", "authored by", "created by", "written by"),
        owner=said(pairs, *_OWNER),
        assignee=said(pairs, "assigned to", "assignee"),
        priority=said(pairs, "priority"),
        updated=date(said(pairs, *_UPDATED)),
        review=date(said(pairs, "next review", "next review date", "review date", "review by", "review due")),
        due=date(said(pairs, "target date", "target completion date", "due", "due date")),
        run_minutes=None if unwritten else _first(time, effort),
        write_minutes=_first(effort, time) if unwritten else None,
        tags=_tags(said(pairs, "tags", "tag", "labels", "keywords", "categories", "category")),
    )


_TIME = (
    "estimated time",
    "estimated duration",
    "expected duration",
    "duration",
    "time",
    "time required",
    "time to run",
)
_EFFORT = ("estimated time to complete", "estimated effort", "effort")
_OWNER = (
    *("owner", "owners", "owned by", "document owner", "runbook owner", "service owner", "owning team"),
    *("maintained by", "maintainer", "maintainers", "team", "contact"),
)
_UPDATED = (
    *(
        "last updated",
        "updated",
        "last update",
        "last modified",
        "last edited",
        "last revised",
        "last changed",
    ),
    *("last reviewed", "last review", "reviewed", "reviewed on", "last verified", "last tested"),
)


def said(pairs: Pairs, *names: str) -> str:
    """The value of the first of these keys that says something: not TBD, not a blank, not a date with XX."""
    for name in names:
        words = value(pairs, name)
        if words and not _OPEN.search(words) and not _BLANK.search(words):
            return words
    return ""


def state_of(status: str) -> State:
    """Draft, Review, Approved or Active in the author's words; "" when they are other words or a choice of several."""
    words = status.strip(" .*_`").lower()
    return next((state for state, pattern in _STATES if re.fullmatch(pattern, words)), "")


def _first(*amounts: int | None) -> int | None:
    return next((amount for amount in amounts if amount is not None), None)


def _tags(words: str) -> tuple[str, ...]:
    tags = (tag.strip(" #`'\"") for tag in re.split(r"[,;·|]|\s(?=#)", words))
    return tuple(dict.fromkeys(tag for tag in tags if tag))
