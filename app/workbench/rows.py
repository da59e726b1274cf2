"""What the read model keeps of one stream: nothing in, the shape of a row out."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.workbench.condemned import Condemned
from app.workbench.duties import Duty
from app.workbench.used import UsedOffer


@dataclass(frozen=True, slots=True)
class Row:
    """What lists and figures need of one stream.

    `parent` is a run's document, or the document that this one was begun to write; `texts` are fingerprints;
    `search` names what is kept for searching ("": nothing).
    `state` is open, archived, finished, held (listed nowhere), unreadable (its start is damaged) or aside
    (quarantined, so not folded: the rest is as it was last known).
    Of a document, `status` is its latest text's stage or its author's own word, `revision` that text,
    `runnable` the one that runs start from, `review` the day to look again ("2027-01-31" or ""), `target` the
    day by which what it promises is to be written.
    `names` are its procedures'.
    `templates` name the documents that stand in its latest text's fences: "12 Weekly report" begins in line 12.
    Of a run, `name` is the procedure, `subject` what it is about, `holder` who has it, `paused` since when (ms, 0: it
    is not), `back` how many steps are to come back to. `book` is all of a schedule that its lists are drawn from.
    `offers`, `duties` and `answers` (to a run's fields) are written and never read back: None leaves them as they are.
    `condemned` says the same of texts that somebody erased.
    `worked` is a finished run's digest, written and never read back too.
    """

    stream: str
    kind: str
    id: str
    events: int = 0
    title: str = ""
    name: str = ""
    word: str = ""
    state: str = ""
    done: int = 0
    total: int = 0
    skipped: int = 0
    problems: int = 0
    procedures: int = 0
    heads: int = 1
    current: str = ""
    number: int = 0
    parent: str = ""
    revision: str = ""
    readiness: str = ""
    status: str = ""
    archived: int = 0
    runnable: str = ""
    review: str = ""
    owner: str = ""
    target: str = ""
    assignee: str = ""
    priority: str = ""
    blockers: str = ""
    began: int = 0
    began_by: str = ""
    began_on: str = ""
    changed: int = 0
    changed_by: str = ""
    changed_on: str = ""
    ended: int | None = None
    ended_by: str = ""
    ended_on: str = ""
    search: str = ""
    last: str = ""
    tags: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    drill: int = 0
    subject: str = ""
    holder: str = ""
    paused: int = 0
    back: int = 0
    book: str = ""
    offers: tuple[UsedOffer, ...] | None = None
    duties: tuple[Duty, ...] | None = None
    answers: Mapping[str, str] | None = None
    worked: str = ""
    condemned: tuple[Condemned, ...] | None = None
