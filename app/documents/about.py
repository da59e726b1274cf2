"""A Document's metadata pairs come in, what they mean goes out: status, owner, dates, time, tags."""

import re
from dataclasses import dataclass
from typing import Literal

from app.documents.amounts import date, minutes
from app.documents.metadata import value
from app.documents.model import Document, Pairs

State = Literal["draft", "review", "approved", "active", ""]

# What authors write for the four stages, and for the ends of a life that are none: the one list there is of it.
_STATES: tuple[tuple[State, re.Pattern[str]], ...] = (
    (
        "draft",
        re.compile(
            r"draft|wip|work in progress|proposed|entwurf|in arbeit|borrador|brouillon|[eé]bauche|rascunho|bozza|concept"
            r"|черновик|草稿|下書き|ドラフト|초안|مسودة"
        ),
    ),
    (
        "review",
        re.compile(
            r"(in |under |for |needs |awaiting )?(peer )?review|reviewing|(pending|awaiting) (review|approval)"
            r"|in pr[uü]fung|zur pr[uü]fung|en revisi[oó]n|en (cours de )?(revue|relecture)|em revis[aã]o|in revisione"
            r"|на проверке|审核中|審査中|レビュー中|검토 ?중|قيد المراجعة"
        ),
    ),
    (
        "approved",
        re.compile(
            r"approved|accepted|signed off|freigegeben|genehmigt|aprobado|approuv[eé]|valid[eé]|aprovado|approvato|goedgekeurd"
            r"|утвержд[её]н[оа]?|已批准|已审批|承認済み?|승인됨?|معتمد"
        ),
    ),
    (
        "active",
        re.compile(
            r"active|published|live|in (use|effect|production)|current|effective|aktiv|g[uü]ltig|in kraft|activo|vigente"
            r"|publicado|actif|en vigueur|publi[eé]|ativo|vigente|attivo|in vigore|actief|действует|опубликован[оа]?"
            r"|有效|已发布|生效|有効|公開済み?|운영 ?중|نشط"
        ),
    ),
)
_ENDED = re.compile(
    r"(archived|deprecated|final|obsolete|rejected|retired|reviewed|superseded|replaced)( by .*)?"
    r"|archiviert|veraltet|archivado|obsoleto|archiv[eé]|obsol[eè]te|устарел[оа]?|已废弃|廃止"
)
# `Draft (v2)`, `Approved by Kim (2026-03-01)`: what may stand behind the word.
_BEHIND = re.compile(
    r"\s*(?:\((?:v|version |rev\.? ?)?\d[\w./ -]*\)|[-–—,]\s*v?\d[\w./-]*)\s*$", re.IGNORECASE
)
_BY = re.compile(r"\s+by(?:\s+(?:@[\w.-]+|[A-ZÀ-Þ][\w.'-]*)){1,4}$")
MAX_STATUS = 200
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
    status = without_sign(value(pairs, "status", "document status", "state"))
    time = minutes(said(pairs, *_TIME))
    effort = minutes(said(pairs, *_EFFORT))
    # What a placeholder says it takes is the work of writing it: there is nothing to run yet.
    unwritten = bool(document.required)
    return About(
        status="" if _BLANK.search(status) else status,
        state=state_of(status),
        version=said(pairs, "version", "document version", "doc version"),
        date=date(said(pairs, *_DATE)),
        author=said(pairs, "author", "authors", "authored by", "created by", "written by"),
        owner=said(pairs, *_OWNER),
        assignee=said(pairs, "assigned to", "assignee"),
        priority=said(pairs, "priority"),
        updated=date(said(pairs, *_UPDATED)),
        review=date(said(pairs, *_REVIEW), end=True),
        due=date(said(pairs, "target date", "target completion date", "due", "due date"), end=True),
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
_DATE = ("date", "created", "created on", "effective date")
_REVIEW = ("next review", "next review date", "review date", "review by", "review due")
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
    words = _bare(status)
    return next((state for state, pattern in _STATES if pattern.fullmatch(words)), "")


def is_end(status: str) -> bool:
    """Whether the words say that a document's life is over: `Archived`, `Superseded by the new one`."""
    return bool(_ENDED.fullmatch(_bare(status)))


def without_sign(status: str) -> str:
    """`✅ Active` without what is drawn before it."""
    return _SIGNS.sub("", status)


def _bare(status: str) -> str:
    words = _BEHIND.sub("", without_sign(status[:MAX_STATUS]).strip(" .*_`"))
    return " ".join(_BY.sub("", words).lower().split())


def unread_date(document: Document) -> str:
    """The first words that stand where a date should and hold digits that state none; "" when there are none."""
    told = (said(document.metadata, name) for name in (*_UPDATED, *_REVIEW, *_DATE))
    return next((words for words in told if any(sign.isdigit() for sign in words) and not date(words)), "")


def _first(*amounts: int | None) -> int | None:
    return next((amount for amount in amounts if amount is not None), None)


def _tags(words: str) -> tuple[str, ...]:
    tags = (tag.strip(" #`'\"") for tag in re.split(r"[,;·|]|\s(?=#)", words))
    return tuple(dict.fromkeys(tag for tag in tags if tag))
